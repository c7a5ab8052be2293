// Statements for tests: opened from text or bytes in this process, and generated ones that are clean until a fault is put in.
import fc from 'fast-check'
import type { StatementFinding, StatementFormat } from '../../src/domain/bank-feeds/statements/schema'
import { dayFrom, formatDay } from '../../src/domain/bank-feeds/statements/days'
import { formatMoney } from '../../src/domain/bank-feeds/statements/money'
import { openStatement, type OpenStatement } from '../../src/reader/open-statement'
import type { StatementSource } from '../../src/reader/source'

/** The day on which every test statement is checked. */
export const TODAY = '2026-11-24'

export interface OpenTerms {
  format?: StatementFormat | null
  remembered?: (signature: string) => StatementFormat | null
  mostLines?: number
  /** Size that the file claims to have. */
  size?: number
  /** Bytes of each piece that the file comes in. */
  piece?: number
}

export function openBytes(bytes: Buffer, terms: OpenTerms = {}): Promise<OpenStatement> {
  const { format = null, remembered = () => null, size = bytes.length, piece = 7_001, ...more } = terms
  const source: StatementSource = {
    name: 'statement',
    size,
    // Odd pieces, so that characters and records lie across them.
    async *chunks() {
      for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece)
    },
  }
  return openStatement(source, { today: dayFrom(TODAY), format, remembered, onProgress: () => {}, ...more })
}

export function openText(text: string, terms: OpenTerms = {}): Promise<OpenStatement> {
  return openBytes(Buffer.from(text), terms)
}

export function codes(statement: OpenStatement): string[] {
  return statement.view().findings.map(({ code }) => code)
}

export function finding(statement: OpenStatement, code: string): StatementFinding {
  const found = statement.view().findings.find((one) => one.code === code)
  if (found === undefined) throw new Error(`no ${code} among ${codes(statement).join(', ') || 'nothing'}`)
  return found
}

export const HEADING = 'Transaction ID,Date,Type,Description,Reference,Counterparty,Amount,Balance,Currency'

export interface TestLine {
  id: string
  date: string
  description: string
  /** In cents, never 0. */
  cents: number
}

/** Lines as a clean statement: in order of days, ids of their own, within the last year. */
export const cleanLines = fc
  .array(
    fc.record({
      day: fc.integer({ min: dayFrom('2025-12-01'), max: dayFrom(TODAY) }),
      description: fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ,"£é]{0,20}$/),
      cents: fc.integer({ min: -1_000_000, max: 1_000_000 }).filter((cents) => cents !== 0),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((lines) =>
    lines
      .toSorted((a, b) => a.day - b.day)
      .map(({ day, description, cents }, at): TestLine => {
        return { id: `T${at}`, date: formatDay(day), description: description.trim(), cents }
      }),
  )

/** The statement's CSV, with a running balance from `start` cents. */
export function csvOf(lines: readonly TestLine[], start = 10_000): string {
  let balance = start
  const rows = lines.map(({ id, date, description, cents }) => {
    balance += cents
    const cells = [
      id,
      date,
      cents < 0 ? 'Debit' : 'Credit',
      description,
      '',
      '',
      decimal(cents),
      decimal(balance),
      'GBP',
    ]
    return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
  })
  return [HEADING, ...rows].join('\n')
}

/** Cents as decimal text. */
export function decimal(cents: number): string {
  return formatMoney(BigInt(cents) * 100n)
}
