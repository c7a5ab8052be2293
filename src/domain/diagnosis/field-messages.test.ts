// Messages with what stands around them, each against what Latchkey says of it and whether it says that secrets were dropped; and
// every text of the tests once more, as mails, logs and terminals hand it on.
import { describe, expect, it } from 'vitest'
import { documentedFailures } from '../../../test/fixtures/diagnosis/documented-failures'
import { fieldMessages } from '../../../test/fixtures/diagnosis/field-messages'
import { spellings } from '../../../test/fixtures/diagnosis/spellings'
import { explainPaste } from './paste'

const context = { apps: [], appId: null, today: '2026-11-28' }
const codeOf = (text: string): string | undefined => explainPaste(text, context).findings[0]?.code

describe('messages as they are sent on', () => {
  it.each(fieldMessages.map((message) => ({ ...message, of: message.text.slice(0, 60) })))(
    '$who: $of',
    ({ text, expect: code, hasSecret }) => {
      const { findings, notes } = explainPaste(text, context)
      const dropped = notes.includes('secrets-dropped')
      expect({ code: findings[0]?.code, dropped }).toEqual({ code, dropped: hasSecret === true })
    },
  )
})

const byLine = (text: string, edit: (line: string) => string): string => text.split('\n').map(edit).join('\n')

/** What programs do to a text on its way. */
const ways: readonly (readonly [name: string, change: (text: string) => string])[] = [
  ['quoted in a mail', (text) => byLine(text, (line) => `> ${line}`)],
  ['with the line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
  [
    'in a terminal’s colours',
    (text) => `\u001B[31m${text.replaceAll(/\b(\d{3})\b/g, '\u001B[1m$1\u001B[0m')}\u001B[0m`,
  ],
  ['as a string in JSON', (text) => JSON.stringify({ level: 'error', msg: text })],
  ['as the source of a page', (text) => `<pre>${escaped(text)}</pre>`],
  ['with blanks that don’t break', (text) => text.replaceAll(' ', '\u00A0')],
  ['in a log', (text) => byLine(text, (line) => `2026-11-28T10:11:12.345Z [worker-7] ERROR ${line}`)],
  ['amid a mail', (text) => `Hi,\n\nour customer sees this since 9 am:\n\n${text}\n\nBest\nKim\n\n> thanks!`],
  ['with bent quotation marks', (text) => text.replaceAll('"', '”').replaceAll("'", '’')],
  ['cut into lines', (text) => byLine(text, (line) => line.replaceAll(/(.{60,76}?) /g, '$1\n'))],
]

function escaped(text: string): string {
  const marks = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const
  return text.replaceAll(/[&<>"']/g, (mark) => marks[mark as keyof typeof marks])
}

describe('the same text', () => {
  const texts = [
    ...documentedFailures.flatMap(({ failures }) => failures.map(({ sample }) => sample)),
    ...spellings.map(([, text]) => text),
    ...fieldMessages.map(({ text }) => text),
  ]

  it.each(ways.map(([name, change], at) => ({ name, change, at })))(
    '$name, is the same failure',
    ({ change, name, at }) => {
      // Each text goes one of the ways, so that all go about as many.
      const changed = texts
        .filter((_text, index) => index % ways.length === at)
        .map((text) => ({ text, before: codeOf(text), after: codeOf(change(text)) }))
        // An empty list is known by standing alone.
        .filter(({ before }) => before !== 'xero.no-connections' && before !== 'paste.not-recognised')
      expect(changed.length).toBeGreaterThan(40)
      // Where a sentence is cut in two, less of it can be told; never nothing.
      const isLost = ({ before, after }: (typeof changed)[number]): boolean =>
        name === 'cut into lines' ? after === 'paste.not-recognised' : before !== after
      expect(changed.filter(isLost)).toEqual([])
    },
  )
})
