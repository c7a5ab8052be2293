// Words for what an authorize address says when it is held against the stored Xero apps, and for other things people paste.
import type { authorizeCodes, pasteCodes, ScopeCode } from './schema'
import { granularOnlyFrom, redirectUrisPerApp, tokenLifetimes } from '../facts'
import { inDays } from '../scopes'
import type { Entry } from './entry'

type Code = (typeof authorizeCodes)[number] | (typeof pasteCodes)[number] | ScopeCode

const redirect = (title: string, cause: string): Entry => ({
  title,
  cause,
  side: 'you',
  nextStep: `Add the redirect URI in My Apps exactly as it is asked for (an app can have ${redirectUrisPerApp.value}), or change what asks for it.`,
  severity: 'act',
  link: 'xero.my-apps',
  rank: 84,
})

const scope = (title: string, cause: string, severity: Entry['severity'], rank?: number): Entry => ({
  title,
  cause,
  side: 'you',
  nextStep: 'Change the list of scopes, then sign in again.',
  severity,
  link: 'xero.scopes',
  ...(rank === undefined ? {} : { rank }),
})

export const authorizeCatalogue: Readonly<Record<Code, Entry>> = {
  'authorize.other-app': {
    title: 'This carries another app’s client id',
    cause: 'The client id belongs to a different Xero app than the one you have in front of you.',
    side: 'you',
    nextStep: 'Put the right client id where this address was made, in Codat’s Xero settings for a Codat link.',
    severity: 'act',
    link: 'codat.integrations',
    rank: 90,
  },
  'authorize.near-client-id': {
    title: 'The client id is nearly that of an app you stored',
    cause: 'It differs in a few characters, as a slip or a cut-off copy does.',
    side: 'you',
    nextStep: 'Copy the client id again in My Apps, and paste it where this address was made.',
    severity: 'act',
    link: 'xero.my-apps',
    rank: 90,
  },
  'authorize.unknown-client-id': {
    title: 'The client id is of no app stored here',
    cause:
      'The address was made with a Xero app that Latchkey doesn’t know: perhaps someone else’s, perhaps an old one.',
    side: 'you',
    nextStep: 'Look the client id up in My Apps, and add that app here if it is yours.',
    severity: 'watch',
    link: 'xero.my-apps',
    rank: 58,
  },
  'authorize.odd-client-id': {
    title: 'The client id doesn’t look like Xero’s',
    cause: 'Xero’s are 32 hexadecimal characters. This one was cut off, or it is something else.',
    side: 'you',
    nextStep: 'Copy the client id again in My Apps.',
    severity: 'act',
    link: 'xero.my-apps',
    rank: 88,
  },
  'authorize.no-client-id': {
    title: 'The address has no client id',
    cause: 'It was made before a client id was entered, or the copy was cut off.',
    side: 'you',
    nextStep: 'Enter the client id where this address was made; copy the whole address if it was cut off.',
    severity: 'act',
    link: 'xero.my-apps',
    rank: 88,
  },
  'authorize.known-app': {
    title: 'This is a sign-in address of an app you stored',
    cause: 'Client id and redirect URI are as Latchkey has them.',
    side: 'you',
    nextStep:
      'Open it in a private window with the login you mean. If Xero shows an error, paste the text of that page here.',
    severity: 'info',
  },
  'authorize.redirect-slash': redirect(
    'The redirect URI differs by a slash at the end',
    'Xero compares character by character, and one of the two ends with a slash.',
  ),
  'authorize.redirect-scheme': redirect(
    'The redirect URI differs in http and https',
    'Host and path are the same, but one begins with http and the other with https.',
  ),
  'authorize.redirect-port': redirect(
    'The redirect URI differs in its port',
    'Xero compares the port too, on localhost as well.',
  ),
  'authorize.redirect-host': redirect(
    'The redirect URI differs in its host',
    'localhost and 127.0.0.1 are the same machine, but not the same text, and Xero compares text.',
  ),
  'authorize.redirect-case': redirect(
    'The redirect URI differs in capital letters',
    'Xero compares character by character, capitals included.',
  ),
  'authorize.redirect-path': redirect(
    'The redirect URI differs in its path',
    'The host is registered, but with another path or query.',
  ),
  'authorize.redirect-unregistered': redirect(
    'The redirect URI is not among those noted for this app',
    'It is none of the redirect URIs that Latchkey has for this app. Xero only accepts those registered in My Apps.',
  ),
  'authorize.redirect-missing': redirect(
    'The address has no redirect URI',
    'Without redirect_uri Xero has nowhere to send the answer.',
  ),
  'authorize.redirect-loopback-ip': {
    ...redirect(
      'Xero doesn’t take 127.0.0.1 as a redirect',
      'For this machine Xero accepts http only with the name localhost, not with a number.',
    ),
    nextStep: 'Use http://localhost with the same port and path, in My Apps and where the sign-in starts.',
    rank: 86,
  },
  'authorize.redirect-http': {
    ...redirect('The redirect URI has to be https', 'Xero accepts http for localhost only.'),
    rank: 86,
  },
  'authorize.response-type': {
    title: 'The address asks for the wrong kind of answer',
    cause: 'response_type has to be code; Xero knows no other.',
    side: 'you',
    nextStep: 'Change response_type to code.',
    severity: 'act',
    link: 'xero.troubleshooting',
    rank: 82,
  },
  'authorize.refused-page': {
    title: 'Xero’s login host turned the request away before showing a page',
    cause:
      'A bare refusal there, mostly a 403, is about the shape of the sign-in address or about who calls. Scopes, roles and the customer’s organisation aren’t looked at yet.',
    canBe: [
      'The redirect URI names 127.0.0.1; Xero takes localhost with http.',
      'The redirect URI leads to a tunnel such as ngrok, or the call comes from a network Xero’s wall turns away.',
      'The address is cut off or encoded twice.',
    ],
    side: 'you',
    nextStep: 'To tell them apart, paste the whole address, from https:// to its end.',
    severity: 'act',
    link: 'xero.troubleshooting',
    rank: 62,
  },
  'scope.empty': scope('No scope is asked for', 'The list of scopes is empty.', 'act', 78),
  'scope.separator': scope(
    'The scopes are not separated by spaces',
    'Xero reads several names as one that it doesn’t know.',
    'act',
    82,
  ),
  'scope.app-connections': scope(
    'app.connections has no place in a sign-in',
    'Xero refuses the whole list before the login and names no scope.',
    'act',
    83,
  ),
  'scope.retired': scope(
    'A scope in the list is retired for this app',
    'Broad scopes were replaced by granular ones, and this app can no longer ask for them.',
    'act',
    83,
  ),
  'scope.retiring': scope(
    'A scope in the list will stop',
    'The broad scopes still work for this app, but not for ever, and every customer has to consent again before.',
    'watch',
  ),
  'scope.maybe-retired': scope(
    'A scope in the list may be retired for this app',
    `Apps created since ${inDays(granularOnlyFrom.value)} can’t ask for it, and Latchkey doesn’t know when this one was created.`,
    'watch',
    63,
  ),
  'scope.misprint': scope(
    'A scope in the list is a misprint',
    'It is printed like that in a table people copy from, but Xero has no such scope.',
    'act',
    83,
  ),
  'scope.upper-case': scope('A scope is written with capitals', 'Xero’s scopes are all lower case.', 'act', 82),
  'scope.unknown': scope(
    'Latchkey doesn’t know a scope in the list',
    'It may be misspelt, or newer than what Latchkey knows.',
    'watch',
    62,
  ),
  'scope.not-app-level': scope(
    'A scope belongs to a person’s sign-in',
    'The app’s own token is for app.connections alone.',
    'watch',
  ),
  'scope.restricted': scope(
    'A scope needs Xero’s permission',
    'Xero grants it to an app only after an agreement. Without it Xero says “Invalid scope for client”.',
    'watch',
    61,
  ),
  'scope.plan-bound': scope('A scope comes with a plan', 'Only apps on that Xero plan may ask for it.', 'watch', 61),
  'scope.no-offline-access': scope(
    'offline_access is missing',
    `Without it Codat gets no refresh token, and the link dies after ${tokenLifetimes.accessSeconds.value / 60} minutes.`,
    'act',
    79,
  ),
  'scope.duplicate': scope('A scope is there twice', 'It does no harm.', 'info', 10),
  'paste.secret': {
    title: 'That looks like a secret, so Latchkey dropped it',
    cause: 'It is one long run of random characters. It was read in memory only and is shown and kept nowhere.',
    side: 'you',
    nextStep:
      'To store it, use “Paste” beside the secret of its Xero app or Codat client. Paste errors and addresses here.',
    severity: 'watch',
    rank: 59,
  },
  'paste.client-id-known': {
    title: 'This is the client id of an app you stored',
    cause: 'A client id alone is not an error.',
    side: 'you',
    nextStep: 'If something goes wrong with this app, paste the text or the address you see.',
    severity: 'info',
  },
  'paste.client-id-unknown': {
    title: 'This looks like a client id, but of no app stored here',
    cause: 'It is 32 hexadecimal characters, as Xero’s client ids are.',
    side: 'you',
    nextStep: 'Look it up in My Apps, and add that app here if it is yours.',
    severity: 'info',
    link: 'xero.my-apps',
  },
  'paste.portal-address': {
    title: 'This is a page of a portal, not an error',
    cause: 'The address shows where you are, but says nothing about what went wrong.',
    side: 'you',
    nextStep: 'Copy the message that the page shows, and paste that.',
    severity: 'info',
  },
  'paste.status-only': {
    title: 'This is a refusal, but the text doesn’t say whose',
    cause: 'There is a status code and no address, so it can be any of these.',
    canBe: [
      'Xero’s API or its token endpoint refused.',
      'Codat’s API refused.',
      'Something between, such as a proxy or another service, answered.',
    ],
    side: 'unknown',
    nextStep: 'To tell them apart, paste the address that was called as well, and the answer’s body if there is one.',
    severity: 'watch',
    rank: 30,
  },
  'paste.nothing': {
    title: 'There was nothing to read',
    cause: 'The text is empty.',
    side: 'you',
    nextStep: 'Copy the message or the address you see, then paste it here.',
    severity: 'info',
  },
  'paste.not-recognised': {
    title: 'Latchkey doesn’t recognise this',
    cause: 'Nothing in the text matches an error or an address of Xero or Codat that it knows.',
    side: 'unknown',
    nextStep:
      'Paste the whole text of the page, or the whole address the sign-in started from. Or pick the message you see from the list.',
    severity: 'info',
    rank: 1,
  },
}
