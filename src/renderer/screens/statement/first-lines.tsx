// What the first lines of the file become, so that a wrong choice is seen before anything is pushed.
import { grouped } from '../../../domain/amounts'
import type { FormatPreview } from '../../../contract/statements'
import type { StatementLine } from '../../../domain/bank-feeds/statements/schema'
import { cx } from '../../components/class-names'
import { toneClass } from '../../components/tone'
import { Skeleton } from '../../components/layout'
import styles from './statement.module.css'
import { counted, findingTitle, isAboutFormat, standingNames } from './words'

const COLUMNS = ['Date', 'Money', '', 'Description', 'Counterparty', 'Reference', 'Balance', 'Currency'] as const

export function FirstLines({ preview }: { preview: FormatPreview | null }) {
  if (preview === null) return <Skeleton rows={4} label="Reading the first lines" />
  const { lines, findings } = preview
  const unsure = findings.some(({ code }) => code === 'sign.unknown' || code === 'direction.unknown')
  const open = findings.filter(({ code, severity }) => severity === 'stop' && isAboutFormat(code))
  return (
    <>
      <p role="status">
        {lines.length === 0
          ? 'Read this way, the file has no lines.'
          : `${counted(lines.length, 'line')} of the beginning, read this way.`}
        {open.length > 0 && ` Still open: ${open.map(findingTitle).join('; ')}.`}
      </p>
      {lines.length > 0 && (
        <div className={styles.look} tabIndex={0} role="region" aria-label="What the first lines become">
          <table>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col">
                    {column === '' ? <span className="hidden-label">Which way</span> : column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line key={line.line} line={line} unsure={unsure} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function Line({ line, unsure }: { line: StatementLine; unsure: boolean }) {
  const { date, amount, description, counterparty, reference, balance, currency, standing } = line
  return (
    <tr className={cx(standing !== undefined && toneClass('neutral'))}>
      <th scope="row">{date ?? 'no date'}</th>
      <td className={cx(styles.number)}>{amount === null ? 'no amount' : grouped(amount)}</td>
      <td>{standing === undefined ? wayOf(amount, unsure) : standingNames[standing]}</td>
      <td>{description}</td>
      <td>{counterparty}</td>
      <td>{reference}</td>
      <td className={cx(styles.number)}>{balance === null ? '' : grouped(balance)}</td>
      <td>{currency ?? ''}</td>
    </tr>
  )
}

function wayOf(amount: string | null, unsure: boolean): string {
  if (amount === null) return ''
  if (amount.startsWith('-')) return 'money out'
  return unsure ? 'in or out?' : 'money in'
}
