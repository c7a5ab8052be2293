// Figures of other scripts, and those of full width, as the figures that numbers and days are read by.

const OTHER_FIGURE = /(?!\d)\p{Nd}/u
const OTHER_FIGURES = /(?!\d)\p{Nd}/gu
/** Where the figures of Arabic, Persian, Hindi, Bengali and Thai begin. */
const ZEROS = [0x06_60, 0x06_f0, 0x09_66, 0x09_e6, 0x0e_50]
const FIGURES = 10

/** The same text where it has no such figure, as nearly every one. */
export function plainFigures(text: string): string {
  if (!OTHER_FIGURE.test(text)) return text
  return text.normalize('NFKC').replace(OTHER_FIGURES, asPlain).replaceAll('\u066b', '.').replaceAll('\u066c', ',')
}

function asPlain(figure: string): string {
  const code = figure.codePointAt(0) ?? 0
  const zero = ZEROS.find((one) => code >= one && code < one + FIGURES)
  return zero === undefined ? figure : String(code - zero)
}
