import { describe, expect, it } from 'vitest'
import { loopbackOrigin, readFlags as readAny, refusedSwitch } from './flags'

const readFlags = (args: readonly string[]) => readAny(args, { isPackaged: false })

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

describe('a packaged start', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect-brk=0',
    '--log-net-log=net.json',
    '--ignore-certificate-errors',
    '--ignore-certificate-errors-spki-list=x',
    '--proxy-server=127.0.0.1:8080',
    '--proxy-pac-url=http://x.example/pac',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--load-extension=/x',
    '--disable-extensions-except=/x',
    '--no-sandbox',
    '--disable-web-security',
    '--js-flags=--allow-natives-syntax',
    '--user-data-dir=/x',
    '--a-switch-of-tomorrow',
    '-remote-debugging-port=9222',
  ])('refuses %s and names it without its value', (arg) => {
    const outcome = readAny(['--practice', arg], { isPackaged: true })
    expect(outcome).toEqual({ ok: false, reason: expect.stringContaining(arg.split('=')[0] ?? '') })
    expect(JSON.stringify(outcome)).not.toContain('127.0.0.1')
    expect(readFlags(['.', arg]).ok).toBe(true)
  })

  it.each([
    [[]],
    [['--practice']],
    [['--smoke']],
    [['--lang=de', '--force-device-scale-factor=2']],
    [['-psn_0_12345']],
  ])('takes %j', (args) => {
    expect(refusedSwitch(args)).toBeNull()
    expect(readAny(args, { isPackaged: true }).ok).toBe(true)
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
