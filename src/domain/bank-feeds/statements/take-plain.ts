// Takes lines whose cells are plain ASCII and say nothing unusual, straight from the bytes of the file. Whatever is unusual is left to
// `take-line.ts`, which reads the same line as text; the tests hold that both read every file alike.
import { feedTextLimits } from '../../facts'
import type { ColumnRole, StatementFormat } from './schema'
import { AMOUNT, BALANCE, faultBit, type LineStore, MOST_CHARACTERS, type PlainDraft } from './line-store'
import { balanceRowNamed, mayNameNoBooking, unbookedByWords } from './line-words'
import { plainNumber } from './money'
import { createByteNames, isClean, type PlainCells } from './plain-cells'

/** Reads one record. False, and nothing taken, where it needs a closer look. */
export type PlainTaker = (cells: PlainCells, line: number) => boolean

/** What the reader of texts knows, by the texts it reads. */
export interface PlainPorts {
  readonly store: LineStore
  readonly columns: Partial<Record<ColumnRole, number>>
  readonly format: Pick<StatementFormat, 'decimal'>
  /** A day; null where the text is none. */
  readonly dayOf: (text: string) => number | null
  /** How numbers are written is settled: only one mark with three figures behind it needs a look. */
  readonly isMarkSettled: () => boolean
  readonly noteSign: (isMinus: boolean) => void
  /** The place of a type, -1 where it is none that is known; null where it says that the line isn't booked, or has to be noted. */
  readonly typeOf: (text: string) => number | null
  readonly currencyOf: (text: string) => string | null
  readonly isBooked: (status: string) => boolean
  /** The currency of lines that name none. */
  readonly currencyAbove: () => string
  /** The account that a title above names; null where what stands below it isn't booked. */
  readonly accountAbove: () => string | null
  readonly taken: (at: number) => void
}

const POINT = 46
const COMMA = 44
const SPACE = 32
const EQUALS = 61
const TYPE_UNKNOWN = faultBit('type.unknown')
/** Texts of which it is kept what they name. */
const MOST_WORDS = 4_000

/** What a text names: nothing, no booking, or none only where the amount is the balance. */
type Named = 'booking' | 'none' | 'bare'

export function createPlainTaker(ports: PlainPorts): PlainTaker {
  const { store, columns, format } = ports
  const none = -1
  const {
    date = none,
    amount = none,
    balance = none,
    currency = none,
    type = none,
    status = none,
    account = none,
  } = columns
  const { description = none, reference = none, counterparty = none, id = none } = columns
  const texts = Int32Array.of(id, description, reference, counterparty)
  const limits = feedTextLimits.value
  const longest = Int32Array.of(MOST_CHARACTERS, limits.description, limits.reference, limits.counterparty)
  const mark = format.decimal === '.' ? POINT : COMMA
  const words = createByteNames()
  const dates = createByteNames()
  const said = createByteNames()
  const named = new Map<string, Named>()
  const draft: PlainDraft = {
    line: 0,
    day: 0,
    money: new Float64Array(2),
    type: null,
    faults: 0,
    currency: '',
    account: '',
  }
  let lastDate = ''
  let lastDay: number | null = null
  let lastType = ''
  let lastTypeAt: number | null = null

  function nameOf(text: string): Named {
    const before = named.get(text)
    if (before !== undefined) return before
    const found: Named =
      unbookedByWords(text) !== null || balanceRowNamed(text, false) !== null
        ? 'none'
        : balanceRowNamed(text, true) === null
          ? 'booking'
          : 'bare'
    if (named.size < MOST_WORDS) named.set(text, found)
    return found
  }

  function wordAt({ bytes, starts, ends }: PlainCells, column: number): string {
    return column < 0 ? '' : words.textOf(bytes, starts[column] ?? 0, ends[column] ?? 0)
  }

  /** Reads a number to its place in the draft. False where it needs a look. */
  function takeNumber({ bytes, starts, ends }: PlainCells, column: number, place: number): boolean {
    const from = starts[column] ?? 0
    const to = ends[column] ?? 0
    const before = to - from > 3 ? bytes[to - 4] : 0
    if (before === POINT || before === COMMA) return false
    const value = plainNumber(bytes, from, to, mark)
    draft.money[place] = value
    return !Number.isNaN(value)
  }

  function dayAt({ bytes, starts, ends }: PlainCells): number | null {
    const text = dates.textOf(bytes, starts[date] ?? 0, ends[date] ?? 0)
    if (text !== lastDate) {
      lastDate = text
      lastDay = text === '' || text.charCodeAt(0) === EQUALS ? null : ports.dayOf(text)
    }
    return lastDay
  }

  function typeAt(cells: PlainCells): number | null {
    const text = wordAt(cells, type)
    if (text === '') return none
    // One that isn't known is noted until enough of them are.
    if (text === lastType && lastTypeAt !== null && lastTypeAt >= 0) return lastTypeAt
    lastType = text
    return (lastTypeAt = text.charCodeAt(0) === EQUALS ? null : ports.typeOf(text))
  }

  function areTextsClean({ bytes, starts, ends }: PlainCells): boolean {
    for (let part = 0; part < texts.length; part += 1) {
      const column = texts[part] ?? none
      if (column >= 0 && !isClean(bytes, starts[column] ?? 0, ends[column] ?? 0, longest[part] ?? 0)) return false
    }
    return true
  }

  /** The account it is on; null where its name needs a look. */
  function accountAt(cells: PlainCells): string | null {
    const above = ports.accountAbove()
    if (above === null || account < 0) return above
    const text = wordAt(cells, account)
    const isOdd = text.charCodeAt(0) === SPACE || text.endsWith(' ') || text.charCodeAt(0) === EQUALS
    return text === '' ? above : isOdd ? null : text
  }

  return (cells, line) => {
    const { bytes, starts, ends } = cells
    if (!store.hasRoom() || !ports.isMarkSettled()) return false
    const day = dayAt(cells)
    if (day === null) return false
    if (!takeNumber(cells, amount, AMOUNT)) return false
    const isHeld = balance >= 0 && (starts[balance] ?? 0) < (ends[balance] ?? 0)
    if (!isHeld) draft.money[BALANCE] = Number.NaN
    else if (!takeNumber(cells, balance, BALANCE)) return false
    if (!areTextsClean(cells)) return false
    const moved = draft.money[AMOUNT] ?? 0
    const from = starts[description] ?? 0
    const to = ends[description] ?? 0
    if (description < 0 || from === to) return false
    if (mayNameNoBooking(bytes, from, to)) {
      const name = nameOf(said.textOf(bytes, from, to))
      if (name === 'none' || (name === 'bare' && moved !== 0 && moved === draft.money[BALANCE])) return false
    }
    if (status >= 0 && !ports.isBooked(wordAt(cells, status))) return false
    const typed = typeAt(cells)
    if (typed === null) return false
    const named = currency < 0 ? '' : wordAt(cells, currency)
    const money = named === '' ? ports.currencyAbove() : ports.currencyOf(named)
    const on = accountAt(cells)
    if (money === null || on === null) return false
    if (moved !== 0) ports.noteSign(moved < 0)
    const isUnknown = typed < 0 && type >= 0 && (starts[type] ?? 0) < (ends[type] ?? 0)
    draft.line = line
    draft.day = day
    draft.type = typed < 0 ? null : typed
    draft.faults = isUnknown ? TYPE_UNKNOWN : 0
    draft.currency = money
    draft.account = on
    const at = store.addPlain(draft, cells, texts)
    ports.taken(at)
    return true
  }
}
