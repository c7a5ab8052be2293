import { describe, expect, it } from 'vitest'
import { holdsSecret } from './dropped'

describe('whether a text held a secret', () => {
  it.each([
    'client_secret=hunter2',
    'password=correcthorse',
    'Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'Authorization: Basic c29tZWJvZHk6c29tZXRoaW5nLWxvbmc=',
    'refresh_token: vK2mXq81ZtLw0pRyB6nCeH4sUoJ9aTgD',
    'https://kim:s3cr3tPa55@example.test/',
    'refresh_token=abc_Def123_ghi456_Jkl789',
    'client_secret: myX9k2Lq81ZtLw0pRyB6nCeH4sUoJ9aTgD',
    'callback?code=zR7Kq0bT5mNwY2sHfLd8aVgJ4cXeUi6p',
    'password: OAuth2Summer',
    'Your Xero verification code is 483920. It expires in 10 minutes.',
    '483920 is your Xero verification code',
    'client_id=Zk3t9QmB7xR2a8VnLpW0sYdEfGhIjKlMnOpQrStUvWxYz12',
    'commit secret=9f8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b',
    'api_key: sk_live_Zk3t9QmB7xR2a8Vn****',
  ])('yes: %s', (text) => expect(holdsSecret(text)).toBe(true))

  it.each([
    'the client secret was wrong',
    'client_secret=XXXXXXXX',
    'client_secret=<redacted>',
    'client_secret={{CLIENT_SECRET}}',
    'Authorization: Bearer YOUR_ACCESS_TOKEN',
    'Authorization: Bearer ****',
    'Authorization: Basic [REDACTED]',
    '-u "$CID:$CS"',
    'failed to verify ID Token: oidc: current time',
    'invalid_token: The token is not valid',
    'token = session.refresh_token(TOKEN_URL, client_id=cid)',
    'OAuth2AuthorizationException: [invalid_client]',
    "code: 'ERR_NON_2XX_3XX_RESPONSE'",
    "Unable to match key: kid: '1CAF8E66772D6DC028D6726FD0261581570EFC19'",
    'client_secret=(removed)',
    'Error retrieving token: invalid_grant\n    at Service_.fetchToken_ (OAuth2/Service:527)',
    'at org.acme.OAuth2LoginAuthenticationProvider.authenticate(OAuth2LoginAuthenticationProvider.java:115)',
    'commit 9f8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b',
    'image@sha256:3f1b2c4d5e6f4a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1d2e3f4a5b6c7d8e9f0a1b',
    '"accountToken":"c12345-cld6et3q6"',
    'Expired API Key provided: sk_live_****1234',
    'authorize?client_id=686E7FE4D3354162B05FDE15FC01EEA&response_type=code',
    'logo: data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    'the verification code is wrong, error 50013',
    '',
  ])('no: %s', (text) => expect(holdsSecret(text)).toBe(false))
})
