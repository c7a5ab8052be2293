import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decoded, scanBytes } from './encoding'
import type { StatementSource } from './source'

function sourceIn(bytes: Buffer, piece: number): StatementSource {
  return {
    name: 'statement',
    size: bytes.length,
    async *chunks() {
      for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece)
    },
  }
}

it('notes every kind of line end, whatever stands around it and wherever the pieces end', async () => {
  const parts = fc.constantFrom('\r\n', '\n', '\r', 'a', 'plain text', 'é', '€', '\t', '\v', '\u000e', '"')
  await fc.assert(
    fc.asyncProperty(fc.array(parts, { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), async (texts, piece) => {
      const text = texts.join('')
      const ends = new Set(text.match(/\r\n|\n|\r/g))
      const { lineEnds } = await scanBytes(sourceIn(Buffer.from(text), piece))
      expect(lineEnds).toEqual((['\r\n', '\n', '\r'] as const).filter((end) => ends.has(end)))
    }),
  )
})

it.each([
  ['utf-8', (text: string) => Buffer.from(text)],
  ['utf-16le', (text: string) => Buffer.from(text, 'utf16le')],
  ['utf-16be', (text: string) => Buffer.from(text, 'utf16le').swap16()],
] as const)('decodes %s whole, whichever character a piece ends in', async (encoding, bytesOf) => {
  for (let shift = 0; shift < 8; shift += 1) {
    const text = 'x'.repeat(shift) + 'é€😀,'.repeat(4_000)
    let read = ''
    for await (const piece of decoded(sourceIn(bytesOf(text), 30_001), { encoding, mark: 0 })) read += piece
    expect(read === text).toBe(true)
  }
})
