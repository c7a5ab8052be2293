// Plain lines are read from bytes and others as text: a file has to say the same either way. UTF-16 is always read as text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openBytes } from '../../test/support/statements'
import type { OpenStatement } from './open-statement'

const MOST = 2_000

/** All that is read of a file but its encoding. */
function readingOf(statement: OpenStatement) {
  const { format, ...view } = statement.view()
  return { ...view, format: { ...format, encoding: null }, lines: statement.lines(0, MOST) }
}

async function bothWays(text: string, piece = 7_001) {
  const asBytes = await openBytes(Buffer.from(text), { piece })
  const asText = await openBytes(Buffer.from(`\ufeff${text}`, 'utf16le'), { piece })
  return { bytes: readingOf(asBytes), text: readingOf(asText) }
}

const day = fc.integer({ min: 1, max: 22 }).map((of) => `2026-11-${String(of).padStart(2, '0')}`)
const amount = fc.integer({ min: -9_999_999, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2))
const description = fc.constantFrom(
  'Card payment to shop 12',
  'Opening balance',
  'Closing balance: 12.00',
  'Carried forward',
  'Balance transfer to card',
  'PENDING - Card',
  'Pending transactions',
  'Total',
  'November 2026 total',
  'Account balance',
  'Vorgemerkt: Miete',
  'Cancelled - order',
  ' leading',
  'trailing ',
  '=SUM(A1)',
  '-dash',
  'Café',
  'Zażółć',
  'say ""hello""',
  'two\nlines',
  'two\r\nlines',
  'semi;colon, comma',
  'x'.repeat(300),
  '',
  'Saldo',
  'a\tb',
  '1.234',
  'Account 12345678: savings',
)
const odd = (plain: fc.Arbitrary<string>, ...others: string[]) =>
  fc.oneof({ weight: 12, arbitrary: plain }, { weight: 1, arbitrary: fc.constantFrom('', '-', ...others) })

const row = fc.record({
  id: odd(
    fc.integer({ min: 1, max: 400 }).map((of) => `T-${of}`),
    'Ünique',
    '="0012"',
  ),
  date: odd(day, '13/11/2026', '2026-02-30', 'PENDING', 'Date', '2026-11-13T10:00:00Z'),
  type: fc.constantFrom('Debit', 'Credit', 'CARD_PAYMENT', 'Fee', '', 'pending', 'Zz'),
  text: description,
  amount: odd(amount, '1,234.50', '12.5', '1.234', '-', '12', '0.00', '(5.00)', '5.00 CR', '1e5', '+7.00', '$3.00'),
  balance: odd(amount, '1.234', 'n/a'),
  currency: odd(fc.constant('GBP'), 'EUR', 'eur', '€', 'POUND'),
  status: odd(fc.constant('Completed'), 'Pending', 'Zz', 'Declined'),
  note: fc.constantFrom('', '', '', 'declined', 'fine', 'storniert'),
})

const NAMES = 'Transaction ID,Date,Type,Description,Amount,Balance,Currency,Status,Notes'

/** So many plain lines that it is settled how numbers are written, then any. */
const files = fc
  .record({
    rows: fc.array(row, { minLength: 1, maxLength: 60 }),
    quoted: fc.boolean(),
    end: fc.constantFrom('\n', '\r\n'),
    last: fc.boolean(),
    columns: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { minLength: 4 }),
  })
  .map(({ rows, quoted, end, last, columns }) => {
    const heading = NAMES.split(',')
    const pick = (cells: readonly string[]): string =>
      [1, 4, ...columns.filter((column) => column !== 1 && column !== 4)]
        .map((column) => {
          const cell = cells[column] ?? ''
          return quoted || /[,\r\n]/.test(cell) ? `"${cell}"` : cell
        })
        .join(',')
    const plain = Array.from({ length: 60 }, (_, at) =>
      pick([`P-${at}`, '2026-11-01', 'Debit', `Shop ${at}`, '-1.05', '', 'GBP', 'Completed', '']),
    )
    const others = rows.map((one) =>
      pick([one.id, one.date, one.type, one.text, one.amount, one.balance, one.currency, one.status, one.note]),
    )
    return [pick(heading), ...plain, ...others].join(end) + (last ? end : '')
  })

describe('lines of plain bytes', () => {
  it('say the same as they do read as text, whatever stands between them and wherever the pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 40, max: 3_000 }), async (text, piece) => {
        const { bytes, text: asText } = await bothWays(text, piece)
        expect(bytes).toEqual(asText)
      }),
      { numRuns: 60 },
    )
  })
})
