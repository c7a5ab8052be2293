// What `:86:` says of a booking. SWIFT leaves its inside to the banks; these are the ways that are known: numbered subfields
// (Germany, Austria, Poland), words between slashes (the Netherlands and SWIFT's own code words), and plain text.

export interface Mt940Info {
  readonly description: string
  readonly reference: string
  readonly counterparty: string
}

/** Characters of one full line of the field: a word runs on where a line is full. */
const FULL_LINE = 65
/** Characters of one full subfield of the German kind. */
const FULL_SUBFIELD = 27

/** Reads the lines of one `:86:`. */
export function parseInfo(lines: readonly string[]): Mt940Info {
  let whole = ''
  for (const line of lines) whole += line
  const sign = signOf(whole)
  if (sign !== null) return numberedInfo(whole, sign)
  if (CODE_WORD.test(whole)) return wordedInfo(lines)
  return { description: flowing(lines), reference: '', counterparty: '' }
}

const SIGNS = '?<>~^|+@'
const CODE = /^\s*\d{3}\s*/
const CODE_SIZE = 3

/**
 * The sign before the numbers of subfields; null where there are none. It stands before two digits, behind a business code of three or
 * before two digits at least once more.
 */
function signOf(text: string): string | null {
  // Nearly always the code stands in front and the sign right behind it.
  const isUsual = subfieldAt(text, 0) !== null && subfieldAt(text, 1) !== null && isSignAt(text, CODE_SIZE)
  if (isUsual) return text[CODE_SIZE] ?? null
  const code = CODE.exec(text)
  const at = code === null ? text.length - text.trimStart().length : code[0].length
  const sign = text[at] ?? ' '
  if (!isSignAt(text, at)) return null
  const isNumbered = code !== null || text.split(sign).filter((part) => subfieldAt(part, 0) !== null).length > 1
  return isNumbered ? sign : null
}

/** One of the signs, and a number behind it. */
function isSignAt(text: string, at: number): boolean {
  return SIGNS.includes(text[at] ?? ' ') && subfieldAt(text, at + 1) !== null
}

function flowing(lines: readonly string[]): string {
  let text = ''
  let isFull = false
  for (const line of lines) {
    text += text === '' || isFull ? line : ` ${line}`
    isFull = line.length >= FULL_LINE
  }
  return tidy(text)
}

function tidy(text: string): string {
  return (UNTIDY.test(text) ? text.replaceAll(/\s+/g, ' ') : text).trim()
}
const UNTIDY = /\s\s|[^\S ]/

/**
 * Subfields by number: 00 the kind in words, 10 a number, 20 to 29 and 60 to 63 the purpose, 30 and 31 the other bank and account,
 * 32 and 33 the other name (Deutsche Kreditwirtschaft, DFÜ-Abkommen, appendix 3, chapter 8.2.3).
 */
function numberedInfo(text: string, sign: string): Mt940Info {
  let kind = ''
  let name = ''
  let purpose = ''
  let wasFull = true
  for (let at = text.indexOf(sign); at >= 0;) {
    const next = text.indexOf(sign, at + 1)
    const end = next < 0 ? text.length : next
    const number = end - at > 2 ? subfieldAt(text, at + 1) : null
    // The sign stands in a text, too.
    if (number === null) purpose += text.slice(at, end)
    else if (isPurpose(number)) {
      const value = text.slice(at + 3, end)
      purpose += wasFull || beginsWithKey(value) ? value : ` ${value}`
      wasFull = value.length >= FULL_SUBFIELD
    } else if (number === 32 || number === 33) name += text.slice(at + 3, end)
    else if (number === 0) kind += text.slice(at + 3, end)
    at = next
  }
  const keys = sepaKeys(purpose)
  return {
    description: tidy(keys[SVWZ] || (keys[0] ?? '')) || tidy(kind),
    reference: givenText(keys[EREF]) || givenText(keys[KREF]) || givenText(keys[MREF]),
    counterparty: tidy(name) || tidy(keys[ABWA] || (keys[ABWE] ?? '')),
  }
}

/** The two digits of a subfield's number; null where none stand at this place. */
function subfieldAt(text: string, at: number): number | null {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : null
}
const ZERO = 48

function isPurpose(number: number): boolean {
  return (number >= 20 && number <= 29) || (number >= 60 && number <= 63)
}

const BEFORE_A = 64
const LETTERS = 26
const SEPA_KEYS = 'EREF KREF MREF CRED DEBT COAM OAMT SVWZ ABWA ABWE IBAN BIC BREF RREF RTRN PURP CREF ANAM TRN'.split(
  ' ',
)
/** A key's place among the texts of a purpose, from 1, by its letters as a number. */
const KEY_PLACES: ReadonlyMap<number, number> = new Map(
  SEPA_KEYS.map((key, at) => [lettersBefore(key, key.length, key.length), at + 1]),
)
const placeOf = (key: string): number => SEPA_KEYS.indexOf(key) + 1
const [SVWZ, EREF, KREF, MREF] = [placeOf('SVWZ'), placeOf('EREF'), placeOf('KREF'), placeOf('MREF')]
const [ABWA, ABWE] = [placeOf('ABWA'), placeOf('ABWE')]

/** So many capitals before `end` as one number, which is found quicker than a text that is made for it; 0 where others stand there. */
function lettersBefore(text: string, end: number, size: number): number {
  if (end < size) return 0
  let letters = 0
  for (let at = end - size; at < end; at += 1) {
    const letter = text.charCodeAt(at) - BEFORE_A
    if (letter < 1 || letter > LETTERS) return 0
    letters = letters * (LETTERS + 1) + letter
  }
  return letters
}

/** The place of the key that ends right before the plus at `plus`; 0 where none does. */
function keyBefore(text: string, plus: number): number {
  return KEY_PLACES.get(lettersBefore(text, plus, 4)) ?? KEY_PLACES.get(lettersBefore(text, plus, 3)) ?? 0
}

function sizeOfKey(place: number): number {
  return SEPA_KEYS[place - 1]?.length ?? 0
}

function beginsWithKey(text: string): boolean {
  const plus = text.indexOf('+')
  return plus >= 0 && sizeOfKey(keyBefore(text, plus)) === plus
}

/** `EREF+… SVWZ+…` taken apart: the first text of each key at its place, and what stands before the first of them at 0. */
function sepaKeys(purpose: string): string[] {
  const keys: string[] = NO_KEYS.slice()
  let key = 0
  let from = 0
  for (let plus = purpose.indexOf('+'); plus >= 0; plus = purpose.indexOf('+', plus + 1)) {
    const next = keyBefore(purpose, plus)
    if (next === 0) continue
    keys[key] ||= purpose.slice(from, plus - sizeOfKey(next)).trim()
    key = next
    from = plus + 1
  }
  keys[key] ||= purpose.slice(from).trim()
  return keys
}

const NO_KEYS: readonly string[] = ['', ...SEPA_KEYS.map(() => '')]

function givenText(text: string | undefined): string {
  const bare = tidy(text ?? '')
  return /^(?:NOT\s?PROVIDED|NONREF|NOREF|0+|-)?$/i.test(bare) ? '' : bare
}

const WORDS = [
  'TRTP',
  'TRCD',
  'IBAN',
  'BIC',
  'NAME',
  'REMI',
  'EREF',
  'ORDP',
  'BENM',
  'MARF',
  'CSID',
  'ISDT',
  'CNTP',
  'PREF',
  'RTRN',
  'ACCW',
  'ADDR',
  'PURP',
  'ULTC',
  'ULTD',
  'ULTB',
  'OCMT',
  'EXCH',
  'CHGS',
  'IREF',
  'SVCL',
  'BENE',
  'ORD',
  'BO',
  'PI',
  'KREF',
] as const
const CODE_WORD = new RegExp(`^\\s*/(?:${WORDS.join('|')})/`)
const WORD_AT = new RegExp(`/(${WORDS.join('|')})/`, 'g')

/**
 * `/TRTP/…/NAME/…/REMI/…`: a word, its value, the next word. Lines are cut wherever they are full, so they are joined without a
 * space; a value ends where a known word begins (ABN AMRO, Rabobank and ING, MT940 format descriptions).
 */
function wordedInfo(lines: readonly string[]): Mt940Info {
  const whole = joined(lines)
  const words = new Map<string, string>()
  let word = ''
  let from = 0
  for (const found of whole.matchAll(WORD_AT)) {
    put(word, whole.slice(from, found.index))
    word = found[1] ?? ''
    from = found.index + found[0].length
  }
  put(word, whole.slice(from))
  return {
    description: remittance(words.get('REMI') ?? '') || tidy(words.get('PURP') ?? '') || tidy(words.get('TRTP') ?? ''),
    reference: givenText(words.get('EREF')) || structured(words.get('REMI') ?? '') || givenText(words.get('PREF')),
    counterparty: tidy(words.get('NAME') ?? '') || partyName(words.get('CNTP') ?? '') || tidy(words.get('BENM') ?? ''),
  }

  function put(name: string, value: string): void {
    const bare = value.replace(/^\/+|\/+$/g, '').trim()
    if (name !== '' && bare !== '' && !words.has(name)) words.set(name, bare)
  }
}

function joined(lines: readonly string[]): string {
  let text = ''
  let isFull = true
  for (const line of lines) {
    // A line that isn't full ends with a word; a word between slashes needs no space before it.
    text += isFull || line.startsWith('/') ? line : ` ${line}`
    isFull = line.length >= FULL_LINE
  }
  return text
}

/** `USTD//text` and `STRD/CUR/reference`; plain text as it is. */
function remittance(text: string): string {
  return tidy(text.replace(/^USTD\/+/, '').replace(/^STRD\/[A-Z]*\/+/, ''))
}

function structured(text: string): string {
  return tidy(/^STRD\/[A-Z]*\/+(.*)$/s.exec(text)?.[1] ?? '')
}

/** `account/bank/name/city`. */
function partyName(text: string): string {
  return tidy(text.split('/')[2] ?? '')
}
