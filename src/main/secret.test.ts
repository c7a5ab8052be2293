import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Secret } from './secret'

const VALUE = 'CANARY-abcdefghijklmnopqrstuvwxyz'

describe('Secret', () => {
  const secret = new Secret(VALUE)

  it.each([
    ['String()', () => String(secret)],
    ['a template', () => `${secret as unknown as string}`],
    ['JSON', () => JSON.stringify({ secret })],
    ['inspect', () => inspect({ secret }, { depth: 9, showHidden: true, getters: true })],
    ['concatenation', () => '' + (secret as unknown as string)],
    ['an error message', () => new Error(String(secret)).message],
  ])('does not show in %s', (_name, show) => {
    expect(show()).not.toContain('CANARY')
  })

  it('refuses to be cloned or posted', () => {
    expect(() => structuredClone(secret)).toThrow('could not be cloned')
    expect(() => new MessageChannel().port1.postMessage(secret)).toThrow('could not be cloned')
  })

  it('gives its value on purpose, its sizes, and compares', () => {
    expect(secret.expose()).toBe(VALUE)
    expect(new Secret('é').bytes).toBe(2)
    expect(secret.length).toBe(VALUE.length)
    expect(secret.equals(new Secret(VALUE))).toBe(true)
    expect(secret.equals(new Secret(`${VALUE}x`))).toBe(false)
  })
})
