import { describe, expect, it } from 'vitest'
import { droppedCharacters, lintAppName, lintCompanyUrl, lintRedirectUri } from './set-up-lint'

describe('the name of a Xero app', () => {
  it.each(['Acme for Xero', 'XERO bridge', 'myxeroapp'])('%s is refused', (name) => {
    expect(lintAppName(name)).toMatchObject({ severity: 'act', text: expect.stringContaining('contains “Xero”') })
  })
  it('a test app is only remarked on, and an ordinary name is fine', () => {
    expect(lintAppName('Acme test')?.severity).toBe('watch')
    expect(lintAppName('Acme Lending')).toBeNull()
  })
})

describe('the company URL', () => {
  it.each([
    ['http://acme.example', 'https://'],
    ['acme.example', 'Begin it with https://'],
    ['https://acme', 'whole web address'],
  ])('%s', (url, said) => {
    expect(lintCompanyUrl(url)?.text).toContain(said)
  })
  it.each(['', 'https://acme.example', 'https://acme.example/about'])('%s is fine', (url) => {
    expect(lintCompanyUrl(url)).toBeNull()
  })
})

describe('a redirect URI', () => {
  it.each([
    ['http://xero.codat.io/oauth2/callback', 'http:// instead of https://'],
    ['https://xero.codat.io/oauth2/callback/', 'slash at the end'],
    ['https://Xero.codat.io/oauth2/callback', 'Capitals count'],
    ['https://xero.codat.io/callback', 'path differs'],
    [' https://xero.codat.io/oauth2/callback', 'space'],
    ['http://127.0.0.1:8743/callback', 'Write localhost'],
    ['http://acme.example/back', 'localhost only'],
    ['https://*.acme.example/back', 'wildcards'],
    ['back', 'whole web address'],
  ])('%s', (uri, said) => {
    expect(lintRedirectUri(uri)?.text).toContain(said)
  })
  it.each(['https://xero.codat.io/oauth2/callback', 'http://localhost:8743/callback', 'https://acme.example/back'])(
    '%s is fine',
    (uri) => expect(lintRedirectUri(uri)).toBeNull(),
  )
})

it('names each character that Codat would drop from a company’s name, once', () => {
  expect(droppedCharacters('Müller & Söhne (GmbH)')).toEqual(['ü', 'ö', '(', ')'])
  expect(droppedCharacters("O'Neill, Ltd. & Co")).toEqual([])
})
