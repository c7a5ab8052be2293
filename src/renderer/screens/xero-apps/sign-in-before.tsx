// Before the browser opens: what will be asked, what must be registered first, and what a test can cost.
import { Copy, ExternalLink } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { bankFeedsScope } from '../../../domain/facts'
import type { Prepared } from '../../../domain/xero/schema'
import type { SlotNumber } from '../../../domain/xero-apps/schema'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useCall } from '../../bridge'
import { ActionBar } from '../../components/action-bar'
import { Button, LinkButton } from '../../components/button'
import { ChoiceField } from '../../components/choice'
import { CopyValue } from '../../components/copy'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { Card, Section, Skeleton } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { Stack, Text } from '../../components/shapes'
import { Callout } from '../../components/status'
import { MarkedStep, StepMark, Steps } from '../../components/step-mark'
import { useCommands } from '../../shell/commands'
import { type AppPart, useNavigation } from '../../shell/navigation'
import { prepareWords } from './check-words'
import { ScopeChoice, useScopeChoice } from './scope-choice'
import { useSignIn } from './sign-in-run'
import { slotName } from './words'

interface SignInBeforeProps {
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
}

export function SignInBefore({ app, show }: SignInBeforeProps) {
  const [slot, setSlot] = useState<SlotNumber>(app.secrets[0]?.slot ?? 1)
  const { route } = useNavigation()
  const scopes = useScopeChoice((route.screen === 'app' ? route.signInFor : undefined) ?? 'sign-in-test')
  const { loaded, reload } = useCall('prepareSignIn', {
    appId: app.id,
    slot,
    scopes: [...scopes.scopes],
  })
  return (
    <Stack gap="s4" width="page">
      <Text prose tone="soft">
        Sign in to Xero once in your own browser. In a minute you know whether Xero accepts these keys, and if not, why.
        Tokens are dropped, and a connection that the test makes is removed again.
      </Text>
      {app.secrets.length > 1 && (
        <ChoiceField
          label="Which secret"
          value={String(slot)}
          choices={app.secrets.map((secret) => ({ value: String(secret.slot), label: slotName(secret.slot) }))}
          onChange={(chosen) => setSlot(chosen === '2' ? 2 : 1)}
        />
      )}
      <ScopeChoice app={app} choice={scopes} />
      {loaded.state === 'loading' && <Skeleton label="Preparing the sign-in test" rows={3} />}
      {loaded.state === 'error' && <ErrorCard error={loaded.error} onRetry={reload} />}
      {loaded.state === 'ready' && <Ready app={app} prepared={loaded.value} show={show} />}
    </Stack>
  )
}

function Ready({ app, prepared, show }: SignInBeforeProps & { prepared: Prepared }) {
  if (!prepared.ready) {
    return (
      <Callout tone="act" title={prepareWords[prepared.problem]} role="alert">
        {prepared.detail !== null && <code>{prepared.detail}</code>}
        {prepared.problem === 'no-client-id' && <LinkButton onPress={() => show('keys')}>Open Keys</LinkButton>}
      </Callout>
    )
  }
  return <ReadyToGo app={app} prepared={prepared} />
}

function ChooseDemo() {
  return (
    <>
      <strong>Choose the demo company at Xero</strong>
      <p>
        A real organisation uses one of the app’s connections while it is connected. The demo company doesn’t count.
      </p>
    </>
  )
}

/** For a test that asks about bank feeds. */
function ChooseTrial() {
  return (
    <>
      <strong>Choose a trial organisation at Xero, not the demo company</strong>
      <p>
        The test asks Xero’s Bank Feeds API whether it lets this app in. A demo company never takes bank feeds, so its
        answer would say nothing. The trial organisation uses one of the app’s connections while it is connected, and
        stays if it was connected before.
      </p>
      <p>
        If Xero says “Invalid scope for client” instead of asking you, it hasn’t given this app bankfeeds. Paste that
        page here while the test waits: it is an answer, too.
      </p>
    </>
  )
}

function ReadyToGo({ app, prepared }: { app: XeroAppView; prepared: Extract<Prepared, { ready: true }> }) {
  const { start } = useSignIn()
  const { asked, signInId, redirectNotRecorded } = prepared
  const open = () => start(app.id, signInId, asked, 'browser')
  const copy = () => start(app.id, signInId, asked, 'clipboard')
  useCommands([
    { id: 'sign-in.start', label: 'Open the browser and sign in', group: app.name, icon: ExternalLink, run: open },
    { id: 'sign-in.copy', label: 'Start the sign-in test and copy the URL', group: app.name, icon: Copy, run: copy },
  ])
  return (
    <>
      <Section title="Before you start">
        <Card>
          <Steps gap="s3">
            <Before number={1}>
              <strong>
                {redirectNotRecorded
                  ? 'Register this redirect URI in Xero'
                  : 'This redirect URI must be registered in Xero'}
              </strong>
              <p>
                In addition to Codat’s, exactly as it stands: Xero compares letter by letter.{' '}
                <OutsideLink id="xero.my-apps">Open My Apps</OutsideLink>
              </p>
              <CopyValue value={asked.redirectUri} copyLabel="Copy the redirect URI" />
              {asked.spareRedirectUris.length > 0 && (
                <p>If its port is taken, these are tried: {asked.spareRedirectUris.join(', ')}</p>
              )}
            </Before>
            <Before number={2}>{asked.scopes.includes(bankFeedsScope.value) ? <ChooseTrial /> : <ChooseDemo />}</Before>
            <Before number={3}>
              <strong>Are companies linked through this app already?</strong>
              <p>
                A login that stands behind one of them can be unlinked by this test. Use another login in a private
                window, or be content with “Check with Xero” under Keys.
              </p>
            </Before>
          </Steps>
        </Card>
      </Section>
      <Details summary="Show what will be asked">
        <dl>
          <dt>Client id</dt>
          <dd>
            <code>{asked.clientId}</code>
          </dd>
          <dt>Scopes</dt>
          <dd>
            <code>{asked.scopes.join(' ')}</code>
          </dd>
          <dt>Address</dt>
          <dd>
            <code>{asked.shownAddress}</code>
          </dd>
        </dl>
      </Details>
      <div>
        <Button icon={Copy} onPress={copy}>
          Copy the URL instead
        </Button>
      </div>
      <ActionBar label="Start the sign-in test">
        <span>In your own browser</span>
        <Button variant="primary" icon={ExternalLink} onPress={open}>
          Open the browser and sign in
        </Button>
      </ActionBar>
    </>
  )
}

function Before({ number, children }: { number: number; children: ReactNode }) {
  return (
    <MarkedStep isAhead={false}>
      <StepMark>{number}</StepMark>
      <Stack gap="s1" tone="soft">
        {children}
      </Stack>
    </MarkedStep>
  )
}
