// Handing over: choose the Codat client, count what is linked there, then copy id and secret in order.
import { ClipboardList, Copy, ListChecks, Plus } from 'lucide-react'
import { useState } from 'react'
import type { IntegrationView } from '../../../domain/guide/views'
import type { CallOutput } from '../../../contract/api'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useAction, useChanges } from '../../bridge'
import { useNow } from '../../clock'
import { Button, LinkButton } from '../../components/button'
import { CopyButton } from '../../components/copy'
import { ErrorCard } from '../../components/error-card'
import { SelectField } from '../../components/select-field'
import { OutsideLink } from '../../components/outside-link'
import { List, Row, Split, Stack } from '../../components/shapes'
import { Callout, StatusLine } from '../../components/status'
import { useCodatClients } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { ago } from '../../words/ages'
import { ProblemCallout } from '../codat/problem-callout'
import { clipboardWords, heldWords, preparedWords, type Words } from './words'

interface HandOverProps {
  readonly integration: IntegrationView
  readonly app: XeroAppView
}

export function HandOverStep({ integration, app }: HandOverProps) {
  const { countedBefore, codatClientId } = integration
  const counted = countedBefore !== null && countedBefore.clientId === app.clientId
  return (
    <Stack gap="s3">
      <CodatChoice integration={integration} app={app} />
      {codatClientId !== null && <Count integration={integration} counted={counted} />}
      {codatClientId !== null && counted && <CopyInOrder integration={integration} app={app} />}
      {codatClientId !== null && <Pasted integration={integration} app={app} />}
      {integration.handOver !== null && <Held integration={integration} />}
    </Stack>
  )
}

export function CodatChoice({ integration, app }: HandOverProps) {
  const { go } = useNavigation()
  const clients = useCodatClients()
  const saving = useChanges('updateIntegration')
  const choose = (id: string | null) => void saving.run({ id: integration.id, fields: { codatClientId: id } })
  const holder = clients.find(({ xeroAppIds }) => xeroAppIds.includes(app.id))
  const client = clients.find(({ id }) => id === integration.codatClientId)
  // On a call the list would name other customers.
  if (integration.callSince !== null) {
    return (
      <p>{client === undefined ? 'The Codat client is chosen outside the call.' : `Codat client: ${client.name}`}</p>
    )
  }
  const add = (
    <Button icon={Plus} onPress={() => go({ screen: 'new-codat-client', xeroAppId: app.id, setUpId: integration.id })}>
      Add one
    </Button>
  )
  if (clients.length === 0) {
    return (
      <Row gap="s3">
        <span>No Codat client is known here yet.</span>
        {add}
      </Row>
    )
  }
  return (
    <>
      <Split>
        <SelectField
          label="Codat client"
          value={integration.codatClientId ?? 'none'}
          options={[
            { value: 'none', label: 'Choose one' },
            ...clients.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) => choose(id === 'none' ? null : id)}
        />
        {add}
      </Split>
      {client === undefined && holder !== undefined && (
        <div>
          <Button size="small" busy={saving.busy} onPress={() => choose(holder.id)}>
            Use “{holder.name}”, noted for this app
          </Button>
        </div>
      )}
      {client !== undefined && client.keys.length === 0 && (
        <StatusLine tone="act">
          No API key of it is kept here.{' '}
          <LinkButton onPress={() => go({ screen: 'codat', clientId: client.id })}>Paste one</LinkButton>
        </StatusLine>
      )}
      {saving.error && <ErrorCard error={saving.error} />}
    </>
  )
}

function Count({ integration, counted }: { integration: IntegrationView; counted: boolean }) {
  const now = useNow(30_000)
  const preparing = useAction('prepareHandOver')
  const [outcome, setOutcome] = useState<CallOutput<'prepareHandOver'>['outcome'] | null>(null)
  const count = async () => {
    const answer = await preparing.run({ id: integration.id })
    if (answer) setOutcome(answer.outcome)
  }
  const { countedBefore } = integration
  const words = outcome === null ? null : preparedWords(outcome)
  return (
    <>
      <Row gap="s2">
        <Button
          variant={counted ? 'secondary' : 'primary'}
          icon={ListChecks}
          busy={preparing.busy}
          onPress={() => void count()}
        >
          Count what is linked there
        </Button>
        {outcome === null && counted && countedBefore !== null && (
          <StatusLine tone="ok">
            {countedBefore.linked} linked, counted {ago(countedBefore.at, now)}
          </StatusLine>
        )}
      </Row>
      {words !== null && <Said words={words} />}
      {outcome?.kind === 'not-counted' && outcome.problem !== null && <ProblemCallout problem={outcome.problem} />}
      {preparing.error && <ErrorCard error={preparing.error} />}
    </>
  )
}

export function Said({ words }: { words: Words }) {
  return (
    <Callout tone={words.tone} role="status" title={words.title}>
      <p>{words.text}</p>
    </Callout>
  )
}

function CopyInOrder({ integration, app }: HandOverProps) {
  const copying = useAction('copySecret')
  const looking = useAction('askClipboard')
  const [holds, setHolds] = useState<CallOutput<'askClipboard'> | null>(null)
  const slot = slotToHandOver(app)
  const copy = async () => {
    if (slot === null) return
    setHolds(null)
    await copying.run({ id: app.id, slot })
  }
  const look = async () => setHolds(await looking.run({ id: integration.id }))
  const error = copying.error ?? looking.error
  return (
    <>
      <List kind="decimal" gap="s2" aria-label="Copy in this order">
        <li>
          <OutsideLink id="codat.integrations">Open Codat’s portal</OutsideLink>, Xero, Set up or Manage.
        </li>
        <li>
          <CopyButton text={app.clientId} label="Copy the client id" /> into <strong>Client ID</strong>.
        </li>
        <li>
          {slot === null ? (
            'The customer pastes the secret, which is theirs.'
          ) : (
            <>
              <Button size="small" icon={Copy} busy={copying.busy} onPress={() => void copy()}>
                {`Copy client secret ${slot}`}
              </Button>{' '}
              into <strong>Client secret</strong>. It is cleared from the clipboard after a while.
            </>
          )}
        </li>
        <li>Save, and wait for Codat to say that the settings were saved.</li>
      </List>
      <Row gap="s2">
        <Button size="small" icon={ClipboardList} busy={looking.busy} onPress={() => void look()}>
          What is on my clipboard?
        </Button>
      </Row>
      {holds !== null && <Said words={clipboardWords(holds)} />}
      {error && <ErrorCard error={error} />}
    </>
  )
}

/** The new secret of a rotation, else the one that is kept; null where the customer keeps it. */
function slotToHandOver({ rotation, secrets }: XeroAppView) {
  return rotation?.newSlot ?? secrets.find(({ pending }) => pending === null)?.slot ?? null
}

/** Your word that the keys were pasted and saved, whoever did it and however. */
function Pasted({ integration, app }: HandOverProps) {
  const noting = useAction('noteHandedOver')
  return (
    <>
      <div>
        <Button
          size="small"
          variant={integration.handOver === null ? 'primary' : 'secondary'}
          busy={noting.busy}
          isDisabled={app.clientId === ''}
          onPress={() => void noting.run({ id: integration.id, slot: slotToHandOver(app) })}
        >
          Codat said it was saved
        </Button>
      </div>
      {noting.error && <ErrorCard error={noting.error} />}
    </>
  )
}

function Held({ integration }: { integration: IntegrationView }) {
  return <Said words={heldWords[integration.held]} />
}
