// Response headers and status lines in a paste, as curl and browsers' developer tools show them.
import type { Diagnosis } from '../../contract/diagnosis'
import { diagnoseCodat } from './codat'
import { jsonIn } from './json-in-text'
import { diagnoseTokenError } from './oauth'
import type { PasteView } from './paste-view'
import { diagnoseXeroApi } from './xero-api'
import { isFields } from './fields'

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
const headerLine = new RegExp(`^[ \\t<]*(${wanted.join('|')}):[ \\t]*(.{0,500})$`, 'gim')
const statusLine =
  /\bHTTP\/[\d.]+ (\d{3})\b|\bstatus(?: ?code)?["']?(?:\s*:\s*|\s+)["']?(\d{3})\b|\b(\d{3}) (?:Unauthorized|Payment Required|Forbidden|Not Found|Conflict|Unprocessable|Too Many Requests|Unavailable For Legal|Internal Server|Service Unavailable)/i

export function fromHeaders(view: PasteView): Diagnosis[] {
  const headers = readHeaders(view.plain)
  const status = readStatus(view.plain)
  if (headers['x-rate-limit-problem'] !== undefined) return [diagnoseXeroApi({ status: 429, headers })]
  if (isUsedUp(headers, status)) return [diagnoseCodat({ status: 429, headers })]
  const challenge = headers['www-authenticate']
  if (challenge !== undefined && /\berror=/.test(challenge)) return [fromChallenge(challenge, headers)]
  return status === null || status < 400 ? [] : fromStatus(status, view, headers)
}

function readHeaders(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.slice(0, 200_000).matchAll(headerLine))
    found[name.toLowerCase()] ??= value.trim()
  return found
}

function readStatus(text: string): number | null {
  const match = statusLine.exec(text.slice(0, 200_000))
  const digits = match?.[1] ?? match?.[2] ?? match?.[3]
  return digits === undefined ? null : Number(digits)
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

/** A bare status counts where the text says whose it is; JSON with its own shape is read elsewhere and says more. */
function fromStatus(status: number, { plain }: PasteView, headers: Readonly<Record<string, string>>): Diagnosis[] {
  const head = plain.slice(0, 200_000)
  if (jsonIn(head).some(isFields)) return []
  const [codat, xero] = [/\bcodat\b/i.test(head), /\bxero\b/i.test(head)]
  if (codat && !/api\.xero\.com|identity\.xero\.com/i.test(head)) return [diagnoseCodat({ status, headers })]
  if (/identity\.xero\.com\/connect\/token/i.test(head)) return [diagnoseTokenError({ status })]
  return xero && !/something went wrong/i.test(head) ? [diagnoseXeroApi({ status, headers })] : []
}
