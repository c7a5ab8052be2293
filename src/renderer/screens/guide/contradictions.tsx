// Questions that older records answered in two ways, put to the user once.
import { useAction, useCall, useMainEvent } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Callout } from '../../components/status'
import { answerToSave, answerWords, contradictionWords } from './contradiction-words'

export function Contradictions({ appId }: { appId: string }) {
  const { loaded, reload, put } = useCall('getProfile', { appId })
  const saving = useAction('saveProfile')
  useMainEvent('integrationsChanged', reload)
  if (loaded.state !== 'ready') return null
  return (
    <>
      {loaded.value.contradictions.map((contradiction) => (
        <Callout
          key={contradiction.question}
          tone="watch"
          title={contradictionWords(contradiction)}
          actions={[...new Set(contradiction.said.map(({ answer }) => answer))].map((answer) => (
            <Button
              key={answer}
              size="small"
              busy={saving.busy}
              onPress={() => {
                void saving
                  .run({ appId, answers: answerToSave(contradiction.question, answer) })
                  .then((profile) => profile && put(profile))
              }}
            >
              {answerWords(contradiction.question, answer)}
            </Button>
          ))}
        >
          <p>Say which is right: everything here goes by one answer.</p>
        </Callout>
      ))}
      {saving.error && <ErrorCard error={saving.error} />}
    </>
  )
}
