// What a redirect URI is for and what Xero would refuse about it.
import { codatAddresses } from '../../../domain/facts'
import { parseLoopbackRedirect } from '../../../domain/redirect-uri'
import { redirectProblemWords } from './check-words'

/** What a redirect URI is for, as far as its shape tells; null for one of the user's own. */
export function purposeOf(uri: string): string | null {
  if (uri === codatAddresses.redirectUri.value) return 'Codat'
  return parseLoopbackRedirect(uri).ok ? 'Sign-in test' : null
}

/** What is wrong with a redirect URI, if anything: Xero takes https, and http only on localhost. */
export function redirectTrouble(uri: string): string | null {
  if (uri.startsWith('https://')) return URL.canParse(uri) ? null : redirectProblemWords['not-an-address']
  const parsed = parseLoopbackRedirect(uri)
  if (!parsed.ok) {
    const hint = parsed.suggestion === null ? '' : ` Write ${parsed.suggestion}`
    return parsed.problem === 'not-this-machine'
      ? 'Xero takes only https://, and http:// on localhost.'
      : redirectProblemWords[parsed.problem] + hint
  }
  return parsed.redirect.host === 'localhost' ? null : 'Xero takes localhost, but no numeric address.'
}
