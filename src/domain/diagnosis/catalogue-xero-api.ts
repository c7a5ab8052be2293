// Words for what Xero's API answers.
import type { xeroApiCodes } from './schema'
import { grouped } from '../amounts'
import { tokenLifetimes, xeroConcurrentCalls, xeroRateLimits } from '../facts'
import type { Entry } from './entry'

const limits = xeroRateLimits.value
const number = (value: number): string => grouped(String(value))

export const xeroApiCatalogue: Readonly<Record<(typeof xeroApiCodes)[number], Entry>> = {
  'xero.validation': {
    title: 'Xero refused the data, not the access',
    cause: 'Keys and connection work: what was sent breaks a rule of the organisation’s books.',
    side: 'you',
    nextStep: 'Read the validation messages below and correct those fields.',
    severity: 'act',
  },
  'xero.bad-request': {
    title: 'Xero could not read the request',
    cause: 'A parameter or the body is malformed.',
    side: 'you',
    nextStep: 'Look at the details for the field it names.',
    severity: 'act',
    rank: 45,
  },
  'xero.token-expired': {
    title: 'The access token has expired',
    cause: `Access tokens live ${tokenLifetimes.accessSeconds.value / 60} minutes. Without offline_access there is no refresh token to get a new one.`,
    side: 'you',
    nextStep: 'Refresh the token, or sign in again. Check that offline_access was among the scopes.',
    severity: 'act',
    link: 'xero.oauth-faq',
    rank: 64,
  },
  'xero.scope-missing': {
    title: 'The token lacks a scope for this call',
    cause: 'The sign-in did not ask for the scope that this endpoint needs, or the app’s plan doesn’t include it.',
    side: 'you',
    nextStep: 'Add the scope to the list and let the user consent again: scopes are fixed at consent.',
    severity: 'act',
    link: 'xero.scopes',
    rank: 64,
  },
  'xero.token-refused': {
    title: 'Xero does not accept this access token',
    cause: 'It is expired, cut off, or not meant for Xero’s API.',
    side: 'you',
    nextStep: 'Get a new token and try again.',
    severity: 'act',
    link: 'xero.troubleshooting',
    rank: 55,
  },
  'xero.tenant-refused': {
    title: 'Xero does not let this sign-in into that organisation',
    cause:
      'The tenant id is missing or wrong, the customer disconnected the app, the user lost their role, a trial ended, or a demo company was reset.',
    side: 'customer',
    nextStep:
      'List the connections again to see whether the organisation is still there. If not, the customer has to connect again.',
    severity: 'act',
    link: 'xero.troubleshooting',
    rank: 64,
  },
  'xero.forbidden': {
    title: 'Xero refuses this call',
    cause: 'The app or the user has no right to it, and Xero gives no closer reason.',
    side: 'unknown',
    nextStep: 'Check the scope the call needs and the user’s role in the organisation.',
    severity: 'act',
    link: 'xero.troubleshooting',
    rank: 45,
  },
  'xero.not-permitted': {
    title: 'Xero doesn’t permit this to the person who connected',
    cause:
      'These are Xero’s words in its SDKs for a 403. The person’s role in the organisation doesn’t reach that far, their rights were changed, or the connection is stale.',
    side: 'customer',
    nextStep: 'Let someone with a Standard or Adviser role in that organisation connect again.',
    severity: 'act',
    link: 'xero.troubleshooting',
    rank: 66,
  },
  'xero.reporting-role': {
    title: 'The person who connected lacks the reporting role',
    cause:
      'The token and the keys are fine. Reports need the reporting role, or a higher one, in the organisation, and that person doesn’t have it.',
    side: 'customer',
    nextStep:
      'Ask the organisation’s administrator to give that person the reporting role, or let someone who has it connect again.',
    severity: 'act',
    link: 'xero.troubleshooting',
    rank: 72,
  },
  'xero.organisation-offline': {
    title: 'Xero can’t reach this organisation for the moment',
    cause: 'The organisation is offline on Xero’s side. It passes; the keys and the connection are fine.',
    side: 'xero',
    nextStep: 'Try again later. If it stays for a day, look at Xero’s status page and ask Xero.',
    severity: 'watch',
    link: 'xero.status',
    rank: 66,
  },
  'xero.edge-refused': {
    title: 'Xero’s outer wall refused the call before any key was looked at',
    cause:
      'The page comes from the network in front of Xero, not from Xero’s own service. It says nothing about the client id, the secret or the scopes. Calls from tunnels such as ngrok, and from some networks, are known to end like this.',
    side: 'network',
    nextStep:
      'Call from your own network or host and without a tunnel. If it stays, send the Reference number to Xero’s developer support.',
    severity: 'act',
    link: 'xero.support',
    rank: 76,
  },
  'xero.discovery-refused': {
    title: 'Xero refuses its discovery document or its signing keys, not a call with a token',
    cause:
      'That program fetches them again and again, probably for every sign-in or refresh, and Xero’s outer wall turns such callers away. No scope, no role and no customer has a part in it.',
    side: 'you',
    nextStep: 'Keep one client in that program and let it remember the document and the keys; then wait a little.',
    severity: 'act',
    link: 'xero.support',
    rank: 74,
  },
  'xero.webhook-intent': {
    title: 'Xero wants a webhook’s receiver to prove itself; Codat needs no Xero webhook',
    cause:
      'My Apps tests the delivery address: it has to answer 401, without a body, to a wrongly signed payload, and 200 to a rightly signed one. For Codat none of this is needed.',
    side: 'you',
    nextStep: 'Leave Xero’s webhooks off for Codat. For a receiver of your own, let it check the signature first.',
    severity: 'info',
    link: 'xero.my-apps',
    rank: 66,
  },
  // Source: developer.xero.com/documentation/oauth2/overview.
  'xero.oauth1': {
    title: 'A program still speaks OAuth 1.0a, which Xero has ended',
    cause:
      '“oauth_problem” is how the sign-in before today’s refused a call. At Xero it ended on 31 March 2021 for public and partner apps, and on 30 September 2021 for private ones. Its consumer key, secret and certificate are of no use any more.',
    canBe: [
      'That program, or a library in it, is of before 2021.',
      'Another service that still speaks OAuth 1.0a said it, where the text doesn’t name Xero.',
    ],
    side: 'you',
    nextStep:
      'Move that program to OAuth 2.0, with a client id of My Apps, or leave the connection to Codat. To be sure whose it is, paste the address that was called.',
    severity: 'act',
    link: 'xero.my-apps',
    rank: 66,
  },
  'xero.not-found': {
    title: 'Xero has nothing at that address',
    cause: 'The id is wrong, or the thing was removed already.',
    side: 'you',
    nextStep: 'Read the list again and use an id from it.',
    severity: 'watch',
  },
  'xero.minute-limit': {
    title: 'Xero’s limit per minute is reached for this organisation',
    cause: `An app may make ${limits.perMinute} calls a minute to one organisation.`,
    side: 'you',
    nextStep: 'Wait a minute; the answer’s Retry-After says how long.',
    severity: 'watch',
    link: 'xero.limits',
    rank: 64,
  },
  'xero.day-limit': {
    title: 'Xero’s limit per day is reached for this organisation',
    cause: `An app may make ${number(limits.perDay)} calls a day to one organisation, by Xero’s own page; for the Starter plan ${number(limits.perDayStarter)} are reported by others.`,
    side: 'you',
    nextStep: 'Wait until Retry-After has passed, and lower how often Codat syncs this company.',
    severity: 'act',
    link: 'xero.limits',
    rank: 64,
  },
  'xero.concurrent-limit': {
    title: 'Too many calls at once to this organisation',
    cause: `Xero takes ${xeroConcurrentCalls.value} calls at a time from an app for one organisation.`,
    side: 'you',
    nextStep: 'Try again in a moment with fewer calls in parallel.',
    severity: 'watch',
    link: 'xero.limits',
    rank: 64,
  },
  'xero.app-minute-limit': {
    title: 'The whole app reached Xero’s limit per minute',
    cause: `An app may make ${number(limits.appPerMinute)} calls a minute over all its organisations.`,
    side: 'you',
    nextStep: 'Wait a minute, and spread out syncs of many companies.',
    severity: 'watch',
    link: 'xero.limits',
    rank: 64,
  },
  'xero.rate-limit': {
    title: 'Xero asks for a pause',
    cause: 'One of its limits is reached: per minute, per day, or calls at once. This answer doesn’t say which.',
    side: 'you',
    nextStep: 'Wait as long as Retry-After says, a minute if it says nothing.',
    severity: 'watch',
    link: 'xero.limits',
  },
  'xero.server-error': {
    title: 'Xero has a fault',
    cause: 'Its API answered with an error of its own.',
    side: 'xero',
    nextStep: 'Try again in a few minutes. If it stays, look at Xero’s status page.',
    severity: 'watch',
    link: 'xero.status',
  },
  'xero.unavailable': {
    title: 'Xero’s API is not available',
    cause: 'It is down for maintenance or overloaded, or this organisation is offline.',
    side: 'xero',
    nextStep: 'Try again in a few minutes, and look at Xero’s status page.',
    severity: 'watch',
    link: 'xero.status',
  },
  'xero.no-connections': {
    title: 'The sign-in is fine, but no organisation is connected',
    cause: 'An empty list of connections with a good token means that the connection was removed on Xero’s side.',
    side: 'customer',
    nextStep: 'The customer has to connect again: send them their Link address.',
    severity: 'act',
    link: 'xero.connections',
  },
  'xero.unknown': {
    title: 'Xero’s API answered with an error Latchkey doesn’t know',
    cause: 'Status and body are none that Xero documents.',
    side: 'unknown',
    nextStep: 'Try once more. If it stays, send the details to Xero’s developer support.',
    severity: 'act',
    link: 'xero.support',
    rank: 35,
  },
}
