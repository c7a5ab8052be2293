import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codatSlot, parseSlot, type SlotParts, slotOf, xeroSlot } from './slot'

const recordId = fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/)
const keyName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
const parts: fc.Arbitrary<SlotParts> = fc.oneof(
  fc.record({ kind: fc.constant('xero' as const), id: recordId, number: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ kind: fc.constant('codat' as const), id: recordId, key: keyName }),
)

describe('slots', () => {
  it('read as the accounts of the design', () => {
    expect(xeroSlot('7d8f', 1)).toBe('xero:7d8f:1')
    expect(codatSlot('7d8f', 'Default')).toBe('codat:7d8f:Default')
  })

  it('survive building and parsing', () => {
    fc.assert(
      fc.property(parts, (given) => {
        expect(parseSlot(slotOf(given))).toEqual(given)
      }),
    )
  })

  it('are never the same for different places', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(slotOf(one) === slotOf(other)).toBe(isDeepStrictEqual(one, other))
      }),
    )
  })

  it('parse nothing that this file did not make', () => {
    const loose = fc.tuple(fc.constantFrom('xero:', 'codat:', ''), fc.string()).map((pieces) => pieces.join(''))
    const near = fc.tuple(fc.constantFrom('xero', 'codat'), recordId, fc.string()).map((pieces) => pieces.join(':'))
    fc.assert(
      fc.property(fc.oneof(loose, near), (text) => {
        const found = parseSlot(text)
        expect(found === null || slotOf(found) === text).toBe(true)
      }),
    )
  })

  it.each([
    '',
    'xero',
    'xero:a',
    'xero:a:0',
    'xero:a:01',
    'xero:a:100',
    'xero::1',
    'xero:a:1:2',
    'codat:a:',
    'codat:a:%zz',
    'codat:a:a b',
    'else:a:1',
  ])('refuse %j', (text) => expect(parseSlot(text)).toBeNull())

  it.each([
    ['no id', () => xeroSlot('', 1)],
    ['a separator in the id', () => xeroSlot('a:b', 1)],
    ['slot 0', () => xeroSlot('a', 0)],
    ['half a slot', () => xeroSlot('a', 1.5)],
    ['no key name', () => codatSlot('a', '')],
    ['half a character', () => codatSlot('a', '\ud800')],
    ['an account longer than Windows takes', () => codatSlot('a', 'k'.repeat(506))],
  ])('are not built from %s', (_, build) => expect(build).toThrow(RangeError))

  it('fit Windows up to 513 characters', () => expect(codatSlot('a', 'k'.repeat(505))).toHaveLength(513))
})
