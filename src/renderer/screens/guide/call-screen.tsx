// Call mode: one large step at a time, for a screen that others see. No other customer is named and nothing can be revealed.
import { countSteps, stepCountWords } from '../../../domain/standing/steps'
import { ArrowLeft, ArrowRight, PhoneOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { StepId } from '../../../domain/guide/schema'
import type { IntegrationView, Walk as WalkData } from '../../../domain/guide/views'
import type { XeroAppView } from '../../../contract/xero-apps'
import { stepStateWords } from '../../../domain/wording'
import { useAction, useCall } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Skeleton } from '../../components/layout'
import { Row, Stack, Text } from '../../components/shapes'
import { Badge, Callout } from '../../components/status'
import { useData } from '../../shell/data'
import type { AppPart } from '../../shell/navigation'
import { SignInTab } from '../xero-apps/sign-in-tab'
import styles from './call-screen.module.css'
import { useIntegrations } from './use-integrations'
import { StepContent } from './walk'
import { firstOpenStep } from './walk-order'
import { toneOf } from './words'

const nothing = {}

interface CallScreenProps {
  readonly integrationId: string
  readonly isPractice: boolean
}

export function CallScreen({ integrationId, isPractice }: CallScreenProps) {
  const known = useIntegrations()
  const walk = useCall('getWalk', nothing)
  const { apps } = useData()
  if (known.state === 'error') return <ErrorCard error={known.error} onRetry={known.retry} />
  if (walk.loaded.state === 'error') return <ErrorCard error={walk.loaded.error} onRetry={walk.reload} />
  if (known.state === 'loading' || walk.loaded.state === 'loading' || apps.loaded.state !== 'ready') {
    return <Skeleton label="Reading the set-up" />
  }
  const integration = known.integrations.find(({ id }) => id === integrationId)
  if (integration === undefined) return null
  const app = apps.loaded.value.apps.find(({ id }) => id === integration.xeroAppId)
  return <Call integration={integration} walk={walk.loaded.value} app={app ?? null} isPractice={isPractice} />
}

interface CallProps {
  readonly integration: IntegrationView
  readonly walk: WalkData
  readonly app: XeroAppView | null
  readonly isPractice: boolean
}

function Call({ integration, walk, app, isPractice }: CallProps) {
  const ending = useAction('endCall')
  const [stepId, setStepId] = useState<StepId>(() => firstOpenStep(integration) ?? 'plan')
  const index = walk.steps.findIndex(({ id }) => id === stepId)
  const step = walk.steps[index]
  const view = integration.steps.find(({ id }) => id === stepId)
  const move = (by: 1 | -1) => setStepId(walk.steps[index + by]?.id ?? stepId)
  /** Other tabs aren't there during a call; those that are steps are gone to. */
  const show = (part: AppPart) => {
    if (part === 'sign-in' || part === 'keys') setStepId(part)
  }
  return (
    <main className={styles.call} aria-label="Call mode">
      <Row as="header" gap="s4" oneLine push className={styles.edge}>
        <Text strong>{integration.customer === '' ? app?.name : integration.customer}</Text>
        {isPractice && <Badge tone="info">Practice: nothing here is real</Badge>}
        <Text tone="quiet">Steps: {stepCountWords(countSteps(integration.steps))}</Text>
        <Button icon={PhoneOff} busy={ending.busy} onPress={() => void ending.run({ id: integration.id })}>
          End the call
        </Button>
      </Row>
      {ending.error && <ErrorCard error={ending.error} />}
      <Stack as="section" gap="s4" className={styles.step} aria-label={step?.title}>
        <Row gap="s3" oneLine>
          <h1>{step?.title}</h1>
          {view !== undefined && <Badge tone={toneOf(view)}>{stepStateWords[view.state]}</Badge>}
        </Row>
        {step !== undefined && view !== undefined && app !== null && (
          <Guarded key={stepId} stepId={stepId}>
            {stepId === 'sign-in' ? (
              <SignInTab app={app} onBack={null} show={show} />
            ) : (
              <StepContent integration={integration} step={step} view={view} app={app} show={show} />
            )}
          </Guarded>
        )}
      </Stack>
      <Row as="footer" gap="s4" oneLine justify="between" className={styles.edge}>
        <Button icon={ArrowLeft} isDisabled={index <= 0} onPress={() => move(-1)}>
          Back
        </Button>
        <Button variant="primary" icon={ArrowRight} isDisabled={index >= walk.steps.length - 1} onPress={() => move(1)}>
          Next step
        </Button>
      </Row>
    </main>
  )
}

/** Before a secret is generated, nobody may be looking: the step opens only after that was said. */
function Guarded({ stepId, children }: { stepId: StepId; children: ReactNode }) {
  const [alone, setAlone] = useState(false)
  if (stepId !== 'keys' || alone) return children
  return (
    <Callout
      tone="watch"
      title="Before “Generate a secret”: stop sharing, and pause the recording"
      role="status"
      actions={
        <Button variant="primary" onPress={() => setAlone(true)}>
          Nobody sees it: go on
        </Button>
      }
    >
      <p>
        Xero shows the secret once, in clear. Whoever shares the screen stops sharing it first, and the recording is
        paused until the secret is kept here.
      </p>
    </Callout>
  )
}
