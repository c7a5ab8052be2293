// Response headers and status lines in a paste, as curl and browsers' developer tools show them.
import type { Diagnosis } from './schema'
import { diagnoseCodat } from './codat'
import { diagnoseTokenError } from './oauth'
import { namesOtherHost } from './other-services'
import type { PasteView } from './paste-view'
import { statusInText } from './status-in-text'
import { diagnoseStatus } from './status-only'
import { calledIn, type Called } from './whose-call'
import { diagnoseXeroApi } from './xero-api'

const wanted = [
  'retry-after',
  'www-authenticate',
  'location',
  'x-rate-limit-problem',
  'x-daylimit-remaining',
  'x-minlimit-remaining',
  'x-appminlimit-remaining',
  'x-rate-limit-limit',
  'x-rate-limit-remaining',
  'x-rate-limit-reset',
]
const headerLine = new RegExp(`^[ \\t<>]*(${wanted.join('|')}):[ \\t]*(.{0,500})$`, 'gim')

/** What headers say by themselves, a bare status left out. */
export function fromHeaders(view: PasteView): Diagnosis[] {
  const headers = readHeaders(view.plain)
  const status = statusInText(view.plain)
  const problem = headers['x-rate-limit-problem'] ?? (status === 429 ? usedUpAt(headers) : undefined)
  if (problem !== undefined) {
    return [diagnoseXeroApi({ status: 429, headers: { ...headers, 'x-rate-limit-problem': problem } })]
  }
  if (isUsedUp(headers, status)) return [diagnoseCodat({ status: 429, headers })]
  const challenge = headers['www-authenticate']
  return challenge !== undefined && /\berror=/.test(challenge) ? [fromChallenge(challenge, headers)] : []
}

/** Programs print headers as objects too: `'retry-after': '43'`, `"Retry-After":"43"`, `Retry-After:[43]`, `=> "43"`. */
const inDump =
  /['"]?\b(retry-after|x-(?:rate-limit-(?:problem|limit|remaining|reset)|(?:day|min|appmin)limit-remaining))['"]?[ \t]*(?::|=>|=)[ \t]*\[?["']?([\w:. -]{1,60})/gi

/** What programs print for a header that the answer didn’t have. */
const NOT_GIVEN = /^\s*(?:none|null|nil|undefined)\b/i

function readHeaders(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  const head = text.slice(0, 200_000)
  for (const pattern of [headerLine, inDump])
    for (const [, name = '', value = ''] of head.matchAll(pattern))
      if (!NOT_GIVEN.test(value)) found[name.toLowerCase()] ??= value.trim()
  return found
}

/** Xero counts down a header for each limit; the one at zero is the one that was reached. */
function usedUpAt(headers: Readonly<Record<string, string>>): string | undefined {
  if (headers['x-daylimit-remaining'] === '0') return 'day'
  if (headers['x-minlimit-remaining'] === '0') return 'minute'
  return headers['x-appminlimit-remaining'] === '0' ? 'app-minute' : undefined
}

/** Codat's budget: these three headers are on every answer of its, so only an empty budget or a 429 is a finding. */
function isUsedUp(headers: Readonly<Record<string, string>>, status: number | null): boolean {
  const isCodat = headers['x-rate-limit-limit'] !== undefined || headers['x-rate-limit-remaining'] !== undefined
  return isCodat && (status === 429 || headers['x-rate-limit-remaining'] === '0')
}

function fromChallenge(challenge: string, headers: Readonly<Record<string, string>>): Diagnosis {
  return /\binvalid_client\b/.test(challenge)
    ? diagnoseTokenError({ status: 401, challenge })
    : diagnoseXeroApi({ status: 401, body: challenge, headers })
}

/** Xero or Codat may be named beside a call to somebody else. */
function calledUnlessElsewhere(text: string): Called | null {
  const called = calledIn(text)
  return (called === 'xero' || called === 'codat') && namesOtherHost(text) ? null : called
}

/** What a bare status says: whose call it was, where the text tells, and what it can be. */
export function fromBareStatus(view: PasteView): Diagnosis[] {
  const status = statusInText(view.plain)
  if (status === null || status < 400 || /something went wrong/i.test(view.plain)) return []
  return [diagnoseStatus(status, calledUnlessElsewhere(view.plain), readHeaders(view.plain))]
}
