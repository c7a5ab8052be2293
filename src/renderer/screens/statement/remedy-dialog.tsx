// What a remedy would do, before and after, and the button that does it.
import { useEffect, useState } from 'react'
import { grouped } from '../../../domain/amounts'
import type {
  FindingCode,
  RemedyKind,
  StatementKind,
  StatementLine,
  StatementSummary,
} from '../../../domain/bank-feeds/statements/schema'
import type { RemedyPreview, StatementRemedy, StatementView } from '../../../contract/statements'
import { useAction, useChanges } from '../../bridge'
import { Button } from '../../components/button'
import { Dialog } from '../../components/dialog'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Skeleton } from '../../components/layout'
import { Stack, Table, Text } from '../../components/shapes'
import styles from './statement.module.css'
import { changeWords, counted, lineName, remedyLabels, remedyTexts } from './words'
import { onDay } from '../../words/ages'

/** A remedy that was asked for: by which finding, or for which line by its place in the statement. */
export interface WantedRemedy {
  readonly kind: RemedyKind
  readonly code: FindingCode | null
  readonly at: number
}

interface RemedyDialogProps {
  readonly statement: StatementView
  readonly wanted: WantedRemedy
  readonly onClose: () => void
  readonly onApplied: (statement: StatementView) => void
}

export function RemedyDialog({ statement, wanted, onClose, onApplied }: RemedyDialogProps) {
  const { kind } = wanted
  // One after the other: the last choice is often made while the one before is still reckoned.
  const preview = useChanges('previewStatementRemedy')
  const applying = useAction('applyStatementRemedy')
  const choices = choicesFor(statement, kind)
  const [said, setSaid] = useState(() => suggested(statement, kind))
  const [shown, setShown] = useState<RemedyPreview | null>(null)
  const remedy = remedyOf(wanted, said)
  const key = JSON.stringify(remedy)
  const { statementId } = statement
  const { run } = preview

  useEffect(() => {
    let wanted = true
    setShown(null)
    const next = JSON.parse(key) as StatementRemedy | null
    // Typing a balance asks once at the end, not at every key.
    const timer = setTimeout(() => {
      if (next === null) return
      void run({ statementId, remedy: next }).then((found) => {
        if (wanted && found !== null) setShown(found)
      })
    }, 150)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [statementId, key, run])

  const apply = async () => {
    if (remedy === null) return
    const done = await applying.run({ statementId, remedy })
    if (done !== null) onApplied(done.statement)
  }
  const error = preview.error ?? applying.error
  return (
    <Dialog
      title={remedyLabels[kind]}
      isOpen
      onClose={onClose}
      width="wide"
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" busy={applying.busy} isDisabled={shown === null} onPress={() => void apply()}>
            Apply
          </Button>
        </>
      }
    >
      <p>{remedyTexts[kind]}</p>
      {needsBalance(kind) && (
        <TextField
          label={kind === 'balance-from-start' ? 'Balance before the first line' : 'Balance after the last line'}
          value={said}
          onChange={setSaid}
          inputMode="decimal"
          error={remedy === null ? 'A number like 1234.50 or -20' : undefined}
        />
      )}
      {kind === 'leave-out-line' && (
        <TextField
          label="Why"
          description="It stays with the line, and in the report of the push."
          value={said}
          onChange={setSaid}
          maxLength={200}
        />
      )}
      {choices !== null && (
        <SelectField
          label={kind === 'only-account' ? 'Account' : 'Currency'}
          value={said}
          options={choices.map((value) => ({ value, label: value === '' ? 'Lines that name none' : value }))}
          onChange={setSaid}
        />
      )}
      {error && <ErrorCard error={error} />}
      {shown === null && remedy !== null && error === null && <Skeleton rows={4} label="Working it out" />}
      {shown !== null && <BeforeAndAfter kind={statement.kind} preview={shown} />}
    </Dialog>
  )
}

function needsBalance(kind: RemedyKind): boolean {
  return kind === 'balance-from-start' || kind === 'balance-from-end'
}

function choicesFor({ accounts, summary }: StatementView, kind: RemedyKind): readonly string[] | null {
  if (kind === 'only-account') return accounts
  return kind === 'only-currency' ? summary.currencies : null
}

function suggested(statement: StatementView, kind: RemedyKind): string {
  const { startBalance, endBalance } = statement.summary
  if (kind === 'balance-from-end') return endBalance ?? ''
  if (kind === 'balance-from-start') return startBalance ?? ''
  return choicesFor(statement, kind)?.[0] ?? ''
}

/** The remedy as it is asked for; null while something that it needs isn't said. */
function remedyOf({ kind, code, at }: WantedRemedy, said: string): StatementRemedy | null {
  const text = said.trim()
  switch (kind) {
    case 'balance-from-start':
    case 'balance-from-end':
      return /^-?\d{1,14}(\.\d{1,4})?$/.test(text) ? { kind, balance: text } : null
    case 'leave-out':
    case 'count-in':
      return code === null ? null : { kind, code }
    // Said beside the line itself.
    case 'set-side':
      return null
    case 'leave-out-line':
      return text === '' ? null : { kind, at, reason: text }
    case 'only-account':
      return { kind, account: said }
    case 'only-currency':
      return { kind, currency: said }
    default:
      return { kind }
  }
}

const FACTS: readonly (readonly [string, (summary: StatementSummary) => string])[] = [
  ['Lines', ({ lines }) => lines.toLocaleString('en-GB')],
  ['Money in', ({ moneyIn }) => grouped(moneyIn)],
  ['Money out', ({ moneyOut }) => grouped(moneyOut)],
  ['Start balance', ({ startBalance }) => (startBalance === null ? 'not known' : grouped(startBalance))],
  ['End balance', ({ endBalance }) => (endBalance === null ? 'not known' : grouped(endBalance))],
  ['Things to mend', ({ stops }) => String(stops)],
]

interface PreviewProps {
  readonly kind: StatementKind
  readonly preview: RemedyPreview
}

function BeforeAndAfter({ kind, preview }: PreviewProps) {
  return (
    <>
      <p role="status">{changeWords(preview)}</p>
      <Table
        columns={[
          <span key="fact" className="hidden-label">
            Fact
          </span>,
          'Before',
          'After',
        ]}
        className={styles.compare}
      >
        {FACTS.map(([name, value]) => {
          const before = value(preview.before)
          const after = value(preview.after)
          return (
            <tr key={name} data-changed={before !== after}>
              <th scope="row">{name}</th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          )
        })}
      </Table>
      {preview.examples.length > 0 && <Examples kind={kind} preview={preview} />}
    </>
  )
}

function Examples({ kind, preview: { examples, dropped, changed } }: PreviewProps) {
  const more = dropped + changed - examples.length
  return (
    <div>
      <h3>Lines it touches</h3>
      <Stack as="ul" gap="s1">
        {examples.map(({ before, after }) => (
          <li key={before.line}>
            <Text as="span" tone="soft" figures>
              {lineName(kind, before.line)}
            </Text>{' '}
            {before.date === null ? '' : onDay(before.date)} {before.description}{' '}
            <strong>{amountOf(before.amount)}</strong>{' '}
            <Text as="span" tone="soft">
              {after === null ? 'left out' : difference(before, after)}
            </Text>
          </li>
        ))}
      </Stack>
      {more > 0 && <p>And {counted(more, 'more line')}.</p>}
    </div>
  )
}

const amountOf = (amount: string | null): string => (amount === null ? 'none' : grouped(amount))

function difference(before: StatementLine, after: StatementLine): string {
  const parts = [
    before.amount === after.amount ? null : `amount ${amountOf(before.amount)} → ${amountOf(after.amount)}`,
    before.standing === after.standing ? null : 'taken for a booking',
    before.balance === after.balance ? null : `balance ${amountOf(before.balance)} → ${amountOf(after.balance)}`,
    before.transactionType === after.transactionType ? null : `${before.transactionType} → ${after.transactionType}`,
    before.id === after.id ? null : `id ${before.id ?? 'none'} → ${after.id ?? 'none'}`,
  ]
  return parts.filter((part) => part !== null).join('; ')
}
