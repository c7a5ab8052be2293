// The identity host: discovery, keys, token, userinfo, revocation.
import type { Answer, Asked, Route } from '../http-server'
import { revokeUser } from './connections'
import { publicKey, readAccessToken } from './signer'
import { findUser, fingerprint, type XeroStandIn } from './stand-in'
import { authenticate, token } from './token-endpoint'
import { profileClaims, subject } from './tokens'

/** Routes of the identity host. */
export function identityRoutes(xero: XeroStandIn): Route[] {
  return [
    {
      method: 'GET',
      path: '/.well-known/openid-configuration',
      endpoint: 'xero.discovery',
      handle: () => json(discovery(xero)),
    },
    {
      method: 'GET',
      path: '/.well-known/openid-configuration/jwks',
      endpoint: 'xero.jwks',
      handle: () => json({ keys: [publicKey(xero.world().signingKey)] }),
    },
    { method: 'POST', path: '/connect/token', endpoint: 'xero.token', handle: (asked) => token(xero, asked) },
    { method: 'GET', path: '/connect/userinfo', endpoint: 'xero.userinfo', handle: (asked) => userinfo(xero, asked) },
    { method: 'POST', path: '/connect/userinfo', endpoint: 'xero.userinfo', handle: (asked) => userinfo(xero, asked) },
    {
      method: 'POST',
      path: '/connect/revocation',
      endpoint: 'xero.revocation',
      handle: (asked) => revoke(xero, asked),
    },
  ]
}

function json(body: unknown): Answer {
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}

function discovery(xero: XeroStandIn): Record<string, unknown> {
  const { xeroIdentity, xeroLogin } = xero.origins()
  return {
    issuer: xeroIdentity,
    jwks_uri: `${xeroIdentity}/.well-known/openid-configuration/jwks`,
    authorization_endpoint: `${xeroLogin}/identity/connect/authorize`,
    token_endpoint: `${xeroIdentity}/connect/token`,
    userinfo_endpoint: `${xeroIdentity}/connect/userinfo`,
    revocation_endpoint: `${xeroIdentity}/connect/revocation`,
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    claims_supported: ['sub', 'name', 'given_name', 'family_name', 'preferred_username', 'email', 'xero_userid'],
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
    code_challenge_methods_supported: ['S256'],
    request_parameter_supported: false,
  }
}

async function userinfo(xero: XeroStandIn, asked: Asked): Promise<Answer> {
  const read = await readAccessToken(xero, bearer(asked) ?? '')
  const user = read.outcome === 'valid' ? findUser(xero.world(), read.claims.xero_userid ?? null) : null
  if (read.outcome !== 'valid' || user === null || !read.claims.scope.includes('openid')) {
    return { status: 401, headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } }
  }
  return json({
    sub: subject(user),
    ...(read.claims.scope.includes('profile') ? profileClaims(user) : {}),
    ...(read.claims.scope.includes('email') ? { email: user.email } : {}),
  })
}

export function bearer({ headers }: Asked): string | null {
  return /^bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1] ?? null
}

/**
 * Revokes a refresh token and with it every connection that person made to the app (auth-flow page, reported; Xero staff:
 * https://github.com/XeroAPI/xero-ruby/issues/85). An unknown token is answered 200 too (RFC 7009).
 */
async function revoke(xero: XeroStandIn, asked: Asked): Promise<Answer> {
  const form = new URLSearchParams(asked.body)
  const app = authenticate(xero, asked, form)
  if (app === null) return { ...json({ error: 'invalid_client' }), status: 400 }
  const given = form.get('token')
  if (given === null) return { ...json({ error: 'invalid_request' }), status: 400 }
  const held = xero
    .world()
    .refreshTokens.find((one) => one.hash === fingerprint(given) && one.clientId === app.clientId)
  if (held !== undefined) revokeUser(xero.world(), app.clientId, held.userId, xero.now())
  await xero.save()
  return { status: 200 }
}
