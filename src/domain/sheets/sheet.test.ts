// Whatever a text holds, it stays text in both forms of a sheet.
import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { prepSheet } from './prep-sheet'
import { onOneLine, type Sheet } from './sheet'
import { fileNameOf } from './sheet-names'
import { sheetHtml } from './sheet-html'
import { sheetMarkdown } from './sheet-markdown'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</style><img src=x onerror=alert(1)>',
    '[go](https://evil.example)',
    '| a | b |\n|---|---|',
    '# not a heading',
    '1. not a list',
    '``` not a fence',
    '`',
    '&lt;b&gt;',
    '\u202eesrever',
  ),
)

const everyBlock = (text: string): Sheet => ({
  title: text,
  subtitle: text,
  blocks: [
    { kind: 'heading', text },
    { kind: 'paragraph', text },
    { kind: 'callout', tone: 'act', text },
    {
      kind: 'facts',
      rows: [
        { label: text, value: text },
        { label: 'exact', value: text, exact: true },
      ],
    },
    { kind: 'table', columns: [text], rows: [[text]] },
    { kind: 'list', style: 'bullets', items: [text] },
    { kind: 'list', style: 'numbers', items: [text] },
    { kind: 'list', style: 'boxes', items: [text] },
    { kind: 'message', text },
  ],
})

/** The elements of a document with their attributes, and all of its text. */
function read(html: string): { elements: string[]; text: string } {
  const elements: string[] = []
  let text = ''
  const parser = new Parser({
    onopentag: (name, attributes) => elements.push([name, ...Object.entries(attributes).flat()].join(' ')),
    ontext: (part) => (text += part),
  })
  parser.end(html)
  return { elements, text }
}

describe('HTML', () => {
  test('has the same elements whatever the text, and the text comes out again', () => {
    const plain = read(sheetHtml(everyBlock('plain'))).elements
    fc.assert(
      fc.property(hostile, (text) => {
        // More lines are more line breaks and long words have places to break: the two elements that a text may bring.
        const { elements, text: shown } = read(sheetHtml(everyBlock(text)))
        expect(elements.filter((name) => name !== 'br' && name !== 'wbr')).toEqual(plain)
        expect(shown).toContain(onOneLine(text))
      }),
    )
  })
})

describe('Markdown', () => {
  test('gives text no line of its own and no markup', () => {
    const lines = sheetMarkdown(everyBlock('plain')).split('\n').length
    fc.assert(
      fc.property(hostile, (text) => {
        const oneLine = onOneLine(text)
        fc.pre(oneLine !== '')
        const markdown = sheetMarkdown(everyBlock(oneLine))
        expect(markdown.split('\n')).toHaveLength(lines)
        const row = markdown.split('\n').find((line) => line.startsWith('| '))
        // Bars that aren't escaped: the two that make the one column.
        expect(row?.replace(/\\./g, '').match(/\|/g)).toHaveLength(2)
      }),
    )
  })

  test.each([
    ['[go](https://evil.example)', String.raw`\[go\](https\://evil.example)`],
    ['# big', String.raw`\# big`],
    ['1. one', String.raw`1\. one`],
    ['- dash', String.raw`\- dash`],
    ['<b>', String.raw`\<b\>`],
  ])('writes %s as text', (text, written) => {
    const sheet: Sheet = { title: 'T', subtitle: 'S', blocks: [{ kind: 'paragraph', text }] }
    expect(sheetMarkdown(sheet)).toBe(`# T\n\nS\n\n${written}\n`)
  })

  test('keeps an exact value letter by letter', () => {
    const rows = [{ label: 'URI', value: 'https://a_b.example/`x`', exact: true }]
    expect(sheetMarkdown({ title: 'T', subtitle: 'S', blocks: [{ kind: 'facts', rows }] })).toContain(
      '- **URI:** `` https://a_b.example/`x` ``',
    )
  })

  test('fences a message with more backticks than it holds', () => {
    const markdown = sheetMarkdown({ title: 'T', subtitle: 'S', blocks: [{ kind: 'message', text: 'a\n````\nb' }] })
    expect(markdown).toContain('`````text\na\n````\nb\n`````')
  })
})

test('the prep sheet names the customer, and Codat’s redirect URI exactly', () => {
  const markdown = sheetMarkdown(prepSheet({ customer: 'Acme & Sons' }))
  expect(markdown).toContain(String.raw`For Acme \& Sons`)
  expect(markdown).toContain('`https://xero.codat.io/oauth2/callback`')
})

test('the prep sheet says what is noted of that customer, and nothing where nothing is', () => {
  const apps = [
    { name: 'Acme test', environment: 'test', companyUrl: 'https://acme.example/' },
    { name: 'Acme', environment: 'production', companyUrl: 'https://acme.example/' },
  ] as const
  const markdown = sheetMarkdown(prepSheet({ customer: 'Acme', apps }))
  expect(markdown).toContain('- **Names of the apps:** Acme test (test), Acme (production)')
  expect(markdown.split('https://acme.example/')).toHaveLength(2)
  expect(sheetMarkdown(prepSheet({ customer: 'Acme' }))).not.toContain('noted')
})

test('a file name has letters, digits and hyphens only', () => {
  expect(fileNameOf(['Before', 'Ācme/../& Söhne…', '', '2026-11-24'])).toBe('before-ācme-söhne-2026-11-24')
})
