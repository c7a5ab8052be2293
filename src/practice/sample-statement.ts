// A bank statement to practise on: of the practice company's own account, up to yesterday, with one fault of each kind that
// the statement check can mend. Nothing of it is kept: the same day gives the same text.
import { seedFeedCurrency } from './codat/seed'

const DAY_MS = 86_400_000
/** Lines without the double: more than one request of Codat's takes. */
const LINES = 1_200
const LINES_A_DAY = 6
/** In cents, like all amounts here. */
const OPENING = 1_250_000

interface SampleLine {
  readonly id: string
  readonly day: string
  readonly type: 'Credit' | 'Debit'
  readonly description: string
  readonly cents: number
  readonly balance: number
}

export interface SampleStatement {
  readonly name: string
  /** CSV, with a heading and Windows' line ends, as banks write it. */
  readonly text: string
}

/**
 * The statement, its last line of the day before `today` (YYYY-MM-DD). Its faults: a line out of order, a double, a running
 * balance that breaks, a type against its sign, a line without an id, and more lines than one request takes.
 */
export function sampleStatement(today: string): SampleStatement {
  const rows = withFaults(cleanLines(Date.parse(today))).map(
    ({ id, day, type, description, cents, balance }) =>
      `${id},${day},${type},"${description}",${money(cents)},${money(balance)},${seedFeedCurrency}`,
  )
  const heading = 'Transaction ID,Date,Type,Description,Amount,Balance,Currency'
  return { name: `Sample statement ${today}.csv`, text: [heading, ...rows, ''].join('\r\n') }
}

function cleanLines(today: number): SampleLine[] {
  const days = Math.ceil(LINES / LINES_A_DAY)
  let balance = OPENING
  return Array.from({ length: LINES }, (_, at) => {
    const { description, cents } = entryOf(at)
    balance += cents
    const day = new Date(today - (days - Math.floor(at / LINES_A_DAY)) * DAY_MS).toISOString().slice(0, 10)
    return { id: `S${at + 1}`, day, type: cents < 0 ? 'Debit' : 'Credit', description, cents, balance }
  })
}

/** What a small gallery's account sees: sales over the day, and what they cost. */
function entryOf(at: number): { description: string; cents: number } {
  const sale = 4_500 + ((at * 7_919) % 23_000)
  switch (at % LINES_A_DAY) {
    case 0:
      return { description: `Framing, order ${400 + at}`, cents: -(2_900 + ((at * 613) % 9_000)) }
    case 2:
      return { description: 'Card terminal, fees', cents: -(180 + (at % 140)) }
    case 5:
      return { description: `Payment to artist ${1 + (at % 37)}`, cents: -(9_000 + ((at * 331) % 16_000)) }
    default:
      return { description: `Sale ${1_000 + at}, print`, cents: sale }
  }
}

function withFaults(lines: readonly SampleLine[]): SampleLine[] {
  const faulty = lines.map((line, at): SampleLine => {
    switch (at) {
      case 51:
        return { ...line, id: '' }
      case 61:
        return { ...line, type: line.type === 'Debit' ? 'Credit' : 'Debit' }
      case 70:
        return { ...line, balance: line.balance + 9_000 }
      default:
        return line
    }
  })
  const late = faulty.slice(90, 91)
  const double = faulty.slice(20, 21)
  return [...faulty.slice(0, 90), ...faulty.slice(91, 400), ...late, ...faulty.slice(400), ...double]
}

function money(cents: number): string {
  return (cents / 100).toFixed(2)
}
