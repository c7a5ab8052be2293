// The check of a statement: one pass over its lines in order, then the duplicates. Nothing is changed here.
import { feedRequestLines } from '../../facts'
import type { FindingCode, LineStanding, StatementFinding, StatementSummary } from './schema'
import type { Lines } from './arrangement'
import { formatDay } from './days'
import { findDuplicates, type Duplicates } from './duplicates'
import type { HeldAround } from './letterhead'
import { formatMoney, type Money } from './money'
import { type Evidence, type Verdict, weighBalances } from './evidence'
import { type PartsWord, wordOfAccounts, type WordFinding } from './statement-parts'
import { createTally, MOST_PLACES, type Place, type Tally } from './tally'
import { watchBalances, type BalanceWatch, type DeclaredBalances, type Ends } from './watch-balances'
import { watchDays, type DayWatch } from './watch-days'
import { watchFields } from './watch-fields'

/** What the file says of itself, besides its lines. */
export interface FileWord extends DeclaredBalances {
  /** Faults of the file as a whole, with what stood there. */
  readonly findings: readonly WordFinding[]
  /** What a letterhead names as held before the lines and after them; null where it doesn't name both. */
  readonly around: HeldAround | null
  /** What each account declares, by the name its lines carry; null where the file declares nothing by account. */
  readonly byAccount: ReadonlyMap<string, PartsWord> | null
  /** What unreadable texts said, by `noteKey`. The first ones only. */
  readonly notes: ReadonlyMap<number, string>
  /** A file that can't name a currency isn't asked for one. */
  readonly namesCurrency: boolean
  /** What its words mean can be said in its format. */
  readonly explainsWords: boolean
  /** Lines without an amount hold one in a column that isn't read. */
  readonly amountsElsewhere: boolean
}

export interface CheckTerms {
  /** The day it is, where the user is. */
  readonly today: number
  /** The user knows that it takes more than one request. */
  readonly split: boolean
  /** The user knows that the day isn't over and the lines come again. */
  readonly interim: boolean
  /** Lines that are left out already. */
  readonly leftOut: number
}

export interface CheckResult {
  readonly findings: readonly StatementFinding[]
  /** Where in the statement each finding is, for the picture. */
  readonly places: ReadonlyMap<FindingCode, readonly Place[]>
  readonly summary: StatementSummary
  readonly newestFirst: boolean
  readonly duplicates: Duplicates
  /** Before the first line in time; null where neither lines nor file say. */
  readonly startBalance: Money | null
  /** The opening balance from which the lines lead to the closing one; null where the file doesn't declare both. */
  readonly provedStart: Money | null
  /** Accounts that the lines name. */
  readonly accounts: readonly string[]
  /** Nothing has a minus and no balance tells: types that are mostly money out say so. */
  readonly minusless: boolean
  /** What the balances prove; null where nothing disagrees with them. */
  readonly evidence: Evidence | null
}

export interface Checker {
  /** The next line in order. `at` is its place in the store. */
  readonly take: (at: number) => void
  readonly finish: (order: Int32Array, word: FileWord) => CheckResult
}

/** A check under way: lines are taken one by one, so that it can run while a file is read. */
export function createChecker(lines: Lines, { today, split, interim, leftOut }: CheckTerms): Checker {
  const { store } = lines
  const tally = createTally()
  const days = watchDays(lines, today, tally)
  const balances = watchBalances(lines, tally)
  const fields = watchFields(lines, tally)
  let taken = 0
  let booked = 0

  return {
    take(at) {
      if (lines.isBooked(at)) {
        days.take(at, taken)
        balances.take(at, taken)
        fields.take(at, taken)
        booked += 1
      } else {
        takeUnbooked(tally, lines, at, taken)
      }
      taken += 1
    },
    finish(order, word) {
      const duplicates = findDuplicates(lines, order)
      const newestFirst = runsBackwards(days, balances, booked)
      if (newestFirst) turnAround(tally, balances)
      fields.enterFaults(word.notes)
      enterDuplicates(tally, lines, order, duplicates)
      const part = wordOfAccounts(word.byAccount ?? new Map(), fields.accounts())
      fields.enterMixed(part.currency)
      enterWord(tally, [...word.findings, ...part.findings])
      if (interim) tally.drop('file.interim')
      if (!word.namesCurrency) tally.drop('currency.missing')
      if (fields.accounts().length < 2) tally.mendBy('file.several-accounts', [])
      const declared = declaredIn(part, word, balances.sums())
      const ends = balances.ends(newestFirst, declared)
      if (ends.mismatch !== null) tally.set('balance.wrong-end', 1, [ends.mismatch])
      const provedStart = balances.any() || part.findings.length > 0 ? null : provedBy(declared, balances.sums(), tally)
      if (provedStart !== null) tally.drop('balance.missing')
      const minusless = !balances.any() && provedStart === null && balances.sums().moneyOut === 0n
      if (minusless) fields.enterMinusless()
      if (provedStart === null && !balances.any()) askForSign(tally, minusless || fields.agreeing() === 0)
      for (const code of LEFT_BY_HAND) if (fields.moveMoney(code)) tally.mendBy(code, [])
      if (word.amountsElsewhere) tally.mendBy('amount.missing', [])
      if (tally.count('date.missing') > 0 && areDaysAbove(lines, order))
        tally.mendBy('date.missing', ['day-from-above'])
      if (word.explainsWords) tally.mendBy('status.unknown', [])
      if (balances.any()) enterNewest(tally, lines, newestFirst ? order.toReversed() : order)
      const evidence = evidenceOf(tally, lines, order, { newestFirst, any: balances.any() })
      if (evidence === null && balances.any()) dropProved(tally, lines, order, newestFirst)
      // Balances worked out from amounts that aren't settled yet would only make them look right.
      if (UNSETTLED.some((code) => tally.places(code).length > 0)) tally.mendBy('balance.missing', [])
      if (booked > feedRequestLines.value && !split) tally.set('request.too-many-lines', booked, [])
      // Everything was left out, or nothing of it was a booking: there is nothing to be ready with.
      if (booked === 0 && !tally.findings().some(({ severity }) => severity === 'stop')) tally.set('file.empty', 0, [])
      if (store.full()) tally.set('file.too-many-lines', taken, [])
      const findings = tally.findings()
      return {
        findings,
        places: tally.all(),
        newestFirst,
        duplicates,
        startBalance: ends.start,
        provedStart,
        accounts: fields.accounts(),
        minusless,
        evidence,
        summary: summaryOf({ booked, leftOut, days, balances, ends, currencies: fields.currencies(), findings }),
      }
    },
  }
}

/** What the file says besides its lines: by account, by rows among them, or above them. */
function declaredIn(
  part: PartsWord,
  { startBalance, endBalance, around }: FileWord,
  { moneyIn, moneyOut }: { moneyIn: Money; moneyOut: Money },
): DeclaredBalances {
  const start = part.startBalance ?? startBalance
  const end = part.endBalance ?? endBalance
  // What is owed grows by what is spent: such a letterhead says nothing of lines whose minus is money out.
  if (around === null || start !== null || end !== null || around.before - moneyIn - moneyOut === around.after)
    return { startBalance: start, endBalance: end }
  return { startBalance: around.before, endBalance: around.after }
}

/** What is settled before balances are worked out. */
const UNSETTLED: readonly FindingCode[] = [
  'sign.unknown',
  'sign.doubtful',
  'direction.unknown',
  'direction.contradicts',
  'type.wrong-sign',
  'fee.unsure',
  'amount.unreadable',
  'amount.both-sides',
  'amount.too-precise',
  'amount.minor-units',
  'decimal.unsure',
]

/**
 * Type and sign disagree and no balance says which is wrong: where the whole file has no minus, or no sign at all agrees with its
 * type, it is rather the sign.
 */
function askForSign(tally: Tally, isSign: boolean): void {
  tally.mendBy('type.wrong-sign', isSign ? ['sign-from-type', 'type-from-sign'] : ['type-from-sign', 'sign-from-type'])
}

/**
 * The opening balance that a statement declares, where its lines lead from it to the closing balance, one day after the other: then
 * the balance after each line is known although none stands there.
 */
function provedBy(
  { startBalance, endBalance }: DeclaredBalances,
  { moneyIn, moneyOut }: { moneyIn: Money; moneyOut: Money },
  tally: Tally,
): Money | null {
  if (startBalance === null || endBalance === null || tally.places('order.not-chronological').length > 0) return null
  return startBalance + moneyIn + moneyOut === endBalance ? startBalance : null
}

/** Faults of lines that aren't left out in one go where they move money: those are bookings, or need a look at each. */
const LEFT_BY_HAND = [
  'date.missing',
  'date.unreadable',
  'date.impossible',
  'line.wrong-columns',
  'amount.missing',
] as const

/**
 * Whether lines without a day seem to be of the day above: some stand between lines that have one, or each has the balance after it.
 * Those at the beginning or the end alone are rather footers, or not booked.
 */
function areDaysAbove(lines: Lines, order: Int32Array): boolean {
  let above = false
  let waiting = false
  let between = false
  let held = true
  for (const at of order) {
    if (!lines.isBooked(at)) continue
    if (lines.day(at) !== null) {
      if (waiting) between = true
      above = true
      waiting = false
      continue
    }
    if (lines.store.balance(at) === null) held = false
    if (above) waiting = true
  }
  return between || (held && waiting)
}

/** The newest lines, where they alone have no balance: banks leave it out of what isn't booked yet. */
function enterNewest(tally: Tally, lines: Lines, inTime: Int32Array): void {
  const missing = tally.count('balance.missing')
  if (missing === 0 || tally.count('order.not-chronological') > 0) return
  let newest = 0
  for (let index = inTime.length - 1; index >= 0; index -= 1) {
    const at = inTime[index] ?? 0
    if (!lines.isBooked(at)) continue
    if (lines.balance(at) !== null) break
    newest += 1
  }
  if (newest !== missing) return
  tally.set('balance.newest-missing', missing, tally.places('balance.missing'))
  tally.drop('balance.missing')
}

/** What sign and column say differently is settled where every balance runs on with the amount as it was read. */
function dropProved(tally: Tally, lines: Lines, order: Int32Array, newestFirst: boolean): void {
  const places = tally.places('direction.contradicts')
  if (places.length < tally.count('direction.contradicts') || tally.count('order.not-chronological') > 0) return
  const proved = ({ at }: Place): boolean => {
    const older = order[newestFirst ? at + 1 : at - 1]
    return older !== undefined && lines.balance(older) !== null && lines.balance(order[at] ?? 0) !== null
  }
  if (places.every(proved)) tally.drop('direction.contradicts')
}

const UNBOOKED: Readonly<Record<Exclude<LineStanding, 'booked'>, FindingCode>> = {
  pending: 'line.pending',
  void: 'line.void',
  balance: 'line.balance-only',
  text: 'line.text',
}

/** A line that isn't one: it counts for nothing but has to be left out or taken for a booking before anything is pushed. */
function takeUnbooked(tally: Tally, lines: Lines, at: number, index: number): void {
  const standing = lines.standing(at)
  if (standing === 'booked') return
  const { store } = lines
  tally.add(UNBOOKED[standing], () => {
    return { at: index, line: store.line(at), value: store.text(at, 'description'), expected: null }
  })
}

/**
 * Where balances and amounts disagree, says what the balances prove instead of that they break. Balances are put over only
 * where they alone can be wrong.
 */
function evidenceOf(
  tally: Tally,
  lines: Lines,
  order: Int32Array,
  { newestFirst, any }: { newestFirst: boolean; any: boolean },
): Evidence | null {
  if (any) tally.mendBy('balance.missing', ['balance-fill'])
  const broken = tally.places('balance.breaks').length > 0
  const unsigned = tally.places('sign.unknown').length + tally.places('direction.unknown').length > 0
  if (!any || (!broken && !unsigned)) return null
  // In a file that is out of order the neighbours say nothing: it is sorted first.
  if (tally.places('order.not-chronological').length > 0) {
    if (broken) tally.mendBy('balance.breaks', [])
    return null
  }
  const evidence = weighBalances(lines, newestFirst ? order.toReversed() : order)
  if (evidence.settled.size > 0) {
    tally.mendBy('sign.unknown', ['sign-from-balance'])
    tally.mendBy('direction.unknown', ['sign-from-balance'])
  }
  if (!broken || evidence.byDay) return evidence
  tally.drop('balance.breaks')
  const enter = enterVerdicts(tally, lines, order, evidence)
  // A proved fault is mended first: what else breaks may be its doing.
  if (enter) tally.mendBy('balance.breaks', [])
  if (evidence.signsUnsure) tally.mendBy('balance.proves-sign', [])
  if (tally.places('balance.proves-sign').length > 0) {
    for (const code of ['type.wrong-sign', 'direction.contradicts'] as const) tally.mendBy(code, [])
  }
  return evidence
}

const VERDICTS: Readonly<Record<Verdict, FindingCode>> = {
  sign: 'balance.proves-sign',
  fee: 'balance.proves-fee',
  'not-counted': 'balance.not-counted',
  alone: 'balance.breaks',
  gap: 'balance.gap',
}

/** Enters what was proved by line; true where something else than the balances is wrong. */
function enterVerdicts(tally: Tally, lines: Lines, order: Int32Array, { wrong, moved }: Evidence): boolean {
  const { store } = lines
  let proved = false
  order.forEach((at, index) => {
    const verdict = wrong.get(at)
    const step = moved.get(at)
    const balance = lines.balance(at)
    const amount = lines.amount(at)
    if (verdict === undefined || step === undefined || balance === null || amount === null) return
    if (verdict !== 'alone') proved = true
    const [value, expected] =
      verdict === 'alone' ? [balance, balance - step + amount] : ([amount, step] as readonly [Money, Money])
    tally.add(VERDICTS[verdict], () => {
      return { at: index, line: store.line(at), value: formatMoney(value), expected: formatMoney(expected) }
    })
  })
  return proved
}

/** From the newest line down: days only go back, or, all of one day, balances fit only when read from below. */
function runsBackwards(days: DayWatch, balances: BalanceWatch, taken: number): boolean {
  const steps = days.steps()
  if (steps.forward > 0) return false
  const breaks = balances.breaks()
  return steps.back > 0 || (taken > 1 && breaks.forward > 0 && breaks.back === 0)
}

/** A file that runs backwards is in one piece: its order is one finding, and its breaks are those seen from below. */
function turnAround(tally: Tally, balances: BalanceWatch): void {
  const steps = tally.places('order.not-chronological')
  const [first] = steps.length > 0 ? steps : tally.places('balance.breaks')
  tally.drop('order.not-chronological')
  tally.set('order.newest-first', 0, first === undefined ? [] : [first])
  balances.turnAround()
}

function enterWord(tally: Tally, findings: readonly WordFinding[]): void {
  for (const { code, line, value, expected = null } of findings) {
    const place = { at: 0, line: line ?? 1, value, expected }
    // A value without a line still has to reach the page; the page knows which findings have no line.
    tally.set(code, line === null ? 0 : 1, line === null && value === null ? [] : [place])
  }
}

function enterDuplicates(tally: Tally, lines: Lines, order: Int32Array, found: Duplicates): void {
  const { store } = lines
  const kinds = [
    ['duplicate.id', found.sameId],
    ['id.reused', found.reusedId],
    ['duplicate.likely', found.likely],
  ] as const
  for (const [code, earlier] of kinds) {
    if (earlier.size === 0) continue
    const places: Place[] = []
    for (let index = 0; index < order.length && places.length < MOST_PLACES; index += 1) {
      const at = order[index] ?? 0
      const first = earlier.get(at)
      if (first === undefined) continue
      const value = code === 'duplicate.likely' ? store.text(at, 'description') : lines.id(at)
      places.push({ at: index, line: store.line(at), value, expected: String(store.line(first)) })
    }
    tally.set(code, earlier.size, places)
  }
}

function summaryOf(of: {
  booked: number
  leftOut: number
  days: DayWatch
  balances: BalanceWatch
  ends: Ends
  currencies: string[]
  findings: readonly StatementFinding[]
}): StatementSummary {
  const { first, last } = of.days.span()
  const { moneyIn, moneyOut } = of.balances.sums()
  const { start, end } = of.ends
  return {
    lines: of.booked,
    firstDate: first === null ? null : formatDay(first),
    lastDate: last === null ? null : formatDay(last),
    moneyIn: formatMoney(moneyIn),
    moneyOut: formatMoney(moneyOut),
    startBalance: start === null ? null : formatMoney(start),
    endBalance: end === null ? null : formatMoney(end),
    currencies: of.currencies,
    requests: Math.ceil(of.booked / feedRequestLines.value),
    stops: of.findings.filter(({ severity }) => severity === 'stop').length,
    leftOut: of.leftOut,
  }
}
