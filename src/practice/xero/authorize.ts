// The login and authorize hosts: the authorize address, Xero's error page, consent, the connection limit page, the way back.
import { randomUUID } from 'node:crypto'
import type { Answer, Asked, Route } from '../http-server'
import { seeOther } from '../html'
import { certificationPage, connectionLimitPage, consentPage, errorPageAnswer, handOverPage } from './consent-pages'
import { cancelled, type ErrorPageText, errorPageTexts, wrongAppsScopesDescription } from './sayings'
import { scopeProblem, splitScopes } from './scope-rules'
import { connect, obstacle } from './connections'
import {
  findApp,
  findOrganisation,
  findUser,
  fingerprint,
  randomText,
  secondsSince,
  type XeroStandIn,
} from './stand-in'
import type { XeroConsent, XeroStandInApp, XeroWorld } from './world'

const AUTHORIZE_PATH = '/identity/connect/authorize'
const CONSENT_SECONDS = 60 * 60
const REMEMBER_SECONDS = 24 * 60 * 60

/** Routes of the login host. */
export function loginRoutes(xero: XeroStandIn): Route[] {
  return [
    { method: 'GET', path: AUTHORIZE_PATH, endpoint: 'xero.authorize', handle: (asked) => authorize(xero, asked) },
    { method: 'GET', path: '/identity/error', handle: ({ url }) => errorPageAnswer(readErrorId(url)) },
  ]
}

/** Routes of the authorize host, where a person chooses the organisation. */
export function authorizeRoutes(xero: XeroStandIn): Route[] {
  return [
    { method: 'GET', path: '/', handle: (asked) => showConsent(xero, asked) },
    { method: 'POST', path: '/consent/:id', handle: (asked) => decide(xero, asked) },
    { method: 'GET', path: '/connectionLimit', handle: () => connectionLimitPage() },
    {
      method: 'GET',
      path: '/certification',
      handle: ({ url }) => certificationPage(url.searchParams.get('app') ?? ''),
    },
  ]
}

async function authorize(xero: XeroStandIn, asked: Asked): Promise<Answer> {
  const query = asked.url.searchParams
  const app = findApp(xero.world(), query.get('client_id'))
  const forced = forcedError(xero)
  if (forced !== null) return errorRedirect(xero, forced)
  if (app === null)
    return errorRedirect(
      xero,
      query.get('client_id') ? errorPageTexts.unknownClient : errorPageTexts.unauthorizedClient,
    )
  const redirectUri = query.get('redirect_uri') ?? ''
  // Exact, as strings: no trailing slash, port or case is forgiven.
  if (!app.redirectUris.includes(redirectUri)) return errorRedirect(xero, errorPageTexts.invalidRedirectUri)
  if (xero.fails('xero.authorize:wrong-apps-scopes-callback')) return wrongScopesCallback(xero, redirectUri, query)
  const scopes = splitScopes(query.get('scope') ?? '')
  const problem = requestProblem(app, query) ?? scopeProblem(app, scopes, xero.now())
  if (problem !== null) return errorRedirect(xero, problem)
  const consent = newConsent(app, redirectUri, scopes, query, xero.now())
  forgetOld(xero.world(), xero.now())
  xero.world().consents.push(consent)
  await xero.save()
  const target = new URL('/', xero.origins().xeroAuthorize)
  target.searchParams.set('consentId', consent.id)
  target.searchParams.set('returnUrl', asked.url.href)
  return seeOther(target.href, 302)
}

/** Consents nobody finished and codes nobody can use any more would fill the state file. */
function forgetOld(world: XeroWorld, now: Date): void {
  world.consents = world.consents.filter((one) => secondsSince(one.askedAt, now) <= CONSENT_SECONDS)
  world.codes = world.codes.filter((one) => secondsSince(one.issuedAt, now) <= REMEMBER_SECONDS)
}

function forcedError(xero: XeroStandIn): ErrorPageText | null {
  if (xero.fails('xero.authorize:invalid-redirect-uri')) return errorPageTexts.invalidRedirectUri
  if (xero.fails('xero.authorize:unknown-client')) return errorPageTexts.unknownClient
  if (xero.fails('xero.authorize:unauthorized-client')) return errorPageTexts.unauthorizedClient
  if (xero.fails('xero.authorize:invalid-scope')) return errorPageTexts.invalidScope
  if (xero.fails('xero.authorize:invalid-scope-for-client')) return errorPageTexts.invalidScopeForClient
  return xero.fails('xero.authorize:wrong-apps-scopes') ? errorPageTexts.wrongAppsScopes : null
}

function requestProblem(app: XeroStandInApp, query: URLSearchParams): ErrorPageText | null {
  if (query.get('response_type') !== 'code') return errorPageTexts.unsupportedResponseType
  const challenge = query.get('code_challenge')
  if (challenge === null) return app.type === 'mobile-desktop' ? errorPageTexts.codeChallengeRequired : null
  return query.get('code_challenge_method') === 'S256' ? null : errorPageTexts.challengeMethod
}

function newConsent(
  app: XeroStandInApp,
  redirectUri: string,
  scopes: string[],
  query: URLSearchParams,
  now: Date,
): XeroConsent {
  return {
    id: randomUUID(),
    clientId: app.clientId,
    redirectUri,
    scopes,
    state: query.get('state'),
    nonce: query.get('nonce'),
    challenge: query.get('code_challenge'),
    askedAt: now.toISOString(),
  }
}

/** Error page addresses carry an opaque id that starts like this (https://github.com/XeroAPI/xero-php-oauth2-app/issues/10). */
const ERROR_ID_START = 'CfDJ8'

function errorRedirect(xero: XeroStandIn, text: ErrorPageText): Answer {
  const id = ERROR_ID_START + Buffer.from(text).toString('base64url')
  return seeOther(`${xero.origins().xeroLogin}/identity/error?errorId=${id}`, 302)
}

function readErrorId(url: URL): string {
  const id = url.searchParams.get('errorId') ?? ''
  return id.startsWith(ERROR_ID_START) ? Buffer.from(id.slice(ERROR_ID_START.length), 'base64url').toString('utf8') : ''
}

function showConsent(xero: XeroStandIn, { url }: Asked): Answer {
  const consent = openConsent(xero, url.searchParams.get('consentId'))
  const app = findApp(xero.world(), consent?.clientId ?? null)
  const user = findUser(xero.world(), url.searchParams.get('user')) ?? xero.world().users[0]
  if (consent === null || app === null || user === undefined) return errorPageAnswer('')
  const greyedOut = xero.fails('xero.consent:two-uncertified-apps')
  const leadsTo = xero.leadsTo(consent.redirectUri)
  return consentPage({ world: xero.world(), consent, app, user, greyedOut, url, leadsTo })
}

function openConsent(xero: XeroStandIn, id: string | null): XeroConsent | null {
  const consent = xero.world().consents.find((one) => one.id === id)
  return consent === undefined || secondsSince(consent.askedAt, xero.now()) > CONSENT_SECONDS ? null : consent
}

async function decide(xero: XeroStandIn, asked: Asked): Promise<Answer> {
  if (!isOwnForm(asked)) return errorPageAnswer('')
  const consent = openConsent(xero, asked.params['id'] ?? null)
  if (consent === null) return errorPageAnswer('')
  const form = new URLSearchParams(asked.body)
  if (form.get('decision') !== 'allow') {
    await endConsent(xero, consent)
    return callback(xero, consent.redirectUri, {
      error: cancelled.error,
      error_description: cancelled.description,
      state: consent.state,
    })
  }
  return allow(xero, consent, form)
}

/** A form another site's page posted is refused; a client without these headers (a test) passes. */
export function isOwnForm({ headers, url }: Asked): boolean {
  const site = headers['sec-fetch-site']
  const ownSite = site === undefined || site === 'same-origin' || site === 'none'
  return ownSite && (headers.origin === undefined || headers.origin === url.origin)
}

async function allow(xero: XeroStandIn, consent: XeroConsent, form: URLSearchParams): Promise<Answer> {
  const world = xero.world()
  const app = findApp(world, consent.clientId)
  const user = findUser(world, form.get('user'))
  const organisation = findOrganisation(world, form.get('tenant'))
  if (app === null || user === null || organisation === null || !user.tenantIds.includes(organisation.tenantId)) {
    return errorPageAnswer('')
  }
  if (xero.fails('xero.consent:certification-needed')) {
    return seeOther(`${xero.origins().xeroAuthorize}/certification?app=${encodeURIComponent(app.name)}`)
  }
  const inTheWay = xero.fails('xero.consent:connection-limit')
    ? 'connection-limit'
    : obstacle(world, app, user, organisation)
  if (inTheWay === 'connection-limit') return seeOther(`${xero.origins().xeroAuthorize}/connectionLimit`)
  if (inTheWay === 'two-uncertified-apps') return errorPageAnswer('')
  const authEventId = randomUUID()
  connect(
    world,
    { clientId: app.clientId, userId: user.id, tenantId: organisation.tenantId, authEventId },
    xero.now(),
    xero.settings(),
  )
  const code = randomText(32)
  world.codes.push({
    hash: fingerprint(code),
    clientId: app.clientId,
    userId: user.id,
    redirectUri: consent.redirectUri,
    scopes: consent.scopes,
    nonce: consent.nonce,
    challenge: consent.challenge,
    authEventId,
    issuedAt: xero.now().toISOString(),
    usedAt: null,
  })
  await endConsent(xero, consent)
  return back(xero, consent, code)
}

async function endConsent(xero: XeroStandIn, consent: XeroConsent): Promise<void> {
  const world = xero.world()
  world.consents = world.consents.filter((one) => one.id !== consent.id)
  await xero.save()
}

/** The callback of a consent that was given, or one of the odd callbacks that can be practised. */
function back(xero: XeroStandIn, consent: XeroConsent, code: string): Answer {
  const good = {
    code,
    scope: consent.scopes.join(' '),
    state: consent.state,
    session_state: `${randomText(32)}.${randomText(16)}`,
  }
  if (xero.fails('xero.callback:wrong-state'))
    return callback(xero, consent.redirectUri, { ...good, state: randomText(16) })
  if (xero.fails('xero.callback:no-state')) return callback(xero, consent.redirectUri, { ...good, state: null })
  if (xero.fails('xero.callback:no-code')) return callback(xero, consent.redirectUri, { ...good, code: null })
  if (xero.fails('xero.callback:wrong-code'))
    return callback(xero, consent.redirectUri, { ...good, code: randomText(32) })
  if (xero.fails('xero.callback:script-in-error')) {
    const script = '<script>document.title="taken"</script>'
    return callback(xero, consent.redirectUri, { error: script, error_description: script, state: consent.state })
  }
  return callback(xero, consent.redirectUri, good)
}

function wrongScopesCallback(xero: XeroStandIn, redirectUri: string, query: URLSearchParams): Answer {
  return callback(xero, redirectUri, {
    error: 'access_denied',
    error_description: wrongAppsScopesDescription,
    state: query.get('state'),
  })
}

/** Sends the browser to the redirect URI. Practice never sends it off this machine: another host gets a page that says so. */
function callback(xero: XeroStandIn, redirectUri: string, query: Readonly<Record<string, string | null>>): Answer {
  const target = xero.leadsTo(redirectUri)
  if (target === null) return handOverPage(new URL(redirectUri))
  for (const [name, value] of Object.entries(query)) if (value !== null) target.searchParams.set(name, value)
  return seeOther(target.href, 302)
}
