import { describe, expect, it } from 'vitest'
import { codes, openText } from '../../test/support/statements'
import { textSource } from './source'
import { isWrapped, unwrapped } from './unwrapped'

const LINES = [
  'Date,Description,Amount,Balance',
  '12/11/2026,"Mill, Paper",-42.50,957.50',
  '13/11/2026,"""Blue""",1200.00,2157.50',
]
const wrap = (line: string): string => `"${line.replaceAll('"', '""')}"`
const bare = async (text: string, piece: number): Promise<string> => {
  const bytes = Buffer.from(text)
  const source = {
    ...textSource('', 'statement'),
    async *chunks() {
      for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece)
    },
  }
  const pieces: Buffer[] = []
  for await (const chunk of unwrapped(source).chunks()) pieces.push(Buffer.from(chunk))
  return Buffer.concat(pieces).toString()
}

describe('lines in quotation marks as a whole', () => {
  it.each(['\n', '\r\n'])('are the same lines without them, wherever they are cut into pieces', async (end) => {
    const text = LINES.map(wrap).join(end)
    expect(isWrapped(text)).toBe(true)
    for (const piece of [1, 7, 1_000]) expect(await bare(text, piece)).toBe(LINES.join(end))
  })

  it('may have a heading without them, and are read on the same lines of the file', async () => {
    const [heading = '', ...rest] = LINES
    const statement = await openText([heading, ...rest.map(wrap)].join('\n'))
    expect(codes(statement).filter((code) => code !== 'id.missing' && code !== 'currency.missing')).toEqual([])
    expect(statement.lines(0, 5)).toMatchObject([
      { line: 2, date: '2026-11-12', amount: '-42.50', description: 'Mill, Paper' },
      { line: 3, date: '2026-11-13', amount: '1200.00', description: '"Blue"' },
    ])
  })

  it('are told from cells in quotation marks, and from texts of one column', () => {
    expect(isWrapped(LINES.join('\n'))).toBe(false)
    expect(isWrapped(LINES.map((line) => line.split(',').map(wrap).join(',')).join('\n'))).toBe(false)
    expect(isWrapped('"one, two"\n"three"\n')).toBe(false)
    expect(isWrapped('')).toBe(false)
  })
})
