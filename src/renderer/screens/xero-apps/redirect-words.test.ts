import { describe, expect, it } from 'vitest'
import { purposeOf, redirectTrouble } from './redirect-words'

describe('redirect URIs', () => {
  it('knows what Codat’s and the test’s are for', () => {
    expect(purposeOf('https://xero.codat.io/oauth2/callback')).toBe('Codat')
    expect(purposeOf('http://localhost:8743/callback')).toBe('Sign-in test')
    expect(purposeOf('https://example.com/callback')).toBeNull()
  })

  it.each(['https://xero.codat.io/oauth2/callback', 'https://example.com/a?b=c', 'http://localhost:8743/callback'])(
    'accepts %s',
    (uri) => {
      expect(redirectTrouble(uri)).toBeNull()
    },
  )

  it.each([
    ['http://example.com/callback', /only https/],
    ['http://127.0.0.1:8743/callback', /no numeric address/],
    ['http://localhost/callback', /needs a port/],
    ['http://localhost:80/callback', /needs a port|1024/],
    ['callback', /not an address/],
  ])('says what Xero would refuse about %s', (uri, words) => {
    expect(redirectTrouble(uri)).toMatch(words)
  })
})
