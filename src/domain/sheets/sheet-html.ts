// A sheet as the document that is printed to PDF. All text is escaped; there is no script and no address in it but its style.
import { linesOf, onOneLine, type Sheet, type SheetBlock } from './sheet'

/** A document to print; it links `sheet.css`, which is `css`. */
export interface SheetPage {
  readonly html: string
  readonly css: string
}

/** What the printer takes. */
export function sheetPage(sheet: Sheet): SheetPage {
  return { html: sheetHtml(sheet), css: SHEET_CSS }
}

/** The whole document. */
export function sheetHtml(sheet: Sheet): string {
  const title = escaped(sheet.title)
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${title}</title><link rel="stylesheet" href="sheet.css"></head><body>`,
    `<h1>${title}</h1><p class="subtitle">${escaped(sheet.subtitle)}</p>`,
    ...sheet.blocks.map(block),
    '</body></html>',
  ].join('\n')
}

function block(given: SheetBlock): string {
  switch (given.kind) {
    case 'heading':
      return `<h2>${escaped(given.text)}</h2>`
    case 'subheading':
      return `<h3>${escaped(given.text)}</h3>`
    case 'paragraph':
      return `<p>${linesOf(given.text).map(escaped).join('<br>')}</p>`
    case 'callout':
      return `<p class="callout ${given.tone}">${escaped(given.text)}</p>`
    case 'facts':
      return `<dl>${given.rows
        .map(({ label, value, exact }) => {
          const text = escaped(value)
          return `<div><dt>${escaped(label)}</dt><dd>${exact === true ? `<code>${text}</code>` : text}</dd></div>`
        })
        .join('')}</dl>`
    case 'table':
      return `<table><thead>${row('th', given.columns)}</thead><tbody>${given.rows
        .map((cells) => row('td', cells))
        .join('')}</tbody></table>`
    case 'list': {
      const tag = given.style === 'numbers' ? 'ol' : 'ul'
      const items = given.items.map((item) => `<li>${escaped(item)}</li>`).join('')
      return `<${tag} class="${given.style}">${items}</${tag}>`
    }
    case 'message':
      return `<pre>${linesOf(given.text).map(escaped).join('\n')}</pre>`
  }
}

function row(tag: 'th' | 'td', cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<${tag}>${breakable(cell)}</${tag}>`).join('')}</tr>`
}

/** Columns are as wide as their longest word, so a long one says where it may break; nothing else in a cell does. */
function breakable(text: string): string {
  return onOneLine(text)
    .split(/(?<=\S{24})(?=\S)/)
    .map(escaped)
    .join('<wbr>')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return onOneLine(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

/** Black on white, with the system's own font; long values break instead of leaving the page. */
export const SHEET_CSS = `
@page { size: A4; margin: 18mm 17mm 20mm }
* { box-sizing: border-box }
body { margin: 0; color: #1c1d20; font: 10pt/1.45 system-ui, "Noto Sans", sans-serif; overflow-wrap: anywhere }
h1 { margin: 0; font-size: 19pt; line-height: 1.2; font-weight: 650 }
h2 { margin: 7mm 0 2mm; font-size: 12pt; font-weight: 650; break-after: avoid }
h3 { margin: 4mm 0 1mm; font-size: 10pt; font-weight: 650; break-after: avoid }
p { margin: 0 0 2.5mm }
.subtitle { margin: 1mm 0 5mm; padding-bottom: 3mm; border-bottom: 0.4pt solid #b9bcc4; color: #555962 }
.callout { padding: 2.5mm 3.5mm; border-left: 1.2mm solid #8a8f99; background: #f2f3f5; font-weight: 550 }
.callout.ok { border-color: #1f7a4d; background: #eaf6ef }
.callout.watch { border-color: #b26a00; background: #fdf3e3 }
.callout.act { border-color: #b3261e; background: #fcebea }
dl { margin: 0 0 3mm }
dl div { display: grid; grid-template-columns: 44mm 1fr; gap: 3mm; padding: 1mm 0; border-bottom: 0.3pt solid #e3e5e9 }
dt { color: #555962 }
dd { margin: 0 }
code, pre { font: 9pt/1.45 ui-monospace, "Noto Sans Mono", monospace }
table { width: 100%; margin: 0 0 3mm; border-collapse: collapse; font-size: 9pt }
th, td { overflow-wrap: normal; padding: 1.4mm 2mm; border-bottom: 0.3pt solid #d4d7dd; text-align: left; vertical-align: top }
th { background: #f2f3f5; font-weight: 600 }
th, td:first-child { overflow-wrap: break-word }
tr, li, dl div, .callout { break-inside: avoid }
tbody tr:nth-last-child(-n+2), li:last-child { break-before: avoid }
ul, ol { margin: 0 0 3mm; padding-left: 5.5mm }
li { margin: 0.7mm 0 }
ul.boxes { padding-left: 0; list-style: none }
ul.boxes li { position: relative; padding-left: 6.5mm; margin: 1.6mm 0 }
ul.boxes li::before {
  content: ""; position: absolute; left: 0; top: 0.6mm; width: 3.4mm; height: 3.4mm; border: 0.5pt solid #555962;
}
pre { margin: 0 0 3mm; padding: 3mm 3.5mm; border: 0.4pt solid #d4d7dd; white-space: pre-wrap }
`
