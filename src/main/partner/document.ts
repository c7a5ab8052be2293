// A document as plain blocks, and its two renderings: Markdown, and HTML for the printer. All text is escaped in both.

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'page-break' }

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text })
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const list = (items: readonly string[]): Block => ({ kind: 'list', items })
export const quote = (text: string): Block => ({ kind: 'quote', text })
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  head,
  rows,
})
export const pageBreak: Block = { kind: 'page-break' }

/** Every text of a document through one function. */
export function mapTexts(blocks: readonly Block[], change: (text: string) => string): Block[] {
  return blocks.map((block): Block => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
      case 'quote':
        return { ...block, text: change(block.text) }
      case 'list':
        return { ...block, items: block.items.map(change) }
      case 'table':
        return { ...block, head: block.head.map(change), rows: block.rows.map((row) => row.map(change)) }
      case 'page-break':
        return block
    }
  })
}

/** All texts of a document, in order. */
export function textsOf(blocks: readonly Block[]): string[] {
  const texts: string[] = []
  mapTexts(blocks, (text) => {
    texts.push(text)
    return text
  })
  return texts
}

/** Markdown as GitHub reads it. What would be markup in a text is escaped. */
export function toMarkdown(blocks: readonly Block[]): string {
  return `${blocks
    .map(markdownOf)
    .filter((text) => text !== '')
    .join('\n\n')}\n`
}

function markdownOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inLine(block.text)}`
    case 'paragraph':
      return lines(block.text).map(inLine).join('  \n')
    case 'list':
      return block.items.map((item) => `- ${lines(item).map(inLine).join('  \n  ')}`).join('\n')
    case 'quote':
      return lines(block.text)
        .map((line) => `> ${inLine(line)}`.trimEnd())
        .join('\n')
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows].map(row).join('\n')
    case 'page-break':
      return ''
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (cell === '---' ? cell : lines(cell).map(inLine).join('<br>'))).join(' | ')} |`
}

const lines = (text: string): string[] => text.split(/\r\n|\r|\n/)

/** Characters that begin markup anywhere in a line, and those that only do at its beginning. */
function inLine(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>|~]/g, (character) => `\\${character}`)
    .replace(/^(\s*)(#{1,6}|[-+>]|\d+[.)])(?=\s)/, (_all, space: string, mark: string) => `${space}\\${mark}`)
}

/** A whole page of HTML with its own style and nothing from outside: for the printer. */
export function toHtml(title: string, blocks: readonly Block[]): string {
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${blocks.map(htmlOf).join('\n')}</body></html>`
}

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`
    case 'quote':
      return `<blockquote>${escapeHtml(block.text)}</blockquote>`
    case 'table':
      return `<table><thead><tr>${block.head.map((cell) => `<th>${escapeHtml(cell)}</th>`).join('')}</tr></thead><tbody>${block.rows
        .map((cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
        .join('')}</tbody></table>`
    case 'page-break':
      return '<div class="break"></div>'
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

const STYLE = `
@page { size: A4; margin: 18mm 16mm 20mm; }
body { font: 10pt/1.45 system-ui, 'Noto Sans', sans-serif; color: #1b1c1f; }
h1 { font-size: 20pt; margin: 0 0 6pt; }
h2 { font-size: 13pt; margin: 18pt 0 5pt; padding-bottom: 2pt; border-bottom: 0.6pt solid #c9c9c4; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 11pt 0 2pt; break-after: avoid; }
p, ul, blockquote { margin: 0 0 6pt; white-space: pre-wrap; overflow-wrap: anywhere; }
ul { padding-left: 14pt; white-space: normal; }
li { margin-bottom: 2pt; white-space: pre-wrap; }
blockquote { padding-left: 9pt; border-left: 2pt solid #c9c9c4; color: #4d5057; }
table { width: 100%; border-collapse: collapse; font-size: 8.8pt; margin-bottom: 6pt; }
th, td { text-align: left; vertical-align: top; padding: 3pt 5pt; border: 0.5pt solid #c9c9c4; overflow-wrap: anywhere; white-space: pre-wrap; }
th { background: #f3f3f1; }
tr { break-inside: avoid; }
.break { break-before: page; }
`
