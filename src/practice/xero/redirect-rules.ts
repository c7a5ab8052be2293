// What My Apps lets you register as a redirect URI.
import { redirectUrisPerApp } from '../../domain/facts'

/**
 * Why a redirect URI can't be added, in words, or null. https, or http on `localhost` alone (auth-flow page: not 127.0.0.1);
 * no wildcard, no other scheme, at most 50, each once. Kept as typed: Xero compares strings.
 */
export function redirectUriProblem(text: string, others: readonly string[]): string | null {
  const url = parse(text)
  if (url === null || /[\s*]/.test(text)) return 'Enter an absolute URI without spaces or wildcards.'
  if (url.hash !== '') return 'A redirect URI has no fragment.'
  const isLocalhost = url.protocol === 'http:' && url.hostname === 'localhost'
  if (url.protocol !== 'https:' && !isLocalhost) return 'Redirect URIs must use https, except for http://localhost.'
  if (others.includes(text)) return 'This redirect URI is registered already.'
  if (others.length >= redirectUrisPerApp.value) return `An app has at most ${redirectUrisPerApp.value} redirect URIs.`
  return null
}

/** The portal was seen to add `:80` to a localhost URI without a port: https://github.com/foxbytehq/laravel-xero-oauth2/issues/26 */
export function withPort80(text: string): string {
  return text.replace(/^http:\/\/localhost(?=\/|$)/, 'http://localhost:80')
}

function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
