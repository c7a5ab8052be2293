// Sentences in a paste: what pages of Xero, Codat and the browser say.
import type { Diagnosis, DiagnosisCode } from '../../contract/diagnosis'
import { connectionCode } from './codat'
import { diagnose } from './diagnose'
import { feedErrorInText } from './feeds'
import { networkCodeIn } from './network'
import type { PasteView } from './paste-view'
import { codatLimitPhrases, codatPhrases, oauthWords, phraseIn, signInPhrases, xeroApiPhrases } from './phrases'

const AROUND = 300

/** `withErrorWords` is false where an OAuth error was read as such already. */
export function fromWords(view: PasteView, { withErrorWords }: { withErrorWords: boolean }): Diagnosis[] {
  const said = view.plain
  const told = [
    phraseIn(said, signInPhrases) ?? (withErrorWords ? phraseIn(said, oauthWords) : null),
    phraseIn(said, codatLimitPhrases),
    phraseIn(said, xeroApiPhrases),
    phraseIn(said, codatPhrases),
    nobodyListening(said) ?? networkCodeIn(said),
    connectionStatus(said),
  ].filter((code) => code !== null)
  const feed = feedErrorInText(said)
  const found = told.map((code) => diagnose(code, { details: excerpt(said) }))
  if (feed !== null) found.push({ ...feed, ...detailsOf(said) })
  return found.length === 0 && isBareErrorPage(said) ? [diagnose('page.error-500', { details: excerpt(said) })] : found
}

function detailsOf(said: string): Pick<Diagnosis, 'details'> {
  const { details } = diagnose('feeds.unknown', { details: excerpt(said) })
  return details === undefined ? {} : { details }
}

/** What the browser shows when it comes back to this machine and no listener is there. */
function nobodyListening(said: string): DiagnosisCode | null {
  return /\b(?:localhost|127\.0\.0\.1)\b[^\n]{0,40}(?:refused to connect|unexpectedly closed)/i.test(said) ||
    /(?:can.t|unable to|cannot) (?:establish a )?connect(?:ion)? to (?:the server at )?(?:localhost|127\.0\.0\.1)/i.test(
      said,
    ) ||
    (/ERR_CONNECTION_REFUSED|ECONNREFUSED/.test(said) && /\b(?:localhost|127\.0\.0\.1|::1)\b/.test(said))
    ? 'callback.nobody-listening'
    : null
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
