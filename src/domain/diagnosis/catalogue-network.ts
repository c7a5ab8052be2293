// Words for what never reached Xero or Codat.
import type { networkCodes } from './schema'
import type { Entry } from './entry'

export const networkCatalogue: Readonly<Record<(typeof networkCodes)[number], Entry>> = {
  'network.offline': {
    title: 'This computer is offline',
    cause: 'There is no network connection, or it changed in the middle.',
    side: 'network',
    nextStep: 'Connect to a network, then try again.',
    severity: 'act',
    rank: 58,
  },
  'network.dns': {
    title: 'The address could not be looked up',
    cause: 'The name server didn’t know the host or didn’t answer. A VPN or a filter can do that too.',
    side: 'network',
    nextStep: 'Open any web page to test the network; switch the VPN off or on, then try again.',
    severity: 'act',
    rank: 58,
  },
  'network.refused': {
    title: 'The connection was refused',
    cause: 'Something on the way, or a proxy that isn’t running, turned it down.',
    side: 'network',
    nextStep: 'Check the proxy settings of this computer, then try again.',
    severity: 'act',
    rank: 56,
  },
  'network.own-machine': {
    title: 'A program meant to call out and called its own machine, where nobody answered',
    cause:
      'The address is 127.0.0.1 or localhost, so the call never left that machine. The redirect URI and the keys have no part in it.',
    canBe: [
      'A proxy is set in that program or its environment (HTTPS_PROXY), and it isn’t running.',
      'An HTTP agent or a hosts entry in that program sends Xero’s or Codat’s host to the machine itself.',
    ],
    side: 'you',
    nextStep:
      'Look for HTTPS_PROXY, an agent or a proxy in that program, and take it out or start it. To be sure, paste the whole stack trace.',
    severity: 'act',
    rank: 66,
  },
  'network.reset': {
    title: 'The connection was cut off',
    cause: 'It broke before an answer came. Firewalls that look into traffic do this as well as bad networks.',
    side: 'network',
    nextStep: 'Try again; if it stays, try another network.',
    severity: 'watch',
    rank: 56,
  },
  'network.timeout': {
    title: 'No answer came in time',
    cause: 'The network is slow, or something drops the traffic silently.',
    side: 'network',
    nextStep: 'Try again; if it stays, try another network and look at the status page.',
    severity: 'watch',
    rank: 56,
  },
  'network.intercepted': {
    title: 'The certificate isn’t from an authority that this program trusts',
    cause: 'The provider’s certificates are in order as far as is known; what is between or on that machine isn’t.',
    canBe: [
      'A company proxy or a virus scanner opens encrypted traffic and puts its own certificate there.',
      'The program’s own list of authorities (its CA bundle) is missing or old; browsers on the same machine then work.',
      'The certificate has expired, or that machine’s clock is wrong: some programs don’t say which.',
    ],
    side: 'network',
    nextStep:
      'Open the same address in a browser and look who issued the certificate: your company, then ask IT to add its authority for that program; otherwise update the program’s list. Don’t switch the check off: your secret would go through it.',
    severity: 'act',
    rank: 58,
  },
  'network.handshake': {
    title: 'The program and the other end couldn’t agree on encryption',
    cause: 'The connection broke off while it was being secured, before anything was asked. No key was looked at.',
    canBe: [
      'The program or its system is too old: Xero and Codat want TLS 1.2 or newer, which .NET Framework before 4.6 and Java 7 don’t use by themselves.',
      'What answered speaks plain http: a proxy set as https, or the wrong port.',
      'A company proxy or a virus scanner between them broke it off.',
      'The certificate wasn’t accepted, where the program doesn’t say so.',
    ],
    side: 'you',
    nextStep:
      'Open the same address in a browser on that machine: if it works there, update the program or its proxy settings. To tell them apart, paste all of the message, the inner exception with it.',
    severity: 'act',
    rank: 57,
  },
  'network.cors': {
    title: 'A web page called the provider by itself, and the browser doesn’t allow that',
    cause:
      'Xero’s and Codat’s APIs are for servers: they don’t let pages of other sites read their answers (CORS). Neither the keys nor the scopes are meant. A page that holds a client secret or an API key shows it to everyone who opens it.',
    side: 'you',
    nextStep:
      'Let your server make this call, and the page ask your server. If a secret or key was in that page, replace it.',
    severity: 'act',
    rank: 70,
  },
  'network.certificate-date': {
    title: 'The certificate is not valid at this date',
    cause: 'This computer’s clock is wrong, or something on the way shows an expired certificate.',
    side: 'network',
    nextStep: 'Check the computer’s date and time first, then the network.',
    severity: 'act',
    rank: 58,
  },
  'network.certificate-name': {
    title: 'The certificate belongs to another host',
    cause: 'A captive portal, a filter or a wrong address answered instead of the provider.',
    side: 'network',
    nextStep: 'Open any web page to see whether this network wants a sign-in of its own.',
    severity: 'act',
    rank: 58,
  },
  'network.proxy': {
    title: 'The proxy did not let the connection through',
    cause: 'The proxy of this computer or network isn’t reachable or refuses the host.',
    side: 'network',
    nextStep: 'Check the system’s proxy settings, or ask your IT team to allow the host.',
    severity: 'act',
    rank: 57,
  },
  'network.proxy-sign-in': {
    title: 'The proxy wants a sign-in',
    cause: 'The network’s proxy asks for its own user name and password.',
    side: 'network',
    nextStep: 'Sign in to the proxy in your system or browser, then try again.',
    severity: 'act',
    rank: 57,
  },
  'network.redirected': {
    title: 'The answer sent the call somewhere else, and it wasn’t followed to the end',
    cause: 'Providers’ APIs don’t redirect; captive portals and filters do. Your credentials were not sent on.',
    side: 'network',
    nextStep: 'Open any web page to see whether this network wants a sign-in of its own, then try again.',
    severity: 'act',
    rank: 57,
  },
  'network.stopped': {
    title: 'This was stopped before it ended',
    cause: 'You or Latchkey ended it.',
    side: 'you',
    nextStep: 'Start it again whenever you like.',
    severity: 'info',
  },
  'network.unknown': {
    title: 'The provider could not be reached',
    cause: 'The connection failed for a reason this computer doesn’t name.',
    side: 'network',
    nextStep: 'Try again; if it stays, try another network.',
    severity: 'act',
    rank: 40,
  },
}
