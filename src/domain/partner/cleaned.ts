// Every text of letters, fields and lines through one function, so that nothing leaves uncleaned.
import type { LetterView, PortalField, SealedLine } from './schema'

type Clean = (text: string) => string

export function cleanLetter(letter: LetterView, clean: Clean): LetterView {
  return { ...letter, to: clean(letter.to), subject: clean(letter.subject), text: clean(letter.text) }
}

export function cleanLines(lines: readonly SealedLine[], clean: Clean): SealedLine[] {
  return lines.map(({ key, label, value }) => ({
    key,
    label: clean(label).slice(0, 300),
    value: clean(value).slice(0, 8_000),
  }))
}

export function cleanFields(fields: readonly PortalField[], clean: Clean): PortalField[] {
  return fields.map((field) => ({ ...field, value: clean(field.value) }))
}
