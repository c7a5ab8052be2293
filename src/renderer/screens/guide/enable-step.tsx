// Enabled, as Codat's API says it: asked by hand, for three minutes after the portal was opened, and on coming back.
import { Plug } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { CallOutput } from '../../../contract/api'
import type { IntegrationView } from '../../../domain/guide/views'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Row, Stack } from '../../components/shapes'
import { Callout } from '../../components/status'
import { ago } from '../../words/ages'
import { ProblemCallout } from '../codat/problem-callout'
import { useWatch } from './use-watch'
import { heldWords, watchWords } from './words'

export function EnableStep({ integration }: { integration: IntegrationView }) {
  const now = useNow(30_000)
  const { id, enabledSeen, codatClientId, held } = integration
  const asking = useAction('checkEnabled')
  const opening = useAction('openLink')
  const [answer, setAnswer] = useState<CallOutput<'checkEnabled'> | null>(null)
  const { run } = asking
  const ask = useCallback(async () => {
    const next = await run({ id })
    if (next) setAnswer(next)
  }, [run, id])
  const enabled = enabledSeen?.enabled === true
  const { watch, start } = useWatch(id, 'enabled', codatClientId !== null && !enabled, ask)
  const openPortal = async () => {
    if (await opening.run({ id: 'codat.integrations' })) start()
  }
  const error = asking.error ?? opening.error
  return (
    <Stack gap="s3">
      <Row gap="s2">
        <Button variant="primary" isDisabled={codatClientId === null} onPress={() => void openPortal()}>
          Open the portal and watch
        </Button>
        <Button icon={Plug} busy={asking.busy} isDisabled={codatClientId === null} onPress={() => void ask()}>
          Ask Codat now
        </Button>
      </Row>
      {watch !== null && watchWords(watch) !== '' && <p role="status">{watchWords(watch)}</p>}
      {enabledSeen !== null && (
        <Callout
          tone={enabled ? 'ok' : 'watch'}
          title={enabled ? 'Xero is enabled at Codat' : 'Xero is not enabled at Codat'}
          role="status"
        >
          <p>
            Asked {ago(enabledSeen.at, now)}.{' '}
            {enabled && `It says nothing of the keys: ${heldWords[held].title.toLowerCase()}.`}
          </p>
        </Callout>
      )}
      {answer?.problem && <ProblemCallout problem={answer.problem} />}
      {error && <ErrorCard error={error} />}
    </Stack>
  )
}
