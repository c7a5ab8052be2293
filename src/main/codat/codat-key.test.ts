import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCodatKey } from './handlers'
import { authorizationOf } from './request'
import { Secret } from '../secret'

const KEY = 'abcdefghijKLMNOPQRST0123456789uvwxyzABCD'
const ENCODED = Buffer.from(KEY).toString('base64')

/** What was read, with the key in clear so that tests can compare it. */
function read(pasted: string) {
  const reading = readCodatKey(pasted)
  return reading.ok ? { key: reading.key.expose(), form: reading.form, cleaned: reading.cleaned } : reading.reason
}

describe('readCodatKey', () => {
  it.each([
    [KEY, 'key'],
    [`Basic ${ENCODED}`, 'header'],
    [`basic ${ENCODED}`, 'header'],
    [`Authorization: Basic ${ENCODED}`, 'header'],
    [`Basic ${Buffer.from(`${KEY}:`).toString('base64')}`, 'header'],
    [`Basic ${ENCODED.slice(0, 20)}\n${ENCODED.slice(20)}`, 'header'],
    [ENCODED, 'encoded'],
  ])('takes %s', (pasted, form) => {
    expect(read(pasted)).toMatchObject({ key: KEY, form })
  })

  it.each([
    [`  ${KEY}\t`, 'surrounding-space'],
    [`${KEY}\r\n`, 'line-breaks'],
    [`${KEY.slice(0, 9)}\n${KEY.slice(9)}`, 'line-breaks'],
    [`\u200B${KEY}\uFEFF`, 'zero-width'],
    [`“${KEY}”`, 'smart-quotes'],
    [`"${KEY}"`, 'quotes'],
    [`API key: ${KEY}`, 'label'],
  ])('cleans %j', (pasted, cleaning) => {
    expect(read(pasted)).toMatchObject({ key: KEY, cleaned: expect.arrayContaining([cleaning]) })
  })

  it.each([
    ['', 'empty'],
    ['\u200B \n', 'empty'],
    ['abc def', 'spaces-inside'],
    ['0123456789ABCDEF0123456789ABCDEF', 'looks-like-xero-client-id'],
    [`Basic ${Buffer.from('id:secret').toString('base64')}`, 'pair-of-values'],
    ['Basic !!!', 'header-not-readable'],
    ['Basic', 'header-not-readable'],
    ['Basic AAAA', 'header-not-readable'],
    ['x'.repeat(1_000_000), 'too-long'],
    ['x'.repeat(513), 'too-long'],
  ])('refuses %j', (pasted, reason) => {
    expect(read(pasted)).toBe(reason)
  })

  it('takes a key of another form and says that it is unusual', () => {
    const reading = readCodatKey('a-new-kind-of-key_2027')
    expect(reading).toMatchObject({ ok: true, form: 'key', unusual: true })
    expect(readCodatKey(KEY)).toMatchObject({ unusual: false })
  })

  it('never prints the key', () => {
    expect(JSON.stringify(readCodatKey(KEY))).not.toContain(KEY)
  })

  const usualKey = fc.string({ unit: fc.constantFrom(...'ABCdef0189'), minLength: 40, maxLength: 40 })
  const anyKey = fc
    .string({ unit: fc.constantFrom(...'ABCdef0189-_.~'), minLength: 1, maxLength: 200 })
    .filter((key) => !/^[0-9A-F]{32}$/i.test(key))

  it('gives the same key whichever of the portal’s two forms was copied', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(read(authorizationOf(new Secret(key)).expose())).toMatchObject({ key })
        expect(read(`Authorization: ${authorizationOf(new Secret(key)).expose()}`)).toMatchObject({ key })
      }),
    )
  })

  it('gives back a key of the known form whatever harmless wrapping it came in', () => {
    const noise = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\u200B', '\uFEFF', '“', '”', '"', '\u00A0') })
    const form = fc.constantFrom(
      (key: string) => key,
      (key: string) => Buffer.from(key).toString('base64'),
      (key: string) => `Basic ${Buffer.from(key).toString('base64')}`,
    )
    fc.assert(
      fc.property(usualKey, form, noise, noise, (key, wrap, before, after) => {
        expect(read(before + wrap(key) + after)).toMatchObject({ key })
      }),
    )
  })

  it('is idempotent and never throws, whatever is pasted', () => {
    const pasted = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'Basic ab=:"\n\u200B') }),
    )
    fc.assert(
      fc.property(pasted, (text) => {
        const once = readCodatKey(text)
        if (!once.ok || once.form !== 'key') return
        expect(read(once.key.expose())).toMatchObject({ key: once.key.expose(), cleaned: [] })
      }),
    )
  })
})
