import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanPasted, isBasicHeader, looksLikeClientId, looksLikeSecret, splitPair } from './pasted-value'

const ID = '0123456789ABCDEF0123456789ABCDEF'
const SECRET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV'

describe('cleanPasted', () => {
  it.each([
    [`  ${SECRET}\t`, ['surrounding-space']],
    [`${SECRET}\r\n`, ['line-breaks']],
    [`${SECRET.slice(0, 20)}\n${SECRET.slice(20)}`, ['line-breaks']],
    [`\u200B${SECRET}\uFEFF`, ['zero-width']],
    [`“${SECRET}”`, ['smart-quotes']],
    [`"${SECRET}"`, ['quotes']],
    [`Client secret 1: ${SECRET}`, ['label']],
    [`\u00A0${SECRET}\u00A0`, ['surrounding-space']],
  ])('cleans %j and says what it took out', (raw, cleaned) => {
    expect(cleanPasted(raw)).toEqual({ value: SECRET, cleaned })
  })

  it('leaves a space in the middle, because nobody can tell what belongs there', () => {
    expect(cleanPasted('abc def').value).toBe('abc def')
  })

  it('is idempotent for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const once = cleanPasted(raw).value
        expect(cleanPasted(once)).toEqual({ value: once, cleaned: [] })
      }),
    )
  })

  it('never changes a clean key', () => {
    const key = fc.string({ unit: fc.constantFrom(...'abcXYZ0189-_'), minLength: 1, maxLength: 64 })
    fc.assert(
      fc.property(key, (value) => {
        expect(cleanPasted(value)).toEqual({ value, cleaned: [] })
      }),
    )
  })

  it('finds the key in whatever harmless wrapping it came', () => {
    const noise = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\u200B', '\uFEFF', '“', '”', '"', '\u00A0') })
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        expect(cleanPasted(before + SECRET + after).value).toBe(SECRET)
      }),
    )
  })
})

describe('what a value looks like', () => {
  it('tells id, secret and header apart', () => {
    expect([looksLikeClientId(ID), looksLikeSecret(ID), isBasicHeader(ID)]).toEqual([true, false, false])
    expect([looksLikeClientId(SECRET), looksLikeSecret(SECRET)]).toEqual([false, true])
    expect(isBasicHeader(`Authorization: Basic ${Buffer.from(`${ID}:${SECRET}`).toString('base64')}`)).toBe(true)
  })

  it.each([
    `${ID}\n${SECRET}`,
    `${SECRET} ${ID}`,
    `Client id: ${ID}\r\nClient secret 1: ${SECRET}\r\n`,
    `${ID}:${SECRET}`,
    `{"clientId":"${ID}","clientSecret":"${SECRET}"}`.replace(/[{}]/g, ''),
  ])('splits a pair pasted together: %j', (raw) => {
    expect(splitPair(raw)).toEqual({ clientId: ID, secret: SECRET })
  })

  it('does not guess between two secrets', () => {
    expect(splitPair(`${ID} ${SECRET} ${SECRET}`)).toBeNull()
    expect(splitPair(SECRET)).toBeNull()
  })
})
