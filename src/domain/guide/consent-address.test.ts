import { expect, it } from 'vitest'
import { CLIENT_ID } from '../../../test/support/xero-app-fields'
import { readConsentAddress } from './consent-address'

const query = new URLSearchParams({
  response_type: 'code',
  client_id: CLIENT_ID,
  redirect_uri: 'https://xero.codat.io/oauth2/callback',
  scope: 'offline_access accounting.settings',
  state: 'not-kept',
}).toString()
const seen = {
  clientId: CLIENT_ID,
  redirectUri: 'https://xero.codat.io/oauth2/callback',
  scopes: ['offline_access', 'accounting.settings'],
}
const authorize = `https://login.xero.com/identity/connect/authorize?${query}`

it('reads the address of the consent page', () => {
  expect(readConsentAddress(` ${authorize}\n`)).toEqual(seen)
})

it('reads it out of the login page’s address, however often it is encoded', () => {
  const login = `https://login.xero.com/identity/user/login?ReturnUrl=${encodeURIComponent(`/identity/connect/authorize/callback?${query}`)}`
  expect(readConsentAddress(login)).toEqual(seen)
  expect(readConsentAddress(`https://sso.example/go?to=${encodeURIComponent(login)}`)).toEqual(seen)
})

it.each([
  '',
  'hello',
  'https://acme.example/?client_id=1',
  `https://acme.example/callback?code=1&state=2`,
  'x'.repeat(30_000),
])('anything else is none', (text) => expect(readConsentAddress(text)).toBeNull())
