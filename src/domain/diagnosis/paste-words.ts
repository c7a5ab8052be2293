// Sentences in a paste: what pages of Xero, Codat and the browser say.
import type { Diagnosis, DiagnosisCode } from './schema'
import { connectionCode } from './codat'
import { diagnose } from './diagnose'
import { feedErrorInText } from './feeds'
import { networkCodeIn } from './network'
import type { PasteView } from './paste-view'
import {
  codatLimitPhrases,
  codatPhrases,
  oauthWords,
  phraseIn,
  programPhrases,
  signInPhrases,
  wallPhrases,
  webhookPhrases,
  xeroApiPhrases,
} from './phrases'
import { calledIn, grantIn, isProgramOutput } from './whose-call'

const AROUND = 300

/** `withErrorWords` is false where an OAuth error was read as such already. */
export function fromWords(view: PasteView, { withErrorWords }: { withErrorWords: boolean }): Diagnosis[] {
  const said = view.plain
  const signIn = phraseIn(said, signInPhrases) ?? phraseIn(said, programPhrases) ?? phraseIn(said, wallPhrases)
  const told = [
    signIn ?? (withErrorWords ? oauthWord(said) : null),
    phraseIn(said, codatLimitPhrases),
    phraseIn(said, webhookPhrases),
    xeroApiWord(said),
    phraseIn(said, codatPhrases),
    wayBack(said) ?? networkCodeIn(said),
    connectionStatus(said),
  ].filter((code) => code !== null)
  const feed = feedErrorInText(said)
  const found = [...new Set(told)].map((code) => withWhatItTells(code, said))
  if (feed !== null) found.push({ ...feed, ...detailsOf(said) })
  return found.length === 0 && isBareErrorPage(said) ? [diagnose('page.error-500', { details: excerpt(said) })] : found
}

/** `invalid_grant` is of a code or of a refresh token, and another side's move each time. */
function oauthWord(said: string): DiagnosisCode | null {
  const code = phraseIn(said, oauthWords)
  if (code !== 'token.invalid-grant') return code
  const grant = grantIn(said)
  if (grant === null) return 'token.grant-refused'
  return grant === 'refresh' ? 'token.refresh-dead' : code
}

/** Limits are told in the same words by others, so those count where the text is about Xero. */
function xeroApiWord(said: string): DiagnosisCode | null {
  const code = phraseIn(said, xeroApiPhrases)
  const isCodats = /\bapi\.codat\.io|\bx-rate-limit-remaining\b/i.test(said) && !/\bxero\b/i.test(said)
  return code !== null && code.endsWith('limit') && isCodats ? 'codat.rate-limit' : code
}

/** A clock's distance and the server's own words are in what was pasted; they make the answer exact. */
function withWhatItTells(code: DiagnosisCode, said: string): Diagnosis {
  const details = excerpt(said)
  if (code === 'token.clock') return clock(said, details)
  if (code === 'xero.edge-refused') {
    return diagnose(code, { details, facts: [['Reference', /Reference\s*#?\s*([\w.]{6,60})/i.exec(said)?.[1]]] })
  }
  if (code === 'callback.https-only' && isOwnCertificate(said)) return diagnose(code, { details, ...ownCertificate })
  if (code === 'token.unreadable') {
    if (calledIn(said)?.startsWith('codat')) return diagnose('codat.unreadable', { details })
    return diagnose(code, { details, cause: notJson.cause, canBe: notJson.canBe, nextStep: notJson.nextStep })
  }
  return diagnose(code, { details })
}

const ownCertificate = {
  title: 'The browser doesn’t trust the certificate of this machine itself',
  cause:
    'The way back is https on localhost, with a certificate that the program there made for itself. No company proxy and no key has a part in it.',
  nextStep:
    'Trust that certificate on this machine, or use http://localhost as redirect URI, which Xero allows, and start the sign-in again.',
} as const

const notJson = {
  cause: 'A program expected JSON and got a page or nothing. No key was looked at, as far as the text says.',
  canBe: [
    'Xero’s outer wall refused the caller: a tunnel such as ngrok, or the network it called from.',
    'A proxy, a captive portal or a filter on the way answered.',
  ],
  nextStep:
    'Call without a tunnel, from your own network. To tell them apart, paste the page that came: Xero’s wall writes “Access Denied” and a Reference number, which Xero’s support wants.',
} as const

/** How far a machine's clock is off, in seconds, where the text has both times. */
function clock(said: string, details: string): Diagnosis {
  const times = /\bnow (\d{9,11}), (?:nbf|iat) (\d{9,11})\b/.exec(said)
  const behind = times === null ? null : Number(times[2]) - Number(times[1])
  const isExpiry = /JWT expired|\bIDX10223\b/.test(said)
  return diagnose('token.clock', {
    details,
    title: isExpiry
      ? 'That machine takes Xero’s token for expired'
      : behind === null || behind <= 0
        ? 'The clock of the machine that said this and Xero’s are too far apart'
        : `That machine’s clock is ${behind} seconds behind Xero’s`,
    nextStep: 'Set date and time of that machine automatically (NTP), then sign in again.',
    canBe: isExpiry
      ? [
          'That machine’s clock is ahead of Xero’s.',
          'The program checked a token it had kept for too long; sign in again.',
        ]
      : [],
  })
}

function detailsOf(said: string): Pick<Diagnosis, 'details'> {
  const { details } = diagnose('feeds.unknown', { details: excerpt(said) })
  return details === undefined ? {} : { details }
}

const LOCAL = String.raw`(?:localhost|127\.0\.0\.1|\[?::1\]?)`
const localHost = new RegExp(`(?<![\\w.])${LOCAL}(?![\\w.])`, 'i')
const refusedLocally = new RegExp(
  `(?<![\\w.])${LOCAL}\\b[^\\n]{0,40}(?:refused to connect|unexpectedly closed|拒绝|接続を拒否)|` +
    `(?:can.t|unable to|cannot) (?:establish a )?connect(?:ion)? to (?:the server at )?${LOCAL}|` +
    `(?:keine Verbindung|ne parvient pas|ne peut (?:pas )?(?:établir|ouvrir)|no (?:se )?pued[eo]|non (?:riesce|è possibile|può)|não (?:é possível|consegue)|kan geen verbinding)[^\\n]{0,80}(?<![\\w.])${LOCAL}:\\d{2,5}(?![\\w/])`,
  'i',
)
/** https forced upon the way back, in the words of Safari, Firefox and Chromium. */
const forcedHttps =
  /HTTPS-Only|HTTPS-First|WebKitErrorDomain:305|Secure (?:Site|Connection) (?:Not Available|Failed)|SSL_ERROR_RX_RECORD_TOO_LONG|ERR_SSL_PROTOCOL_ERROR|can.t (?:provide|establish) a secure connection|sent an invalid response|doesn.t support a secure connection|site does not support HTTPS|connection to (?:this site|localhost) is not secure|wrong version number/i

/** What a browser shows when it comes back to this machine, in whichever language: https forced on it, or nobody there. */
function wayBack(said: string): DiagnosisCode | null {
  if (!localHost.test(said)) return null
  if (forcedHttps.test(said)) return 'callback.https-only'
  if (isOwnCertificate(said)) return 'callback.https-only'
  // A program that calls Xero or Codat and is refused by this machine meets a proxy that isn't there.
  const isOutward = isProgramOutput(said) && calledIn(said) !== null && !isAtCallback(said)
  if (refusedLocally.test(said)) return isOutward ? 'network.own-machine' : 'callback.nobody-listening'
  const isRefused = networkCodeIn(said) === 'network.refused' || /could ?n[o']t connect to server/i.test(said)
  if (!isRefused) return null
  if (isAtCallback(said)) return 'callback.nobody-listening'
  return isProgramOutput(said) ? 'network.own-machine' : 'callback.nobody-listening'
}

/** A browser that warns of the certificate of this very machine: no company's proxy stands between. */
function isOwnCertificate(said: string): boolean {
  const code = networkCodeIn(said)
  return (
    (code === 'network.intercepted' || code?.startsWith('network.certificate') === true) &&
    calledIn(said) === null &&
    !isProgramOutput(said)
  )
}

/** True where the address that was refused is a redirect URI's, even if a program called it. */
function isAtCallback(said: string): boolean {
  return new RegExp(
    `${LOCAL}(?::\\d{1,5})?\\/[^\\s?]{0,80}(?:callback|redirect|signin)|${LOCAL}(?::\\d{1,5})?\\/[^\\s]{0,80}[?&]code=`,
    'i',
  ).test(said)
}

/** The words of the Codat portal; `Linked` alone says nothing. */
function connectionStatus(said: string): DiagnosisCode | null {
  const status = /\b(?:Deauthori[sz]ed|Pending ?Auth|Unlinked)\b/.exec(said)?.[0]
  return status === undefined ? null : connectionCode(status)
}

function isBareErrorPage(said: string): boolean {
  return /sorry,? something went wrong/i.test(said) && /error code:?\s*500/i.test(said)
}

/** The lines around the first sign of an error, for “details”. Secrets go when it is shown. */
function excerpt(said: string): string {
  const at = Math.max(0, said.search(/error|invalid|limit|denied|sorry|failed|refused|exceeded|status/i))
  return at < 4_000 ? said.slice(0, 4_000 + AROUND) : said.slice(lineStart(said, at - AROUND), at + 4_000)
}

function lineStart(text: string, from: number): number {
  return Math.max(0, text.lastIndexOf('\n', from) + 1)
}
