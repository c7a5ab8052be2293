// Holds an authorize address against the stored Xero apps: client id, redirect URI, scopes, in that order of weight.
import type { Diagnosis, DiagnosisCode } from './schema'
import { codatAddresses, redirectUrisPerApp, xeroClientId } from '../facts'
import { lintScopes, type ScopeFinding } from '../scopes'
import { diagnose, shown } from './diagnose'

/** What is compared with: a stored Xero app's own fields. */
export interface KnownApp {
  readonly id: string
  readonly name: string
  readonly clientId: string
  readonly redirectUris: readonly string[]
  /** YYYY-MM-DD, or null while unknown. */
  readonly createdOn: string | null
}

export interface PasteContext {
  readonly apps: readonly KnownApp[]
  /** The app the user has in front of them, if any. */
  readonly appId: string | null
  /** YYYY-MM-DD. */
  readonly today: string
}

/** An authorize address as it was read; null for a parameter that isn't there. */
export interface AuthorizeRequest {
  readonly clientId: string | null
  readonly redirectUri: string | null
  readonly scope: string | null
  readonly responseType: string | null
}

/** Everything an authorize address says; a note that it is known and fitting when nothing is wrong. */
export function diagnoseAuthorize(request: AuthorizeRequest, context: PasteContext): Diagnosis[] {
  const app = appByClientId(request.clientId, context.apps)
  const facts: (readonly [string, unknown])[] = [
    ['Client id', request.clientId],
    ['Xero app', app?.name],
    ['Redirect URI', request.redirectUri],
    ['Scopes', request.scope],
  ]
  const findings = [
    ...aboutClientId(request.clientId, app, context, facts),
    ...aboutRedirect(request.redirectUri, app, facts),
    ...aboutResponseType(request.responseType, facts),
    ...aboutScopes(request, app, context, facts),
  ]
  return app !== undefined && findings.every(({ severity }) => severity === 'info')
    ? [diagnose('authorize.known-app', { facts, title: `This is a sign-in address of ${quoted(app)}` }), ...findings]
    : findings
}

type Facts = readonly (readonly [string, unknown])[]

/** The stored app with this client id; Xero's are hexadecimal, so capitals don't matter. */
export function appByClientId(clientId: string | null, apps: readonly KnownApp[]): KnownApp | undefined {
  if (clientId === null || clientId.trim() === '') return undefined
  return apps.find((app) => sameId(app.clientId, clientId))
}

function sameId(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

function aboutClientId(
  clientId: string | null,
  app: KnownApp | undefined,
  context: PasteContext,
  facts: Facts,
): Diagnosis[] {
  if (clientId === null || clientId.trim() === '') return [diagnose('authorize.no-client-id', { facts })]
  const meant = context.apps.find(({ id }) => id === context.appId)
  if (app !== undefined) {
    if (meant === undefined || meant.id === app.id) return []
    const compared: Facts = [...facts, ['Expected client id', meant.clientId], ['Expected Xero app', meant.name]]
    return [
      diagnose('authorize.other-app', {
        facts: compared,
        cause: `The client id belongs to ${quoted(app)}, not to ${quoted(meant)}.`,
      }),
    ]
  }
  const near = context.apps.find((candidate) => isNear(candidate.clientId, clientId))
  if (near !== undefined) {
    return [
      diagnose('authorize.near-client-id', {
        facts: [...facts, ['Stored client id', near.clientId]],
        title: `The client id is nearly that of ${quoted(near)}`,
      }),
    ]
  }
  if (!xeroClientId.value.test(clientId)) return [diagnose('authorize.odd-client-id', { facts })]
  const compared: Facts = meant === undefined ? facts : [...facts, ['Expected client id', meant.clientId]]
  return [diagnose('authorize.unknown-client-id', { facts: compared })]
}

const MOST_SLIPS = 3

/** A slip of up to three characters, or the beginning or end of the stored one. */
function isNear(stored: string, pasted: string): boolean {
  const [a, b] = [stored.trim().toLowerCase(), pasted.trim().toLowerCase()]
  if (a.length < 16 || b.length < 8) return false
  if (a !== b && a.length > b.length && (a.startsWith(b) || a.endsWith(b))) return true
  if (a.length !== b.length) return false
  let slips = 0
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) slips += 1
  return slips <= MOST_SLIPS
}

type Words = Pick<Diagnosis, 'title' | 'cause' | 'nextStep'>

/** What no redirect URI at Xero can look like, whatever is registered. */
const malformedUris: readonly (readonly [isSo: (uri: string) => boolean, words: Words])[] = [
  [
    (uri) => /^https?%3A%2F%2F/i.test(uri),
    {
      title: 'The redirect URI is encoded twice',
      cause: 'Xero decodes it once. What is left is still encoded, and so none of the app’s redirect URIs.',
      nextStep: 'Encode the redirect URI once where the address is made, then start the sign-in again.',
    },
  ],
  [
    (uri) => uri.trim() !== uri,
    {
      title: 'The redirect URI has a blank at its beginning or end',
      cause: 'Xero compares character by character, blanks included.',
      nextStep: 'Take the blank out where the address is made, then start the sign-in again.',
    },
  ],
  [
    (uri) => !URL.canParse(uri),
    {
      title: 'The redirect URI is no whole address',
      cause:
        'It has to begin with https://, or with http://localhost, and be what is registered in My Apps to the letter.',
      nextStep: 'Write it out in full where the address is made, then start the sign-in again.',
    },
  ],
  [
    (uri) => /(?<!\*)\*(?!\*)/.test(uri),
    {
      title: 'The redirect URI has a wildcard (*) in it',
      cause: 'Xero takes no wildcards, neither in My Apps nor in an address.',
      nextStep: `Add each redirect URI in My Apps as it is (an app can have ${redirectUrisPerApp.value}), and ask for one of them.`,
    },
  ],
  [
    (uri) => uri.includes('#'),
    {
      title: 'The redirect URI has a part behind #',
      cause: 'A redirect URI may have none: the answer is put behind it, and browsers keep that part to themselves.',
      nextStep: 'Use a path without # in My Apps and where the address is made.',
    },
  ],
]

function whyNoAddress(redirectUri: string): Words | null {
  return malformedUris.find(([isSo]) => isSo(redirectUri))?.[1] ?? null
}

function aboutRedirect(redirectUri: string | null, app: KnownApp | undefined, facts: Facts): Diagnosis[] {
  if (redirectUri === null || /^\s*(?:undefined|null|none)?\s*$/i.test(redirectUri))
    return [diagnose('authorize.redirect-missing', { facts })]
  const malformed = whyNoAddress(redirectUri)
  if (malformed !== null) return [diagnose('authorize.redirect-unregistered', { facts, ...malformed })]
  const refused = refusedByXero(redirectUri)
  if (refused !== null) return [diagnose(refused, { facts })]
  if (app === undefined || app.redirectUris.length === 0 || app.redirectUris.includes(redirectUri)) return []
  const { code, nearest } = compareRedirect(redirectUri, app.redirectUris)
  return [diagnose(code, { facts: [...facts, ['Noted for the app', nearest ?? app.redirectUris.join(' ')]] })]
}

/** What Xero refuses whatever is registered. */
function refusedByXero(redirectUri: string): DiagnosisCode | null {
  if (!URL.canParse(redirectUri)) return null
  const { protocol, hostname } = new URL(redirectUri)
  if (protocol === 'https:' || hostname === 'localhost') return null
  return /^127\.|^\[::1\]$/.test(hostname) ? 'authorize.redirect-loopback-ip' : 'authorize.redirect-http'
}

const comparisons: readonly (readonly [DiagnosisCode, (url: string) => string])[] = [
  ['authorize.redirect-slash', (url) => url.replace(/\/+$/, '')],
  ['authorize.redirect-case', (url) => url.toLowerCase()],
  ['authorize.redirect-scheme', (url) => url.replace(/^https?:/i, '').replace(/\/+$/, '')],
  ['authorize.redirect-port', (url) => url.replace(/^(https?:\/\/[^/:]+):\d+/i, '$1').replace(/\/+$/, '')],
  [
    'authorize.redirect-host',
    (url) => url.replace(/^(https?:\/\/)(?:127\.0\.0\.1|\[::1\]|localhost)(?=[:/]|$)/i, '$1@'),
  ],
  ['authorize.redirect-path', (url) => url.replace(/^(https?:\/\/[^/?#]+).*$/i, '$1')],
]

/** The smallest difference to one of the redirect URIs, and which one it is. */
export function compareRedirect(
  asked: string,
  registered: readonly string[],
): { code: DiagnosisCode; nearest: string | null } {
  for (const [code, simplify] of comparisons) {
    const nearest = registered.find((uri) => simplify(uri) === simplify(asked))
    if (nearest !== undefined) return { code, nearest }
  }
  return { code: 'authorize.redirect-unregistered', nearest: null }
}

function aboutResponseType(responseType: string | null, facts: Facts): Diagnosis[] {
  if (responseType === null || responseType === 'code') return []
  return [diagnose('authorize.response-type', { facts: [...facts, ['response_type', responseType]] })]
}

function aboutScopes(
  request: AuthorizeRequest,
  app: KnownApp | undefined,
  context: PasteContext,
  facts: Facts,
): Diagnosis[] {
  const findings = lintScopes(request.scope ?? '', {
    appCreatedOn: app?.createdOn ?? null,
    today: context.today,
    where: 'authorize',
    forCodat: request.redirectUri === codatAddresses.redirectUri.value,
  })
  const byCode = new Map<string, ScopeFinding[]>()
  for (const finding of findings) byCode.set(finding.code, [...(byCode.get(finding.code) ?? []), finding])
  return [...byCode.values()].map((same) => scopeDiagnosis(same, facts))
}

/** One diagnosis for all scopes with the same fault. */
function scopeDiagnosis(same: readonly ScopeFinding[], facts: Facts): Diagnosis {
  const [first] = same
  if (first === undefined) return diagnose('scope.empty', { facts })
  const code: DiagnosisCode = `scope.${first.code}`
  if (same.length > 1) return diagnose(code, { facts: [...facts, ['About', same.map(({ scope }) => scope).join(' ')]] })
  return diagnose(code, {
    facts: first.scope === '' ? facts : [...facts, ['About', first.scope]],
    cause: shown(first.message, 500),
    nextStep: shown(first.nextStep, 500),
  })
}

function quoted({ name }: KnownApp): string {
  return `“${shown(name, 120)}”`
}
