// Every text of a sheet, of letters and of lines through one function, so that nothing leaves uncleaned.
import type { LetterView, PortalField, SealedLine } from '../../contract/partner'
import type { Sheet, SheetBlock } from '../guide/sheet'

type Clean = (text: string) => string

export function cleanSheet({ title, subtitle, blocks }: Sheet, clean: Clean): Sheet {
  return { title: clean(title), subtitle: clean(subtitle), blocks: blocks.map((block) => cleanBlock(block, clean)) }
}

function cleanBlock(block: SheetBlock, clean: Clean): SheetBlock {
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
    case 'page-break':
      return block
  }
}

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
