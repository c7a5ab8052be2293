// The API keys of a Codat client. Their values are never here: every act on one is a call, and main reads the clipboard itself.
import { ClipboardPaste, ShieldCheck, SquarePen, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CodatKey } from '../../../domain/codat/schema'
import type { CodatBudget } from '../../../domain/codat/said'
import type { CodatClientView, CodatKeyOutcome } from '../../../contract/codat-clients'
import type { Arrival } from '../../../domain/vault/arrival'
import { type Action, useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Card, Facts, Section } from '../../components/layout'
import { MoreMenu } from '../../components/menu'
import { OutsideLink } from '../../components/outside-link'
import { PasteOrType } from '../../components/paste-field'
import { Columns, Row, Surface, Text } from '../../components/shapes'
import { Badge, Callout, StatusLine } from '../../components/status'
import { useCommands } from '../../shell/commands'
import { useReplaceCodatClient } from '../../shell/data'
import { ago } from '../../words/ages'
import { arrivalOptions, arrivedOptions } from '../xero-apps/words'
import { ProblemCallout } from './problem-callout'
import { freeKeyName, keyAcceptedWords, keyOutcomeWords, keyVerdict, type OutcomeWords } from './words'

interface ApiKeysProps {
  readonly client: CodatClientView
  readonly onBudget: (budget: CodatBudget) => void
}

export function ApiKeys({ client, onBudget }: ApiKeysProps) {
  const [adding, setAdding] = useState(false)
  /** The key stored last, whose check is the next thing to do. */
  const [newest, setNewest] = useState<string | null>(null)
  const first = client.keys.length === 0
  return (
    <Section
      title="API keys"
      hint="Kept in your keychain. One for each person is the advice: then one can be taken away without the others."
      actions={
        !first &&
        !adding && (
          <Button size="small" onPress={() => setAdding(true)}>
            Add a key
          </Button>
        )
      }
    >
      <Columns min="xl" gap="s3" align="start">
        {client.keys.map((stored) => (
          <KeyCard
            key={`${stored.name} ${stored.storedAt}`}
            client={client}
            stored={stored}
            isNew={stored.name === newest}
            onBudget={onBudget}
          />
        ))}
        {(first || adding) && (
          <NewKey
            client={client}
            onStored={(name) => {
              setAdding(false)
              setNewest(name)
            }}
            {...(first ? {} : { onCancel: () => setAdding(false) })}
          />
        )}
      </Columns>
      <Text tone="quiet">
        <OutsideLink id="codat.api-keys">API keys in the Codat portal</OutsideLink>. The key itself and the ready-made
        “Basic …” header beside it are both taken.
      </Text>
    </Section>
  )
}

interface NewKeyProps {
  readonly client: CodatClientView
  readonly onStored: (name: string) => void
  readonly onCancel?: () => void
}

function NewKey({ client, onStored, onCancel }: NewKeyProps) {
  const [name, setName] = useState(() => freeKeyName(client))
  const [holder, setHolder] = useState('')
  const [arrival, setArrival] = useState<Arrival>('generated-here')
  const intake = useIntake(client, { key: name.trim(), holder, arrival }, onStored)
  return (
    <section aria-label="A new API key">
      <Card>
        <Columns min="s" gap="s3">
          <TextField label="Name of the key" maxLength={48} value={name} onChange={setName} />
          <TextField label="Whose it is" maxLength={120} value={holder} onChange={setHolder} />
        </Columns>
        <SelectField label="How did it reach you?" value={arrival} options={arrivalOptions} onChange={setArrival} />
        <KeyIntake name={name.trim() === '' ? 'key' : name.trim()} intake={intake} isDisabled={name.trim() === ''} />
        {onCancel && (
          <div>
            <Button size="small" variant="quiet" onPress={onCancel}>
              Not now
            </Button>
          </div>
        )}
      </Card>
    </section>
  )
}

interface Intake {
  readonly paste: () => void
  readonly type: () => void
  readonly busy: boolean
  readonly error: Action<'pasteCodatKey'>['error']
  readonly outcome: CodatKeyOutcome | null
}

/** The two ways in for a key, with what became of it. */
function useIntake(
  client: CodatClientView,
  { key, holder, arrival }: { key: string; holder: string; arrival: Arrival },
  onStored: (name: string) => void,
): Intake {
  const replace = useReplaceCodatClient()
  const pasting = useAction('pasteCodatKey')
  const typing = useAction('typeCodatKey')
  const [outcome, setOutcome] = useState<CodatKeyOutcome | null>(null)
  const take = async (action: Action<'pasteCodatKey'> | Action<'typeCodatKey'>) => {
    pasting.clear()
    typing.clear()
    const answer = await action.run({ id: client.id, key, holder, arrival })
    if (!answer) return
    setOutcome(answer)
    if (answer.outcome !== 'stored') return
    replace(answer.client)
    onStored(key)
  }
  return {
    paste: () => void take(pasting),
    type: () => void take(typing),
    busy: pasting.busy || typing.busy,
    error: pasting.error ?? typing.error,
    outcome,
  }
}

function KeyIntake({ name, intake, isDisabled }: { name: string; intake: Intake; isDisabled: boolean }) {
  const label = `Paste the API key “${name}”`
  useCommands([
    { id: 'codat-key.paste', label, group: 'Codat clients', icon: ClipboardPaste, run: intake.paste },
    {
      id: 'codat-key.type',
      label: `Type the API key “${name}”`,
      group: 'Codat clients',
      icon: SquarePen,
      run: intake.type,
    },
  ])
  if (isDisabled) return <Text tone="quiet">Give the key a name first.</Text>
  return (
    <>
      <PasteOrType label={label} busy={intake.busy} onPaste={intake.paste} onType={intake.type} />
      {intake.outcome && <OutcomeCallout words={keyOutcomeWords(intake.outcome)} />}
      {intake.error && <ErrorCard error={intake.error} />}
    </>
  )
}

function OutcomeCallout({ words }: { words: OutcomeWords }) {
  return (
    <Callout role="status" tone={words.tone} title={words.title}>
      {words.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Callout>
  )
}

interface KeyCardProps extends ApiKeysProps {
  readonly stored: CodatKey
  readonly isNew: boolean
}

function KeyCard({ client, stored, isNew, onBudget }: KeyCardProps) {
  const now = useNow(30_000)
  const replace = useReplaceCodatClient()
  const checking = useAction('checkCodatKey')
  const removing = useAction('removeCodatKey')
  const [checked, setChecked] = useState<Awaited<ReturnType<typeof checking.run>>>(null)
  const [replacing, setReplacing] = useState(false)
  const { name } = stored
  const verdict = keyVerdict(stored, now)
  const check = async () => {
    setChecked(null)
    const answer = await checking.run({ id: client.id, key: name })
    if (!answer) return
    setChecked(answer)
    onBudget(answer.budget)
    replace(answer.client)
  }
  const remove = async () => {
    const answer = await removing.run({ id: client.id, key: name })
    if (answer) replace(answer.client)
  }
  useCommands([
    {
      id: `codat-key.check.${name}`,
      label: `Check the API key “${name}” with Codat`,
      group: client.name,
      icon: ShieldCheck,
      run: () => void check(),
    },
    {
      id: `codat-key.remove.${name}`,
      label: `Remove the API key “${name}”…`,
      group: client.name,
      icon: Trash2,
      run: () => void remove(),
    },
  ])
  return (
    <section aria-label={`API key ${name}`}>
      <Card>
        <Row gap="s2" oneLine push>
          <h3>{name}</h3>
          {stored.kept === 'session' && <Badge tone="watch">Kept for this run only</Badge>}
          <MoreMenu
            label={`More for the API key ${name}`}
            entries={[
              { id: 'replace', label: 'Replace…', icon: ClipboardPaste, onAction: () => setReplacing(true) },
              { id: 'remove', label: 'Remove…', icon: Trash2, onAction: () => void remove(), danger: true },
            ]}
          />
        </Row>
        <StatusLine tone={verdict.tone}>{verdict.text}</StatusLine>
        <Facts
          facts={[
            { name: 'Whose it is', value: stored.holder === '' ? 'Not noted' : stored.holder },
            { name: 'Stored', value: ago(stored.storedAt, now) },
            { name: 'On', value: stored.machine },
            { name: 'Reached you by', value: arrivedOptions.find(({ value }) => value === stored.arrival)?.label },
            { name: 'Length', value: `${stored.length} characters` },
          ]}
        />
        <Row gap="s2">
          <Button
            size="small"
            variant="primary"
            icon={ShieldCheck}
            autoFocus={isNew}
            busy={checking.busy}
            onPress={() => void check()}
          >
            Check with Codat
          </Button>
        </Row>
        {checked?.outcome.kind === 'accepted' && <OutcomeCallout words={keyAcceptedWords(checked.outcome)} />}
        {checked?.outcome.kind === 'problem' && <ProblemCallout problem={checked.outcome.problem} />}
        {checking.error && <ErrorCard error={checking.error} />}
        {removing.error && <ErrorCard error={removing.error} />}
        {replacing && <Replacement client={client} stored={stored} onDone={() => setReplacing(false)} />}
      </Card>
    </section>
  )
}

function Replacement({ client, stored, onDone }: { client: CodatClientView; stored: CodatKey; onDone: () => void }) {
  const [arrival, setArrival] = useState<Arrival>('generated-here')
  const intake = useIntake(client, { key: stored.name, holder: stored.holder, arrival }, onDone)
  return (
    <Surface padded warned gap="s2">
      <p>The value stored now is lost. At Codat nothing changes: delete the old key there yourself.</p>
      <SelectField label="How did it reach you?" value={arrival} options={arrivalOptions} onChange={setArrival} />
      <KeyIntake name={stored.name} intake={intake} isDisabled={false} />
      <div>
        <Button size="small" onPress={onDone}>
          Keep the old one
        </Button>
      </div>
    </Surface>
  )
}
