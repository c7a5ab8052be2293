import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { classify, isStaleConnection } from './classify'
import fixture from '../../main/vault/keychain-sayings.json'

const sayings = z
  .array(
    z.strictObject({
      os: z.enum(['linux', 'darwin', 'win32']),
      code: z.string(),
      source: z.string(),
      message: z.string(),
      stale: z.boolean().default(false),
    }),
  )
  .parse(fixture)

describe('classifying what a keychain says', () => {
  it.each(sayings)('$os, “$message” ($source) is $code', ({ os, message, code, stale }) => {
    expect(classify(message, os)).toBe(code)
    expect(isStaleConnection(message)).toBe(stale)
  })

  it('has a real message of each system for each code that system can give', () => {
    const covered = new Set(sayings.map(({ os, code }) => `${os} ${code}`))
    for (const code of ['vault.no-service', 'vault.denied', 'vault.unknown']) {
      for (const os of ['linux', 'darwin', 'win32']) expect(covered).toContain(`${os} ${code}`)
    }
    for (const pair of ['linux vault.locked', 'darwin vault.locked', 'win32 vault.too-big', 'linux vault.timed-out']) {
      expect(covered).toContain(pair)
    }
  })

  it('does not read one system’s words by another’s table', () => {
    expect(classify('The stub received bad data', 'linux')).toBe('vault.unknown')
    expect(classify('Cannot create an item in a locked collection', 'win32')).toBe('vault.unknown')
  })
})
