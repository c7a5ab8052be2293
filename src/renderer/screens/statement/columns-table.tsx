// The file as a table: above each column its heading and a choice of what it is, below it the file's own first records.
import { useRef } from 'react'
import type { ColumnRole, StatementFormat } from '../../../domain/bank-feeds/statements/schema'
import type { FormatPreview, StatementColumn } from '../../../contract/statements'
import { cx } from '../../components/class-names'
import { SelectField } from '../../components/field'
import styles from './statement.module.css'
import { columnHowWords, counted, roleNames } from './words'

const MOST_COLUMNS = 60
/** Records shown above the first line, and from it on. */
const ABOVE = 2
const BELOW = 5

interface ColumnsTableProps {
  readonly columns: readonly StatementColumn[]
  readonly rows: FormatPreview['rows']
  /** How each column was known when the file was read. */
  readonly hows: readonly StatementColumn[]
  readonly format: StatementFormat
  readonly onChange: (format: StatementFormat) => void
}

export function ColumnsTable({ columns, rows, hows, format, onChange }: ColumnsTableProps) {
  // Arrow keys pass by other roles on their way to one: what they were taken from gets them back.
  const choosing = useRef<{ readonly index: number; readonly before: StatementFormat } | null>(null)
  const choose = (index: number, choice: Choice) => {
    if (choosing.current?.index !== index) choosing.current = { index, before: format }
    onChange(withChoice(choosing.current.before, index, choice))
  }
  const shown = columns.slice(0, MOST_COLUMNS)
  const from = Math.max(0, format.skip - ABOVE)
  const records = rows.slice(from, format.skip + BELOW)
  return (
    <>
      <div className={styles.look} tabIndex={0} role="region" aria-label="The file as a table">
        <table>
          <thead>
            <tr>
              <th scope="col">Row</th>
              {shown.map(({ heading }, index) => (
                <th key={index} scope="col" onBlur={() => (choosing.current = null)}>
                  <SelectField
                    label={`What “${heading}” is`}
                    labelHidden
                    value={choiceOf(format, index)}
                    options={CHOICES}
                    onChange={(choice) => choose(index, choice)}
                  />
                  <span title={heading}>{heading}</span>
                  <How column={hows[index]} isRead={choiceOf(format, index) !== IGNORED} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {records.map((record, index) => (
              <tr key={from + index} className={cx(from + index < format.skip && styles.above)}>
                <th scope="row">{from + index + 1}</th>
                {shown.map((_, column) => (
                  <td key={column} title={record[column]}>
                    {record[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {columns.length > MOST_COLUMNS && <p>And {counted(columns.length - MOST_COLUMNS, 'more column')}.</p>}
    </>
  )
}

function How({ column, isRead }: { column: StatementColumn | undefined; isRead: boolean }) {
  if (column === undefined) return null
  const isAsked = column.how === 'guessed' || column.how === 'unknown'
  return <span className={cx(styles.how, isAsked && styles.asked)}>{columnHowWords(column.how, isRead)}</span>
}

const IGNORED = 'ignored'
const MORE_TEXT = 'more-text'
type Choice = ColumnRole | typeof IGNORED | typeof MORE_TEXT

const CHOICES: readonly { readonly value: Choice; readonly label: string }[] = [
  { value: IGNORED, label: 'Ignore' },
  ...(Object.keys(roleNames) as ColumnRole[]).map((value) => ({ value, label: roleNames[value] })),
  { value: MORE_TEXT, label: 'Description, continued' },
]

function choiceOf({ columns, moreText }: StatementFormat, index: number): Choice {
  const role = (Object.keys(roleNames) as ColumnRole[]).find((one) => columns[one] === index)
  return role ?? (moreText.includes(index) ? MORE_TEXT : IGNORED)
}

/** One column for each role: what it was before becomes nothing. An amount stands in one column or in two, never in both. */
function withChoice(format: StatementFormat, index: number, choice: Choice): StatementFormat {
  const cleared: readonly string[] =
    choice === 'amount' ? ['debit', 'credit'] : choice === 'debit' || choice === 'credit' ? ['amount'] : []
  const kept = Object.entries(format.columns).filter(
    ([role, column]) => column !== index && role !== choice && !cleared.includes(role),
  )
  const isRole = choice !== IGNORED && choice !== MORE_TEXT
  const moreText = format.moreText.filter((column) => column !== index)
  return {
    ...format,
    columns: Object.fromEntries(isRole ? [...kept, [choice, index]] : kept),
    moreText: choice === MORE_TEXT ? [...moreText, index].toSorted((a, b) => a - b) : moreText,
    sign: choice === 'direction' && format.sign === 'unknown' ? 'by-type' : format.sign,
  }
}
