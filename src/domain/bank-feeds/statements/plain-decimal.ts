// Amounts in formats whose own specification says how they are written: digits and one mark, never groups. Nothing is guessed.

/** What nearly every amount is: nothing to settle. */
const USUAL = /^-?\d{1,15}\.\d{2}$/
const USUAL_SWIFT = /^\d{1,15},\d{2}$/
const POINT = /^[+-]?\d{1,30}(?:\.\d{0,30})?$/
const COMMA = /^[+-]?\d{1,30}(?:,\d{0,30})?$/
const EITHER = /^[+-]?(?:\d{1,30}(?:[.,]\d{0,30})?|[.,]\d{1,30})$/
/** One mark with one to three digits before it and just three behind: decimals by the book, thousands as some banks write them. */
const OPEN = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/

/** Against the specification, but there is one way to read it: groups by one mark, two places by the other. */
const GROUPED = /^[+-]?\d{1,3}(?:(?:,\d{3})+\.\d{2}|(?:\.\d{3})+,\d{2})$/

/** ISO 4217 currencies with three decimal places, of which `1.234` is no question. */
const THREE_PLACES: ReadonlySet<string> = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])

/** A decimal of XML (camt), as text with a point; null for anything else. Amounts of camt have no sign: CdtDbtInd says which way. */
export function xmlDecimal(text: string): string | null {
  return POINT.test(text) ? trimmed(text) : null
}

/** A decimal of SWIFT (MT940), where the comma is the mark and always there; null for anything else. */
export function swiftDecimal(text: string): string | null {
  if (USUAL_SWIFT.test(text)) return text.replace(',', '.')
  return COMMA.test(text) && text.includes(',') ? trimmed(text.replace(',', '.')) : null
}

/**
 * A decimal of OFX, which allows a comma or a point and no groups (OFX 2.3, 3.2.9.1 “Amounts”). Null for anything else, and for
 * `1.234`, which is one and a bit by the specification and a thousand and more as some banks write it.
 */
export function ofxDecimal(text: string, currency: string): string | null {
  if (USUAL.test(text)) return text
  if (GROUPED.test(text)) return trimmed(`${text.slice(0, -3).replaceAll(/[.,]/g, '')}.${text.slice(-2)}`)
  if (!EITHER.test(text)) return null
  if (OPEN.test(text) && !THREE_PLACES.has(currency)) return null
  const point = text.replace(',', '.')
  return trimmed(point.replace(/^([+-]?)\./, '$10.'))
}

/** Without a plus and without a mark that nothing follows. */
function trimmed(text: string): string {
  const plain = text.startsWith('+') ? text.slice(1) : text
  return plain.endsWith('.') ? plain.slice(0, -1) : plain
}
