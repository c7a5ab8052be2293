// The statements that one file holds: each with its account, what it declares of balances, and what its lines come to. Together
// they say which account is read, whether a statement is missing in between, and what the account held before and after all.
import type { FindingCode } from './schema'
import { formatMoney, type Money } from './money'

export interface WordFinding {
  readonly code: FindingCode
  readonly line: number | null
  readonly value: string | null
  readonly expected?: string | null
}

/** One statement, or one page of it. */
export interface StatementPart {
  /** Account and currency, as far as the file tells accounts apart. */
  readonly account: string
  /** The account's own, where the file says it and lines may be in another. */
  readonly currency?: string
  /** The day of its closing balance, or of another that tells when it was. */
  readonly day: number | null
  readonly start: Money | null
  readonly end: Money | null
  /** Sum of the booked lines; null where the amount of one can't be read. */
  readonly booked: Money | null
  /** Where its last line stands; null where it has none. */
  readonly lastLine: number | null
}

export interface PartsWord {
  readonly startBalance: Money | null
  readonly endBalance: Money | null
  /** The account's own; null where the file doesn't say it. */
  readonly currency: string | null
  readonly findings: readonly WordFinding[]
}

const NOTHING: PartsWord = { startBalance: null, endBalance: null, currency: null, findings: [] }

/** What the parts of one account declare together. */
export function wordOfParts(parts: readonly StatementPart[]): PartsWord {
  const declaring = parts.filter(({ start, end }) => start !== null || end !== null)
  const currency = parts.find((part) => part.currency !== undefined)?.currency ?? null
  if (declaring.length === 0) return { ...NOTHING, currency }
  const inTime = withoutRepeats(declaring)
  return {
    startBalance: inTime[0]?.start ?? null,
    endBalance: inTime.at(-1)?.end ?? null,
    currency,
    findings: [...gapFindings(inTime), ...(inTime.length > 1 ? sumFindings(inTime) : [])],
  }
}

/** What holds for the lines of these accounts: only of one can anything be said. */
export function wordOfAccounts(byAccount: ReadonlyMap<string, PartsWord>, accounts: readonly string[]): PartsWord {
  const [account] = accounts.length > 0 ? accounts : [...byAccount.keys()]
  const isOne = accounts.length === 1 || (accounts.length === 0 && byAccount.size === 1)
  return (isOne && account !== undefined ? byAccount.get(account) : undefined) ?? NOTHING
}

/**
 * Two statements that move an account by the same from the same balance are one that the file holds twice: another between them would
 * have to lead back. Its lines are found among the doubles; no statement is missing.
 */
function withoutRepeats(parts: readonly StatementPart[]): readonly StatementPart[] {
  const all = chained(parts)
  if (gaps(all) === 0) return all
  const isSame = (one: StatementPart, other: StatementPart): boolean =>
    one.day === other.day && one.start === other.start && one.end === other.end && one.booked === other.booked
  const moves = ({ start, end }: StatementPart): boolean => start !== null && end !== null && start !== end
  const once = parts.filter((part, at) => !moves(part) || parts.findIndex((one) => isSame(one, part)) === at)
  return once.length === parts.length ? all : chained(once)
}

/** In the order in which each goes on where the one before ended: as they stand, from the end, by their days, or as they fit. */
function chained(parts: readonly StatementPart[]): readonly StatementPart[] {
  const byDay = parts.toSorted((a, b) => (a.day ?? 0) - (b.day ?? 0))
  const orders = [parts, parts.toReversed(), byDay, fitted(parts)]
  return orders.find((order) => gaps(order) === 0) ?? byDay
}

/** From the part that begins with what no other ended with, each followed by one that begins where it ended. */
function fitted(parts: readonly StatementPart[]): readonly StatementPart[] {
  const starting = new Map<Money | null, StatementPart[]>()
  for (const part of parts) {
    const same = starting.get(part.start)
    if (same === undefined) starting.set(part.start, [part])
    else same.push(part)
  }
  const ends = new Set(parts.map(({ end }) => end))
  const order: StatementPart[] = []
  let next = parts.find(({ start }) => !ends.has(start))
  while (next !== undefined) {
    order.push(next)
    const after: StatementPart[] = starting.get(next.end) ?? []
    next = after.shift()
  }
  return order.length === parts.length ? order : parts
}

/** Where one statement doesn't begin with what the one before ended with. */
function gaps(parts: readonly StatementPart[]): number {
  return parts.filter((part, index) => jumps(parts[index - 1], part)).length
}

function jumps(before: StatementPart | undefined, after: StatementPart): boolean {
  if (before === undefined || before.end === null || after.start === null) return false
  return before.end !== after.start
}

function gapFindings(parts: readonly StatementPart[]): WordFinding[] {
  const at = parts.findIndex((part, index) => jumps(parts[index - 1], part))
  const [before, after] = [parts[at - 1], parts[at]]
  if (before?.end === undefined || after?.start === undefined || before.end === null || after.start === null) return []
  return [
    {
      code: 'file.statement-missing',
      line: before.lastLine,
      value: formatMoney(after.start),
      expected: formatMoney(before.end),
    },
  ]
}

/** A statement of several whose own lines don't lead from its opening to its closing balance. One alone is checked with its lines. */
function sumFindings(parts: readonly StatementPart[]): WordFinding[] {
  const off = parts.find(
    ({ start, end, booked }) => start !== null && end !== null && booked !== null && start + booked !== end,
  )
  if (off === undefined || off.start === null || off.end === null || off.booked === null) return []
  const reached = formatMoney(off.start + off.booked)
  return [{ code: 'balance.wrong-end', line: off.lastLine, value: reached, expected: formatMoney(off.end) }]
}
