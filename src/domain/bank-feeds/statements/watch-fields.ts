// Ids, types and currencies, line by line, and the faults that the reading noted.
import type { FindingCode } from './schema'
import { agrees, contradicts, lacksMinus, type Lines } from './arrangement'
import { faultBit, faults, type Fault, SOME_DOLLAR } from './line-store'
import { formatMoney } from './money'
import { MOST_PLACES, type Place, type Tally } from './tally'

const NO_DIRECTION = faultBit('direction.unknown')
const UNREADABLE = faultBit('amount.unreadable')
const MOST_CURRENCIES = 20
const MOST_ACCOUNTS = 20

/** Key of what a faulty text said. */
export function noteKey(at: number, fault: Fault): number {
  return at * 32 + faults.indexOf(fault)
}

export interface FieldWatch {
  readonly take: (at: number, index: number) => void
  /** Currencies of lines, the account's own first. */
  readonly currencies: () => string[]
  /** Accounts that lines name; the empty name is that of lines that name none beside others that do. */
  readonly accounts: () => string[]
  /** Lines whose type goes one way only and whose sign goes the same way. */
  readonly agreeing: () => number
  /** Some line with this fault has an amount, so that it is rather a booking than a footer. */
  readonly moveMoney: (fault: Fault) => boolean
  /** Enters lines whose type says money out, in a file in which nothing has a minus. */
  readonly enterMinusless: () => void
  /** Enters lines in another currency than the account's own, or, where that isn't known or no line's, than the first line's. */
  readonly enterMixed: (own: string | null) => void
  /** Enters the faults, with what stood there by `noteKey`: known only when the reading is over. */
  readonly enterFaults: (notes: ReadonlyMap<number, string>) => void
}

interface CurrencyLines {
  count: number
  readonly places: Place[]
}

/** What stands for currencies that aren't told apart any more. */
const OTHERS = ''

interface FaultyLines {
  count: number
  moveMoney: boolean
  places: { at: number; index: number; line: number }[]
}

export function watchFields(lines: Lines, tally: Tally): FieldWatch {
  const { store } = lines
  /** Lines by currency, the first line's first. Those beyond the most that are told apart are counted together. */
  const currencies = new Map<string, CurrencyLines>()
  const accounts = new Set<string>()
  let lastAccount: string | null = null
  let lastCurrency: string | null = null
  let seen: CurrencyLines = { count: 0, places: [] }
  let usualCurrency: string | null = null
  let usual: string | null = null
  const minusless: Place[] = []
  let agreeing = 0
  const faulty = new Map<Fault, FaultyLines>()

  function takeFaults(at: number, index: number, given: number): void {
    for (const fault of faults) {
      if ((given & faultBit(fault)) === 0) continue
      // A balance that was worked out anew is readable.
      if (fault === 'balance.unreadable' && lines.balance(at) !== null) continue
      // What the user or the balances said meanwhile needs no asking.
      if (fault === 'direction.unknown' && !lines.lacksSign(at)) continue
      if (fault === 'direction.contradicts' && lines.isSigned(at)) continue
      if (fault === 'date.missing' && lines.day(at) !== null) continue
      if (fault === 'status.unknown' && lines.isCountedIn(at)) continue
      let seen = faulty.get(fault)
      if (seen === undefined) faulty.set(fault, (seen = { count: 0, moveMoney: false, places: [] }))
      seen.count += 1
      if (isLikeBooking(at, fault, given)) seen.moveMoney = true
      if (seen.places.length < MOST_PLACES) seen.places.push({ at, index, line: store.line(at) })
    }
  }

  /** It has an amount, readable or not, or a fee; of a line with shifted columns a day is enough. */
  function isLikeBooking(at: number, fault: Fault, given: number): boolean {
    if (fault === 'line.wrong-columns' && lines.day(at) !== null) return true
    return (lines.amount(at) ?? 0n) !== 0n || (given & UNREADABLE) !== 0 || store.fee(at) !== 0n
  }

  function take(at: number, index: number): void {
    const given = store.faults(at)
    if (given !== 0) takeFaults(at, index, given)
    if (lines.lacksId(at)) tally.addAt('id.missing', index, store.line(at))
    takeType(at, index)
    takeAccount(at, index)
    takeCurrency(at, index)
  }

  function add(code: FindingCode, at: number, index: number, value: string | null, expected: string | null): void {
    tally.add(code, () => ({ at: index, line: store.line(at), value, expected }))
  }

  function takeType(at: number, index: number): void {
    if (lines.goesItsWay(at)) agreeing += 1
    else lookAtType(at, index)
  }

  function lookAtType(at: number, index: number): void {
    const type = lines.givenType(at)
    const given = store.faults(at)
    // What has no sign of its own can't contradict its type.
    const unsigned = lines.lacksSign(at)
    if (type === null && !unsigned) return
    const amount = lines.amount(at)
    if (unsigned && amount !== null && (given & NO_DIRECTION) === 0)
      add('sign.unknown', at, index, formatMoney(amount), null)
    if (!unsigned && amount !== null && contradicts(type, amount)) {
      add('type.wrong-sign', at, index, `${type} ${formatMoney(amount)}`, null)
    }
    if (agrees(type, amount)) agreeing += 1
    if (!unsigned && lacksMinus(type, amount) && amount !== null && minusless.length < MOST_PLACES)
      minusless.push({ at: index, line: store.line(at), value: `${type} ${formatMoney(amount)}`, expected: null })
  }

  function takeAccount(at: number, index: number): void {
    const account = store.account(at)
    if (account !== lastAccount && accounts.size < MOST_ACCOUNTS) accounts.add(account)
    lastAccount = account
    usual ??= account
    if (account !== usual) add('file.several-accounts', at, index, account, usual)
  }

  function seenIn(currency: string): CurrencyLines {
    const name = currencies.size < MOST_CURRENCIES || currencies.has(currency) ? currency : OTHERS
    const before = currencies.get(name)
    if (before !== undefined) return before
    const fresh = { count: 0, places: [] }
    currencies.set(name, fresh)
    return fresh
  }

  function enterMixed(own: string | null): void {
    const [first] = currencies.keys()
    const main = own !== null && currencies.has(own) ? own : first
    if (main === undefined || currencies.size < 2) return
    const others = [...currencies].flatMap(([name, lines]) => (name === main ? [] : [lines]))
    const places = others.flatMap((lines) => lines.places).toSorted((a, b) => a.at - b.at)
    const count = others.reduce((sum, lines) => sum + lines.count, 0)
    tally.set(
      'currency.mixed',
      count,
      places.map((place) => ({ ...place, expected: main })),
    )
    usualCurrency = main
  }

  function named(): string[] {
    const all = [...currencies.keys()].filter((name) => name !== OTHERS)
    if (all.length === 1 && all[0] === SOME_DOLLAR) return []
    return usualCurrency === null ? all : [usualCurrency, ...all.filter((name) => name !== usualCurrency)]
  }

  function takeCurrency(at: number, index: number): void {
    const currency = store.currency(at)
    if (currency === '' || currency === SOME_DOLLAR) tally.addAt('currency.missing', index, store.line(at))
    if (currency === '') return
    if (currency !== lastCurrency) seen = seenIn(currency)
    lastCurrency = currency
    seen.count += 1
    if (seen.places.length < MOST_PLACES)
      seen.places.push({ at: index, line: store.line(at), value: currency, expected: null })
  }

  return {
    take,
    currencies: named,
    enterMixed,
    accounts: () => (accounts.size > 1 ? [...accounts] : [...accounts].filter((account) => account !== '')),
    agreeing: () => agreeing,
    moveMoney: (fault) => faulty.get(fault)?.moveMoney === true,
    enterMinusless: () => {
      for (const place of minusless) tally.add('type.wrong-sign', () => place)
    },
    enterFaults(notes) {
      for (const [fault, { count, places }] of faulty) {
        const shown = places.map(({ at, index, line }) => {
          return { at: index, line, value: notes.get(noteKey(at, fault)) ?? null, expected: null }
        })
        tally.set(fault, count, shown)
      }
    },
  }
}
