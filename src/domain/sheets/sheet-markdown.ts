// A sheet as Markdown (CommonMark with GitHub's tables and task lists). All text is escaped: none of it can become markup.
import { linesOf, onOneLine, type Sheet, type SheetBlock } from './sheet'

/** The sheet as a Markdown file, ending with a line break. */
export function sheetMarkdown(sheet: Sheet): string {
  const head = [`# ${escaped(sheet.title)}`, escaped(sheet.subtitle)]
  return `${[...head, ...sheet.blocks.map(block)].filter((part) => part !== '').join('\n\n')}\n`
}

function block(given: SheetBlock): string {
  switch (given.kind) {
    case 'heading':
      return `## ${escaped(given.text)}`
    case 'subheading':
      return `### ${escaped(given.text)}`
    case 'paragraph':
      return linesOf(given.text).map(escaped).join('\\\n')
    case 'callout':
      return `> **${escaped(given.text)}**`
    case 'facts':
      return given.rows
        .map(({ label, value, exact }) => `- **${escaped(label)}:** ${exact === true ? code(value) : escaped(value)}`)
        .join('\n')
    case 'table':
      return [
        row(given.columns.map(escaped)),
        row(given.columns.map(() => '---')),
        ...given.rows.map((cells) => row(cells.map(escaped))),
      ].join('\n')
    case 'list':
      return given.items.map((item, index) => `${marker(given.style, index)} ${escaped(item)}`).join('\n')
    case 'message':
      return fenced(given.text)
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function marker(style: Extract<SheetBlock, { kind: 'list' }>['style'], index: number): string {
  switch (style) {
    case 'bullets':
      return '-'
    case 'numbers':
      return `${index + 1}.`
    case 'boxes':
      return '- [ ]'
  }
}

/** A backslash before ASCII punctuation makes it text in CommonMark; what isn't markup anywhere is left readable. */
function escaped(text: string): string {
  return onOneLine(text)
    .replace(/[\\`*_{}[\]<>|~&$]/g, '\\$&')
    .replace(/^([#+=-]|\d+(?=[.)]))/, (start) => (/^\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/(?<=\w):(?=\/\/)/g, '\\:')
}

/** A code span, fenced by more backticks than it holds. */
function code(text: string): string {
  const line = onOneLine(text)
  if (line === '') return ''
  const fence = '`'.repeat(longestRun(line) + 1)
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

function fenced(text: string): string {
  const body = linesOf(text).join('\n')
  const fence = '`'.repeat(Math.max(3, longestRun(body) + 1))
  return `${fence}text\n${body}\n${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
}
