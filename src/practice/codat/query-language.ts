// Codat's query language, as far as lists use it: `= != ~ > < >= <=`, `&&`, `||` and braces.
// https://docs.codat.io/using-the-api/querying

export type Properties = Readonly<Record<string, readonly string[]>>

/** True for a row whose properties fit. A property with several values fits if one of them does. */
export type Filter = (properties: Properties) => boolean

export class MalformedQuery extends Error {
  override readonly name = 'MalformedQuery'
}

const LONGEST = 2_048
const TOKEN = /\s*(&&|\|\||[{}])|\s*([A-Za-z0-9_.-]+)\s*(!=|>=|<=|=|~|>|<)\s*((?:(?!&&|\|\||[{}]).)*)/y

/**
 * Reads a query. `known` are the names a row has; null allows any (tags). Throws `MalformedQuery` with Codat's sentence.
 */
export function readQuery(text: string, of: { known: readonly string[] | null; type: string }): Filter {
  if (text.length > LONGEST) throw new MalformedQuery('Error parsing query - Query is too long.')
  const tokens = tokensOf(text)
  const reader = { at: 0 }
  const filter = either()
  if (reader.at < tokens.length) throw malformed()
  return filter

  function either(): Filter {
    const parts = [both()]
    while (take('||')) parts.push(both())
    return (row) => parts.some((part) => part(row))
  }
  function both(): Filter {
    const parts = [one()]
    while (take('&&')) parts.push(one())
    return (row) => parts.every((part) => part(row))
  }
  function one(): Filter {
    if (take('{')) {
      const inner = either()
      if (!take('}')) throw malformed()
      return inner
    }
    const token = tokens[reader.at]
    if (token === undefined || typeof token === 'string') throw malformed()
    reader.at += 1
    if (of.known !== null && !of.known.includes(token.name)) {
      throw new MalformedQuery(`Error parsing query - Could not resolve property ${token.name} on ${of.type}`)
    }
    return (row) => fits(row[token.name] ?? [], token)
  }
  function take(symbol: string): boolean {
    if (tokens[reader.at] !== symbol) return false
    reader.at += 1
    return true
  }
}

interface Comparison {
  readonly name: string
  readonly sign: string
  readonly value: string
}

function tokensOf(text: string): (string | Comparison)[] {
  const tokens: (string | Comparison)[] = []
  let at = 0
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    if (match === null) throw malformed()
    const [, symbol, name = '', sign = '', value = ''] = match
    tokens.push(symbol ?? { name, sign, value: value.trim() })
    at = TOKEN.lastIndex
  }
  return tokens
}

function fits(values: readonly string[], { sign, value }: Comparison): boolean {
  const wanted = value.toLowerCase()
  const some = (test: (one: string) => boolean): boolean => values.some((one) => test(one.toLowerCase()))
  switch (sign) {
    case '=':
      return some((one) => one === wanted)
    case '!=':
      return !some((one) => one === wanted)
    case '~':
      return some((one) => one.includes(wanted))
    case '>':
      return some((one) => one > wanted)
    case '<':
      return some((one) => one < wanted)
    case '>=':
      return some((one) => one >= wanted)
    default:
      return some((one) => one <= wanted)
  }
}

function malformed(): MalformedQuery {
  return new MalformedQuery('Error parsing query - Malformed query.')
}
