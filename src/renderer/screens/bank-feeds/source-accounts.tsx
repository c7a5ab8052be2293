// The source accounts of a company, with what can be done to each. Main asks before anything changes at Codat.
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { FeedPanel } from '../../../contract/bank-feeds'
import {
  type AccountShape,
  type AccountType,
  accountTypes,
  isCard,
  sortCodeOf,
  shapeOf,
} from '../../../domain/bank-feeds/account-types'
import type { SourceAccount } from '../../../domain/bank-feeds/schema'
import { cardNumber, loanFeeds, sourceAccountSortCode } from '../../../domain/facts'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { Dialog } from '../../components/dialog'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Section } from '../../components/layout'
import { Stack, Table, Text } from '../../components/shapes'
import { FactSource } from '../../components/source'
import { Badge } from '../../components/status'
import type { Diagnosis } from '../../../domain/diagnosis/schema'
import { DiagnosisCard } from '../diagnosis/diagnosis-card'
import {
  accountKind,
  accountStateWords,
  accountTones,
  NEW_ACCOUNT,
  NONE_CHOSEN,
  shapeOptions,
  targetOptions,
  typeOptions,
} from './words'

interface PartProps {
  readonly panel: FeedPanel
  readonly onChanged: () => void
}

export function SourceAccounts({ panel, onChanged }: PartProps) {
  const [creating, setCreating] = useState(false)
  const [mapping, setMapping] = useState<SourceAccount | null>(null)
  const [refusal, setRefusal] = useState<Diagnosis | null>(null)
  const disconnecting = useAction('disconnectSourceAccount')
  const { accounts, place } = panel
  const settle = (outcome: { kind: string; diagnosis?: Diagnosis } | null) => {
    if (outcome === null || outcome.kind === 'declined') return
    setRefusal(outcome.diagnosis ?? null)
    onChanged()
  }
  return (
    <Section
      title="Source accounts"
      hint="What the customer’s own system feeds from. Each is mapped to one of Xero’s accounts."
      actions={
        <Button size="small" icon={Plus} onPress={() => setCreating(true)}>
          Create
        </Button>
      }
    >
      {refusal !== null && <DiagnosisCard diagnosis={refusal} leading={false} />}
      {disconnecting.error && <ErrorCard error={disconnecting.error} />}
      {accounts.length === 0 ? (
        <Text tone="quiet">None known yet.</Text>
      ) : (
        <AccountsTable
          panel={panel}
          onMap={setMapping}
          onDisconnect={({ id }) => void disconnecting.run({ ...place, accountId: id }).then(settle)}
        />
      )}
      {creating && <CreateDialog panel={panel} onClose={() => setCreating(false)} onSettled={settle} />}
      {mapping !== null && (
        <MapDialog panel={panel} account={mapping} onClose={() => setMapping(null)} onSettled={settle} />
      )}
    </Section>
  )
}

interface AccountsTableProps {
  readonly panel: FeedPanel
  readonly onMap: (account: SourceAccount) => void
  readonly onDisconnect: (account: SourceAccount) => void
}

function AccountsTable({ panel: { accounts }, onMap, onDisconnect }: AccountsTableProps) {
  return (
    <Table aria-label="Source accounts" columns={['Account', 'Kind', 'Ends', 'Currency', 'State', 'Change']}>
      {accounts.map((account) => (
        <tr key={account.id}>
          <th scope="row">{account.name}</th>
          <td>{accountKind(account)}</td>
          <td>{account.numberEnd}</td>
          <td>{account.currency}</td>
          <td>
            <Badge tone={accountTones[account.state]}>{accountStateWords[account.state]}</Badge>
          </td>
          <td>
            {account.state === 'connected' ? (
              <Button size="small" variant="quiet" onPress={() => onDisconnect(account)}>
                Disconnect…
              </Button>
            ) : (
              <Button size="small" variant="quiet" onPress={() => onMap(account)}>
                Map…
              </Button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

interface DialogPartProps {
  readonly panel: FeedPanel
  readonly onClose: () => void
  readonly onSettled: (outcome: { kind: string; diagnosis?: Diagnosis } | null) => void
}

function CreateDialog({ panel, onClose, onSettled }: DialogPartProps) {
  const creating = useAction('createSourceAccount')
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const known = shapeOf(panel.accounts)
  const [shape, setShape] = useState<AccountShape>(known ?? 'five-types')
  const [type, setType] = useState<AccountType>(accountTypes[shape][0])
  const [number, setNumber] = useState('')
  const [currency, setCurrency] = useState(panel.accounts[0]?.currency ?? '')
  const [sortCode, setSortCode] = useState('')
  const codeIs = sortCodeOf({ type, currency })
  const card = isCard({ type })
  const ready =
    id !== '' &&
    name !== '' &&
    (card ? cardNumber.value.test(number) : number !== '') &&
    /^[A-Z]{3}$/.test(currency) &&
    (codeIs === 'none' ||
      sortCode.length === sourceAccountSortCode.value.digits ||
      (codeIs === 'perhaps' && sortCode === ''))
  const create = async () => {
    const account = {
      id,
      name,
      type,
      number,
      sortCode: codeIs === 'none' || sortCode === '' ? null : sortCode,
      currency,
      balance: '0',
    }
    const outcome = await creating.run({ ...panel.place, account })
    onSettled(outcome)
    if (outcome?.kind === 'done') onClose()
  }
  return (
    <Dialog
      title="Create a source account"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={!ready} busy={creating.busy} onPress={() => void create()}>
            Create…
          </Button>
        </>
      }
    >
      <Stack gap="s3">
        <TextField label="Id" value={id} onChange={setId} mono description="Yours to choose; it can’t be changed." />
        <TextField label="Name" value={name} onChange={setName} maxLength={30} />
        {known === null && (
          <SelectField
            label="Codat’s words for types"
            value={shape}
            options={shapeOptions}
            onChange={(chosen) => {
              setShape(chosen)
              setType(accountTypes[chosen][0])
            }}
          />
        )}
        <SelectField label="Type" value={type} options={typeOptions(shape)} onChange={setType} />
        {type === 'loan' && <FactSource fact={loanFeeds} said />}
        <TextField
          label={card ? 'Card number, last four digits' : 'Account number'}
          value={number}
          onChange={(text) => setNumber(card ? text.replaceAll(/\D/g, '').slice(-4) : text)}
          mono
          maxLength={40}
        />
        <TextField
          label="Currency"
          value={currency}
          onChange={(text) => setCurrency(text.toUpperCase())}
          mono
          maxLength={3}
        />
        {codeIs !== 'none' && (
          <TextField
            label={codeIs === 'needed' ? 'Sort code' : 'Sort code, if it has one'}
            value={sortCode}
            // Written with dashes or blanks as often as without.
            onChange={(text) => setSortCode(text.replaceAll(/\D/g, '').slice(0, sourceAccountSortCode.value.digits))}
            mono
            description={
              codeIs === 'needed'
                ? 'Six digits. Codat asks for it with bank accounts in GBP.'
                : 'Six digits. Codat asks for it with bank accounts in GBP; whether a prepaid card is one isn’t known.'
            }
          />
        )}
        {codeIs !== 'none' && <FactSource fact={sourceAccountSortCode} />}
        {creating.error && <ErrorCard error={creating.error} />}
      </Stack>
    </Dialog>
  )
}

function MapDialog({ panel, account, onClose, onSettled }: DialogPartProps & { account: SourceAccount }) {
  const mapping = useAction('mapSourceAccount')
  const options = targetOptions(panel.targets, account)
  const [target, setTarget] = useState(options.length === 0 ? NEW_ACCOUNT : NONE_CHOSEN)
  const map = async () => {
    const targetId = target === NEW_ACCOUNT ? null : target
    const outcome = await mapping.run({ ...panel.place, accountId: account.id, targetId })
    onSettled(outcome)
    if (outcome !== null && outcome.kind !== 'declined') onClose()
  }
  return (
    <Dialog
      title={`Map “${account.name}”`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" busy={mapping.busy} isDisabled={target === NONE_CHOSEN} onPress={() => void map()}>
            Map…
          </Button>
        </>
      }
    >
      <Stack gap="s3">
        <p>
          Codat offers Xero’s accounts of the same kind and currency that this Xero app doesn’t feed yet; one that
          another Xero app feeds looks free, and is refused then.
        </p>
        {options.length === 0 && <p>None of Xero’s accounts fits. Xero makes one when nothing is chosen.</p>}
        {account.kind === 'other' && <FactSource fact={loanFeeds} said />}
        <SelectField
          label="Account in Xero"
          value={target}
          options={[
            ...(target === NONE_CHOSEN ? [{ value: NONE_CHOSEN, label: 'Choose…' }] : []),
            ...options,
            { value: NEW_ACCOUNT, label: 'A new account, made by Xero' },
          ]}
          onChange={setTarget}
        />
        {mapping.error && <ErrorCard error={mapping.error} />}
      </Stack>
    </Dialog>
  )
}
