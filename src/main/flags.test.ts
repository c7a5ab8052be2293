import { describe, expect, it } from 'vitest'
import { loopbackOrigin, readFlags } from './flags'

describe('readFlags', () => {
  it('starts normally without arguments', () => {
    expect(readFlags(['.'])).toEqual({ ok: true, flags: { mode: 'normal', smoke: false, trial: false, overrides: {} } })
  })

  it('takes loopback origins in practice', () => {
    const read = readFlags(['.', '--practice', '--origin=xero-api=http://127.0.0.1:4711'])
    expect(read).toMatchObject({
      ok: true,
      flags: { mode: 'practice', overrides: { 'xero-api': 'http://127.0.0.1:4711' } },
    })
  })

  it.each([
    [['--origin=xero-api=http://127.0.0.1:1']],
    [['--practice', '--origin=xero-api=http://example.com']],
    [['--practice', '--origin=xero-api=https://127.0.0.1:1']],
    [['--practice', '--origin=nobody=http://127.0.0.1:1']],
  ])('refuses to start with %j', (args) => {
    expect(readFlags(args).ok).toBe(false)
  })
})

describe('loopbackOrigin', () => {
  it.each([
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://127.0.0.2',
    'http://0.0.0.0',
    'http://user@127.0.0.1',
    'http://127.0.0.1/path',
    'http://2130706433.example',
    'file:///etc/passwd',
    '',
  ])('refuses %j', (value) => {
    expect(loopbackOrigin(value)).toBeNull()
  })

  it.each(['http://127.0.0.1:80', 'http://[::1]:4000', 'http://localhost:1234'])('takes %s', (value) => {
    expect(loopbackOrigin(value)).toBe(new URL(value).origin)
  })
})
