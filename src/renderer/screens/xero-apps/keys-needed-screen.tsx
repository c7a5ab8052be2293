// The apps that came without their keys, one after another: open the portal, paste, check, next.
import { ArrowLeft, ArrowRight, Check, KeyRound } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button, LinkButton } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { EmptyState, Screen, Skeleton } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { Row, Stack, Surface, Text } from '../../components/shapes'
import { StepMark } from '../../components/step-mark'
import { useData } from '../../shell/data'
import { type AppPart, home, useNavigation } from '../../shell/navigation'
import { endWords, nextWords, queueOf, type Turn, turnAt } from './keys-needed'
import { ClientId } from './keys-tab'
import { SecretSlot } from './secret-slot'
import { countNeedingKeys, needsKeys } from './needs-keys'
import type { XeroAppView } from '../../../contract/xero-apps'

export function KeysNeededScreen() {
  const { apps } = useData()
  const { loaded } = apps
  switch (loaded.state) {
    case 'loading':
      return (
        <Screen title="Keys needed">
          <Skeleton label="Loading your Xero apps" />
        </Screen>
      )
    case 'error':
      return (
        <Screen title="Keys needed">
          <ErrorCard error={loaded.error} onRetry={apps.reload} />
        </Screen>
      )
    case 'ready':
      return <Queue apps={loaded.value.apps} />
  }
}

function Queue({ apps }: { apps: readonly XeroAppView[] }) {
  const [queue] = useState(() => queueOf(apps))
  const [from, setFrom] = useState(0)
  const { go } = useNavigation()
  const turn = turnAt(queue, from, apps)
  if (!turn) return <Ended waiting={countNeedingKeys(apps)} />
  return (
    <Screen
      title="Keys needed"
      lead={`App ${turn.at + 1} of ${queue.length}. A secret is shown once, so an app from another machine gets one more: Xero holds two.`}
      actions={
        <Button variant="quiet" icon={ArrowLeft} onPress={() => go(home)}>
          All customers
        </Button>
      }
    >
      {queue.length > 1 && (
        <Row as="ol" gap="s3" aria-label="Apps without keys">
          {queue.map((id, at) => {
            const app = apps.find((one) => one.id === id)
            return app === undefined ? null : (
              <Row as="li" gap="s1" key={id} {...(at === turn.at ? { 'aria-current': 'step' } : {})}>
                <LinkButton onPress={() => setFrom(at)}>{app.name}</LinkButton>
                {!needsKeys(app) && <Check size={12} strokeWidth={3} aria-label="has its keys" />}
              </Row>
            )
          })}
        </Row>
      )}
      <OneApp key={turn.app.id} turn={turn} last={turn.at === queue.length - 1} next={() => setFrom(turn.at + 1)} />
    </Screen>
  )
}

interface OneAppProps {
  readonly turn: Turn
  readonly last: boolean
  readonly next: () => void
}

function OneApp({ turn: { app, slot }, last, next }: OneAppProps) {
  const { openApp } = useNavigation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const show = (part: AppPart) => openApp(app.id, part)
  const hasKeys = !needsKeys(app)
  const accepted = app.secrets.some(({ lastAcceptedAt }) => lastAcceptedAt !== null)
  return (
    <Stack as="section" gap="s4" aria-label={app.name}>
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {app.name}
        </h2>
        <Text tone="quiet">{app.customer === '' ? 'No customer yet' : app.customer}</Text>
      </header>
      <Stack as="ol" gap="s2">
        <Step title="Generate a secret in Xero’s developer portal" done={hasKeys}>
          {!hasKeys && (
            <p>
              <OutsideLink id="xero.my-apps" />, then Configuration, “Generate a secret”, or “Generate another secret”
              where it has one. Xero shows it once.
            </p>
          )}
        </Step>
        <Step title="Paste, then check with Xero" done={accepted}>
          {app.clientId === '' && <ClientId app={app} />}
          <SecretSlot app={app} slot={slot} show={show} />
        </Step>
      </Stack>
      <Row as="footer" gap="s2" justify="right">
        <Button variant={accepted ? 'primary' : 'secondary'} icon={ArrowRight} onPress={next}>
          {nextWords(hasKeys, last)}
        </Button>
      </Row>
    </Stack>
  )
}

function Step({ title, done, children }: { title: string; done: boolean; children?: ReactNode }) {
  return (
    <Surface as="li" padded>
      <Row gap="s3" oneLine led align="start">
        <StepMark state={done ? 'done' : undefined}>{done && <Check size={12} strokeWidth={3} />}</StepMark>
        <Stack gap="s3">
          <h3>
            {title}
            {done && <span className="hidden-label"> (done)</span>}
          </h3>
          {children}
        </Stack>
      </Row>
    </Surface>
  )
}

function Ended({ waiting }: { waiting: number }) {
  const { go } = useNavigation()
  return (
    <Screen title="Keys needed">
      <EmptyState
        icon={KeyRound}
        title={endWords(waiting)}
        actions={
          <Button variant="primary" onPress={() => go(home)}>
            Show all Xero apps
          </Button>
        }
      >
        <p>
          {waiting === 0
            ? 'Nothing waits for a paste.'
            : 'They stay under “Keys needed” until each has its client id and a secret.'}
        </p>
      </EmptyState>
    </Screen>
  )
}
