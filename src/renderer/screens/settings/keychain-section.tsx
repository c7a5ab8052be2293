import { ShieldCheck } from 'lucide-react'
import { errorTexts } from '../../../domain/errors'
import type { SelfTestResult, VaultState } from '../../../contract/vault'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Card, Section, Skeleton } from '../../components/layout'
import { Row, Stack, Text } from '../../components/shapes'
import { StatusLine } from '../../components/status'
import { useData } from '../../shell/data'
import { ago, duration } from '../../words/ages'
import { KeychainSteps } from './keychain-steps'
import { LeftOverSecrets } from './left-over-secrets'
import { checkSummary, legTone, legWords } from './words'

export function KeychainSection() {
  const { vault } = useData()
  const checking = useAction('checkKeychain')
  const check = async () => {
    await checking.run({})
    vault.reload()
  }
  const { loaded } = vault
  return (
    <Section
      title="Keychain"
      hint="The check writes a throw-away item, reads it back, compares and deletes it. Your secrets are not touched."
      actions={
        <Button icon={ShieldCheck} busy={checking.busy} onPress={() => void check()}>
          Check this keychain
        </Button>
      }
    >
      {loaded.state === 'loading' && <Skeleton label="Loading the keychain’s state" rows={2} />}
      {loaded.state === 'error' && <ErrorCard error={loaded.error} onRetry={vault.reload} />}
      {loaded.state === 'ready' && <State state={loaded.value} />}
      {checking.error && <ErrorCard error={checking.error} />}
      <LeftOverSecrets />
    </Section>
  )
}

function State({ state }: { state: VaultState }) {
  const { problem, store, lastCheck, advice } = state
  return (
    <Card>
      {store === 'session' ? (
        <StatusLine tone="watch">Secrets are kept for this run only</StatusLine>
      ) : problem === null ? (
        <StatusLine tone={lastCheck?.passed ? 'ok' : 'neutral'}>
          {lastCheck
            ? 'Secrets are kept in your keychain'
            : 'Secrets are kept in your keychain. It has not been checked in this run.'}
        </StatusLine>
      ) : (
        <StatusLine tone="watch">{errorTexts[problem].message}</StatusLine>
      )}
      {lastCheck && <Check result={lastCheck} />}
      {advice && <KeychainSteps advice={advice} />}
    </Card>
  )
}

function Check({ result }: { result: SelfTestResult }) {
  const now = useNow(30_000)
  const summary = checkSummary(result)
  const failed = result.legs.find(({ code }) => code !== null)?.code ?? null
  return (
    <Stack role="status" gap="s2" ruled>
      <Row gap="s3" oneLine align="start" justify="between">
        <StatusLine tone={summary.tone}>{summary.text}</StatusLine>
        <Text as="span" tone="quiet" figures>
          {ago(result.at, now)}
        </Text>
      </Row>
      {failed !== null && <p>{errorTexts[failed].nextStep}</p>}
      <Stack as="ul" gap="s0" aria-label="Parts of the check">
        {result.legs.map((leg) => (
          <Row as="li" gap="s3" oneLine justify="between" key={leg.leg}>
            <StatusLine tone={legTone[leg.outcome]} quiet>
              {legWords[leg.leg]}
              {leg.outcome === 'failed' && ': no'}
              {leg.outcome === 'skipped' && ': not tried'}
            </StatusLine>
            {leg.outcome !== 'skipped' && (
              <Text as="span" tone="quiet" figures>
                {duration(leg.milliseconds)}
              </Text>
            )}
          </Row>
        ))}
      </Stack>
      {result.collection !== null && <p>New secrets go to “{result.collection}”.</p>}
      {result.leftoversRemoved > 0 && <p>Also removed {result.leftoversRemoved} left over from an earlier check.</p>}
    </Stack>
  )
}
