// The file as a table: above each column its heading and a choice of what it is, below it the file's own first records.
import type { ColumnRole, StatementFormat } from '../../../domain/bank-feeds/statements/schema'
import type { FormatPreview, StatementColumn } from '../../../contract/statements'
import { cx } from '../../components/class-names'
import { SelectField } from '../../components/select-field'
import { Stack, Text } from '../../components/shapes'
import { toneClass } from '../../components/tone'
import { choiceOf, type ColumnChoice, IGNORED, MORE_TEXT } from './column-choice'
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
  readonly choose: (index: number, choice: ColumnChoice) => void
}

export function ColumnsTable({ columns, rows, hows, format, choose }: ColumnsTableProps) {
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
                <th key={index} scope="col">
                  <SelectField
                    label={`What “${heading}” is`}
                    labelHidden
                    value={choiceOf(format, index)}
                    options={CHOICES}
                    onChange={(choice) => choose(index, choice)}
                  />
                  <Stack as="span" gap="s0">
                    <span title={heading}>{heading}</span>
                    <How column={hows[index]} isRead={choiceOf(format, index) !== IGNORED} />
                  </Stack>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {records.map((record, index) => (
              <tr key={from + index} className={cx(from + index < format.skip && toneClass('neutral'))}>
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
  return (
    <Text as="span" tone={isAsked ? 'act' : 'quiet'} strong={isAsked}>
      {columnHowWords(column.how, isRead)}
    </Text>
  )
}

const CHOICES: readonly { readonly value: ColumnChoice; readonly label: string }[] = [
  { value: IGNORED, label: 'Ignore' },
  ...(Object.keys(roleNames) as ColumnRole[]).map((value) => ({ value, label: roleNames[value] })),
  { value: MORE_TEXT, label: 'Description, continued' },
]
