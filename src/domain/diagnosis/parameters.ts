// Reads query parameters out of any text, at whatever level of URL encoding they stand: an authorize address inside a login
// address's ReturnUrl is encoded once, its redirect URI's own query twice.

export interface Parameter {
  readonly name: string
  /** Decoded as often as it was encoded. */
  readonly value: string
  /** How often the text around it was encoded: 0 for a plain address. */
  readonly level: number
  readonly from: number
  readonly to: number
}

/** Parameters of one address: names in lower case, first value of each. */
export type ParameterGroup = ReadonlyMap<string, Parameter>

const MAX_PARAMETERS = 600
/** Parameters of one address stand closer together than this. */
const MAX_GAP = 8_000
const MAX_VALUE = 8_000

/** The named parameters in the order of the text; `names` are matched whatever their capitals. */
export function readParameters(text: string, names: readonly string[]): Parameter[] {
  const pattern = new RegExp(
    `(?:^|[?&#;\\s"'(<]|%(?:25)*(?:26|3[Ff]|23|20|22))(${names.join('|')})(=|%(?:25)*3[Dd])`,
    'gi',
  )
  const found: Parameter[] = []
  for (let match = pattern.exec(text); match !== null && found.length < MAX_PARAMETERS; match = pattern.exec(text)) {
    const [, name = '', separator = ''] = match
    const level = separator.length === 1 ? 0 : (separator.length - 1) / 2
    const from = pattern.lastIndex
    const to = endOfValue(text, from, level)
    found.push({ name: name.toLowerCase(), value: decode(text.slice(from, to), level), level, from, to })
    // A value may hold an address of its own, so the search goes on inside it; an `=` that was read is behind.
    if (level === 0 && to - from > MAX_VALUE) pattern.lastIndex = to
  }
  return found
}

/** Beyond this many layers a value ends like one of this many. */
const DEEPEST = 60
const endings = new Map<number, RegExp>()

function endOfValue(text: string, from: number, level: number): number {
  const deeper = Math.min(level, DEEPEST)
  const known = endings.get(deeper)
  const pattern =
    known ?? new RegExp(deeper === 0 ? '[&#\\s"\'<>`\\\\]' : `[&#\\s"'<>\`\\\\]|%(?:25){0,${deeper - 1}}2[36]`)
  if (known === undefined) endings.set(deeper, pattern)
  const near = text.slice(from, from + MAX_VALUE)
  const end = near.search(pattern)
  return from + (end === -1 ? near.length : end)
}

/**
 * Undoes the `level` encodings of the text around and the value's own, all in one pass: an escape that was encoded `m` times
 * again (`%2525…`) is a character if it was encoded no more often than that, and an escape of lower depth if it was. A `+` of
 * the last layer is a space.
 */
function decode(value: string, level: number): string {
  const single = value.replaceAll('+', ' ').replace(/%((?:25)*)([0-9A-Fa-f]{2})/g, (_, again: string, byte: string) => {
    const times = again.length / 2
    if (times > level) return `%25${'25'.repeat(times - level - 1)}${byte}`
    return times < level && byte.toUpperCase() === '2B' ? ' ' : `%${byte}`
  })
  return decodeOnce(single)
}

/** Percent-decoding that leaves what can't be decoded as it is. */
export function decodeOnce(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => {
      try {
        return decodeURIComponent(escapes)
      } catch {
        return escapes
      }
    })
  }
}

/** Parameters sorted into addresses: same level, close together, no name twice. */
export function groupParameters(parameters: readonly Parameter[]): ParameterGroup[] {
  const groups: Map<string, Parameter>[] = []
  const open = new Map<number, { group: Map<string, Parameter>; end: number }>()
  for (const parameter of parameters) {
    const current = open.get(parameter.level)
    const joins = current !== undefined && !current.group.has(parameter.name) && parameter.from - current.end < MAX_GAP
    const group = joins ? current.group : new Map<string, Parameter>()
    if (!joins) groups.push(group)
    group.set(parameter.name, parameter)
    open.set(parameter.level, { group, end: parameter.to })
  }
  return groups
}
