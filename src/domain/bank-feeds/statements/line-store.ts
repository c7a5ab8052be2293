// The lines of one statement, in columns: a million of them take about 100 MB instead of a gigabyte of objects.
import { type LineStanding, lineStandings } from './schema'
import { copyBytes, type WordMemory, wordsOf } from './byte-words'
import type { Money } from './money'
import type { PlainCells } from './plain-cells'

/** What was wrong with a line when it was read, one bit each: a line keeps its faults wherever it is sorted to. */
export const faults = [
  'line.wrong-columns',
  'date.missing',
  'date.unreadable',
  'date.impossible',
  'amount.missing',
  'amount.unreadable',
  'amount.not-finite',
  'amount.too-precise',
  'amount.too-large',
  'amount.both-sides',
  'balance.unreadable',
  'type.unknown',
  'text.missing',
  'text.too-long',
  'text.control-characters',
  'text.formula',
  'file.encoding-damaged',
  'currency.unknown',
  'direction.unknown',
  'direction.contradicts',
  'status.unknown',
  'fee.unsure',
] as const
export type Fault = (typeof faults)[number]

export function faultBit(fault: Fault): number {
  return 1 << faults.indexOf(fault)
}

/** One of many dollars, as it stands beside an amount: it is told apart from other currencies, but names none. */
export const SOME_DOLLAR = '$'

export const texts = ['id', 'description', 'reference', 'counterparty'] as const
export type TextName = (typeof texts)[number]

/** Where the texts of a line are, in the order of `texts`: the same object for every line. */
export interface TextPlaces {
  memory: WordMemory
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** Lines that can be kept; of any further ones only findings and sums are. */
export const MOST_LINES = 1_000_000
/** Bytes of text that can be kept. Beyond, the statement is treated like one with too many lines. */
const MOST_TEXT = 192 * 1_024 * 1_024
/** A power of two, so that parts begin on whole words. */
const CHUNK = 4 * 1_024 * 1_024
/** Characters kept of one text. */
export const MOST_CHARACTERS = 4_000
const FIRST_ROOM = 4_096
/** How many times as many lines there is room for next. Memory that isn't written to yet takes none of the machine's, and copying does. */
const ROOMIER = 16
const NO_DAY = -0x7fff_ffff

const HAS_AMOUNT = 1
const HAS_BALANCE = 2
const HAS_TYPE = 4
/** Nothing in the file says which way the money went: the amount is its size. */
const NO_SIGN = 8
/** A balance row without an amount: no remedy could make a booking of it. */
const NEVER_BOOKED = 16

/** One line on its way into the store. Reused for every line, so that reading makes no garbage. */
export interface Draft {
  line: number
  day: number | null
  amount: Money | null
  balance: Money | null
  /** Index in Codat's list of types; null when the file gave none. */
  type: number | null
  currency: string
  /** The account of the user's that the line is on; empty where the file doesn't say. */
  account: string
  standing: LineStanding
  /** What the fee column says, as written; null where there is none. */
  fee: Money | null
  /** Nothing says which way the money went: `amount` is its size. */
  noSign: boolean
  faults: number
  id: string
  description: string
  reference: string
  counterparty: string
}

/** A line without its texts, the same for every line. */
export interface PlainDraft {
  line: number
  day: number
  /**
   * Amount and balance in whole ten-thousandths that a number holds exactly; NaN for no balance. In an array of numbers, since as
   * members of an object V8 would make a new object of each.
   */
  readonly money: Float64Array
  type: number | null
  faults: number
  currency: string
  account: string
}

/** Places in the money of a plain line. */
export const AMOUNT = 0
export const BALANCE = 1

export interface LineStore {
  readonly count: () => number
  /** Adds a line and gives its place; the place before the last is reused once the store is full. */
  readonly add: (draft: Draft) => number
  /** Adds a line whose texts are plain bytes in `cells`: those of id, description, reference and counterparty, by column; negative for none. */
  readonly addPlain: (draft: PlainDraft, cells: PlainCells, texts: Int32Array) => number
  readonly full: () => boolean
  /** One more line can be kept without more ado. */
  readonly hasRoom: () => boolean
  readonly line: (at: number) => number
  readonly day: (at: number) => number | null
  readonly amount: (at: number) => Money | null
  readonly balance: (at: number) => Money | null
  /** Amount and balance as numbers; NaN where there is none, or none that a number holds well. */
  readonly smallAmount: (at: number) => number
  readonly smallBalance: (at: number) => number
  readonly hasBalance: (at: number) => boolean
  /** A number that lines of equal amounts and balances share; the balance doesn't count beside an amount of 0. */
  readonly print: (at: number) => number
  readonly type: (at: number) => number | null
  readonly currency: (at: number) => string
  readonly currencies: () => readonly string[]
  readonly account: (at: number) => string
  /** Accounts that lines name, the first ones first; the last one stands for the rest where there are more than 250. */
  readonly accounts: () => readonly string[]
  readonly standing: (at: number) => LineStanding
  /** The place among `lineStandings`, which is quicker to compare. 0 is booked. */
  readonly standingIndex: (at: number) => number
  /** A balance row without an amount, which no remedy could make a booking of. */
  readonly neverBooked: (at: number) => boolean
  readonly fee: (at: number) => Money
  readonly lacksSign: (at: number) => boolean
  readonly faults: (at: number) => number
  readonly text: (at: number, name: TextName) => string
  /** Says where the bytes of a line's texts are, in UTF-8. They are the store's own, and only to be read. */
  readonly find: (at: number, places: TextPlaces) => void
  /** True where the text has no characters at all. */
  readonly lacks: (at: number, name: TextName) => boolean
  /** A hash of the id, or of all that isn't the id, and whether two lines have it the same, byte by byte. */
  readonly hash: (at: number, part: Part, seed: number) => number
  /** The hashes of all booked lines as they were read: 0 for a line without an id, or without a day. */
  readonly hashAll: (
    into: { readonly ids: Int32Array; readonly sayings: Int32Array },
    spread: (hash: number) => number,
  ) => void
  readonly same: (one: number, other: number, part: Part) => boolean
}

/** The texts of a line are kept in two parts, each from a whole word on: its id, and what it says. */
export type Part = 'id' | 'saying'

interface Chunk extends WordMemory {
  /** The same memory in whole words: what a part doesn't fill of its last one is zero. */
  readonly aligned: Int32Array
}

function newChunk(): Chunk {
  const memory = new ArrayBuffer(CHUNK)
  const bytes = Buffer.from(memory)
  return { bytes, words: wordsOf(bytes), aligned: new Int32Array(memory) }
}

/** The next whole word. */
function aligned(offset: number): number {
  return (offset + 3) & ~3
}

interface Columns {
  line: Uint32Array
  day: Int32Array
  /** As numbers; NaN where there is none, or it is one of the few that a number doesn't hold. */
  amount: Float64Array
  balance: Float64Array
  flags: Uint8Array
  type: Uint8Array
  currency: Uint8Array
  account: Uint8Array
  standing: Uint8Array
  faults: Uint32Array
  start: Uint32Array
  lengths: Uint16Array
  /** Hashes of the id and of what the line says. */
  idHash: Int32Array
  sayingHash: Int32Array
}

function columnsFor(room: number): Columns {
  return {
    line: new Uint32Array(room),
    day: new Int32Array(room),
    amount: new Float64Array(room),
    balance: new Float64Array(room),
    flags: new Uint8Array(room),
    type: new Uint8Array(room),
    currency: new Uint8Array(room),
    account: new Uint8Array(room),
    standing: new Uint8Array(room),
    faults: new Uint32Array(room),
    start: new Uint32Array(room),
    lengths: new Uint16Array(room * texts.length),
    idHash: new Int32Array(room),
    sayingHash: new Int32Array(room),
  }
}

function roomier(old: Columns, room: number): Columns {
  const next = columnsFor(room)
  next.line.set(old.line)
  next.day.set(old.day)
  next.amount.set(old.amount)
  next.balance.set(old.balance)
  next.flags.set(old.flags)
  next.type.set(old.type)
  next.currency.set(old.currency)
  next.account.set(old.account)
  next.standing.set(old.standing)
  next.faults.set(old.faults)
  next.start.set(old.start)
  next.lengths.set(old.lengths)
  next.idHash.set(old.idHash)
  next.sayingHash.set(old.sayingHash)
  return next
}

/** An empty store. `most` is smaller in tests only. */
export function createLineStore(most = MOST_LINES): LineStore {
  // Room is made at the first line: what V8 makes of `add` after many has seen that, and needn't be made anew when it is full.
  let room = 0
  let columns = columnsFor(room)
  let count = 0
  let full = false
  const chunks: Chunk[] = []
  let used = CHUNK
  const currencies = createNames()
  const accounts = createNames()
  /** Fees by place: few statements have any, and of those few lines do. */
  const fees = new Map<number, Money>()
  /** Amounts and balances that a number doesn't hold, by place: few statements have any. */
  const large = { amount: new Map<number, Money>(), balance: new Map<number, Money>() }

  /** Where texts of `size` bytes at most begin; they never lie across two chunks. */
  function place(size: number): number {
    if (aligned(used) + size > CHUNK) {
      chunks.push(newChunk())
      used = 0
    }
    return aligned(used)
  }

  function makeRoom(): void {
    room = Math.min(Math.max(FIRST_ROOM, room * ROOMIER), most + 1)
    columns = roomier(columns, room)
  }

  function add(draft: Draft): number {
    if (!full && (count >= most || chunks.length * CHUNK > MOST_TEXT)) full = true
    if (count >= room) makeRoom()
    // A full store keeps what it has and uses one more place over and over.
    const at = count
    if (!full) count += 1
    write(at, draft)
    return at
  }

  function addPlain(draft: PlainDraft, cells: PlainCells, parts: Int32Array): number {
    const { starts, ends } = cells
    if (count >= room) makeRoom()
    const at = count
    count += 1
    const { money, type } = draft
    const balance = money[BALANCE] ?? Number.NaN
    columns.line[at] = draft.line
    columns.day[at] = draft.day
    columns.amount[at] = money[AMOUNT] ?? Number.NaN
    columns.balance[at] = balance
    columns.type[at] = type ?? 0
    columns.flags[at] = HAS_AMOUNT | (Number.isNaN(balance) ? 0 : HAS_BALANCE) | (type === null ? 0 : HAS_TYPE)
    columns.currency[at] = currencies.indexOf(draft.currency)
    columns.account[at] = accounts.indexOf(draft.account)
    columns.faults[at] = draft.faults
    let size = 8
    for (let part = 0; part < parts.length; part += 1) {
      const column = parts[part] ?? -1
      if (column >= 0) size += (ends[column] ?? 0) - (starts[column] ?? 0)
    }
    const from = place(size)
    const to = chunks[chunks.length - 1] as Chunk
    const { lengths } = columns
    let end = from
    for (let part = 0; part < parts.length; part += 1) {
      const column = parts[part] ?? -1
      const begin = end
      if (column >= 0) end = copyBytes(cells, starts[column] ?? 0, ends[column] ?? 0, to, end)
      lengths[at * texts.length + part] = end - begin
      if (part === 0) end = aligned(end)
    }
    columns.start[at] = (chunks.length - 1) * CHUNK + from
    used = end
    noteHashes(at, from, end)
    return at
  }

  function write(at: number, draft: Draft): void {
    const { id, description, reference, counterparty } = draft
    columns.line[at] = draft.line
    columns.day[at] = draft.day ?? NO_DAY
    putMoney('amount', at, draft.amount)
    putMoney('balance', at, draft.balance)
    columns.type[at] = draft.type ?? 0
    columns.flags[at] =
      (draft.amount === null ? 0 : HAS_AMOUNT) |
      (draft.balance === null ? 0 : HAS_BALANCE) |
      (draft.type === null ? 0 : HAS_TYPE) |
      (draft.noSign ? NO_SIGN : 0) |
      (draft.standing === 'balance' && draft.amount === null ? NEVER_BOOKED : 0)
    columns.currency[at] = currencies.indexOf(draft.currency)
    columns.account[at] = accounts.indexOf(draft.account)
    columns.standing[at] = draft.standing === 'booked' ? 0 : lineStandings.indexOf(draft.standing)
    if (draft.fee !== null && draft.fee !== 0n) fees.set(at, draft.fee)
    else if (full) fees.delete(at)
    columns.faults[at] = draft.faults
    const from = place((id.length + description.length + reference.length + counterparty.length) * 3 + 8)
    const { bytes } = chunks[chunks.length - 1] as Chunk
    const lengths = { of: columns.lengths, slot: at * texts.length }
    const end = putPlain(bytes, from, draft, lengths) ?? putEach(bytes, from, draft, lengths)
    columns.start[at] = (chunks.length - 1) * CHUNK + from
    if (!full) used = end
    noteHashes(at, from, end)
  }

  function putMoney(kind: 'amount' | 'balance', at: number, value: Money | null): void {
    const small = value === null ? Number.NaN : Number(value)
    const isSmall = Math.abs(small) < MOST_SMALL
    columns[kind][at] = isSmall ? small : Number.NaN
    if (value !== null && !isSmall) large[kind].set(at, value)
    else if (full) large[kind].delete(at)
  }

  function moneyAt(kind: 'amount' | 'balance', at: number): Money {
    const small = columns[kind][at] ?? Number.NaN
    return Number.isNaN(small) ? (large[kind].get(at) ?? 0n) : BigInt(small)
  }

  /** While the line's texts are at hand, from `from` to `end` of the last chunk: later, each would have to be fetched again from memory. */
  function noteHashes(at: number, from: number, end: number): void {
    const words = (chunks[chunks.length - 1] as Chunk).aligned
    const saying = aligned(from + lengthAt(at, 0)) >> 2
    columns.idHash[at] = hashOf(words, from >> 2, saying)
    columns.sayingHash[at] = hashOf(words, saying, aligned(end) >> 2)
  }

  const lengthAt = (at: number, index: number): number => columns.lengths[at * texts.length + index] ?? 0
  const chunkOf = (at: number): Chunk => chunks[Math.floor((columns.start[at] ?? 0) / CHUNK)] as Chunk

  /** Where a text begins in its chunk. */
  function startOf(at: number, index: number): number {
    const start = (columns.start[at] ?? 0) % CHUNK
    if (index === 0) return start
    let from = aligned(start + lengthAt(at, 0))
    for (let before = 1; before < index; before += 1) from += lengthAt(at, before)
    return from
  }

  const sizeOf = (at: number, part: Part): number =>
    part === 'id' ? lengthAt(at, 0) : lengthAt(at, 1) + lengthAt(at, 2) + lengthAt(at, 3)

  function printAt(at: number): number {
    const amount = columns.amount[at] ?? 0
    return amount === 0 ? 0 : amount ^ Math.imul(columns.balance[at] ?? 0, 31)
  }

  const has = (at: number, flag: number): boolean => ((columns.flags[at] ?? 0) & flag) !== 0

  return {
    count: () => count,
    add,
    addPlain,
    full: () => full,
    hasRoom: () => !full && count < most && chunks.length * CHUNK <= MOST_TEXT,
    line: (at) => columns.line[at] ?? 0,
    day: (at) => (columns.day[at] === NO_DAY ? null : (columns.day[at] ?? null)),
    amount: (at) => (has(at, HAS_AMOUNT) ? moneyAt('amount', at) : null),
    balance: (at) => (has(at, HAS_BALANCE) ? moneyAt('balance', at) : null),
    smallAmount: (at) => columns.amount[at] ?? Number.NaN,
    smallBalance: (at) => columns.balance[at] ?? Number.NaN,
    hasBalance: (at) => has(at, HAS_BALANCE),
    print: printAt,
    type: (at) => (has(at, HAS_TYPE) ? (columns.type[at] ?? null) : null),
    currency: (at) => currencies.name(columns.currency[at] ?? 0),
    account: (at) => accounts.name(columns.account[at] ?? 0),
    currencies: currencies.all,
    accounts: accounts.all,
    standing: (at) => lineStandings[columns.standing[at] ?? 0] ?? 'booked',
    standingIndex: (at) => columns.standing[at] ?? 0,
    neverBooked: (at) => has(at, NEVER_BOOKED),
    fee: (at) => fees.get(at) ?? 0n,
    lacksSign: (at) => has(at, NO_SIGN),
    faults: (at) => columns.faults[at] ?? 0,
    text(at, name) {
      const index = texts.indexOf(name)
      const size = lengthAt(at, index)
      if (size === 0) return ''
      const from = startOf(at, index)
      return chunkOf(at).bytes.toString('utf8', from, from + size)
    },
    find(at, places) {
      const { lengths } = columns
      const start = columns.start[at] ?? 0
      const slot = at * texts.length
      places.memory = chunks[Math.floor(start / CHUNK)] as Chunk
      const { starts, ends } = places
      let end = start % CHUNK
      for (let part = 0; part < texts.length; part += 1) {
        const from = part === 1 ? aligned(end) : end
        starts[part] = from
        ends[part] = end = from + (lengths[slot + part] ?? 0)
      }
    },
    lacks: (at, name) => lengthAt(at, texts.indexOf(name)) === 0,
    hash: (at, part, seed) => seeded((part === 'id' ? columns.idHash[at] : columns.sayingHash[at]) ?? 0, seed),
    hashAll({ ids, sayings }, spread) {
      const { idHash, sayingHash, day, standing, lengths } = columns
      for (let at = 0; at < count; at += 1) {
        if (standing[at] !== 0) continue
        if (lengths[at * texts.length] !== 0) ids[at] = spread(seeded(idHash[at] ?? 0, 0))
        const on = day[at] ?? NO_DAY
        if (on !== NO_DAY) sayings[at] = spread(seeded(sayingHash[at] ?? 0, on ^ printAt(at)))
      }
    },
    same(one, other, part) {
      const [first, end] = part === 'id' ? [0, 1] : [1, texts.length]
      for (let index = first; index < end; index += 1) if (lengthAt(one, index) !== lengthAt(other, index)) return false
      const size = sizeOf(one, part)
      const a = startOf(one, first)
      const b = startOf(other, first)
      return chunkOf(one).bytes.compare(chunkOf(other).bytes, b, b + size, a, a + size) === 0
    },
  }
}

/** Beyond, sums of two aren't exact in a number any more. */
const MOST_SMALL = 2 ** 51

function seeded(hash: number, seed: number): number {
  const mixed = Math.imul(hash ^ seed, 0x0100_0193)
  return mixed ^ (mixed >>> 15)
}

function hashOf(words: Int32Array, from: number, to: number): number {
  let hash = 0x811c_9dc5
  for (let word = from; word < to; word += 1) {
    hash = Math.imul(hash ^ (words[word] ?? 0), 0x0100_0193)
    hash ^= hash >>> 15
  }
  return hash
}

/** Few names on many lines, by a number from 1; 0 is none. Beyond 250 the last one stands for the rest, which is a finding anyway. */
function createNames() {
  const names: string[] = []
  let lastName = ''
  let lastIndex = 0
  return {
    all: (): readonly string[] => names,
    name: (index: number): string => (index === 0 ? '' : (names[index - 1] ?? '')),
    indexOf(name: string): number {
      if (name === '') return 0
      // Mostly that of the line before.
      if (name === lastName) return lastIndex
      const known = names.indexOf(name)
      lastName = name
      lastIndex = known >= 0 ? known + 1 : names.length >= 250 ? 250 : names.push(name)
      return lastIndex
    },
  }
}

type Texts = Pick<Draft, TextName>
const PADDING = ['', '\0\0\0', '\0\0', '\0'] as const

/** Where the lengths of a line's texts go. */
interface LengthSlots {
  readonly of: Uint16Array
  readonly slot: number
}

/** Writes all texts of a line at once, where every character is one byte; else gives null. Gives where they end. */
function putPlain(bytes: Buffer, from: number, texts: Texts, { of, slot }: LengthSlots): number | null {
  const { id, description, reference, counterparty } = texts
  const all = id + (PADDING[id.length & 3] ?? '') + description + reference + counterparty
  if (bytes.write(all, from) !== all.length) return null
  of[slot] = id.length
  of[slot + 1] = description.length
  of[slot + 2] = reference.length
  of[slot + 3] = counterparty.length
  return from + all.length
}

function putEach(bytes: Buffer, from: number, texts: Texts, { of, slot }: LengthSlots): number {
  const idEnd = from + (of[slot] = bytes.write(texts.id, from))
  let end = aligned(idEnd)
  // The attempt to write them plainly left something between the id and the rest, and behind them.
  bytes.fill(0, idEnd, end)
  end += of[slot + 1] = bytes.write(texts.description, end)
  end += of[slot + 2] = bytes.write(texts.reference, end)
  end += of[slot + 3] = bytes.write(texts.counterparty, end)
  bytes.fill(0, end, end + 4)
  return end
}
