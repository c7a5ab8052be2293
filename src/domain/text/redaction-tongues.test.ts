// Secrets under names in other languages, codes that are typed once, and parameters that stand behind a word like “token” and are none.
import { describe, expect, it } from 'vitest'
import { holdsSecret } from './dropped'
import { redact } from './redaction'

const CLIENT_ID = '686E7FE4D3354162B05FDE15FC01EEAC'
const KEY = 'q8Zt3LkV0xYw5RbNf7JmUe2HsGd9PcAi4TzKoQv1WyXr6BnE'

describe('redact drops', () => {
  it.each([
    ['German', 'Passwort: jHtTby63uzV2!', 'jHtTby63uzV2'],
    ['German', 'Kennwort = Sommer2026', 'Sommer2026'],
    ['German', 'API-Schlüssel: GnC4hIJxeiC3bmKZ', 'GnC4hIJxeiC3bmKZ'],
    ['German', 'Client-Geheimnis: hunter2hunter2', 'hunter2'],
    ['French', 'mot de passe : U5ukv6mxezc0!', 'U5ukv6mxezc0'],
    ['French', 'Clé secrète : U5ukv6mxezc0', 'U5ukv6mxezc0'],
    ['Spanish', 'contraseña: FVAoBuKihodQ', 'FVAoBuKihodQ'],
    ['Spanish', 'Clave de API: FVAoBuKihod9', 'FVAoBuKihod9'],
    ['Portuguese', 'senha: FVAoBuKihodQ', 'FVAoBuKihodQ'],
    ['Italian', 'chiave segreta: FVAoBuKihodQ', 'FVAoBuKihodQ'],
    ['Dutch', 'Wachtwoord: FVAoBuKihodQ', 'FVAoBuKihodQ'],
    ['a code to type', 'Your code: 360398', '360398'],
    ['a code to type', 'Verification code: 360 398'.replace(' 398', '398'), '360398'],
    ['a code to type', 'one-time code=360398', '360398'],
    ['OAuth 1.0a', 'oauth_token="(removed)", oauth_signature="8Q1MoY2LiInHoXZKiYX9DHeA0hm%3D"', '8Q1MoY2LiInHoXZKiYX9'],
  ])('%s: %s', (_, text, secret) => {
    expect(redact(text)).not.toContain(secret)
    expect(holdsSecret(text)).toBe(true)
  })

  it('the secret of a row and not its name and client id', () => {
    const row = (key: string): string => `Name\tClient id\tSecret\nAcme Feeds\t${CLIENT_ID}\t${key}`
    expect(redact(row(KEY))).toBe(row('(removed)'))
  })
})

describe('redact leaves alone', () => {
  it.each([
    'oauth_problem=token_rejected&oauth_problem_advice=The%20access%20token%20has%20not%20been%20authorized%2C%20or%20has%20been%20revoked%20by%20the%20user',
    'oauth_problem=token_rejected&oauth_problem_advice=Token%20THISISANACCESSTOKEN%20does%20not%20match%20an%20expected%20REQUEST%20token',
    'oauth_problem=token_expired&oauth_problem_advice=The%20access%20token%20has%20expired',
    'oauth_problem=signature_invalid&oauth_problem_advice=Failed%20to%20validate%20signature',
    '?error=invalid_token&error_description=The%20refresh%20token%20was%20revoked%20on%202026-11-27',
    `?response_type=token&client_id=${CLIENT_ID}&redirect_uri=http%3A%2F%2Flocalhost%3A8743`,
    `grant_type=refresh_token&client_id=${CLIENT_ID}`,
    `%3Fresponse_type%3Dtoken%26client_id%3D${CLIENT_ID}`,
    'WWW-Authenticate: Bearer error="invalid_token", error_description="The access token is malformed"',
    'error="invalid_token", error_uri="https://developer.xero.com/documentation"',
    'signature: invalid',
    'Error code: 100234',
    'Country code: GB, sort code: 20-00-00',
    'Verification code: expired',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text)
    expect(holdsSecret(text)).toBe(false)
  })

  it('and says of the id of Xero’s error page that it is no secret', () => {
    expect(
      holdsSecret(
        'https://login.xero.com/identity/error?errorId=CfDJ8Ly0Tg7QbYlFm3HkVd2sXoZpWn6RtKi9cGu4JeAq1Nf5BxMv8S',
      ),
    ).toBe(false)
  })
})
