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
    '',
  ])('no: %s', (text) => expect(holdsSecret(text)).toBe(false))
})
