import { describe, expect, it } from 'vitest'
import type { Fetch } from '../ports'
import { checkLink, type LinkPorts } from './link-check'

const page =
  (text: string, status = 200): Fetch =>
  () =>
    Promise.resolve(new Response(text, { status }))
const fails =
  (message: string): Fetch =>
  () =>
    Promise.reject(new TypeError(message))

async function code(link: string, ports: Partial<LinkPorts> = {}): Promise<string> {
  const finding = await checkLink(link, {
    fetch: page('<title>Privacy</title>'),
    lookup: () => Promise.resolve(['93.184.215.14']),
    isPractice: false,
    ...ports,
  })
  return finding.code
}

describe('a link', () => {
  it.each([
    ['', 'no-link'],
    ['example.com', 'not-an-address'],
    ['javascript:alert(1)', 'not-an-address'],
    ['file:///etc/hosts', 'not-an-address'],
    ['http://example.com/', 'not-https'],
    ['https://kim:pass@example.com/', 'credentials'],
    ['https://10.0.0.1/', 'private-address'],
    ['https://[::1]/', 'private-address'],
    ['https://2130706433/', 'private-address'],
    ['https://intranet/', 'private-address'],
    ['https://www.example.com/privacy', 'answers'],
  ])('%s: %s', async (link, expected) => {
    expect(await code(link)).toBe(expected)
  })

  it('isn’t opened where its name leads into a private network, not even by one of its addresses', async () => {
    let opened = 0
    const fetch: Fetch = () => {
      opened += 1
      return Promise.resolve(new Response('x'))
    }
    const lookup = () => Promise.resolve(['93.184.215.14', '192.168.0.7'])
    expect(await code('https://rebound.example/', { fetch, lookup })).toBe('private-address')
    expect(opened).toBe(0)
  })

  it('goes to the fetch where no name can be looked up here, as behind a proxy', async () => {
    expect(await code('https://www.example.com/', { lookup: () => Promise.reject(new Error('ENOTFOUND')) })).toBe(
      'answers',
    )
  })

  it.each([
    ['net::ERR_CERT_DATE_INVALID', 'certificate-expired'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate-untrusted'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'certificate-other-name'],
    ['net::ERR_NAME_NOT_RESOLVED', 'no-such-host'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy'],
    ['Attempted to redirect, but redirect policy was error', 'redirected'],
    ['net::ERR_CONNECTION_REFUSED', 'no-connection'],
  ])('%s: %s', async (message, expected) => {
    expect(await code('https://www.example.com/', { fetch: fails(message) })).toBe(expected)
  })

  it('is judged by its status and its title', async () => {
    expect(await code('https://www.example.com/', { fetch: page('gone', 410) })).toBe('http-410')
    expect(await code('https://www.example.com/', { fetch: page('<TITLE>404 | Acme</TITLE>') })).toBe(
      'looks-like-error',
    )
    expect(await code('https://www.example.com/', { fetch: page(' \n ') })).toBe('empty-page')
    expect(await code('https://www.example.com/', { fetch: page('<title>Flight 4042</title>') })).toBe('answers')
  })
})
