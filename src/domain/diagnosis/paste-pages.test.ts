// Addresses of Xero and Codat that stand alone: each is told for what it is, and that it is no error.
import { describe, expect, it } from 'vitest'
import { explainPaste } from './paste'

const first = (text: string) => explainPaste(text, { apps: [], appId: null, today: '2026-11-30' }).findings[0]

describe('an address of Xero or Codat by itself', () => {
  it.each([
    ['https://developer.xero.com/app/manage', /developer portal/],
    [`https://login.xero.com/identity/user/login?from=${'a'.repeat(600)}&next=b`, /sign-in/],
    ['https://developer.xero.com/myapps', /developer portal/],
    ['https://developer.xero.com/documentation/guides/oauth2/limits/', /documentation/],
    ['https://devblog.xero.com/upcoming-changes-to-xero-accounting-api-scopes-705c5a9621a0', /Xero/],
    ['https://api-explorer.xero.com', /Explorer/],
    ['https://go.xero.com/Settings/ConnectedApps', /Connected apps/],
    ['https://go.xero.com/app/!abc12/settings/connected-apps', /Connected apps/],
    ['https://go.xero.com/Dashboard/', /in Xero/],
    ['https://login.xero.com/identity/user/login', /sign-in/],
    ['https://login.xero.com/', /sign-in/],
    ['https://authorize.xero.com/', /sign-in/],
    ['https://identity.xero.com/connect/token', /token endpoint/],
    ['https://identity.xero.com/connect/revocation', /revok/],
    ['https://identity.xero.com/.well-known/openid-configuration', /discovery document/],
    ['https://identity.xero.com/.well-known/openid-configuration/jwks', /discovery document/],
    ['https://api.xero.com/connections', /connections/],
    ['https://api.xero.com/api.xro/2.0/Organisation', /API/],
    ['https://api.xero.com/bankfeeds.xro/1.0/Statements', /bank feeds/],
    ['https://status.xero.com/', /status page/],
    ['https://status.developer.xero.com', /status page/],
    ['https://central.xero.com/s/article/Connected-apps', /Xero/],
    ['https://apps.xero.com/uk/app/acme', /App Store/],
    ['https://www.xero.com/uk/signup/developers/', /Xero/],
    ['https://app.codat.io/developers/api-keys', /Codat.s portal/],
    ['https://docs.codat.io/updates/260116-xero-pricing', /documentation/],
    ['https://status.codat.io/', /status page/],
    ['https://api.codat.io/companies', /Codat.s API/],
    ['https://signin.codat.io/', /Codat/],
    ['https://www.codat.io/', /Codat/],
    ['<https://identity.xero.com/connect/token>', /token endpoint/],
    ['identity.xero.com/connect/token', /token endpoint/],
    ['  api.codat.io/companies \n', /Codat.s API/],
    ['Which page is this? https://status.codat.io/', /status page/],
  ])('is told for what it is: %s', (address, what) => {
    expect(first(address)).toMatchObject({ code: 'paste.portal-address', title: expect.stringMatching(what) })
  })

  it.each([
    'https://xero.com.example/app',
    'https://example.com/api.xero.com',
    'https://notxero.com/',
    'xero',
    'https://login.microsoftonline.com/',
  ])('and nobody else’s: %s', (address) => expect(first(address)?.code).toBe('paste.not-recognised'))

  it('is not what a failure is about that Latchkey doesn’t know', () => {
    expect(first('CalloutException: Unauthorized endpoint = https://api.xero.com/connections')?.code).toBe(
      'paste.not-recognised',
    )
  })

  it('gives way to whatever else the text says', () => {
    expect(first('https://identity.xero.com/connect/token\n{"error":"invalid_client"}')?.code).toBe(
      'token.invalid-client',
    )
    expect(first('GET https://api.codat.io/companies 401 Unauthorized')?.code).toBe('codat.unauthorized')
    expect(first('https://app.codat.io/companies\nERR_NAME_NOT_RESOLVED')?.code).toBe('network.dns')
  })
})
