// What can be said of a name or an address while it is typed: by one rule for page and main. Without zod.
import { codatAddresses, codatCompanyName, xeroAppNameRule } from '../facts'

/** A remark on what was typed, with what to do about it; null where there is none. */
export interface Remark {
  readonly severity: 'act' | 'watch'
  readonly text: string
}

/** The name of a Xero app, as its owner's customers will see it. Source: `xeroAppNameRule`. */
export function lintAppName(name: string): Remark | null {
  if (xeroAppNameRule.value.test(name)) {
    return { severity: 'act', text: 'The name contains “Xero”, which Xero doesn’t allow. Leave it out.' }
  }
  if (/\b(?:test|demo|poc|sandbox)\b/i.test(name)) {
    return { severity: 'watch', text: 'Your customer’s clients see this name when they consent. Fine for a test app.' }
  }
  return null
}

/** The company URL of a Xero app. */
export function lintCompanyUrl(url: string): Remark | null {
  if (url.trim() === '') return null
  if (/^http:\/\//i.test(url)) return { severity: 'act', text: 'Xero takes https:// here, not http://.' }
  if (!/^https:\/\//i.test(url)) return { severity: 'act', text: 'Begin it with https://.' }
  if (!URL.canParse(url) || !new URL(url).hostname.includes('.')) {
    return { severity: 'act', text: 'That isn’t a whole web address.' }
  }
  return null
}

/** A redirect URI, held against Codat's, which it is mostly meant to be. */
export function lintRedirectUri(uri: string): Remark | null {
  const codat = codatAddresses.redirectUri.value
  if (uri === codat || uri === '') return null
  if (uri.trim() !== uri) return { severity: 'act', text: 'There is a space before or after it, and Xero keeps it.' }
  if (!URL.canParse(uri)) return { severity: 'act', text: 'That isn’t a whole web address.' }
  const like = nearCodat(uri, codat)
  if (like !== null) return { severity: 'act', text: `${like} Codat’s is ${codat}, exactly.` }
  const { protocol, hostname } = new URL(uri)
  if (/^127\.|^\[::1\]$/.test(hostname)) {
    return { severity: 'act', text: 'Xero refuses 127.0.0.1. Write localhost.' }
  }
  if (protocol === 'http:' && hostname !== 'localhost') {
    return { severity: 'act', text: 'Xero takes http:// for localhost only. Write https://.' }
  }
  if (uri.includes('*')) return { severity: 'act', text: 'Xero takes no wildcards in redirect URIs.' }
  return null
}

function nearCodat(uri: string, codat: string): string | null {
  if (uri === codat.replace('https:', 'http:')) return 'http:// instead of https://.'
  if (uri.replace(/\/+$/, '') === codat) return 'There is a slash at the end.'
  if (uri.toLowerCase() === codat) return 'Capitals count.'
  if (URL.canParse(uri) && new URL(uri).hostname === new URL(codat).hostname) return 'The path differs.'
  return null
}

/** Characters of a Codat company's name that Codat would drop without a word, each once. */
export function droppedCharacters(name: string): string[] {
  return [...new Set(name)].filter((character) => !codatCompanyName.value.test(character))
}
