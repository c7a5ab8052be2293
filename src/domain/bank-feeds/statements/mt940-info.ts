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
  const whole = lines.join('')
  const numbered = /^\s*(?:\d{3})?\s*([?<>~^|+@])(\d{2})/.exec(whole)
  if (numbered !== null && isNumbered(whole, numbered[1] ?? '')) return numberedInfo(whole, numbered[1] ?? '')
  if (CODE_WORD.test(whole)) return wordedInfo(lines)
  return { description: flowing(lines), reference: '', counterparty: '' }
}

/** One sign before two digits, and again at least once, or a business code of three digits in front. */
function isNumbered(text: string, sign: string): boolean {
  return /^\s*\d{3}/.test(text) || text.split(sign).filter((part) => /^\d{2}/.test(part)).length > 1
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
  const fields = text.split(sign)
  let kind = ''
  let name = ''
  let purpose = ''
  let wasFull = true
  for (let at = 1; at < fields.length; at += 1) {
    const field = fields[at] ?? ''
    const number = subfieldOf(field)
    const value = field.slice(2)
    // The sign stands in a text, too.
    if (number === null) purpose += `${sign}${field}`
    else if (isPurpose(number)) {
      purpose += wasFull || keyBefore(value, value.indexOf('+')) === value.indexOf('+') ? value : ` ${value}`
      wasFull = value.length >= FULL_SUBFIELD
    } else if (number === 32 || number === 33) name += value
    else if (number === 0) kind += value
  }
  const keys = sepaKeys(purpose)
  return {
    description: tidy(keys.get('SVWZ') ?? keys.get('') ?? '') || tidy(kind),
    reference: givenText(keys.get('EREF')) || givenText(keys.get('KREF')) || givenText(keys.get('MREF')),
    counterparty: tidy(name) || tidy(keys.get('ABWA') ?? keys.get('ABWE') ?? ''),
  }
}

/** The two digits that a subfield begins with. */
function subfieldOf(field: string): number | null {
  const tens = field.charCodeAt(0) - ZERO
  const ones = field.charCodeAt(1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : null
}
const ZERO = 48

function isPurpose(number: number): boolean {
  return (number >= 20 && number <= 29) || (number >= 60 && number <= 63)
}

const SEPA_KEYS: ReadonlySet<string> = new Set(
  'EREF KREF MREF CRED DEBT COAM OAMT SVWZ ABWA ABWE IBAN BIC BREF RREF RTRN PURP CREF ANAM TRN'.split(' '),
)

/** Characters of the key that ends right before the plus at `plus`; 0 where none does. */
function keyBefore(text: string, plus: number): number {
  if (plus >= 4 && SEPA_KEYS.has(text.slice(plus - 4, plus))) return 4
  return plus >= 3 && SEPA_KEYS.has(text.slice(plus - 3, plus)) ? 3 : 0
}

/** `EREF+… SVWZ+…` taken apart; what stands before the first of them under the empty name. */
function sepaKeys(purpose: string): Map<string, string> {
  const keys = new Map<string, string>()
  let key = ''
  let from = 0
  for (let plus = purpose.indexOf('+'); plus >= 0; plus = purpose.indexOf('+', plus + 1)) {
    const size = keyBefore(purpose, plus)
    if (size === 0) continue
    put(key, purpose.slice(from, plus - size))
    key = purpose.slice(plus - size, plus)
    from = plus + 1
  }
  put(key, purpose.slice(from))
  return keys

  function put(name: string, value: string): void {
    const bare = value.trim()
    if (bare !== '' && !keys.has(name)) keys.set(name, bare)
  }
}

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
