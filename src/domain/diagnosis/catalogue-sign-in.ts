// Words for what goes wrong between “sign in” and a token: Xero's own pages, the callback, the token endpoint.
import type { callbackCodes, pageCodes, tokenCodes } from './schema'
import { granularOnlyCustomFrom, granularOnlyFrom, tokenLifetimes, uncertifiedAppsPerOrganisation } from '../facts'
import { inDays } from '../scopes'
import type { Entry } from './entry'

type Code = (typeof pageCodes)[number] | (typeof callbackCodes)[number] | (typeof tokenCodes)[number]

export const signInCatalogue: Readonly<Record<Code, Entry>> = {
  'page.redirect-uri': {
    title: 'The redirect URI is not registered with this Xero app',
    cause:
      'Xero compares the redirect URI character by character with those of the app: http or https, host, port, path and a slash at the end all count.',
    side: 'you',
    nextStep:
      'Open the app’s Configuration in My Apps, add exactly the redirect URI that is asked for, and save. Codat’s stays beside it.',
    severity: 'act',
    link: 'xero.my-apps',
    rank: 70,
  },
  'page.invalid-scope': {
    title: 'Xero does not accept one of the scopes',
    cause: `A name is misspelt, or it is one of the broad scopes that apps created since ${inDays(granularOnlyFrom.value)} can’t ask for. Xero doesn’t say which.`,
    side: 'you',
    nextStep: 'Paste the whole address of that page or of the sign-in here, and Latchkey names the scope.',
    severity: 'act',
    link: 'xero.granular-scopes',
    rank: 70,
  },
  'page.scope-not-granted': {
    title: 'This Xero app may not ask for one of the scopes',
    cause:
      'A scope in the list is restricted, such as bankfeeds or paymentservices, or comes with a plan the app doesn’t have. Xero has not granted it to this app.',
    side: 'xero',
    nextStep:
      'Take the restricted scope out for now. If the customer has an agreement with Xero, ask their Xero contact to enable it for this app.',
    severity: 'act',
    link: 'xero.scopes',
    rank: 70,
  },
  'page.unknown-client': {
    title: 'Xero does not know this client id',
    cause: 'The client id in the address is empty, cut off, mistyped, or its app was deleted or disabled.',
    side: 'you',
    nextStep: 'Copy the client id again in My Apps and compare it with the one in Latchkey and in Codat.',
    severity: 'act',
    link: 'xero.my-apps',
    rank: 65,
  },
  'page.wrong-flow-scope': {
    title: 'A scope in the list doesn’t belong in a sign-in',
    cause:
      'Xero refused the list before the login and named no scope. The usual one is app.connections, which is only for the app’s own token.',
    side: 'you',
    nextStep: 'Take app.connections out of the list, then sign in again with the least scopes.',
    severity: 'act',
    link: 'xero.scopes',
    rank: 72,
  },
  'page.error-500': {
    title: 'Xero’s sign-in page shows an error without its reason',
    cause:
      'Xero shows this page for a wrong redirect URI, a wrong client id and a wrong scope. The line below “Error code: 500”, where there is one, tells them apart.',
    side: 'you',
    nextStep: 'Copy all the text of the page, or the address you started from, and paste it here.',
    severity: 'act',
    link: 'xero.troubleshooting',
    rank: 45,
  },
  'page.error-address': {
    title: 'This is the address of Xero’s error page',
    cause: 'Its errorId means something only to Xero; the reason stands on the page itself.',
    side: 'you',
    nextStep: 'Copy the text of that page and paste it here, or pick the message you see from the list.',
    severity: 'act',
    link: 'xero.troubleshooting',
    rank: 45,
  },
  'page.blank-consent': {
    title: 'This is the address of Xero’s consent page',
    cause:
      'If the page stays blank or ends in an error, the cause is known to be one of two. The scopes in the address are read below.',
    canBe: [
      'A restricted scope that Xero hasn’t granted to this app stands in the list.',
      'The way back leads to a tunnel, such as ngrok, which Xero’s wall or the browser turns down.',
    ],
    side: 'you',
    nextStep:
      'Take restricted and retired scopes out of the list, send the way back to localhost or your own host, and start again. If the page shows text, paste that.',
    severity: 'watch',
    link: 'xero.scopes',
    rank: 89,
  },
  'page.framed': {
    title: 'Xero’s sign-in was put inside another page, which Xero doesn’t allow',
    cause:
      'Xero’s login and consent pages can’t be shown in a frame, so that no other page can lay itself over them. The browser says “refused to connect” for that, though the network is fine.',
    side: 'you',
    nextStep:
      'Open the sign-in, or Codat’s Link address, in a tab or window of its own. In a page that embeds Link, let Xero open in a new window.',
    severity: 'act',
    rank: 72,
  },
  'limit.connections': {
    title: 'The Xero app has no connection left',
    cause:
      'Every connection the app’s plan allows is taken, and connections count until they are removed, dead ones too. Xero shows this page instead of going back to the callback.',
    side: 'you',
    nextStep:
      'Free a connection: see who takes them, remove one that nobody needs, then try again. The demo company takes none.',
    severity: 'act',
    link: 'xero.my-apps',
    rank: 95,
  },
  'limit.uncertified-apps': {
    title: 'This organisation has as many uncertified apps as it may have',
    cause:
      `An organisation may be connected to ${uncertifiedAppsPerOrganisation.value} uncertified apps, whoever made them. It is greyed out when you choose, or Xero says so. It is not the app’s own limit. ${uncertifiedAppsPerOrganisation.note ?? ''}`.trim(),
    side: 'customer',
    nextStep:
      'Ask someone with access to open Settings, Connected apps in that organisation, and disconnect an app it no longer uses. Certified apps don’t count.',
    severity: 'act',
    link: 'xero.limits',
    rank: 93,
  },
  'callback.cancelled': {
    title: 'The sign-in was cancelled',
    cause: 'Someone chose Cancel on Xero’s page, or closed it. Nothing was connected.',
    side: 'customer',
    nextStep: 'Start again when they are ready. Allowing access takes one click on “Allow access”.',
    severity: 'info',
    rank: 55,
  },
  'callback.server-error': {
    title: 'Xero could not finish the sign-in',
    cause: 'Xero reported a fault of its own.',
    side: 'xero',
    nextStep: 'Try again in a few minutes. If it stays, look at Xero’s status page.',
    severity: 'watch',
    link: 'xero.status',
  },
  'callback.invalid-request': {
    title: 'Xero could not read the sign-in request',
    cause: 'A parameter of the authorize address is missing or malformed.',
    side: 'you',
    nextStep: 'Paste the address the sign-in started from, and Latchkey says which.',
    severity: 'act',
    link: 'xero.troubleshooting',
  },
  'callback.not-ours': {
    title: 'That answer belongs to another sign-in',
    cause: 'Its state is missing or doesn’t match the sign-in that is waiting, so Latchkey refused it.',
    side: 'you',
    nextStep: 'Close other sign-in tabs and start the test again.',
    severity: 'watch',
  },
  'callback.error': {
    title: 'Xero answered the sign-in with an error Latchkey doesn’t know',
    cause: 'The answer carries an error code that Xero doesn’t document.',
    side: 'unknown',
    nextStep: 'Try once more. If it stays, send the details and the client id to Xero’s developer support.',
    severity: 'act',
    link: 'xero.support',
    rank: 35,
  },
  'callback.success-address': {
    title: 'Xero accepted this sign-in',
    cause: `The address carries a code, which is what a successful sign-in looks like. Latchkey dropped the code; it is good once and for ${tokenLifetimes.codeMinutes.value} minutes only.`,
    side: 'you',
    nextStep: 'If the program behind this address didn’t take it, start the sign-in again from there.',
    severity: 'info',
  },
  'callback.nobody-listening': {
    title: 'Nothing was waiting at the redirect URI',
    cause:
      'The browser came back to this machine, but no sign-in was waiting there: it had ended, or another program asked for it.',
    side: 'you',
    nextStep: 'Start the sign-in test again and finish it within five minutes.',
    severity: 'act',
    rank: 62,
  },
  'callback.https-only': {
    title: 'The browser stopped the way back: it wants https, and this machine answers http',
    cause:
      'The redirect URI is http on localhost, which Xero allows. The browser’s HTTPS-only setting, or a rule that was remembered for localhost, turned it into https or blocked it. The code in the address was not used.',
    side: 'you',
    nextStep: 'Allow http for localhost in the browser, or use another browser, then start the sign-in again.',
    severity: 'act',
    rank: 78,
  },
  'callback.no-answer': {
    title: 'The browser came back to this machine, but what listens there didn’t take the answer',
    cause:
      'Xero’s part is over, and something does answer on that port. What it is and why it failed, the browser can’t say. Neither the network nor the keys have a part in it.',
    canBe: [
      'Another program holds that port.',
      'The right program runs, but its callback has another path than the redirect URI.',
      'The program that waits there failed or hangs while it takes the code; its own log says why.',
    ],
    side: 'you',
    nextStep:
      'Compare the redirect URI’s port and path with those of the program, look into its log, and start the sign-in again. To tell them apart, paste that log.',
    severity: 'act',
    rank: 64,
  },
  'callback.state': {
    title: 'The answer of the sign-in doesn’t fit the one that program began',
    cause:
      'The state or nonce that came back isn’t the one it remembered. Nothing is wrong with the keys, and the code was not used.',
    canBe: [
      'The cookie of its session was lost on the way: begun on 127.0.0.1 and ended on localhost, or the other way round.',
      'The callback was loaded twice, or an old tab was used.',
      'Two sign-ins ran at once, and the second took the place of the first.',
    ],
    side: 'you',
    nextStep: 'Start the sign-in again in one fresh tab, from the same host that the redirect URI names.',
    severity: 'act',
    rank: 68,
  },
  'token.invalid-client': {
    title: 'Xero refuses this pair of client id and secret',
    cause:
      'The secret is mistyped, cut off, belongs to another app, or was replaced by a newer one. No secret at all from a web app gets the same answer.',
    side: 'you',
    nextStep: 'Generate a new secret in My Apps, paste it here, check it, then paste it into Codat.',
    severity: 'act',
    link: 'xero.my-apps',
    rank: 75,
  },
  'token.invalid-grant': {
    title: 'Xero no longer accepts this sign-in’s code',
    cause: `A code is good once and for ${tokenLifetimes.codeMinutes.value} minutes, and only with the redirect URI it was made for.`,
    side: 'you',
    nextStep: 'Start the sign-in again and finish it in one go.',
    severity: 'act',
    link: 'xero.troubleshooting',
  },
  'token.refresh-dead': {
    title: 'Xero no longer accepts this refresh token',
    cause: `It was unused for ${tokenLifetimes.refreshUnusedDays.value} days, used already by another program, or the customer disconnected the app.`,
    side: 'customer',
    nextStep: 'The customer has to consent again: send them their Link address.',
    severity: 'act',
    link: 'xero.oauth-faq',
    // Before a token that ran out: what would renew it is refused.
    rank: 65,
  },
  'token.grant-refused': {
    title: 'Xero refuses a refresh token or a sign-in’s code; the text doesn’t say which',
    cause: 'invalid_grant says that what was to be exchanged for a token is no longer good. The keys are not meant.',
    canBe: [
      `A refresh token that is dead, the commoner one: not the latest, used by two programs, or unused for ${tokenLifetimes.refreshUnusedDays.value} days. Then the customer consents again.`,
      `A sign-in’s code that was used twice, is older than ${tokenLifetimes.codeMinutes.value} minutes, or came with another redirect URI. Then you start the sign-in again.`,
    ],
    side: 'unknown',
    nextStep:
      'To tell them apart, paste the lines around it: the request’s grant_type, or the names of the functions in the stack trace.',
    severity: 'act',
    link: 'xero.oauth-faq',
    rank: 64,
  },
  'token.unsupported-grant': {
    title: 'The token request has no usable grant type',
    cause: 'grant_type is missing, misspelt, or the body was not sent as a form.',
    side: 'you',
    nextStep: 'Send grant_type in an application/x-www-form-urlencoded body.',
    severity: 'act',
    link: 'xero.troubleshooting',
  },
  'token.invalid-request': {
    title: 'The token request lacks a parameter',
    cause: 'Xero’s token endpoint could not read the request: a parameter is missing or there twice.',
    side: 'you',
    nextStep: 'Check grant_type, code, redirect_uri and, with PKCE, code_verifier.',
    severity: 'act',
    link: 'xero.troubleshooting',
  },
  'token.invalid-scope': {
    title: 'Xero does not grant the scopes of this token request',
    cause: `A scope is misspelt, retired for apps of this age, or not one this app may have. Custom connections made since ${inDays(granularOnlyCustomFrom.value)} can’t use the broad ones.`,
    side: 'you',
    nextStep: 'Ask for granular scopes only, and only for those the app has.',
    severity: 'act',
    link: 'xero.granular-scopes',
    rank: 66,
  },
  'token.unauthorized-client': {
    title: 'This app may not use that kind of token request',
    cause: 'Its type, in My Apps, doesn’t allow the grant that was asked for.',
    side: 'you',
    nextStep: 'Check the app’s type in My Apps: for Codat it has to be a Web app.',
    severity: 'act',
    link: 'xero.my-apps',
  },
  'token.app-list-refused': {
    title: 'Xero probably accepts these keys, but won’t list the app’s connections',
    cause:
      'The answer is about the scope or the grant, not about the pair: a wrong pair is refused before that. The app’s own list isn’t available for this app.',
    side: 'xero',
    nextStep: 'Let the sign-in test settle it, and count connections from Codat or by hand.',
    severity: 'watch',
    link: 'xero.connections',
    rank: 66,
  },
  'token.rate-limit': {
    title: 'Xero’s token endpoint asks for a pause',
    cause: 'Too many requests came from this app or this network in a short time.',
    side: 'you',
    nextStep: 'Wait a minute, then try again once.',
    severity: 'watch',
    link: 'xero.limits',
  },
  'token.server-error': {
    title: 'Xero’s token endpoint has a fault',
    cause: 'It answered with an error of its own, which says nothing about your keys.',
    side: 'xero',
    nextStep: 'Try again in a few minutes. If it stays, look at Xero’s status page.',
    severity: 'watch',
    link: 'xero.status',
  },
  'token.unreadable': {
    title: 'The answer doesn’t come from Xero’s token endpoint',
    cause:
      'It is a page or something else that isn’t JSON. A proxy, a captive portal or a filter often answers like that.',
    side: 'network',
    nextStep: 'Open any web page to see whether this network wants a sign-in of its own, then try again.',
    severity: 'act',
  },
  'token.not-trusted': {
    title: 'Xero’s answer did not pass the checks, so Latchkey dropped it',
    cause:
      'Issuer, audience, signature, nonce or state did not match what was asked for. A network that rewrites traffic, or an answer meant for another sign-in, looks like this.',
    side: 'network',
    nextStep: 'Start the sign-in again. If it stays, try another network and look at the details.',
    severity: 'act',
  },
  'token.clock': {
    title: 'This computer’s clock and Xero’s are too far apart',
    cause: 'The ID token is not valid yet or any more by the time shown here.',
    side: 'you',
    nextStep: 'Set the computer’s date and time automatically, then sign in again.',
    severity: 'act',
  },
  'token.unknown-key': {
    title: 'The ID token is signed with a key that Xero’s list did not hold',
    cause:
      'Xero changes its signing keys now and then, and for a moment its list may lag behind. Latchkey dropped the token.',
    side: 'xero',
    nextStep: 'Start the sign-in again. If it stays on this network only, something in it rewrites traffic.',
    severity: 'act',
  },
  'token.no-id-token': {
    title: 'The program wants an ID token, and the sign-in asked for none',
    cause:
      'Xero sends an ID token only where the scope openid was asked for. The rest of the answer is fine: the keys are good.',
    canBe: [
      'The scope openid is missing from the list the sign-in asked for.',
      'The list was written in a form the program doesn’t split, such as one text with commas.',
    ],
    side: 'you',
    nextStep:
      'Add openid (and profile and email) to the scopes and sign in again. To be sure, paste the address the sign-in started from.',
    severity: 'act',
    link: 'xero.scopes',
    rank: 66,
  },
  'token.unknown': {
    title: 'Xero’s token endpoint answered with an error Latchkey doesn’t know',
    cause: 'The error code is not one Xero documents.',
    side: 'unknown',
    nextStep: 'Try once more. If it stays, send the details and the client id to Xero’s developer support.',
    severity: 'act',
    link: 'xero.support',
    rank: 35,
  },
}
