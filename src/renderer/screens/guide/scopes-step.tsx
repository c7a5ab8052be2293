// Scopes: the use case gives the exact list and the message; a pasted consent address shows what Codat really asks for.
import { ScanSearch } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../contract/api'
import type { IntegrationView } from '../../../domain/guide/views'
import { useAction, useChanges, useChosen } from '../../bridge'
import { Button } from '../../components/button'
import { CopyButton } from '../../components/copy'
import { ErrorCard } from '../../components/error-card'
import { SelectField } from '../../components/select-field'
import { Row, Stack, Surface } from '../../components/shapes'
import { Said } from './hand-over-step'
import { consentWords, scopesMessage, casesToChoose } from './words'

export function ScopesStep({ integration }: { integration: IntegrationView }) {
  const answering = useChanges('answerScopes')
  const { scopes } = integration
  const answer = (next: IntegrationView['useCase'], confirmed: boolean) =>
    answering.run({ id: integration.id, useCase: next, confirmed })
  // Arrow keys go through the list faster than each can be saved.
  const [useCase, choose] = useChosen(integration.useCase, (next) => answer(next, false))
  return (
    <Stack gap="s3">
      <SelectField
        label="Use case"
        value={useCase ?? 'none'}
        options={casesToChoose}
        onChange={(next) => choose(next === 'none' ? null : next)}
      />
      {scopes === null ? (
        <div>
          <Button busy={answering.busy} onPress={() => void answer(useCase, false)}>
            List the scopes
          </Button>
        </div>
      ) : (
        <>
          <Stack gap="s2" align="start">
            <Surface as="pre" low>
              {scopesMessage(integration)}
            </Surface>
            <Row gap="s2">
              <CopyButton text={scopesMessage(integration)} label="Copy the message" />
              <CopyButton text={scopes.scopes.join(' ')} label="Copy the scopes alone" />
            </Row>
          </Stack>
          {scopes.confirmedAt === null && (
            <div>
              <Button busy={answering.busy} onPress={() => void answer(useCase, true)}>
                Codat confirmed it
              </Button>
            </div>
          )}
        </>
      )}
      <ConsentAddress integration={integration} />
      {answering.error && <ErrorCard error={answering.error} />}
    </Stack>
  )
}

/** The address of Xero's consent page, read by main off the clipboard. */
export function ConsentAddress({ integration }: { integration: IntegrationView }) {
  const reading = useAction('readConsentAddress')
  const [answer, setAnswer] = useState<CallOutput<'readConsentAddress'> | null>(null)
  const read = async () => setAnswer(await reading.run({ id: integration.id }))
  return (
    <>
      <Row gap="s2">
        <Button size="small" icon={ScanSearch} busy={reading.busy} onPress={() => void read()}>
          Read a consent address from the clipboard
        </Button>
      </Row>
      {answer !== null && <Said words={consentWords(answer)} />}
      {reading.error && <ErrorCard error={reading.error} />}
    </>
  )
}
