// Figures of other scripts, and those of full width, as the figures that numbers and days are read by; without the marks, which
// nobody sees, that keep figures in their place in texts from right to left.

/** Beyond the letters of Europe: what most texts hold nothing of. */
const FAR = /[\u0600-\uffff]/
const ODD = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?!\d)\p{Nd}/u
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const OTHER_FIGURE = /(?!\d)\p{Nd}/u
const OTHER_FIGURES = /(?!\d)\p{Nd}/gu
/** Where the figures of Arabic, Persian, Hindi, Bengali and Thai begin. */
const ZEROS = [0x06_60, 0x06_f0, 0x09_66, 0x09_e6, 0x0e_50]
const FIGURES = 10

/** The same text where it has no such figure or mark, as nearly every one. */
export function plainFigures(text: string): string {
  if (!FAR.test(text) || !ODD.test(text)) return text
  const seen = text.replace(UNSEEN, '')
  // Full width is that of a whole text, its marks included; other texts are left as they are written.
  return (OTHER_FIGURE.test(seen) ? seen.normalize('NFKC') : seen)
    .replace(OTHER_FIGURES, asPlain)
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', ',')
}

function asPlain(figure: string): string {
  const code = figure.codePointAt(0) ?? 0
  const zero = ZEROS.find((one) => code >= one && code < one + FIGURES)
  return zero === undefined ? figure : String(code - zero)
}
