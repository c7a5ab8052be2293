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

const BEGIN = jsonPiece('{')
const BEGIN_ID = jsonPiece('{"id":')
const BEHIND_ID = jsonPiece(',')
const COUNTERPARTY = jsonPiece(',"counterparty":')
const REFERENCE = jsonPiece(',"reference":')
const NO_COUNTERPARTY = jsonPiece(',"counterparty":"","reference":')
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

  function putId(at: number): void {
    const isMade = lines.isMadeId(at)
    if (!isMade && isEmpty(ID)) return json.put(BEGIN)
    json.put(BEGIN_ID)
    if (isMade) {
      const made = memoryOf(lines.id(at))
      json.text(made, 0, made.bytes.length)
    } else {
      text(ID)
    }
    json.put(BEHIND_ID)
  }

  /** The date and what stands before the description: lines of one day stand together. */
  function dateOf(day: number | null): JsonPiece {
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
    const bytes = jsonPiece(`,"reconciled":false,"transactionType":"${type}"`)
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
      putId(at)
      json.put(dateOf(lines.day(at)))
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

function beforeDescription(day: number | null): JsonPiece {
  return jsonPiece(`${day === null ? '' : `"date":"${formatDay(day)}",`}"description":`)
}
