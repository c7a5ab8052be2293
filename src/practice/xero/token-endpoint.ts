// POST /connect/token: code, refresh and client credentials, as strict as Xero about who asks and for what.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { tokenLifetimes } from '../../domain/facts'
import type { Answer, Asked } from '../http-server'
import type { TokenError } from './sayings'
import { appConnections, isIdentityScope, splitScopes } from './scope-rules'
import { findApp, fingerprint, randomText, secondsSince, type XeroStandIn } from './stand-in'
import { appAccessToken, userTokens } from './tokens'
import type { XeroCode, XeroRefreshToken, XeroStandInApp } from './world'

const CODE_SECONDS = tokenLifetimes.codeMinutes.value * 60
const GRACE_SECONDS = tokenLifetimes.refreshGraceMinutes.value * 60
const UNUSED_SECONDS = tokenLifetimes.refreshUnusedDays.value * 24 * 60 * 60
const VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/

export async function token(xero: XeroStandIn, asked: Asked): Promise<Answer> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(asked.headers['content-type'] ?? ''))
    return refusal('invalid_request')
  const form = new URLSearchParams(asked.body)
  const forced = forcedRefusal(xero)
  if (forced !== null) return forced
  const app = authenticate(xero, asked, form)
  if (app === null) return refusal('invalid_client')
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchangeCode(xero, app, form)
    case 'refresh_token':
      return refresh(xero, app, form)
    case 'client_credentials':
      return clientCredentials(xero, app, form)
    default:
      return refusal('unsupported_grant_type')
  }
}

const granted = z.object({ access_token: z.string() })

/**
 * The endpoint for a stand-in next door, which knows of a secret no more than its fingerprint. As strict as over HTTP; null
 * for any refusal.
 */
export async function exchangeNextDoor(
  xero: XeroStandIn,
  asked: { clientId: string; secretHash: string; code: string; redirectUri: string },
): Promise<string | null> {
  const app = findApp(xero.world(), asked.clientId)
  const known = app !== null && app.type === 'web' && app.secrets.some(({ hash }) => hash === asked.secretHash)
  if (forcedRefusal(xero) !== null || !known) return null
  const answer = await exchangeCode(
    xero,
    app,
    new URLSearchParams({ code: asked.code, redirect_uri: asked.redirectUri }),
  )
  return answer.status === 200 ? granted.parse(JSON.parse(answer.body ?? '')).access_token : null
}

function forcedRefusal(xero: XeroStandIn): Answer | null {
  if (xero.fails('xero.token:invalid-client')) return refusal('invalid_client')
  if (xero.fails('xero.token:invalid-client-challenge')) return challenge()
  if (xero.fails('xero.token:invalid-grant')) return refusal('invalid_grant')
  if (xero.fails('xero.token:unsupported-grant-type')) return refusal('unsupported_grant_type')
  return xero.fails('xero.token:invalid-request') ? refusal('invalid_request') : null
}

function refusal(error: TokenError): Answer {
  return json(400, { error })
}

/** The same refusal in its other shape: a challenge that carries the error. */
function challenge(): Answer {
  const answer = json(401, { error: 'invalid_client' })
  return { ...answer, headers: { ...answer.headers, 'WWW-Authenticate': 'Basic realm="Xero", error="invalid_client"' } }
}

function json(status: number, body: Record<string, unknown>): Answer {
  return {
    status,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store, no-cache, max-age=0',
      Pragma: 'no-cache',
    },
    body: JSON.stringify(body),
  }
}

/** The app whose id and secret came along: by Basic or in the body; a mobile or desktop app has no secret to send. */
export function authenticate(xero: XeroStandIn, asked: Asked, form: URLSearchParams): XeroStandInApp | null {
  const given = readBasic(asked.headers.authorization) ?? {
    id: form.get('client_id'),
    secret: form.get('client_secret'),
  }
  const app = findApp(xero.world(), given.id)
  if (app === null) return null
  if (app.type === 'mobile-desktop') return given.secret === null || given.secret === '' ? app : null
  const hash = fingerprint(given.secret ?? '')
  return app.secrets.some((secret) => secret.hash === hash) ? app : null
}

function readBasic(header: string | undefined): { id: string; secret: string } | null {
  const encoded = /^basic +([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return null
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return { id: formDecode(id), secret: formDecode(rest.join(':')) }
}

/** RFC 6749 2.3.1: both halves are form-encoded before they are joined. */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

async function exchangeCode(xero: XeroStandIn, app: XeroStandInApp, form: URLSearchParams): Promise<Answer> {
  const given = form.get('code')
  const redirectUri = form.get('redirect_uri')
  if (given === null || redirectUri === null) return refusal('invalid_request')
  const code = xero.world().codes.find((one) => one.hash === fingerprint(given))
  if (code === undefined || code.clientId !== app.clientId || code.usedAt !== null) return refusal('invalid_grant')
  // Single use, whatever comes of it.
  code.usedAt = xero.now().toISOString()
  await xero.save()
  const fits =
    secondsSince(code.issuedAt, xero.now()) <= CODE_SECONDS &&
    code.redirectUri === redirectUri &&
    verifierFits(code, form.get('code_verifier'))
  return fits ? answerForCode(xero, app, code) : refusal('invalid_grant')
}

function verifierFits(code: XeroCode, verifier: string | null): boolean {
  if (code.challenge === null) return verifier === null
  if (verifier === null || !VERIFIER.test(verifier)) return false
  return createHash('sha256').update(verifier).digest('base64url') === code.challenge
}

async function answerForCode(xero: XeroStandIn, app: XeroStandInApp, code: XeroCode): Promise<Answer> {
  const scopes = addToGrant(xero, code)
  const link = { clientId: app.clientId, userId: code.userId, authEventId: code.authEventId, scopes }
  const tokens = await userTokens(xero, { ...link, nonce: code.nonce, authTime: new Date(code.issuedAt) })
  const refreshToken = scopes.includes('offline_access') ? newRefreshToken(xero, link) : null
  await xero.save()
  return tokenAnswer(tokens, refreshToken, scopes)
}

/** Scopes add up per person and app (https://developer.xero.com/documentation/oauth2/scopes); identity scopes are as asked. */
function addToGrant(xero: XeroStandIn, code: XeroCode): string[] {
  const { grants } = xero.world()
  const former = grants.find((grant) => grant.clientId === code.clientId && grant.userId === code.userId)
  const kept = (former?.scopes ?? []).filter((scope) => !isIdentityScope(scope))
  const scopes = [...new Set([...code.scopes, ...kept])]
  if (former === undefined) grants.push({ clientId: code.clientId, userId: code.userId, scopes })
  else former.scopes = scopes
  return scopes
}

type RefreshLink = Pick<XeroRefreshToken, 'clientId' | 'userId' | 'authEventId' | 'scopes'>

function newRefreshToken(xero: XeroStandIn, link: RefreshLink): string {
  const value = randomText(32)
  const { clientId, userId, authEventId, scopes } = link
  const issuedAt = xero.now().toISOString()
  xero.world().refreshTokens.push({
    hash: fingerprint(value),
    clientId,
    userId,
    authEventId,
    scopes,
    issuedAt,
    replacedAt: null,
  })
  return value
}

async function refresh(xero: XeroStandIn, app: XeroStandInApp, form: URLSearchParams): Promise<Answer> {
  const given = form.get('refresh_token')
  if (given === null) return refusal('invalid_request')
  const former = xero.world().refreshTokens.find((one) => one.hash === fingerprint(given))
  if (former === undefined || former.clientId !== app.clientId || !isAlive(former, xero.now()))
    return refusal('invalid_grant')
  former.replacedAt ??= xero.now().toISOString()
  const { clientId, userId, authEventId, scopes } = former
  const link = { clientId, userId, authEventId, scopes }
  const tokens = await userTokens(xero, { ...link, nonce: null, authTime: new Date(former.issuedAt) })
  const refreshToken = newRefreshToken(xero, link)
  await xero.save()
  return tokenAnswer(tokens, refreshToken, scopes)
}

/** Alive until 60 days unused; once exchanged, for half an hour more, in case the answer was lost. */
function isAlive(refreshToken: XeroRefreshToken, now: Date): boolean {
  if (refreshToken.replacedAt !== null) return secondsSince(refreshToken.replacedAt, now) <= GRACE_SECONDS
  return secondsSince(refreshToken.issuedAt, now) <= UNUSED_SECONDS
}

function tokenAnswer(
  tokens: { idToken: string | null; accessToken: string },
  refreshToken: string | null,
  scopes: readonly string[],
): Answer {
  return json(200, {
    ...(tokens.idToken === null ? {} : { id_token: tokens.idToken }),
    access_token: tokens.accessToken,
    expires_in: tokenLifetimes.accessSeconds.value,
    token_type: 'Bearer',
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    scope: scopes.join(' '),
  })
}

async function clientCredentials(xero: XeroStandIn, app: XeroStandInApp, form: URLSearchParams): Promise<Answer> {
  if (xero.fails('xero.token:app-list-invalid-scope')) return refusal('invalid_scope')
  if (xero.fails('xero.token:app-list-unauthorized-client')) return refusal('unauthorized_client')
  if (xero.fails('xero.token:app-list-unsupported')) return refusal('unsupported_grant_type')
  if (app.type !== 'web') return refusal('unauthorized_client')
  const scopes = splitScopes(form.get('scope') ?? '')
  if (scopes.length !== 1 || scopes[0] !== appConnections) return refusal('invalid_scope')
  return tokenAnswer({ idToken: null, accessToken: await appAccessToken(xero, app.clientId, scopes) }, null, scopes)
}
