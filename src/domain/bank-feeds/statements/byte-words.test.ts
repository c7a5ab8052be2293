import fc from 'fast-check'
import { expect, it } from 'vitest'
import { copyBytes, hasNoLineEnd, needsNoEscape, wordsOf } from './byte-words'

const memoryOf = (bytes: Buffer) => ({ bytes, words: wordsOf(bytes) })

it('copies every text byte by byte, wherever it lies, and nothing beside it', () => {
  const texts = fc.string({
    unit: fc.oneof(fc.constantFrom('\u007f', '𐀀', '\u{10ffff}', 'a'), fc.string({ unit: 'binary' })),
  })
  fc.assert(
    fc.property(texts, fc.nat({ max: 9 }), fc.nat({ max: 9 }), (text, first, at) => {
      const bytes = Buffer.from(text)
      const to = Buffer.alloc(bytes.length + 20, 1)
      const end = copyBytes(
        memoryOf(Buffer.concat([Buffer.alloc(first, 2), bytes, Buffer.alloc(9, 3)])),
        first,
        first + bytes.length,
        memoryOf(to),
        at,
      )
      expect(end).toBe(at + bytes.length)
      expect(to.equals(Buffer.concat([Buffer.alloc(at, 1), bytes, Buffer.alloc(20 - at, 1)]))).toBe(true)
    }),
  )
})

const byte = fc.oneof(fc.constantFrom(9, 10, 13, 14, 31, 32, 34, 92, 127, 128), fc.nat({ max: 255 }))

it('never passes a word that holds what it looks for', () => {
  fc.assert(
    fc.property(fc.array(byte, { minLength: 4, maxLength: 4 }), (bytes) => {
      const word = Buffer.from(bytes).readInt32LE()
      const isEscaped = bytes.some((one) => one < 32 || one === 34 || one === 92)
      const endsLine = bytes.some((one) => one === 10 || one === 13)
      expect([isEscaped && needsNoEscape(word), endsLine && hasNoLineEnd(word)]).toEqual([false, false])
    }),
  )
})
