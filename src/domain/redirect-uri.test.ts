import { assert, nat, oneof, property, string, webUrl } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LOOPBACK_REDIRECT } from './facts'
import { parseLoopbackRedirect, portsBrowsersBlock } from './redirect-uri'

describe('a redirect URI for the sign-in test', () => {
  it('accepts the default and keeps it character for character', () => {
    expect(parseLoopbackRedirect(DEFAULT_LOOPBACK_REDIRECT)).toEqual({
      ok: true,
      redirect: {
        uri: DEFAULT_LOOPBACK_REDIRECT,
        host: 'localhost',
        port: 8743,
        path: '/callback',
        hostHeader: 'localhost:8743',
      },
    })
  })

  it.each([
    ['not an address', 'not-an-address'],
    ['https://localhost:8743/callback', 'not-http'],
    ['file:///etc/passwd', 'not-http'],
    ['http://localhost.example.com:8743/callback', 'not-this-machine'],
    ['http://127.0.0.2:8743/callback', 'not-this-machine'],
    ['http://0.0.0.0:8743/callback', 'not-this-machine'],
    ['http://localhost/callback', 'no-port'],
    ['http://localhost:80/callback', 'no-port'],
    ['http://localhost:1023/callback', 'port-too-low'],
    ['http://localhost:0/callback', 'port-too-low'],
    ['http://localhost:6000/callback', 'port-blocked'],
    ['http://localhost:10080/callback', 'port-blocked'],
    ['http://me:pass@localhost:8743/callback', 'extra-parts'],
    ['http://localhost:8743/callback?x=1', 'extra-parts'],
    ['http://localhost:8743/callback#', 'extra-parts'],
    ['http://LOCALHOST:8743/callback', 'not-normal'],
    ['http://localhost:8743', 'not-normal'],
    ['http://localhost:8743/a/../callback', 'not-normal'],
    [' http://localhost:8743/callback', 'not-normal'],
  ])('refuses %s as %s', (text, problem) => {
    expect(parseLoopbackRedirect(text)).toMatchObject({ ok: false, problem })
  })

  it('suggests the form that can be registered', () => {
    expect(parseLoopbackRedirect('http://LocalHost:8743')).toMatchObject({ suggestion: 'http://localhost:8743/' })
  })

  it('gives a Host header and a path that make up the URI again, whatever was typed', () => {
    assert(
      property(oneof(webUrl({ withQueryParameters: true }), string()), nat(70_000), (text, port) => {
        expect(madeUpAgain(text)).toBe(text)
        expect(madeUpAgain(`http://localhost:${port}/${text}`)).toBe(`http://localhost:${port}/${text}`)
      }),
    )
    expect(madeUpAgain(DEFAULT_LOOPBACK_REDIRECT)).toBe(DEFAULT_LOOPBACK_REDIRECT)
  })

  it('lists ports that a fetch by the standard refuses, and not the default', async () => {
    const refused = await Promise.all(portsBrowsersBlock.map(refusedAsBadPort))
    expect(refused.every(Boolean)).toBe(true)
    expect(await refusedAsBadPort(8743)).toBe(false)
  })
})

/** Node's fetch keeps the same list; a refused port fails before any connection. */
async function refusedAsBadPort(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => false,
    (error: unknown) => error instanceof TypeError && String(error.cause).includes('bad port'),
  )
}

/** What host and path make up together, or the text itself where it is no redirect URI for us. */
function madeUpAgain(candidate: string): string {
  const parsed = parseLoopbackRedirect(candidate)
  return parsed.ok ? `http://${parsed.redirect.hostHeader}${parsed.redirect.path}` : candidate
}
