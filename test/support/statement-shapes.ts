// Files in the shapes of banks, cards and services of many countries, as texts: made up, small, each with what it says.
import { readdirSync, readFileSync } from 'node:fs'

export interface StatementShape {
  readonly name: string
  readonly text: string
  /** Findings that have to be answered before anything is pushed; none where everything is clear. */
  readonly asks: readonly string[]
  /** Date, amount and currency of each line, as it is read at once. Null where only an answer leads to it. */
  readonly reads: readonly string[] | null
  /** Date and amount of what is right; null where that is known to nobody. */
  readonly right: readonly string[] | null
}

const FOLDER = new URL('../fixtures/statement-shapes/', import.meta.url)

/** In each file `=== name`, then `? codes`, `> a line as it is read` or `~ a line as it would be right`, then the statement. */
export function statementShapes(): StatementShape[] {
  return readdirSync(FOLDER).flatMap((file) =>
    readFileSync(new URL(file, FOLDER), 'utf8').split(/^=== /m).slice(1).map(shapeOf),
  )
}

function shapeOf(block: string): StatementShape {
  const [name = '', ...rows] = block.split('\n')
  const body = rows.findIndex((row) => !/^[?>~] /.test(row))
  const said = (mark: string): string[] =>
    rows.slice(0, body).flatMap((row) => (row.startsWith(mark) ? [row.slice(mark.length)] : []))
  const [reads, right] = [said('> '), said('~ ')]
  return {
    name: name.trim(),
    text: `${rows.slice(body).join('\n').trimEnd()}\n`,
    asks: said('? ').flatMap((codes) => codes.split(' ')),
    reads: reads.length > 0 ? reads : null,
    right: reads.length > 0 ? reads.map(withoutCurrency) : right.length > 0 ? right.map(withoutCurrency) : null,
  }
}

const withoutCurrency = (line: string): string => line.split(' ').slice(0, 2).join(' ')
