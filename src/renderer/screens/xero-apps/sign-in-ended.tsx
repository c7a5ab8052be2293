import { ArrowLeft, RotateCcw } from 'lucide-react'
import type { Diagnosis } from '../../../domain/diagnosis/schema'
import type { BankFeedsAnswer, SignedInOrganisation, SignInOutcome, SignInResult } from '../../../domain/xero/schema'
import type { XeroAppView } from '../../../contract/xero-apps'
import { Button, LinkButton } from '../../components/button'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { Card, Facts, Section } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { Row, Stack, Text } from '../../components/shapes'
import { Badge, Callout, StatusLine } from '../../components/status'
import type { AppPart } from '../../shell/navigation'
import { atTime, duration } from '../../words/ages'
import { DiagnosisCard } from '../diagnosis/diagnosis-card'
import { DiagnosisPanel } from '../diagnosis/diagnosis-panel'
import { bankFeedsWords, mayRemain, organisationWords, remainWords, signInWords, unreadWords } from './check-words'
import { ProviderDetails } from './provider-details'
import type { SignInRun } from './sign-in-run'
import { Legs } from './sign-in-running'

interface SignInEndedProps {
  readonly app: XeroAppView
  readonly run: SignInRun
  readonly again: () => void
  readonly show: (part: AppPart) => void
  readonly onBack: (() => void) | null
}

export function SignInEnded({ run, again, show, onBack }: SignInEndedProps) {
  const againButton = (
    <Button icon={RotateCcw} onPress={again}>
      Test again
    </Button>
  )
  if (run.error) {
    return (
      <Stack gap="s4" width="page">
        <ErrorCard error={run.error} />
        <div>{againButton}</div>
      </Stack>
    )
  }
  if (!run.answer) return null
  const { outcome, diagnosis } = run.answer
  return (
    <Stack gap="s4" width="page">
      <Verdict outcome={outcome} />
      {outcome.kind === 'signed-in' ? (
        <Result result={outcome.result} show={show} />
      ) : (
        <Failed outcome={outcome} diagnosis={diagnosis} show={show} />
      )}
      <Row gap="s2">
        {outcome.kind === 'signed-in' && onBack !== null && (
          <Button variant="primary" icon={ArrowLeft} onPress={onBack}>
            Back to the set-up
          </Button>
        )}
        {againButton}
      </Row>
      <Details
        summary={`Steps, ${duration(run.answer.legs.reduce((sum, { tookMs }) => sum + tookMs, 0))} in all`}
        open={outcome.kind === 'signed-in'}
      >
        <Legs run={{ ...run, legs: run.answer.legs }} />
        {run.answer.refused > 0 && <p>Requests from elsewhere that were turned away: {run.answer.refused}.</p>}
      </Details>
    </Stack>
  )
}

function Verdict({ outcome }: { outcome: SignInOutcome }) {
  const words = signInWords(outcome)
  return (
    <Callout large tone={words.tone} role="status" title={<h2>{words.title}</h2>}>
      <p>{words.text}</p>
    </Callout>
  )
}

function Result({ result, show }: { result: SignInResult; show: (part: AppPart) => void }) {
  const remaining = result.organisations.filter(({ connection }) => connection.state === 'remains')
  const removed = result.organisations.length - remaining.length
  return (
    <>
      <Card>
        <Facts
          facts={[
            { name: 'Signed in', value: result.who.name ?? result.who.email ?? 'Xero did not say' },
            ...(result.who.name !== null && result.who.email !== null
              ? [{ name: 'E-mail', value: result.who.email }]
              : []),
            ...(result.expiresAt === null
              ? []
              : [{ name: 'Token would have held until', value: atTime(result.expiresAt) }]),
            { name: 'Tokens', value: 'Dropped, none kept' },
          ]}
        />
        {result.organisations.map((organisation) => (
          <Row key={organisation.connectionId} gap="s2" ruled>
            <h3>{organisation.name ?? 'Organisation without a name'}</h3>
            <OrganisationBadge organisation={organisation} />
            <Text as="span" tone="quiet">
              {[organisation.country, organisation.currency].filter(Boolean).join(' · ')}
            </Text>
            <span>
              {organisation.connection.state === 'removed' ? (
                <StatusLine tone="ok">Connection removed again</StatusLine>
              ) : (
                <StatusLine tone="watch">Connection remains: {remainWords[organisation.connection.reason]}</StatusLine>
              )}
            </span>
          </Row>
        ))}
        {result.organisationsUnread !== null && (
          <StatusLine tone="watch">{unreadWords[result.organisationsUnread]}</StatusLine>
        )}
        {result.bankFeeds !== null && <AboutBankFeeds answer={result.bankFeeds} show={show} />}
      </Card>
      {(remaining.length > 0 || result.organisationsUnread !== null) && (
        <Callout tone="watch" title="Have a look at the app’s connections">
          <p>
            In doubt Latchkey leaves a connection alone, because it may be a linked company.{' '}
            {removed > 0 && 'The others were removed. '}
            If one came from this test, disconnect it in My Apps, Connection management.
          </p>
          <p>
            <OutsideLink id="xero.my-apps" />
          </p>
        </Callout>
      )}
      <Section title="Scopes that Xero granted">
        <Row as="ul" gap="s2">
          {result.grantedScopes.map((scope) => (
            <li key={scope}>
              <Badge>
                <code>{scope}</code>
              </Badge>
            </li>
          ))}
        </Row>
      </Section>
      <ClockNote ahead={result.clockAheadSeconds} />
    </>
  )
}

function OrganisationBadge({ organisation }: { organisation: SignedInOrganisation }) {
  const { tone, text } = organisationWords(organisation)
  return <Badge tone={tone}>{text}</Badge>
}

function AboutBankFeeds({ answer, show }: { answer: BankFeedsAnswer; show: (part: AppPart) => void }) {
  const { tone, text } = bankFeedsWords(answer)
  return (
    <Stack gap="s2" align="start" ruled>
      <StatusLine tone={tone}>{text}</StatusLine>
      {'facts' in answer && <ProviderDetails facts={answer.facts} />}
      <LinkButton onPress={() => show('bank-feeds')}>Open Bank feeds</LinkButton>
    </Stack>
  )
}

const CLOCK_WORTH_SAYING_S = 60

function ClockNote({ ahead }: { ahead: number | null }) {
  if (ahead === null || Math.abs(ahead) < CLOCK_WORTH_SAYING_S) return null
  return (
    <Callout tone="watch" title="This machine’s clock is off">
      <p>
        It is {duration(Math.abs(ahead) * 1_000)} {ahead > 0 ? 'ahead of' : 'behind'} Xero’s. Set it, or sign-ins
        elsewhere may fail.
      </p>
    </Callout>
  )
}

interface FailedProps {
  readonly outcome: Exclude<SignInOutcome, { kind: 'signed-in' }>
  readonly diagnosis: Diagnosis | null
  readonly show: (part: AppPart) => void
}

function Failed({ outcome, diagnosis, show }: FailedProps) {
  const asks = outcome.kind === 'never-arrived' || outcome.kind === 'cancelled' || outcome.kind === 'refused-at-consent'
  return (
    <>
      {mayRemain(outcome) && (
        <Callout tone="watch" title="A connection may remain">
          <p>
            You gave consent, so Xero may count a connection that Latchkey could not remove. Look in My Apps, Connection
            management.
          </p>
          <p>
            <OutsideLink id="xero.my-apps" />
          </p>
        </Callout>
      )}
      {diagnosis !== null && <DiagnosisCard diagnosis={diagnosis} />}
      {'facts' in outcome && <ProviderDetails facts={outcome.facts} />}
      {outcome.kind === 'wrong-pair' && (
        <div>
          <Button onPress={() => show('keys')}>Open Keys</Button>
        </div>
      )}
      {asks && (
        <Section title="Did Xero show an error?" hint="Paste its address or its text.">
          <DiagnosisPanel compact />
        </Section>
      )}
    </>
  )
}
