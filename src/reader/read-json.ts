// Reads Codat's own shape by stream-json: a push's body, a list of them, or the transactions alone. Numbers stay text.
import { none } from 'stream-chain/core'
import { jsonParser, type Token } from 'stream-json/parser.js'
import { type ByteScan, decoded } from './encoding'
import type { ReadingFault } from './read-csv'
import type { StatementSource } from './source'
import { emptyRaw, type LineTaker, type RawLine, type RawText } from '../domain/bank-feeds/statements/take-line'

/** JSON files larger than this are not read: the parser keeps a single text whole, however long it is. */
export const MOST_JSON_BYTES = 256 * 1_024 * 1_024
/** Deeper than any of Codat's answers. */
const DEEPEST = 64

/** A map, since the names that are looked up in it are fresh texts each time: an object would make each one a name first. */
const FIELDS: ReadonlyMap<string, RawText> = new Map([
  ['id', 'id'],
  ['date', 'date'],
  ['amount', 'amount'],
  ['balance', 'balance'],
  ['description', 'description'],
  ['reference', 'reference'],
  ['counterparty', 'counterparty'],
  ['transactionType', 'type'],
  ['currency', 'currency'],
  ['accountId', 'account'],
])

export interface JsonReading {
  readonly fault: ReadingFault | null
  /** Accounts stand in the file, and it can't be said of every line which one it is on. */
  readonly unsureAccounts: boolean
}

/** Gives every transaction to `taker`, numbered from 1 in place of a line. */
export async function readJson(of: {
  source: StatementSource
  scan: ByteScan
  taker: LineTaker
  onBytes: (bytes: number) => void
}): Promise<JsonReading> {
  const reader = createTokenReader(of.taker)
  // The tokenizer itself and not its stream, in which each of twenty million tokens would be an event: three times as slow.
  const tokens = jsonParser({ streamValues: false })
  const take = (piece: string): void => {
    const found = tokens(piece)
    if (typeof found !== 'symbol') for (const token of found.values) reader.take(token)
  }
  try {
    for await (const text of decoded(of.source, of.scan)) {
      take(text)
      of.onBytes(text.length)
    }
    // The mark that ends the text is no string, which the type of the tokenizer leaves out.
    take(none as unknown as string)
    return { fault: reader.fault(), unsureAccounts: reader.unsureAccounts() }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const broken = reader.tooDeep() || isParserError(error)
    if (!broken) throw error
    return {
      fault: { code: 'file.broken', line: reader.items(), value: null },
      unsureAccounts: reader.unsureAccounts(),
    }
  }
}

/** The parser has no error type of its own, but always begins like this. */
function isParserError(error: Error): boolean {
  return error.message.startsWith('Parser ')
}

/** Members of which it is kept where they stand. */
const MOST_MEMBERS = 40

/** Objects of one list mostly have the same members in the same order, so each is first held against the one at its place before. */
function createFieldLookup() {
  const keys: string[] = []
  const fields: (RawText | undefined)[] = []
  let place = 0
  return {
    restart(): void {
      place = 0
    },
    of(key: string): RawText | undefined {
      const at = place
      place += 1
      if (keys[at] === key) return fields[at]
      const field = FIELDS.get(key)
      if (at < MOST_MEMBERS) {
        keys[at] = key
        fields[at] = field
      }
      return field
    },
  }
}

/** Follows the tokens: an object in a list is a transaction, unless a list of transactions is inside. */
function createTokenReader(taker: LineTaker) {
  const open: ('object' | 'array')[] = []
  const accounts = new Set<string>()
  const fields = createFieldLookup()
  /** The `accountId` of each object or list that is open, or of what is around it; empty where there is none, or none yet. */
  const accountOf: string[] = []
  let unnamed = false
  let items = 0
  let key = ''
  let raw: RawLine | null = null
  let depthOfRaw = 0
  let sawList = false

  function start(kind: 'object' | 'array'): void {
    if (kind === 'object' && raw === null && open.at(-1) === 'array') {
      raw = emptyRaw()
      fields.restart()
      depthOfRaw = open.length + 1
    } else if (kind === 'array') {
      sawList = true
      // The object around this list is a request with transactions in it, not a transaction.
      if (key === 'transactions' && open.length === depthOfRaw) raw = null
    }
    open.push(kind)
    accountOf.push(accountOf.at(-1) ?? '')
    if (open.length > DEEPEST) throw new Error('nested too deeply')
  }

  function end(): void {
    if (raw !== null && open.length === depthOfRaw) {
      items += 1
      raw.line = items
      raw.account ||= accountOf.at(-1) ?? ''
      if (raw.account === '') unnamed = true
      taker.take(raw)
      raw = null
    }
    open.pop()
    accountOf.pop()
  }

  function value(text: string): void {
    if (key === 'accountId') {
      accounts.add(text)
      accountOf[accountOf.length - 1] = text
    }
    if (raw === null || open.length !== depthOfRaw) return
    const field = fields.of(key)
    if (field !== undefined) raw[field] = text
  }

  return {
    unsureAccounts: () => accounts.size > 1 && (unnamed || items === 0),
    items: () => items + 1,
    tooDeep: () => open.length > DEEPEST,
    fault: (): ReadingFault | null =>
      sawList || items > 0 ? null : { code: 'file.not-recognised', line: null, value: null },
    take(token: Token): void {
      switch (token.name) {
        case 'keyValue':
          key = token.value
          return
        case 'stringValue':
        case 'numberValue':
          return value(token.value)
        case 'startObject':
          return start('object')
        case 'endObject':
        case 'endArray':
          return end()
        case 'startArray':
          return start('array')
      }
    },
  }
}
