// What a sheet is called, and what is said on one of practice.
import type { Sheet } from './sheet'

export interface NamedSheet {
  readonly sheet: Sheet
  /** Of the file, without its ending. */
  readonly fileName: string
}

/** On everything that leaves the app out of practice mode. */
const MADE_IN_PRACTICE = 'Made in practice mode: nothing in it is real.'

/** The sheet with the word that it is of practice, before anything else. */
export function markedAsPractice(sheet: Sheet): Sheet {
  const said = { kind: 'callout', tone: 'watch', text: MADE_IN_PRACTICE } as const
  return { ...sheet, blocks: [said, ...sheet.blocks] }
}

/** A letter's text likewise. */
export function letterMarkedAsPractice<T extends { readonly text: string }>(letter: T): T {
  return { ...letter, text: `${MADE_IN_PRACTICE}\n\n${letter.text}` }
}

/** Words joined by hyphens, of letters and digits only, so that any file system takes them. */
export function fileNameOf(words: readonly string[]): string {
  return words
    .map((word) =>
      word
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-+|-+$/g, ''),
    )
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 100)
}

/** Letters, digits and dashes: good for a file on every system. */
export function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return plain.slice(0, 60).toLowerCase() || 'app'
}
