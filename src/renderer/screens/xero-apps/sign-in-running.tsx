import { Check, Copy } from 'lucide-react'
import { signInLegs } from './legs'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button, Spinner } from '../../components/button'
import { Card, Section } from '../../components/layout'
import { Row, Stack, Text } from '../../components/shapes'
import { Callout } from '../../components/status'
import { MarkedStep, StepMark, Steps } from '../../components/step-mark'
import { useSay } from '../../shell/toasts'
import { duration, elapsed } from '../../words/ages'
import { DiagnosisPanel } from '../diagnosis/diagnosis-panel'
import { legWaiting, legWords, refusalWords } from './check-words'
import { type SignInRun, useSignIn } from './sign-in-run'

export function SignInRunning({ run }: { run: SignInRun }) {
  const { cancel } = useSignIn()
  const copying = useAction('copySignInUrl')
  const say = useSay()
  const copy = async () => {
    const answer = await copying.run({ signInId: run.signInId })
    if (answer)
      say(
        answer.copied ? 'ok' : 'watch',
        answer.copied ? 'The URL is on your clipboard.' : 'The URL could not be copied.',
      )
  }
  return (
    <Stack gap="s4" width="page">
      <Card>
        <Row gap="s4" oneLine align="baseline" justify="between" role="status">
          <h2>
            {run.opened === 'browser'
              ? 'Sign in to Xero in your browser'
              : 'The URL is on your clipboard: open it in a browser'}
          </h2>
          <Elapsed since={run.startedAt} />
        </Row>
        <Legs run={run} />
        {run.refused > 0 && (
          <Text tone="soft" small>
            Turned away {run.refused} {run.refused === 1 ? 'request' : 'requests'} that{' '}
            {run.refused === 1 ? 'was' : 'were'} not Xero’s
            {run.lastRefusal && `${run.refused === 1 ? ': ' : '; the last: '}${refusalWords[run.lastRefusal]}`}. The
            test goes on.
          </Text>
        )}
        {run.hint !== null && (
          <Callout tone="info" title="A hint, not an answer" role="status">
            <p>
              An error came back without proof that it is Xero’s: <code>{run.hint}</code>
            </p>
          </Callout>
        )}
        <Row gap="s2">
          <Button onPress={cancel}>Cancel</Button>
          <Button variant="quiet" icon={Copy} busy={copying.busy} onPress={() => void copy()}>
            Copy the URL
          </Button>
        </Row>
      </Card>
      <Section
        title="Do you see an error at Xero?"
        hint="Errors of redirect URI, scopes and limits are shown on Xero’s page only and never come back here. Paste its address or text."
      >
        <DiagnosisPanel compact />
      </Section>
    </Stack>
  )
}

function Elapsed({ since }: { since: number }) {
  const now = useNow(1_000)
  return (
    <Text as="span" tone="quiet" figures>
      {elapsed(now - since)}
    </Text>
  )
}

/** The way there, leg by leg, with the time each took; the first that is missing is the one being waited for. */
export function Legs({ run }: { run: Pick<SignInRun, 'legs' | 'answer' | 'error'> }) {
  const done = new Map(run.legs.map(({ leg, tookMs }) => [leg, tookMs]))
  const ended = run.answer !== null || run.error !== null
  const current = ended ? null : signInLegs.find((leg) => !done.has(leg))
  return (
    <Steps gap="s1" label="Steps of the sign-in test">
      {signInLegs.map((leg) => {
        const took = done.get(leg)
        const state = took !== undefined ? 'done' : leg === current ? 'current' : 'ahead'
        return (
          <MarkedStep key={leg} isAhead={state === 'ahead'}>
            <StepMark state={state === 'ahead' ? undefined : state === 'current' ? 'begun' : state}>
              {state === 'done' && <Check size={12} strokeWidth={3} />}
              {state === 'current' && <Spinner />}
            </StepMark>
            <Text as="span" strong={state === 'current'}>
              {state === 'current' ? `${legWaiting[leg]}…` : legWords[leg]}
            </Text>
            {state === 'ahead' && <span className="hidden-label">{ended ? '(not reached)' : '(still to come)'}</span>}
            {took !== undefined && (
              <Text as="span" tone="quiet" figures>
                {duration(took)}
              </Text>
            )}
          </MarkedStep>
        )
      })}
    </Steps>
  )
}
