// The claims of the practice Xero's tokens, and the ID tokens that are wrong on purpose.
import { createHash, randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { tokenLifetimes } from '../../domain/facts'
import { accessTokenHash, audience, newSigningKey, sign } from './signer'
import { findUser, type XeroStandIn } from './stand-in'
import type { XeroUser } from './world'

const ID_TOKEN_SECONDS = 5 * 60

interface TokenLink {
  readonly clientId: string
  readonly userId: string
  readonly authEventId: string
  readonly scopes: readonly string[]
  readonly nonce: string | null
  readonly authTime: Date
}

/** The access token of a person's consent and, if `openid` was asked for, the ID token. */
export async function userTokens(
  xero: XeroStandIn,
  link: TokenLink,
): Promise<{ idToken: string | null; accessToken: string }> {
  const user = findUser(xero.world(), link.userId)
  if (user === null) throw new Error('A token is for a person who exists')
  const issued = seconds(xero.now())
  const accessToken = await sign(xero.world().signingKey, {
    nbf: issued,
    exp: issued + tokenLifetimes.accessSeconds.value,
    iss: xero.origins().xeroIdentity,
    aud: audience(xero),
    client_id: link.clientId,
    ...personClaims(user, link),
    jti: newId(),
    authentication_event_id: link.authEventId,
    scope: [...link.scopes],
    amr: ['pwd'],
  })
  const wanted = link.scopes.includes('openid') && !xero.fails('xero.id-token:missing')
  return { accessToken, idToken: wanted ? await idToken(xero, user, link, accessToken) : null }
}

/** An app's own token, for its list of connections. Nobody signed in, so nobody is named. */
export async function appAccessToken(xero: XeroStandIn, clientId: string, scopes: readonly string[]): Promise<string> {
  const issued = seconds(xero.now())
  return sign(xero.world().signingKey, {
    nbf: issued,
    exp: issued + tokenLifetimes.accessSeconds.value,
    iss: xero.origins().xeroIdentity,
    aud: audience(xero),
    client_id: clientId,
    jti: newId(),
    scope: [...scopes],
  })
}

async function idToken(xero: XeroStandIn, user: XeroUser, link: TokenLink, accessToken: string): Promise<string> {
  const issued = seconds(xero.now())
  const claims: JWTPayload = {
    nbf: issued,
    exp: issued + ID_TOKEN_SECONDS,
    iss: xero.origins().xeroIdentity,
    aud: link.clientId,
    iat: issued,
    at_hash: accessTokenHash(accessToken),
    ...personClaims(user, link),
    sid: sessionId(user),
    ...(link.scopes.includes('profile') ? profileClaims(user) : {}),
    ...(link.scopes.includes('email') ? { email: user.email } : {}),
    ...(link.nonce === null ? {} : { nonce: link.nonce }),
  }
  return signOddly(xero, claims)
}

/** Signs an ID token, with whichever fault is switched on. */
async function signOddly(xero: XeroStandIn, claims: JWTPayload): Promise<string> {
  const key = xero.world().signingKey
  if (xero.fails('xero.id-token:wrong-issuer')) return sign(key, { ...claims, iss: 'https://identity.example' })
  if (xero.fails('xero.id-token:wrong-audience')) return sign(key, { ...claims, aud: '0'.repeat(32) })
  if (xero.fails('xero.id-token:wrong-nonce')) return sign(key, { ...claims, nonce: newId() })
  if (xero.fails('xero.id-token:expired')) return sign(key, expired(claims))
  if (xero.fails('xero.id-token:unknown-key')) return sign(await newSigningKey(), claims)
  const good = await sign(key, claims)
  return xero.fails('xero.id-token:bad-signature') ? spoilSignature(good) : good
}

function expired(claims: JWTPayload): JWTPayload {
  const day = 24 * 60 * 60
  const earlier = (at: number | undefined) => (at ?? 0) - day
  return { ...claims, iat: earlier(claims.iat), nbf: earlier(claims.nbf), exp: earlier(claims.exp) }
}

function spoilSignature(jwt: string): string {
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  bytes[0] = (bytes[0] ?? 0) ^ 0xff
  return [header, payload, bytes.toString('base64url')].join('.')
}

function personClaims(user: XeroUser, link: TokenLink): Record<string, unknown> {
  return {
    sub: subject(user),
    auth_time: seconds(link.authTime),
    xero_userid: user.id,
    global_session_id: sessionId(user),
  }
}

export function profileClaims(user: XeroUser): Record<string, unknown> {
  const { givenName, familyName, email } = user
  return {
    preferred_username: email,
    name: `${givenName} ${familyName}`,
    given_name: givenName,
    family_name: familyName,
  }
}

/** A `sub` that isn't the user id, as at Xero. */
export function subject(user: XeroUser): string {
  return createHash('sha256').update(user.id).digest('hex').slice(0, 32)
}

function sessionId(user: XeroUser): string {
  return createHash('sha256').update(`session ${user.id}`).digest('hex').slice(0, 32)
}

function newId(): string {
  return randomUUID().replaceAll('-', '').toUpperCase()
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
