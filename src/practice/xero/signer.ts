// Signs and reads the practice Xero's tokens: RS256, with the key the JWKS publishes.
import { createHash, randomUUID } from 'node:crypto'
import { compactVerify, exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose'
import { z } from 'zod'
import type { XeroStandIn } from './stand-in'

const ALGORITHM = 'RS256'
const jwk = z.looseObject({ kty: z.string(), n: z.string(), e: z.string(), kid: z.string() })

/** A new private key as JWK, with a key id. */
export async function newSigningKey(): Promise<Record<string, unknown>> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true, modulusLength: 2048 })
  return {
    ...(await exportJWK(privateKey)),
    kid: randomUUID().replaceAll('-', '').toUpperCase(),
    alg: ALGORITHM,
    use: 'sig',
  }
}

/** The published half of a private key. */
export function publicKey(key: Record<string, unknown>): Record<string, unknown> {
  const { kty, n, e, kid } = jwk.parse(key)
  return { kty, use: 'sig', kid, n, e, alg: ALGORITHM }
}

/** The compact JWT for claims that already carry their times. */
export async function sign(key: Record<string, unknown>, claims: JWTPayload): Promise<string> {
  const { kid } = jwk.parse(key)
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
    .sign(await importJWK(key, ALGORITHM))
}

/** OpenID Connect's `at_hash`: the left half of the token's SHA-256. */
export function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
}

export const accessTokenClaims = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  client_id: z.string(),
  /** Absent in an app's own token (client credentials). */
  xero_userid: z.string().optional(),
  authentication_event_id: z.string().optional(),
  scope: z.array(z.string()),
  exp: z.number(),
})
export type AccessTokenClaims = z.infer<typeof accessTokenClaims>

export type ReadToken =
  | { readonly outcome: 'valid'; readonly claims: AccessTokenClaims }
  | { readonly outcome: 'expired'; readonly at: Date }
  | { readonly outcome: 'invalid' }

/** Reads an access token as of the practice clock. */
export async function readAccessToken(xero: XeroStandIn, token: string): Promise<ReadToken> {
  try {
    const key = await importJWK(publicKey(xero.world().signingKey), ALGORITHM)
    // The signature alone: the expiry is judged by the practice clock, and an expired token must still tell when that was.
    const { payload } = await compactVerify(token, key)
    const claims = accessTokenClaims.parse(JSON.parse(new TextDecoder().decode(payload)))
    if (claims.iss !== xero.origins().xeroIdentity || claims.aud !== audience(xero)) return { outcome: 'invalid' }
    const at = new Date(claims.exp * 1000)
    return at <= xero.now() ? { outcome: 'expired', at } : { outcome: 'valid', claims }
  } catch {
    return { outcome: 'invalid' }
  }
}

export function audience(xero: XeroStandIn): string {
  return `${xero.origins().xeroIdentity}/resources`
}
