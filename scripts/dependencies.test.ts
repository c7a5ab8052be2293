import { describe, expect, it } from 'vitest'
import { samePackages } from './dependencies.mjs'
import { nodeIsNewEnough } from './setup.mjs'

describe('samePackages', () => {
  const locked = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  }

  it('is satisfied by the versions of the lockfile', () => {
    expect(samePackages(locked, { 'node_modules/a': { version: '1.0.0' } })).toBe(true)
  })

  it('notices another version, a missing package, and an optional one of another version', () => {
    expect(samePackages(locked, { 'node_modules/a': { version: '1.0.1' } })).toBe(false)
    expect(samePackages(locked, {})).toBe(false)
    const otherOptional = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.9.0' } }
    expect(samePackages(locked, otherOptional)).toBe(false)
  })
})

describe('nodeIsNewEnough', () => {
  it.each([
    ['20.18.3', false],
    ['20.19.0', true],
    ['18.20.0', false],
    ['24.1.0', true],
  ])('%s: %s', (version, expected) => {
    expect(nodeIsNewEnough(version)).toBe(expected)
  })
})
