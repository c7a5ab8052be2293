// The one place where text is made safe to log or show. It works on text of any shape, not on parsed structures, because what
// needs it is what nobody could parse: a pasted screenful, an address inside an address, a provider's error.
//
// Everything is dropped that is named like a secret, formed like a credential or looks like a random key, as the text stands and
// as it reads once its escapes are decoded. Client ids (32 hex digits) and UUIDs stay readable: support asks for them. Every pass
// reads the text once; no pattern can backtrack far.
import { literalPattern } from './literal-pattern'
import { chainSpans, groupSpans } from './redaction-chains'
import { belowNames, pairSpans } from './redaction-pairs'
import { readingOf } from './redaction-reading'
import { type Span, withoutSpans } from './redaction-spans'
import { isWordy, withoutIds } from './redaction-words'

/** What stands where something was dropped. No character of it ends or begins a value, so a second pass changes nothing. */
export const REMOVED = '(removed)'

/** What is left of a text may look like something else; it settles after a round or two, and no text needs this many. */
const MOST_ROUNDS = 6

/** Makes a text safe to log or show. Linear in its length, never throws, and redacting twice gives the same as once. */
export function redact(text: string): string {
  let safe = text
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const safer = redactAsItStands(redactAsRead(safe))
    if (safer === safe) return safe
    safe = safer
  }
  return safe
}

/** Pieces first: a name takes only the piece behind it, and what was left of the key would be too short to be known. */
const finders: readonly ((text: string) => readonly Span[])[] = [
  (text) => [...belowNames(text), ...groupSpans(text), ...chainSpans(text), ...randomSpans(text)],
  pairSpans,
  namedSpans,
  formedSpans,
  randomSpans,
]

function redactAsItStands(text: string): string {
  return finders.reduce((rest, find) => withoutSpans(rest, find(rest), REMOVED), text)
}

function redactAsRead(text: string): string {
  const reading = readingOf(text)
  if (reading === null) return text
  const found = finders.flatMap((find) => find(reading.text))
  return withoutSpans(text, found.map(reading.origin), REMOVED)
}

/**
 * Redaction for texts that tell of records: a name that the user gave to one stays, even one that looks like a key. It was
 * typed to be read.
 */
export function redactAround(names: Iterable<string>): (text: string) => string {
  const kept = [...new Set(names)].filter((name) => name.trim() !== '' && redact(name) !== name)
  if (kept.length === 0) return redact
  const longestFirst = kept.toSorted((a, b) => b.length - a.length)
  const either = longestFirst.map(literalPattern).join('|')
  const named = new RegExp(`(?<![\\p{L}\\p{N}])(${either})(?![\\p{L}\\p{N}])`, 'u')
  return (text) =>
    text
      .split(named)
      .map((piece, at) => (at % 2 === 1 ? piece : redact(piece)))
      .join('')
}

/** Query parameters of Xero's and Codat's addresses whose values are safe and useful to read. */
const readableParameters = new Set([
  'acr_values',
  'authEventId',
  'client_id',
  'code_challenge_method',
  'companyId',
  'connectionId',
  'error',
  'error_description',
  'errorMessage',
  'orderBy',
  'page',
  'pageSize',
  'platform',
  'platformName',
  'prompt',
  'redirect_uri',
  'response_mode',
  'response_type',
  'scope',
  'sourceType',
  'statusCode',
  'statusText',
])

/**
 * An address as a log may hold it: no user name or password, no fragment, and only those query values that are known to be
 * harmless, themselves redacted. Text that isn't an absolute address is redacted like any other.
 */
export function redactUrl(address: string): string {
  if (!URL.canParse(address)) return redact(address)
  const url = new URL(address)
  if (url.host === '') return redact(address)
  const query = [...url.searchParams].map(([name, value]) => {
    const shown = readableParameters.has(name) ? encodeURIComponent(redact(value)) : REMOVED
    return `${encodeURIComponent(redact(name))}=${shown}`
  })
  const base = redact(`${url.protocol}//${url.host}${url.pathname}`)
  return query.length === 0 ? base : `${base}?${query.join('&')}`
}

/** True for a long run of characters that reads like a random key rather than like words, an id or a path. */
export function looksRandom(run: string): boolean {
  return run.length >= SHORTEST_KEY && withoutIds(run).length >= SHORTEST_KEY && !isWordy(run)
}

// --- Named: `client_secret=…`, `"apiKey": "…"`, `Authorization: …`, in a form, JSON, an address at any level of URL encoding

const encodedOnce = '%(?:25)*'
const quoteForm = `["'\`]|&quot;|&#3[49];|(?<=\\\\)u002[27]|${encodedOnce}2[27]`
const backslash = `(?:\\\\|${encodedOnce}5[Cc])`
const blank = `(?:[ \\t+]|${encodedOnce}20)`

/** Names that always hold a secret, however they are prefixed (`xeroClientSecret`, `refresh_token`, `x-api-key`). */
const longNames = [
  'secret',
  'token',
  'password',
  'passwd',
  'passphrase',
  'api[_. -]?key',
  'authorization',
  'cookie',
  'assertion',
  'verifier',
  'session_state',
  'auth(?:orization)?_?code',
  'id_token_hint',
  'oauth_signature',
  // Typed once: Codat’s Link and Xero’s second step send such.
  '(?:verification|one[- ]time|security|login|sign-?in|authenticator|backup|recovery|your) code',
  // In other languages; “secret” is French too.
  'passwort',
  'kennwort',
  'geheimnis',
  '(?:api|zugangs|client|geheimer)[ -]?schl(?:ü|ue)ssel',
  'mot de passe',
  'cl[ée] (?:api|secr[èe]te)',
  'contrase[ñn]a',
  'clave (?:secreta|de api|de acceso)',
  'chiave (?:segreta|api)',
  'senha',
  'wachtwoord',
]
/** Names that do so only when they stand alone: `code`, but not `statusCode`. */
const shortNames = ['code', 'state', 'otp', 'nonce', 'sid', 'sig', 'signature', 'pwd', 'session']

const named = new RegExp(
  `(?:(${longNames.join('|')})|(${shortNames.join('|')}))(?:[ _-]?\\d{1,2})?` +
    `${backslash}{0,7}(?:${quoteForm})?(?:${blank}|\\s){0,8}(=|:|${encodedOnce}3[DdAa])`,
  'gi',
)
/** What may stand between a separator and the quote of a value: `&anchor !!str`, `Some(`, `env.get(`, `b`, `@`. */
const tagged = '(?:[&!]{1,2}[\\w:./-]{0,40}[ \\t]{1,4}){0,3}'
const called = `(?:(?:(?:[A-Za-z_][\\w.:]{0,30}\\(\\s{0,5}){1,3}|[bBuUrRfF@$]{1,2})(?=${backslash}{0,7}(?:${quoteForm})))?`
const opening = new RegExp(`${blank}{0,8}${tagged}${called}(${backslash}{0,7})(${quoteForm})?`, 'y')

interface Separator {
  readonly colon: boolean
  /** How often the text around was URL-encoded: `=` is 0, `%3D` is 1, `%253D` is 2. */
  readonly level: number
}

function namedSpans(text: string): Span[] {
  const found: Span[] = []
  const lineEnd = lineEnds(text)
  named.lastIndex = 0
  for (let match = named.exec(text); match !== null; match = named.exec(text)) {
    const [, long, short, mark = ''] = match
    if (short !== undefined && !standsAlone(text, match.index)) continue
    if (long !== undefined && isHarmlessName(text, match.index)) continue
    const separator = readSeparator(mark)
    const wholeLine = separator.colon && /^(?:authorization|cookie)$/i.test(long ?? '')
    const [from, to] = valueAt(text, named.lastIndex, separator, { lineEnd, wholeLine })
    const value = text.slice(from, to)
    if (value === '' || isHarmlessValue(value, (long ?? short ?? '').toLowerCase(), separator)) continue
    found.push([from, to])
    named.lastIndex = to
  }
  return found
}

function readSeparator(mark: string): Separator {
  return { colon: mark === ':' || /a$/i.test(mark), level: mark.length === 1 ? 0 : (mark.length - 1) / 2 }
}

interface Line {
  readonly lineEnd: (from: number) => number
  /** Headers hold their credential in several words. */
  readonly wholeLine: boolean
}

interface Opened {
  readonly quote: string
  /** Backslashes before the opening quote: as many may stand before the closing one. */
  readonly escapes: string
  /** Where the line ends. */
  readonly line: number
}

/** The span of the value after a separator: to its closing quote, or to what ends a value at this level of encoding. */
function valueAt(text: string, at: number, separator: Separator, line: Line): Span {
  opening.lastIndex = at
  const match = opening.exec(text)
  const from = at + (match?.[0].length ?? 0)
  const quote = match?.[2]
  if (quote !== undefined)
    return [from, closingQuote(text, from, { quote, escapes: match?.[1] ?? '', line: line.lineEnd(from) })]
  if (line.wholeLine) return [from, line.lineEnd(from)]
  const end = endings(separator)
  end.lastIndex = from
  return [from, end.exec(text)?.index ?? text.length]
}

/** JSON holds no bare line break inside a string, so a quote that never closes takes the rest of the line and no more. */
function closingQuote(text: string, from: number, { quote, escapes, line }: Opened): number {
  for (let at = text.indexOf(quote, from); at !== -1 && at < line; at = text.indexOf(quote, at + quote.length)) {
    if (quote.length > 1 || backslashesBefore(text, at, from) <= escapes.length)
      return at - backslashesBefore(text, at, from)
  }
  return line
}

function backslashesBefore(text: string, at: number, from: number): number {
  let first = at
  while (first > from && text[first - 1] === '\\') first -= 1
  return at - first
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at === -1 ? text.length : at
}

/** Line ends asked for in rising order, each line searched once: a text of one long line must not be searched at every name. */
function lineEnds(text: string): (from: number) => number {
  let end = -1
  return (from) => {
    if (end < from) end = endOfLine(text, from)
    return end
  }
}

const endingsByLevel = new Map<string, RegExp>()

/** What ends an unquoted value: a blank, a quote, and an ampersand encoded no more often than the separator was. */
function endings({ colon, level }: Separator): RegExp {
  const levels = Math.min(level, 16)
  const key = `${colon}${levels}`
  const known = endingsByLevel.get(key)
  if (known !== undefined) return known
  const characters = colon ? '[\\s&"\'<>`\\\\,;}\\]]' : '[\\s&"\'<>`\\\\]'
  const made = new RegExp(levels === 0 ? characters : `${characters}|%(?:25){0,${levels - 1}}26`, 'g')
  endingsByLevel.set(key, made)
  return made
}

/** True where a short name isn't the tail of a longer one. An encoded delimiter (`%26code`, `\u0026code`) is a boundary. */
function standsAlone(text: string, at: number): boolean {
  const before = text[at - 1]
  if (before === undefined || !/[A-Za-z0-9_]/.test(before)) return true
  return /(?:%|25|\\u00)(?:2[02367BCbc]|3[ABFabf]|5[Bb]|7[Bb]|0[ADad])$/.test(text.slice(Math.max(0, at - 6), at))
}

/** Bank feeds call the name an institution gives an account `accountToken`; it is an id. */
function isHarmlessName(text: string, at: number): boolean {
  return /account_?$/i.test(text.slice(Math.max(0, at - 8), at))
}

const isPlainWord = /^(?:[A-Z][A-Z_]{0,40}\d{0,2}|[a-z._-]{1,40}|[A-Z][a-z]{1,20})$/

/** `Error code: 500`, `"code": "ENOTFOUND"`, `"state": "connected"`, `Invalid token: expired` are told, not dropped. */
function isHarmlessValue(value: string, name: string, { colon }: Separator): boolean {
  if (value === REMOVED) return true
  if (name === 'code' || name === 'state') {
    if (colon && value.startsWith('//')) return true // an address: who it names is dropped with what is formed like a credential
    return (
      /^-?\d{1,5}[,;.)}\]]{0,3}$/.test(value) ||
      (colon && (value.replaceAll(REMOVED, '').length < 12 || isPlainWord.test(value)))
    )
  }
  if (name.endsWith(' code') && colon && isPlainWord.test(value)) return true
  if (name === 'token' || name === 'session' || name === 'signature')
    return colon && /^(?:[a-z]{1,12}|\d{3})$/.test(value)
  return /^(?:null|true|false|undefined|none)$/i.test(value)
}

// --- Formed: JWTs, Basic and Bearer credentials, user names in addresses, webhook secrets

// Base64 may hold “+eyJ” by chance; cut there, the rest of the key would be too short to be seen as one.
const jwt = new RegExp(
  `(?<=^|[^A-Za-z0-9_-]|(?:%|25)[0-9A-Fa-f]{2})(?<![A-Za-z0-9+/]{20}[+/])eyJ[A-Za-z0-9_-]{8,}(?:(?:\\.|${encodedOnce}2[Ee])[A-Za-z0-9_-]*){0,4}`,
  'g',
)
const credentials = new RegExp(`(Basic|Bearer)(${blank}{1,4}|:\\s?)([A-Za-z0-9+/=_~.%-]{6,})`, 'gi')
const userInfo = /(:\/\/|%3[Aa]%2[Ff]%2[Ff])([^\s/?#@"'<>%]{1,300})@/dg
const webhookSecret = /whsec_[A-Za-z0-9+/=_-]+/dg

function formedSpans(text: string): Span[] {
  return [
    ...spansOf(text, jwt, () => 0),
    ...spansOf(text, credentials, ({ 1: scheme = '', 2: gap = '' }) => scheme.length + gap.length).filter(
      (span) => !isProse(text.slice(...span)),
    ),
    ...spansOf(text, userInfo, ({ 1: slashes = '' }) => slashes.length, 1),
    ...spansOf(text, webhookSecret, () => 0),
  ]
}

/** Of each match what comes after its first characters and before its last ones. */
function spansOf(text: string, shape: RegExp, first: (match: RegExpExecArray) => number, last = 0): Span[] {
  return [...text.matchAll(shape)].map((match) => [match.index + first(match), match.index + match[0].length - last])
}

/** `Basic authentication`, `Bearer error="invalid_token"`: words about a scheme, not a credential. */
function isProse(value: string): boolean {
  return /^[a-z]{1,20}[.,]?$/.test(value) || /^[a-z_]{1,20}=$/.test(value)
}

// --- Random: long runs that are neither words nor ids

const SHORTEST_KEY = 28
const joiner = `[+/]|${encodedOnce}2[BbFf]`
/** A run, or another escape, which must not lend its digits to the run behind it (`%3D686E…`). */
const runs = new RegExp(`((?:[A-Za-z0-9_~-]|${joiner})+)|${encodedOnce}[0-9A-Fa-f]{2}`, 'g')
const joiners = new RegExp(joiner, 'g')

interface Unit {
  /** Where it stands in its run. */
  readonly from: number
  readonly to: number
  /** Characters that belong to no word and no id. */
  readonly random: number
  /** A segment of a path: lower-case words or an id. What isn't may still be a part of the key beside it. */
  readonly plain: boolean
}

/**
 * Drops keys that carry no name. Base64 may hold `/` and `+`, encoded or not, so units joined by them are weighed together;
 * a short neighbour of a random unit goes with it, because it may be the key's own end.
 */
function randomSpans(text: string): Span[] {
  return [...text.matchAll(runs)].flatMap(({ 1: run, index }): Span[] => {
    if (run === undefined || run.length < SHORTEST_KEY) return []
    const span = randomSpan(unitsOf(run), run)
    return span === null ? [] : [[index + span[0], index + span[1]]]
  })
}

function unitsOf(run: string): Unit[] {
  const found: Unit[] = []
  let from = 0
  for (const match of run.matchAll(joiners)) {
    if (match.index > from) found.push(unit(run.slice(from, match.index), from))
    from = match.index + match[0].length
  }
  if (from < run.length) found.push(unit(run.slice(from), from))
  return found
}

function unit(token: string, from: number): Unit {
  const left = withoutIds(token)
  return {
    from,
    to: from + token.length,
    random: isWordy(token) ? 0 : left.length,
    plain: left === '' || /^[a-z][a-z_-]{3,}$/.test(token),
  }
}

/** From the first to the last character to drop, or null. */
function randomSpan(found: readonly Unit[], run: string): Span | null {
  const ends = { first: 0, last: found.length - 1 }
  if (found.reduce((sum, { random }) => sum + random, 0) >= SHORTEST_KEY) {
    ends.first = reach(found, found.findIndex(({ random }) => random > 0) - 1, -1)
    ends.last = reach(found, found.findLastIndex(({ random }) => random > 0) + 1, 1)
  } else if (found.length < 2 || !isScattered(found, run)) return null
  const from = found[Math.max(0, ends.first)]
  const to = found[Math.min(found.length - 1, ends.last)]
  return from === undefined || to === undefined ? null : [from.from, to.to]
}

/** How many lower-case letters in a row may stand in random base64 by chance. */
const LETTERS_BY_CHANCE = 7

/** How far a key goes on from its neighbour `at`: to the next segment of a path that isn't a few letters amid more of the key. */
function reach(found: readonly Unit[], from: number, step: 1 | -1): number {
  let at = from
  for (;;) {
    const here = found[at]
    const beyond = found[at + step]
    if (here === undefined || beyond === undefined) return at
    const byChance = here.to - here.from <= LETTERS_BY_CHANCE && !beyond.plain
    if (here.plain && !byChance) return at
    at += step
  }
}

/**
 * Base64 so cut up by `/` and `+` that no part looks random alone. Among its parts may be a few lower-case letters by chance;
 * a path of that length is made of lower-case words.
 */
function isScattered(found: readonly Unit[], run: string): boolean {
  const joined = found.map(({ from, to }) => run.slice(from, to)).join('')
  const plain = found.reduce((sum, { from, to, plain: isPlain }) => sum + (isPlain ? to - from : 0), 0)
  if (plain * 4 > joined.length) return false
  return joined.length + found.length - 1 >= 40 && joined.replace(/[^A-Z]/g, '').length * 4 >= joined.length
}
