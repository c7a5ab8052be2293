// Reads fields of parsed outside data without trusting its shape. Xero writes some names with a capital, some without.

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An own field, written with a small or a capital first letter. */
export function field(fields: Fields, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name]
  const first = name.charAt(0)
  const other = (first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase()) + name.slice(1)
  return Object.hasOwn(fields, other) ? fields[other] : undefined
}

export function text(fields: Fields, name: string): string {
  const value = field(fields, name)
  return typeof value === 'string' ? value : ''
}

/** A whole number, also one written as text; null otherwise. */
export function whole(fields: Fields, name: string): number | null {
  const value = field(fields, name)
  if (typeof value === 'number' && Number.isInteger(value)) return value
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null
}

export function list(fields: Fields, name: string): readonly unknown[] {
  const value = field(fields, name)
  return Array.isArray(value) ? value : []
}

/** An answer's body as an object: parsed JSON as it is, text parsed, null for anything else. */
export function bodyFields(body: unknown): Fields | null {
  if (isFields(body)) return body
  if (typeof body !== 'string' || !/^\s*\{/.test(body)) return null
  try {
    const parsed: unknown = JSON.parse(body)
    return isFields(parsed) ? parsed : null
  } catch {
    return null
  }
}

/** A body as text for “details”. */
export function bodyText(body: unknown): string {
  if (typeof body === 'string') return body
  if (body === undefined || body === null) return ''
  try {
    return JSON.stringify(body, null, 2) ?? ''
  } catch {
    return ''
  }
}

/** Headers as a plain lookup by lower-case name. */
export type HeaderLookup = (name: string) => string

export function headerLookup(headers: Headers | Readonly<Record<string, string>> | undefined): HeaderLookup {
  if (headers === undefined) return () => ''
  if (isAnswers(headers)) return (name) => headers.get(name) ?? ''
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return (name) => byName.get(name) ?? ''
}

/** By what it can do: Node loads its whole HTTP client for whoever names `Headers`, which a paste has no need of. */
function isAnswers(headers: Headers | Readonly<Record<string, string>>): headers is Headers {
  return typeof headers['get'] === 'function'
}
