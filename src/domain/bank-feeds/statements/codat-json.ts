// Lines as Codat's push of bank transactions takes them: the same bytes in a push and in an export. Amounts go from whole
// ten-thousandths to JSON numbers without a float between.
import type { Lines, TransactionType } from './arrangement'
import { typeBySign } from './arrangement'
import { formatDay } from './days'
import { type WordMemory, wordsOf } from './byte-words'
import { createJsonBytes, type JsonBytes, type JsonPiece, jsonPiece } from './json-bytes'
import { type TextPlaces, texts } from './line-store'

export interface TransactionWriter {
  readonly json: JsonBytes
  /** Puts one transaction. What is missing is left out; a push takes no such line, and an export shows it. */
  readonly transaction: (at: number) => void
}

// Names, and the quotation marks of texts around them, in pieces as long as they can be.
const BEGIN_ID = jsonPiece('{"id":"')
const COUNTERPARTY = jsonPiece('","counterparty":"')
const REFERENCE = jsonPiece('","reference":"')
const NO_COUNTERPARTY = jsonPiece('","counterparty":"","reference":"')
const AMOUNT = jsonPiece(',"amount":')
const BALANCE = jsonPiece(',"balance":')
const END = jsonPiece('}')
const [ID, DESCRIPTION, REFERENCE_PART, COUNTERPARTY_PART] = [
  texts.indexOf('id'),
  texts.indexOf('description'),
  texts.indexOf('reference'),
  texts.indexOf('counterparty'),
]

/**
 * Writes lines of one statement. Put together by hand, in pieces as long as they can be: an object for each of a million lines
 * takes many times as long.
 */
export function createTransactionWriter(lines: Lines): TransactionWriter {
  const { store } = lines
  const json = createJsonBytes()
  const places: TextPlaces = {
    memory: memoryOf(''),
    starts: new Int32Array(texts.length),
    ends: new Int32Array(texts.length),
  }
  const types = new Map<TransactionType, JsonPiece>()
  let lastDay: number | null = null
  let lastDate = beforeDescription(null)

  function text(part: number): void {
    json.text(places.memory, places.starts[part] ?? 0, places.ends[part] ?? 0)
  }

  const isEmpty = (part: number): boolean => places.starts[part] === places.ends[part]

  /** Id, date, and the name of the description. */
  function putBeginning(at: number): void {
    const date = dateOf(lines.day(at))
    const isMade = lines.isMadeId(at)
    if (!isMade && isEmpty(ID)) return json.put(date.first)
    json.put(BEGIN_ID)
    if (isMade) {
      const made = memoryOf(lines.id(at))
      json.text(made, 0, made.bytes.length)
    } else {
      text(ID)
    }
    json.put(date.behindId)
  }

  /** Lines of one day stand together. */
  function dateOf(day: number | null): BeforeDescription {
    if (day === lastDay) return lastDate
    lastDay = day
    return (lastDate = beforeDescription(day))
  }

  function putCounterparty(): void {
    if (isEmpty(COUNTERPARTY_PART)) return json.put(NO_COUNTERPARTY)
    json.put(COUNTERPARTY)
    text(COUNTERPARTY_PART)
    json.put(REFERENCE)
  }

  function typeOf(type: TransactionType): JsonPiece {
    const known = types.get(type)
    if (known !== undefined) return known
    const bytes = jsonPiece(`","reconciled":false,"transactionType":"${type}"`)
    types.set(type, bytes)
    return bytes
  }

  function member(name: JsonPiece, small: number, at: number, of: Lines['amount']): void {
    if (!Number.isNaN(small)) {
      json.put(name)
      json.small(small)
      return
    }
    const value = of(at)
    if (value === null) return
    json.put(name)
    json.money(value)
  }

  /** By the sign, where no type was given: for nearly every amount without a bigint. */
  function typeBySize(at: number, amount: number): TransactionType {
    return Number.isNaN(amount) ? typeBySign(lines.amount(at)) : amount < 0 ? 'Debit' : 'Credit'
  }

  return {
    json,
    transaction(at) {
      const amount = lines.smallAmount(at)
      store.find(at, places)
      putBeginning(at)
      text(DESCRIPTION)
      putCounterparty()
      text(REFERENCE_PART)
      json.put(typeOf(lines.givenType(at) ?? typeBySize(at, amount)))
      member(AMOUNT, amount, at, lines.amount)
      member(BALANCE, lines.smallBalance(at), at, lines.balance)
      json.put(END)
    },
  }
}

function memoryOf(text: string): WordMemory {
  const bytes = Buffer.from(text)
  return { bytes, words: wordsOf(bytes) }
}

/** What stands before a description, behind an id and without one. */
interface BeforeDescription {
  readonly behindId: JsonPiece
  readonly first: JsonPiece
}

function beforeDescription(day: number | null): BeforeDescription {
  const piece = `${day === null ? '' : `"date":"${formatDay(day)}",`}"description":"`
  return { behindId: jsonPiece(`",${piece}`), first: jsonPiece(`{${piece}`) }
}
