// How the keys check and the sign-in test word what Xero answered. Keys are "accepted", never more than that.
import type { FetchFailure } from '../../../domain/network'
import type { RedirectProblem } from '../../../domain/redirect-uri'
import type {
  BankFeedsAnswer,
  DistrustReason,
  KeysCheckOutcome,
  Prepared,
  RemainReason,
  SignedInOrganisation,
  SignInOutcome,
  SignInResult,
  RefusalReason,
} from '../../../domain/xero/schema'
import type { SignInLeg } from '../../../contract/xero'
import type { Tone } from '../../components/tone'

export interface OutcomeWords {
  readonly tone: Tone
  readonly title: string
  readonly text: string
  /** Text to hand to the diagnosis: the provider's own words, where they say more than we do. */
  readonly whose: 'xero' | 'you' | 'network' | null
}

export const fetchFailureWords: Record<FetchFailure, string> = {
  cancelled: 'You stopped it.',
  'timed-out': 'There was no answer in time. Try again; if it stays, look at Xero’s status page.',
  'address-refused': 'The address is not one of Xero’s, so nothing was sent.',
  redirected:
    'The answer pointed to another address, so it was not followed. A proxy or sign-in page of your network may be in the way.',
  'no-such-host': 'The address could not be found. Check your internet connection or VPN.',
  'no-connection': 'There is no connection. Check your internet connection or VPN.',
  certificate:
    'The certificate is not one your system trusts. A security product on your network may be reading along.',
  proxy: 'Your proxy did not let the request through. Ask whoever runs your network.',
  'cut-off': 'The connection broke in the middle of the answer. Try again.',
}

/** What the keys check found. */
export function keysCheckWords(outcome: KeysCheckOutcome): OutcomeWords {
  switch (outcome.kind) {
    case 'accepted':
      return {
        tone: 'ok',
        title: 'Xero accepts these keys',
        text: 'Client id and secret belong together. Whether Codat holds the same ones is another question.',
        whose: null,
      }
    case 'wrong-pair':
      return {
        tone: 'act',
        title: 'Xero refuses these keys',
        text: 'The client id and this secret don’t belong together. Paste both again from the same app, or generate a new secret.',
        whose: 'you',
      }
    case 'probably-accepted':
      return {
        tone: 'watch',
        title: 'Xero probably accepts these keys',
        text: 'Xero knew the pair but refused this kind of request, as it does for some apps. The sign-in test settles it.',
        whose: 'xero',
      }
    case 'no-answer':
      return {
        tone: outcome.failure === 'cancelled' ? 'info' : 'watch',
        title: outcome.failure === 'cancelled' ? 'Check stopped' : 'Xero could not be asked',
        text: fetchFailureWords[outcome.failure],
        whose: outcome.failure === 'cancelled' ? null : 'network',
      }
    case 'unexpected':
      return {
        tone: 'watch',
        title: 'Xero answered with something unexpected',
        text: 'This says nothing about the keys. Try again in a minute; if it stays, look at Xero’s status page.',
        whose: 'xero',
      }
  }
}

export const legWords: Record<SignInLeg, string> = {
  discovered: 'Found Xero’s addresses',
  listening: 'Listening on this machine',
  'browser-opened': 'Browser opened',
  callback: 'You came back from Xero',
  token: 'Xero accepted the keys',
  'id-token-verified': 'Identity verified',
  who: 'Read who signed in',
  organisation: 'Read the organisation',
  cleaned: 'Cleaned up',
}

/** The same, while it is still being done. */
export const legWaiting: Record<SignInLeg, string> = {
  discovered: 'Finding Xero’s addresses',
  listening: 'Getting ready to listen',
  'browser-opened': 'Opening your browser',
  callback: 'Waiting for you in the browser',
  token: 'Exchanging the code with your keys',
  'id-token-verified': 'Verifying the identity',
  who: 'Reading who signed in',
  organisation: 'Reading the organisation',
  cleaned: 'Cleaning up',
}

export const refusalWords: Record<RefusalReason, string> = {
  'wrong-path': 'another path was asked for',
  'wrong-method': 'it was not a plain page request',
  'wrong-host': 'it was meant for another host',
  'missing-state': 'it carried no state',
  'wrong-state': 'its state was not ours',
  'error-without-state': 'it carried an error without our state',
  'no-code': 'it carried no code',
  'repeated-parameter': 'it said something twice',
  'already-answered': 'Xero’s answer was already in',
  'too-large': 'it was far too large',
  'too-slow': 'it was too slow',
  malformed: 'it was malformed',
  'too-many-sockets': 'there were too many at once',
}

const distrustWords: Record<DistrustReason, string> = {
  'wrong-issuer': 'it names another issuer',
  'wrong-audience': 'it was made out to another app',
  'wrong-nonce': 'it belongs to another sign-in',
  'bad-signature': 'its signature does not fit',
  'unknown-key':
    'it is signed with a key that Xero’s list did not hold. Xero changes its keys now and then: test again',
  expired: 'it has expired; check this machine’s clock',
  'not-yet-valid': 'it is not valid yet; check this machine’s clock',
  'wrong-subject': 'it speaks of another person',
  'no-id-token': 'it carried no ID token',
  'other-host': 'it came from another host',
  malformed: 'it could not be read',
}

/** How a sign-in test ended. */
export function signInWords(outcome: SignInOutcome): OutcomeWords {
  switch (outcome.kind) {
    case 'signed-in':
      return {
        tone: 'ok',
        title: 'Xero accepts these keys',
        text: 'You signed in, Xero gave a token for the code, and the token has been dropped.',
        whose: null,
      }
    case 'cancelled':
      return {
        tone: 'info',
        title: 'Test stopped',
        text: 'The port is free again. Start it whenever you like.',
        whose: null,
      }
    case 'never-arrived':
      return {
        tone: 'watch',
        title: 'Nothing came back within five minutes',
        text: 'Xero shows some errors on its own page only: redirect URI, scopes, connection limit. If you saw one, paste it below.',
        whose: 'you',
      }
    case 'ports-taken': {
      const names = [...new Set(outcome.conflicts.map(({ redirectUri }) => redirectUri))].join(', ')
      return {
        tone: 'act',
        title: 'The port is taken',
        text: `Another program listens where Xero would send you back (${names}). Close it, or register a spare redirect URI with another port.`,
        whose: 'you',
      }
    }
    case 'cannot-listen':
      return {
        tone: 'act',
        title: 'Latchkey could not listen on this machine',
        text: 'Your system refused. A firewall or security product may be in the way; another port may do.',
        whose: 'you',
      }
    case 'browser-not-opened':
      return {
        tone: 'watch',
        title: 'Your browser did not open',
        text: 'Start again with “Copy the URL” and open it yourself.',
        whose: 'you',
      }
    case 'refused-at-consent':
      return {
        tone: 'watch',
        title: outcome.facts.error === 'access_denied' ? 'Consent was not given' : 'Xero refused at the consent page',
        text: 'This says nothing about the secret: it was not used yet.',
        whose: 'you',
      }
    case 'wrong-pair':
      return {
        tone: 'act',
        title: 'Xero refuses these keys',
        text: 'Xero knows the client id, but not with this secret. Paste the secret again from the same app, or generate a new one.',
        whose: 'you',
      }
    case 'token-refused':
      return {
        tone: 'act',
        title: 'Xero gave no token',
        text: 'It refused the code, not plainly the keys. Try again; a code holds for a few minutes and only once.',
        whose: 'xero',
      }
    case 'not-trusted':
      return {
        tone: 'act',
        title: 'The answer could not be trusted',
        text: `It was not used: ${distrustWords[outcome.reason]}.`,
        whose: outcome.reason === 'unknown-key' ? 'xero' : 'network',
      }
    case 'no-answer':
      return {
        tone: 'watch',
        title: 'Xero could not be asked',
        text: fetchFailureWords[outcome.failure],
        whose: 'network',
      }
    case 'unexpected':
      return {
        tone: 'watch',
        title: 'Xero answered with something unexpected',
        text: 'This says nothing about the keys. Try again in a minute.',
        whose: 'xero',
      }
  }
}

/** What Xero's bank feeds API answered in a sign-in test, in one line. Only two of the answers are about the app. */
export function bankFeedsWords(answer: BankFeedsAnswer): Pick<OutcomeWords, 'tone' | 'text'> {
  switch (answer.kind) {
    case 'enabled':
      return { tone: 'ok', text: `Bank feeds are enabled: Xero’s Bank Feeds API lets this app in${feedCount(answer)}.` }
    case 'app-refused':
      return {
        tone: 'act',
        text: 'Bank feeds aren’t enabled: Xero’s Bank Feeds API doesn’t let this app in. Ask the Xero partner manager to enable it for this client id.',
      }
    case 'organisation-refused':
      return {
        tone: 'watch',
        text: `Whether bank feeds are enabled isn’t told: Xero refused ${organisationName(answer)}, not the app. Test again with a trial organisation.`,
      }
    case 'refused':
      return notTold(
        `Xero answered ${answer.facts.status ?? 'something else'}, which says nothing certain about the app.`,
      )
    case 'no-answer':
      return notTold(fetchFailureWords[answer.failure])
    case 'unreadable':
      return notTold('What came back wasn’t an answer of Xero’s Bank Feeds API.')
    case 'not-granted':
      return notTold('Xero left bankfeeds out of what it granted.')
    case 'no-organisation':
      return notTold('There was no organisation that Xero could be asked about.')
  }
}

function notTold(why: string): Pick<OutcomeWords, 'tone' | 'text'> {
  return { tone: 'watch', text: `Whether bank feeds are enabled isn’t told. ${why}` }
}

function feedCount({ feeds, organisation }: Extract<BankFeedsAnswer, { kind: 'enabled' }>): string {
  if (feeds === null || feeds === 0) return ''
  return `, with ${feeds} feed${feeds === 1 ? '' : 's'} in ${organisationName({ organisation })}`
}

function organisationName({ organisation }: { organisation: string | null }): string {
  return organisation ?? 'the organisation'
}

/** True when Xero may now count a connection that this test made. */
export function mayRemain(outcome: SignInOutcome): boolean {
  return 'connectionMayRemain' in outcome && outcome.connectionMayRemain
}

export const remainWords: Record<RemainReason, string> = {
  'other-consent': 'it was made by another consent',
  'dates-differ': 'it was there before and has only been renewed',
  'older-than-test': 'it is older than this test',
  'dates-unreadable': 'its dates could not be read',
  'no-server-time': 'Xero’s time is not known, so its age could not be told',
  refused: 'Xero refused to remove it',
  'no-answer': 'Xero did not answer when asked to remove it',
  'unknown-consent': 'it is not clear that this test made it',
  'still-listed': 'Xero said it was removed, and lists it still',
  unchecked: 'Xero said it was removed, but its list could not be read again',
}

/** Why Xero's list of what was connected is of no use, where it isn't. */
export const unreadWords: Record<NonNullable<SignInResult['organisationsUnread']>, string> = {
  'no-answer': 'Xero did not answer when asked what was connected, so nothing was removed.',
  refused: 'Xero refused to say what was connected, so nothing was removed.',
  unreadable: 'Part of what Xero says is connected could not be read, and was left alone.',
  'unknown-consent': 'Xero did not say what this consent connected. What could be of others was left alone.',
  'none-listed': 'Xero listed nothing for this consent, though it should have. A connection may remain.',
}

const demoWords: Record<SignedInOrganisation['demo'], string> = {
  yes: 'Demo company',
  no: 'Real organisation',
  probably: 'Probably a demo company',
  unknown: 'Demo or real: not known',
}

/** What kind of organisation was connected: a real one is worth a look, a trial is neither demo nor real. */
export function organisationWords({ demo, xeroClass }: Pick<SignedInOrganisation, 'demo' | 'xeroClass'>): {
  tone: Tone
  text: string
} {
  if (demo === 'no' && xeroClass?.toUpperCase() === 'TRIAL') return { tone: 'neutral', text: 'Trial organisation' }
  return { tone: demo === 'no' ? 'watch' : demo === 'unknown' ? 'neutral' : 'ok', text: demoWords[demo] }
}

type PrepareProblem = Extract<Prepared, { ready: false }>['problem']

export const prepareWords: Record<PrepareProblem, string> = {
  'no-client-id': 'The client id is missing. Paste it under Keys first.',
  'app-connections-scope':
    'app.connections must not be in a sign-in: Xero refuses it before you can log in. Take it out.',
  'bad-scope': 'One of the scopes is not a scope. Take it out or correct it.',
}

export const redirectProblemWords: Record<RedirectProblem, string> = {
  'not-an-address': 'That is not an address.',
  'not-http': 'On this machine it must begin with http://.',
  'not-this-machine': 'For the sign-in test, the host must be localhost.',
  'no-port': 'It needs a port, as in http://localhost:8743/callback.',
  'port-too-low': 'The port must be 1024 or higher.',
  'port-blocked': 'Browsers refuse to open that port. Choose another.',
  'extra-parts': 'Leave out names, queries and fragments.',
  'not-normal': 'Xero compares letter by letter, so write it as browsers do.',
}
