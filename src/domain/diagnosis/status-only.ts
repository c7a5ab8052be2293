// Words for a status code that came with nothing else: never one cause as if it were known, but what it can be, the likeliest
// first, and what to paste to tell them apart. Source of the causes: docs/diagnosis.md.
import type { Diagnosis, DiagnosisCode } from './schema'
import { tokenLifetimes } from '../facts'
import { diagnose, type Found } from './diagnose'
import type { Called } from './whose-call'

interface Words {
  readonly code: DiagnosisCode
  readonly title?: string
  readonly cause?: string
  readonly canBe?: readonly string[]
  readonly tell?: string
}

type Side = 'discovery' | 'authorize' | 'token' | 'xero' | 'codat'

const sideOf: Readonly<Record<Called, Side>> = {
  discovery: 'discovery',
  authorize: 'authorize',
  token: 'token',
  'xero-api': 'xero',
  xero: 'xero',
  'codat-link': 'codat',
  'codat-api': 'codat',
  codat: 'codat',
}

const body = 'To tell them apart, paste the answer’s body: Xero names the reason in “Detail”.'

const discoveryRefused: Words = {
  code: 'xero.discovery-refused',
  canBe: [
    'That program fetches them again and again, for every sign-in or refresh, and Xero’s outer wall turns it away: the commoner one.',
    'The network it calls from, or a tunnel such as ngrok, is turned away by that wall.',
    'A proxy or filter on the way refused the host.',
  ],
  tell: 'Keep one client in that program and let it remember the document and the keys; then wait a little. To tell them apart, paste the page that came with it: Xero’s wall writes “Access Denied” and a Reference number.',
}

const discovery: Readonly<Record<number, Words>> = {
  401: discoveryRefused,
  403: discoveryRefused,
  429: discoveryRefused,
}

const authorize: Readonly<Record<number, Words>> = {
  400: { code: 'authorize.refused-page' },
  401: { code: 'authorize.refused-page' },
  403: { code: 'authorize.refused-page' },
  404: { code: 'authorize.refused-page' },
  500: {
    code: 'page.error-500',
    canBe: [
      'The redirect URI isn’t one of the app’s.',
      'The client id is wrong, or its app was deleted.',
      'A scope is misspelt or not granted to the app.',
      'Xero has a fault of its own.',
    ],
  },
}

const token: Readonly<Record<number, Words>> = {
  400: {
    code: 'token.unknown',
    title: 'Xero’s token endpoint answered 400, without its reason',
    cause: 'The address and the status are all there is.',
    canBe: [
      'invalid_grant: a refresh token that is dead, or a code that was used or is too old.',
      'invalid_client: the pair of client id and secret.',
      'invalid_request or unsupported_grant_type: the form of the request.',
    ],
    tell: 'To tell them apart, paste the answer’s body: its “error” names which.',
  },
  401: {
    code: 'token.invalid-client',
    title: 'Xero’s token endpoint answered 401, without its reason',
    cause: 'It refused whoever asked. Mostly that is about the keys, but the text doesn’t say so.',
    canBe: [
      'The pair of client id and secret: mistyped, cut off, replaced by a newer one, or of another app.',
      'A refresh token or code that has run out, where the program reports it like this; then refresh or sign in again.',
      'Something between, such as a proxy with a sign-in of its own.',
    ],
    tell: 'To tell them apart, paste the answer’s body: invalid_client means the pair. Checking the keys here tells as well.',
  },
  403: {
    code: 'xero.edge-refused',
    title: 'Xero’s token endpoint answered 403, which it doesn’t do about keys',
    cause: 'It answers 400 or 401 about keys and tokens, so the refusal probably came from before it.',
    canBe: [
      'Xero’s outer wall turned the caller away: a tunnel such as ngrok, or the network it called from.',
      'A proxy or filter on the way refused the host.',
    ],
    tell: 'To tell them apart, paste the page that came with it: Xero’s wall writes “Access Denied” and a Reference number.',
  },
  404: {
    code: 'token.unknown',
    title: 'Nothing answers at that token address',
    cause: 'Xero’s token endpoint is https://identity.xero.com/connect/token.',
    canBe: [
      'The address is another one: another host, “tokens” for “token”, or a part too many.',
      'Something between, such as a proxy, answered.',
    ],
    tell: 'Compare the address that was called with that one, letter by letter. If they are alike, paste the answer’s headers and body.',
  },
  429: {
    code: 'token.rate-limit',
    canBe: [
      'This program asks for tokens again and again: a refresh is due once in half an hour.',
      'Many programs on one network ask at once.',
    ],
    tell: 'Wait a minute, then try again once. To tell them apart, paste the answer’s headers and the program’s log before it.',
  },
}

const xero: Readonly<Record<number, Words>> = {
  400: {
    code: 'xero.bad-request',
    title: 'Xero answered 400, without its reason',
    cause: 'The access was not refused; what was sent was.',
    canBe: [
      'The data breaks a rule of the organisation’s books (ValidationException).',
      'A parameter or the body is malformed.',
    ],
    tell: 'To tell them apart, paste the answer’s body: its messages name the field.',
  },
  401: {
    code: 'xero.token-refused',
    title: 'Xero answered 401, without its reason',
    cause: 'It refused the token for this call. Which way, the text doesn’t say.',
    canBe: [
      `The access token ran out (${tokenLifetimes.accessSeconds.value / 60} minutes) or is cut off; refresh it, or sign in again if the refresh fails too.`,
      'The consent lacks the scope that this call needs.',
      'The person who connected lacks a role, such as reporting.',
      'The connection is gone; the customer connects again.',
    ],
    tell: 'To tell them apart, paste the answer’s body: its “Detail” is TokenExpired, AuthorizationUnsuccessful or AuthenticationUnsuccessful, or names the role.',
  },
  403: {
    code: 'xero.forbidden',
    title: 'Xero answered 403, without its reason',
    cause: 'The text doesn’t say whom it refused.',
    canBe: [
      'The organisation isn’t reachable with this token: wrong tenant id, disconnected, or a trial that ended.',
      'The person who connected has no right to this, or lost it.',
      'The app has no right to this part of the API, such as bank feeds.',
    ],
    tell: `${body} Reading the list of connections again tells the first as well.`,
  },
  404: {
    code: 'xero.not-found',
    title: 'Xero answered 404: nothing at that address',
    canBe: ['The id is wrong or the thing was removed.', 'The address is misspelt, or a part of it is missing.'],
    tell: 'Read the list again and use an id from it. To tell them apart, paste the whole address.',
  },
  429: {
    code: 'xero.rate-limit',
    canBe: [
      'The limit per minute for this organisation: wait a minute.',
      'The limit per day for this organisation: wait until the next day and sync less.',
      'Too many calls at once, or the whole app’s limit per minute.',
    ],
    tell: 'To tell them apart, paste the answer’s headers: X-Rate-Limit-Problem names which, Retry-After says how long to wait.',
  },
  503: {
    code: 'xero.unavailable',
    title: 'Xero answered 503, without its reason',
    canBe: ['This one organisation is offline for the moment.', 'Xero’s API is down for maintenance or overloaded.'],
    tell: 'Try again in a few minutes. To tell them apart, paste the answer’s body, or look at Xero’s status page.',
  },
}

const codat: Readonly<Record<number, Words>> = {
  400: {
    code: 'codat.bad-request',
    title: 'Codat answered 400, without its reason',
    cause: 'The key wasn’t refused; what was sent was.',
    canBe: ['A parameter is missing or malformed.', 'The body isn’t the JSON that this address wants.'],
    tell: 'To tell them apart, paste the answer’s body: its “error” and “validation” name what is wrong.',
  },
  401: {
    code: 'codat.unauthorized',
    canBe: [
      'The key is mistyped, cut off or deleted.',
      'It isn’t sent as Codat wants it: the word Basic and the Base64 of the key alone.',
    ],
    tell: 'Check the key here: both the raw key and the ready-made header work. If it is good, paste how the program sends it, the key left out.',
  },
  402: {
    code: 'codat.payment-required',
    canBe: [
      'The plan’s number of companies is reached.',
      'The plan has no hourly sync, and one was asked for.',
      'The free account has expired.',
    ],
    tell: 'To tell them apart, paste the answer’s body: its “error” names the limit.',
  },
  403: {
    code: 'codat.forbidden',
    title: 'Codat answered 403, without its reason',
    cause: 'It knows the key but doesn’t let it do that.',
    canBe: [
      'The key is of another Codat client than the company: test and production are two.',
      'That part of Codat isn’t enabled for this client.',
      'The key is outdated.',
    ],
    tell: 'Check the key here, in the client the company lives in. Paste the answer’s body if it says more.',
  },
  404: {
    code: 'codat.not-found',
    canBe: [
      'The company or connection id is wrong, or the thing was deleted.',
      'It lives in another Codat client, test or production.',
      'The address is misspelt or was retired.',
    ],
    tell: 'Compare the ids with the Codat portal. To tell them apart, paste the whole address.',
  },
  405: {
    code: 'codat.method',
    canBe: [
      'The method is another one, such as PATCH for PUT.',
      'The address is that of a list, or of one thing in it.',
    ],
    tell: 'Compare both with Codat’s reference. To tell them apart, paste the method and the whole address.',
  },
  409: {
    code: 'codat.conflict',
    canBe: [
      'The same read, write or request is still running.',
      'The data was never asked for, so there is nothing to read yet.',
      'The client has as many keys as it may have.',
    ],
    tell: 'Wait a moment and look at what is running. To tell them apart, paste the answer’s body.',
  },
  422: {
    code: 'codat.unprocessable',
    title: 'Codat answered 422, without its reason',
    cause: 'It could read the request and won’t carry it out.',
    canBe: [
      'The idempotency key came before with another request.',
      'The body breaks a rule of the data that is written.',
    ],
    tell: 'To tell them apart, paste the answer’s body: its “error” names which.',
  },
  429: {
    code: 'codat.rate-limit',
    canBe: [
      'The day’s budget of this client, shared by all its keys, is used up: it starts anew at 00:00 UTC.',
      'Too many calls came in a short time: then Retry-After is short.',
    ],
    tell: 'Wait as long as Retry-After says. To tell them apart, paste the answer’s headers: X-Rate-Limit-Remaining says what is left of the day.',
  },
  451: {
    code: 'codat.compliance',
    title: 'Codat answered 451, without its reason',
    canBe: ['The operation isn’t available to this client for legal reasons.', 'The platform or the region isn’t.'],
    tell: 'Ask your Codat contact. To tell them apart, paste the answer’s body: it holds the correlation id too.',
  },
  503: {
    code: 'codat.maintenance',
    title: 'Codat answered 503, without its reason',
    cause: 'Its API didn’t take the call.',
    canBe: ['It is down for maintenance.', 'It has a fault of its own, which passes.', 'A proxy on the way answered.'],
    tell: 'Look at Codat’s status page and try again later. To tell them apart, paste the answer’s body.',
  },
}

const words: Readonly<Record<Side, Readonly<Record<number, Words>>>> = { discovery, authorize, token, xero, codat }

const unknown: Readonly<Record<Side, DiagnosisCode>> = {
  discovery: 'xero.unknown',
  authorize: 'authorize.refused-page',
  token: 'token.unknown',
  xero: 'xero.unknown',
  codat: 'codat.unknown',
}

const names: Readonly<Record<Side, string>> = {
  discovery: 'Xero, asked for its discovery document or keys,',
  authorize: 'Xero’s login host',
  token: 'Xero’s token endpoint',
  xero: 'Xero',
  codat: 'Codat',
}

/** A status without words of its own: refused as it was asked, or a fault, or somebody else’s answer. */
function anyOther(side: Side, status: number): Words {
  const title = `${names[side]} answered ${status}, without its reason`
  if (status >= 500) {
    return {
      code: faults[side],
      title,
      cause:
        'The call was neither carried out nor refused, as far as the status says. Nothing is known against the keys.',
      canBe: [
        'A fault or an overload on that side, which passes.',
        'Something between, such as a proxy, got no answer and wrote this itself: mostly with 502 and 504.',
      ],
      tell: 'Try again in a few minutes and look at the status page. To tell them apart, paste the answer’s body: who wrote it shows there.',
    }
  }
  return {
    code: unknown[side],
    title,
    cause: 'It isn’t a status that is documented there, and the text says no more.',
    canBe: [
      'The method, the address or the form of the request isn’t what is wanted there.',
      'Something between, such as a proxy or filter, answered instead.',
    ],
    tell: 'To tell them apart, paste the whole address that was called, and the answer’s headers and body.',
  }
}

const faults: Readonly<Record<Side, DiagnosisCode>> = {
  discovery: 'xero.server-error',
  authorize: 'callback.server-error',
  token: 'token.server-error',
  xero: 'xero.server-error',
  codat: 'codat.server-error',
}

/** A status with nothing else: 400 and more. `called` is null where the text names neither Xero nor Codat. */
export function diagnoseStatus(
  status: number,
  called: Called | null,
  headers: Readonly<Record<string, string>> = {},
): Diagnosis {
  const facts: Found['facts'] = [
    ['Status', status],
    ['Wait, in seconds', headers['retry-after']],
  ]
  if (status === 407) return diagnose('network.proxy-sign-in', { facts })
  if (called === null)
    return diagnose('paste.status-only', {
      facts,
      title: `This is a ${status}, but the text doesn’t say whose`,
      ...(status >= 520 && status <= 530 ? behindCloudflare : {}),
    })
  const side = sideOf[called]
  const known = words[side][status] ?? anyOther(side, status)
  const { code, title, cause, canBe, tell } = known
  return diagnose(code, {
    facts,
    ...(title === undefined ? {} : { title }),
    ...(cause === undefined ? {} : { cause }),
    ...(canBe === undefined ? {} : { canBe: called === 'xero' ? alsoElsewhere(status, canBe) : canBe }),
    ...(tell === undefined ? {} : { nextStep: tell }),
  })
}

const behindCloudflare = {
  cause: 'Cloudflare wrote this: it stands in front of a site and couldn’t reach it.',
  canBe: [
    'The site that the page names is down or overloaded. Unless that is Xero’s or Codat’s, neither has a part in it.',
    'It is the app at the redirect URI: then a sign-in can’t come back to it.',
  ],
  nextStep:
    'Look which site the page names, and ask whoever runs it. To be sure, paste the address that was called as well.',
} as const

/** Xero, but not which part of it: a 403 of its login page has other causes than one of its API. */
function alsoElsewhere(status: number, canBe: readonly string[]): readonly string[] {
  if (status === 401)
    return [...canBe.slice(0, 3), 'It was the token endpoint that refused: then the pair of client id and secret.']
  if (status !== 403) return canBe
  return [
    ...canBe.slice(0, 3),
    'It was the login page or the list of keys that refused: then the request’s shape, or too many fetches.',
  ]
}
