// What a sheet is made of, whatever it is printed as. Text in it is plain text from anywhere: each form escapes it itself.

export interface SheetFact {
  readonly label: string
  readonly value: string
  /** A value to be copied letter by letter, such as an address. */
  readonly exact?: boolean
}

export type SheetBlock =
  | { readonly kind: 'heading'; readonly text: string }
  /** A heading inside the part that the last `heading` began. */
  | { readonly kind: 'subheading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Something that must not be overlooked. */
  | { readonly kind: 'callout'; readonly tone: 'ok' | 'watch' | 'act' | 'info'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly SheetFact[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** `boxes` are for ticking off. */
  | { readonly kind: 'list'; readonly style: 'bullets' | 'numbers' | 'boxes'; readonly items: readonly string[] }
  /** Text to send as it is. */
  | { readonly kind: 'message'; readonly text: string }

export interface Sheet {
  readonly title: string
  /** One line below the title: what it is about and of when. */
  readonly subtitle: string
  readonly blocks: readonly SheetBlock[]
}

/** Characters that would break lines or turn the reading direction of what stands around them. */
const UNRULY = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

/** Text on one line, without characters that change how the rest is read. */
export function onOneLine(text: string): string {
  return text.replace(UNRULY, ' ').replace(/ {2,}/g, ' ').trim()
}

/** The lines of a text, each on one line. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/).map(onOneLine)
}

/** The sheet with every text put through `clean`: notes are free text, and whatever looks like a secret in one stays here. */
export function mapSheetText(sheet: Sheet, clean: (text: string) => string): Sheet {
  return {
    title: clean(sheet.title),
    subtitle: clean(sheet.subtitle),
    blocks: sheet.blocks.map((block) => mapBlock(block, clean)),
  }
}

function mapBlock(block: SheetBlock, clean: (text: string) => string): SheetBlock {
  switch (block.kind) {
    case 'heading':
    case 'subheading':
    case 'paragraph':
    case 'callout':
    case 'message':
      return { ...block, text: clean(block.text) }
    case 'facts':
      return { ...block, rows: block.rows.map((row) => ({ ...row, label: clean(row.label), value: clean(row.value) })) }
    case 'table':
      return { ...block, columns: block.columns.map(clean), rows: block.rows.map((cells) => cells.map(clean)) }
    case 'list':
      return { ...block, items: block.items.map(clean) }
  }
}
