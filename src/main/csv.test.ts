// What is written as CSV, read by a reader nobody here wrote.
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toCsv } from './csv'

const DANGEROUS = /^[=+\-@\t\r＝＋－＠]/u
const read = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true })

it('CSV comes back as it was, but for the apostrophe before a formula', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('=1+1', '@SUM(A1)', '-2', '+44', '＝1', 'a"b', 'a,b', 'a\r\nb', '\t=1', "'=1"),
  )
  // A row of nothing but one empty cell is an empty line, which no reader can tell from none.
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(rows, (table) => {
      const defused = table.map((row) => row.map((text) => (DANGEROUS.test(text) ? `'${text}` : text)))
      expect(read(toCsv(table))).toEqual(defused)
    }),
  )
})
