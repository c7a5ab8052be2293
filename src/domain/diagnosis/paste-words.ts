// Sentences in a paste: what pages of Xero, Codat and the browser say.
import type { Diagnosis, DiagnosisCode } from './schema'
import { cloudflareStatus } from './cloudflare'
import { connectionCode, datasetCodeIn } from './codat'
import { diagnose } from './diagnose'
import { feedErrorInText } from './feeds'
import { networkCodeIn } from './network'
import { blockedByBrowser } from './spellings'
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
  linkExpired,
  xeroApiPhrases,
} from './phrases'
import { aboutToken, refusedTokenIn } from './token-words'
import { isTunnelWithoutProgram } from './tunnels'
import { calledIn, grantIn, isProgramOutput } from './whose-call'

const AROUND = 300

/** `withErrorWords` is false where an OAuth error was read as such already. */
export function fromWords(view: PasteView, { withErrorWords }: { withErrorWords: boolean }): Diagnosis[] {
  const said = view.plain
  const network = cloudflareStatus(said) === null ? networkCodeIn(said) : null
  const signIn = phraseIn(said, signInPhrases) ?? phraseIn(said, programPhrases) ?? phraseIn(said, wallPhrases)
  const told = [
    signIn ?? refusedTokenIn(said) ?? (withErrorWords ? oauthWord(said) : null),
    phraseIn(said, codatLimitPhrases),
    phraseIn(said, webhookPhrases),
    xeroApiWord(said),
    codatWord(said),
    framed(said) ?? wayBack(said, network) ?? network,
    connectionStatus(said),
    datasetCodeIn(said),
  ].filter((code) => code !== null)
  const feed = feedErrorInText(said)
  const found = [...new Set(told)].map((code) => withWhatItTells(code, said, network))
  if (feed !== null) found.push({ ...feed, ...detailsOf(said) })
  if (found.length > 0) return found
  return isBareErrorPage(said) ? [diagnose('page.error-500', { details: excerpt(said) })] : []
}

/** `invalid_grant` is of a code or of a refresh token, and another side's move each time. */
function oauthWord(said: string): DiagnosisCode | null {
  const code = phraseIn(said, oauthWords)
  // Xero’s page and its token endpoint both say so, of different things.
  if (code === 'page.unknown-client' && calledIn(said) === 'token') return 'token.unauthorized-client'
  if (code !== 'token.invalid-grant') return code
  const grant = grantIn(said)
  if (grant === null) return 'token.grant-refused'
  return grant === 'refresh' ? 'token.refresh-dead' : code
}

/** Limits are told in the same words by others, so those count where the text is about Xero. */
function xeroApiWord(said: string): DiagnosisCode | null {
  const code = phraseIn(said, xeroApiPhrases)
  // Other services have a limit of that name.
  if (code === 'xero.concurrent-limit' && !/xero|organi[sz]ation|tenant/i.test(said)) return null
  // Everybody’s systems are maintained.
  if (code === 'xero.unavailable' && !/\bxero\b/i.test(said)) return null
  const isCodats = /\bapi\.codat\.io|\bx-rate-limit-remaining\b/i.test(said) && !/\bxero\b/i.test(said)
  return code !== null && code.endsWith('limit') && isCodats ? 'codat.rate-limit' : code
}

/** “User cancelled” is what Xero's callback can say too. */
function codatWord(said: string): DiagnosisCode | null {
  const code = phraseIn(said, codatPhrases)
  return code === 'codat.link-cancelled' && /\baccess_denied\b/.test(said) ? null : code
}

/** A clock's distance and the server's own words are in what was pasted; they make the answer exact. */
function withWhatItTells(code: DiagnosisCode, said: string, network: DiagnosisCode | null): Diagnosis {
  const details = excerpt(said)
  const ofToken = aboutToken(code, said, details)
  if (ofToken !== null) return ofToken
  if (code === 'xero.edge-refused') {
    return diagnose(code, { details, facts: [['Reference', /Reference\s*#?\s*([\w.]{6,60})/i.exec(said)?.[1]]] })
  }
  if (code === 'callback.https-only' && isOwnCertificate(said, network))
    return diagnose(code, { details, ...ownCertificate })
  if (code === 'token.unreadable') {
    if (calledIn(said)?.startsWith('codat')) return diagnose('codat.unreadable', { details })
    return diagnose(code, { details, ...notJson })
  }
  if (code === 'token.invalid-client' && /client_secret/i.test(said) && !/\binvalid_client\b/i.test(said))
    return diagnose(code, { details, ...noSecretSet })
  if (code === 'network.own-machine') return ownMachine(said, details)
  if (code === 'network.proxy' && blockedByBrowser.test(said))
    return diagnose(code, { details, ...(/BLOCKED_BY_CLIENT/.test(said) ? byExtension : byPolicy) })
  if (code === 'callback.no-answer' && UNSAFE_PORT.test(said)) return diagnose(code, { details, ...unsafePort })
  if (code === 'codat.link-failed' && linkExpired.test(said)) return diagnose(code, { details, ...linkIsOver })
  return diagnose(code, { details })
}

const byPolicy = {
  title: 'A rule of this managed browser blocks that address',
  cause: 'Whoever manages the browser, mostly a company, doesn’t let it open the host. Nothing was asked there.',
  nextStep: 'Ask the IT team to allow the host, or use a browser that isn’t managed.',
} as const

const byExtension = {
  title: 'An extension of the browser blocks that address',
  cause: 'An ad blocker or another extension stopped the request before it left the browser.',
  nextStep: 'Use a private window without extensions, or switch them off for that page.',
} as const

const ownCertificate = {
  title: 'The browser doesn’t trust the certificate of this machine itself',
  cause:
    'The way back is https on localhost, with a certificate that the program there made for itself. No company proxy and no key has a part in it.',
  nextStep:
    'Trust that certificate on this machine, or use http://localhost as redirect URI, which Xero allows, and start the sign-in again.',
} as const

/** Ports on which a program’s own services usually listen, rather than proxies. */
const ownServices: Readonly<Record<string, string>> = {
  '1433': 'a database',
  '3306': 'a database',
  '5432': 'a database',
  '5672': 'a message queue',
  '6379': 'a cache',
  '9092': 'a message queue',
  '9200': 'a search server',
  '11211': 'a cache',
  '27017': 'a database',
}

/** A program refused by its own machine: a proxy that isn’t there, but not where the port is usually another service’s. */
function ownMachine(said: string, details: string): Diagnosis {
  const port = new RegExp(`(?<![\\w.])${LOCAL}:(\\d{2,5})\\b`).exec(said)?.[1]
  const service = port === undefined ? undefined : ownServices[port]
  const facts = [['Port', port]] as const
  if (service === undefined) return diagnose('network.own-machine', { details, facts })
  return diagnose('network.own-machine', {
    details,
    facts,
    title: 'A program called a service on its own machine, and nobody answered there',
    cause: 'The address is the machine itself, so neither Xero nor Codat was called. No key has a part in it.',
    canBe: [
      `${service.charAt(0).toUpperCase()}${service.slice(1)} of that program isn’t running: port ${port ?? ''} is usually one’s.`,
      'A proxy is set in that program, and it isn’t running.',
    ],
    nextStep: `Start what should listen on port ${port ?? ''}. To be sure, paste the whole stack trace.`,
  })
}

/** Ports of other services, such as X11’s 6000, that browsers never open. */
const UNSAFE_PORT = /\bERR_UNSAFE_PORT\b|\bNS_ERROR_PORT_ACCESS_NOT_ALLOWED\b/
const unsafePort = {
  title: 'The browser never opens that port',
  cause:
    'Browsers keep away from ports that belong to other services, such as 6000. Xero’s part is over, and no key has a part in it.',
  canBe: [],
  nextStep:
    'Choose another port for the redirect URI, such as 3000 or 8743, in My Apps and in the program, then start again.',
} as const

const linkIsOver = {
  title: 'This Link address has expired or was used already',
  cause: 'With one-time passwords on, a Link address works once and for one day.',
  canBe: [],
  nextStep: 'Make a fresh Link address for that company and send it to the customer.',
} as const

const noSecretSet = {
  title: 'The program has no client secret to sign in with',
  cause:
    'It stopped before Xero was asked: the secret isn’t set where that program reads it. Nothing is known against the pair.',
  canBe: [
    'An environment variable or a setting is empty, or is called something else, on the machine where it runs.',
    'The app is of a type without a secret in that program’s configuration.',
  ],
  nextStep:
    'Set the secret where that program reads it, without writing it into its code, and start it again. To be sure, paste how it is configured, the secret left out.',
} as const

const notJson = {
  title: 'A program expected JSON and got something else',
  cause: 'A program expected JSON and got a page or nothing. No key was looked at, as far as the text says.',
  canBe: [
    'Xero’s outer wall refused the caller: a tunnel such as ngrok, or the network it called from.',
    'A proxy, a captive portal or a filter on the way answered.',
  ],
  nextStep:
    'Call without a tunnel, from your own network. To tell them apart, paste the page that came: Xero’s wall writes “Access Denied” and a Reference number, which Xero’s support wants.',
} as const

function detailsOf(said: string): Pick<Diagnosis, 'details'> {
  const { details } = diagnose('feeds.unknown', { details: excerpt(said) })
  return details === undefined ? {} : { details }
}

const LOCAL = String.raw`(?:localhost|127\.0\.0\.1|\[?::1\]?)`
const localHost = new RegExp(`(?<![\\w.])${LOCAL}(?!\\w|\\.\\w)`, 'i')
/** “localhost refused to connect”, as Chromium says it in other languages. */
const REFUSED_ELSEWHERE =
  'hat die Verbindung abgelehnt|a refusé (?:la connexion|de se connecter)|ha (?:rechazado|rifiutato)|recusou|heeft [^\\n]{0,20}geweigerd|odrzuc|odmítl|odmietol|nekade|avviste|afviste|ei (?:sallinut|hyväksynyt)|elutasította|reddetti|не позволяет|отклон|відхил|refuz|odbi[ji]|zavrnil|αρνήθηκε|menolak|từ chối|거부|拒绝|拒絕|接続を拒否'
const refusedLocally = new RegExp(
  // Safari, in whichever language, names the server alone.
  `Safari[^\\n]{0,120}["'«]\\s?localhost\\s?["'»]|` +
    `(?<![\\w.])${LOCAL}\\b[^\\n]{0,40}(?:refused to connect|unexpectedly closed|${REFUSED_ELSEWHERE})|` +
    `(?:can.t|unable to|cannot) (?:establish a )?connect(?:ion)? to (?:the server (?:at )?)?["“]?${LOCAL}|` +
    `(?:keine Verbindung|ne parvient pas|ne peut (?:pas )?(?:établir|ouvrir)|no (?:se )?pued[eo]|non (?:riesce|è possibile|può)|não (?:é possível|consegue|conseguiu)|kan geen verbinding|nie może nawiązać|nemůže navázat|kan inte (?:ansluta|upprätta)|kan ikke (?:opprette|oprette)|ei saa yhteyttä|nem tud kapcsolódni|bağlanamıyor|не может установить)[^\\n]{0,80}(?<![\\w.])${LOCAL}:\\d{2,5}(?![\\w/])`,
  'i',
)
/** https forced upon the way back, in the words of Safari, Firefox and Chromium. */
const forcedHttps =
  /HTTPS-Only|HTTPS-First|WebKitErrorDomain:305|Secure (?:Site|Connection) (?:Not Available|Failed)|SSL_ERROR_RX_RECORD_TOO_LONG|ERR_SSL_PROTOCOL_ERROR|can.t (?:provide|establish) a secure connection|sent an invalid response|doesn.t support a secure connection|site does not support HTTPS|website uses HSTS|connection to (?:this site|localhost) is not secure|wrong version number|(?:Nur|s[oó]lo|somente|alleen)[- ]HTTPS|HTTPS[- ](?:uniquement|Version)/i

/** What a browser says where something on this machine took the connection and not the answer. */
const notTaken = new RegExp(
  `(?<![\\w.])${LOCAL}\\b[^\\n]{0,40}(?:didn.t send any data|took too long to respond|is currently unable to handle|redirected you too many times)|` +
    `This ${LOCAL} page can.t be found|No webpage was found for the web address: https?:\\/\\/${LOCAL}|\\bCannot GET \\/`,
  'i',
)

/** Xero’s pages inside another page; Chromium then says of the host that it refused to connect, and nothing more. */
const inFrame =
  /X-Frame-Options|frame-ancestors|will not allow Firefox to display the page if another site has embedded it|\b(?:login|identity|authorize)\.xero\.com refused to connect(?![\s\S]{0,2000}\bERR_)/i

function framed(said: string): DiagnosisCode | null {
  return inFrame.test(said) && /\bxero\b|\bcodat\b/i.test(said) ? 'page.framed' : null
}

/** What a browser shows when it comes back to this machine, in whichever language: https forced on it, or nobody there. */
function wayBack(said: string, network: DiagnosisCode | null): DiagnosisCode | null {
  if (isTunnelWithoutProgram(said)) return 'callback.nobody-listening'
  if (!localHost.test(said) || network === 'network.dns' || network === 'network.cors') return null
  if (UNSAFE_PORT.test(said)) return 'callback.no-answer'
  if (forcedHttps.test(said)) return 'callback.https-only'
  if (isOwnCertificate(said, network)) return 'callback.https-only'
  // A program that calls Xero or Codat and is refused by this machine meets a proxy that isn't there.
  const isOutward = isProgramOutput(said) && calledIn(said) !== null && !isAtCallback(said)
  if (refusedLocally.test(said)) return isOutward ? 'network.own-machine' : 'callback.nobody-listening'
  if (isNotTaken(said, network)) return 'callback.no-answer'
  const isRefused = network === 'network.refused' || /could ?n[o']t connect to server/i.test(said)
  if (!isRefused) return null
  if (isAtCallback(said)) return 'callback.nobody-listening'
  return isProgramOutput(said) ? 'network.own-machine' : 'callback.nobody-listening'
}

/** Chromium’s page, in whichever language. */
const chromiumStatus = /\bHTTP ERROR [45]\d\d\b/

function isNotTaken(said: string, network: DiagnosisCode | null): boolean {
  if (notTaken.test(said)) return true
  if (chromiumStatus.test(said) && !isProgramOutput(said) && calledIn(said) === null) return true
  const isCutOrSilent = network === 'network.reset' || network === 'network.timeout'
  return isCutOrSilent && !isProgramOutput(said) && calledIn(said) === null
}

/** A browser that warns of the certificate of this very machine: no company's proxy stands between. */
function isOwnCertificate(said: string, network: DiagnosisCode | null): boolean {
  return (
    (network === 'network.intercepted' || network?.startsWith('network.certificate') === true) &&
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
  // A webhook or a line of the timeline tells the old status as well as the new one.
  const changed = /newStatus["'\s:=]{1,6}(\w+)|status changed (?:from \w+ )?to (\w+)/i.exec(said)
  const now = changed === null ? null : connectionCode(changed[1] ?? changed[2] ?? '')
  if (now !== null) return now
  const status = /\b(?:De-?authori[sz]ed|Pending ?[Aa]uth|Unlinked)\b/.exec(said)?.[0] ?? inSmallLetters(said)
  return status === undefined ? null : connectionCode(status)
}

/** Mails write of a connection as of any thing, so they have to name it and whose it is. */
function inSmallLetters(said: string): string | undefined {
  const isAbout = /\b(?:connection|disconnected)\b/i.test(said) && /codat/i.test(said)
  return isAbout ? /\bdeauthori[sz]ed\b/.exec(said)?.[0] : undefined
}

function isBareErrorPage(said: string): boolean {
  return /sorry,? something went wrong/i.test(said) && /error code:?\s*500/i.test(said)
}

/** The lines around the first sign of an error, for “details”. Secrets go when it is shown. */
export function excerpt(said: string): string {
  const at = Math.max(0, said.search(/error|invalid|limit|denied|sorry|failed|refused|exceeded|status/i))
  return at < 4_000 ? said.slice(0, 4_000 + AROUND) : said.slice(lineStart(said, at - AROUND), at + 4_000)
}

function lineStart(text: string, from: number): number {
  return Math.max(0, text.lastIndexOf('\n', from) + 1)
}
