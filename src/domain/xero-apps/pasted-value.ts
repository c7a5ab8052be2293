// Cleans what was pasted as a key and says what it looks like. Pure; the value itself goes back only to main's own callers.
import { xeroClientId } from '../facts'
import { cleanedBy, type CleanedValue, type CleaningStep } from '../text/cleaning'

const ZERO_WIDTH = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/g
const SMART_QUOTES = /[\u2018-\u201F\u00AB\u00BB\u2039\u203A]/g
const LINE_BREAKS = /[\r\n\u0085\u2028\u2029]+/g
const FULL_WIDTH = /[\uFF01-\uFF5E]/g
/** What people copy along with the value: "Client secret 1: …". */
const LABEL = /^(?:xero\s+)?client[\s_-]*(?:id|secret(?:\s*[12])?)\s*[:=]\s*/i

const steps: readonly CleaningStep[] = [
  ['line-breaks', (value) => value.replace(LINE_BREAKS, '')],
  ['zero-width', (value) => value.replace(ZERO_WIDTH, '')],
  ['full-width', (value) => value.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))],
  ['surrounding-space', (value) => value.trim()],
  ['smart-quotes', (value) => value.replace(SMART_QUOTES, '')],
  ['label', (value) => value.replace(LABEL, '')],
  ['quotes', (value) => value.replace(/^(["'`])(.*)\1$/s, '$2').replace(/^["'`]|["'`]$/g, '')],
]

/**
 * The value without what can't belong to a key, and what was taken out. Idempotent; a value that is already clean comes
 * back unchanged with nothing reported.
 */
export function cleanPasted(raw: string): CleanedValue {
  return cleanedBy(steps, raw)
}

export function looksLikeClientId(value: string): boolean {
  return xeroClientId.value.test(value)
}

/** Public samples of Xero's secrets have 48 letters, digits, - or _; other key-like lengths are taken for one too. */
export function looksLikeSecret(value: string): boolean {
  return /^[A-Za-z0-9_-]{40,64}$/.test(value) && !looksLikeClientId(value)
}

export const USUAL_SECRET_LENGTH = 48

/** True for an HTTP `Basic …` credential, which holds both keys in one. */
export function isBasicHeader(value: string): boolean {
  return /^(?:authorization\s*:\s*)?basic\s+[A-Za-z0-9+/=_-]{8,}$/i.test(value.trim())
}

/** Id and secret copied in one go, in either order, with or without labels; null for anything else. */
export function splitPair(raw: string): { clientId: string; secret: string } | null {
  const words = raw
    .replace(ZERO_WIDTH, '')
    .split(/[\s,;:=|"']+/)
    .filter((word) => word !== '')
  const ids = words.filter(looksLikeClientId)
  const secrets = words.filter(looksLikeSecret)
  const [clientId, secret] = [ids[0], secrets[0]]
  if (ids.length !== 1 || secrets.length !== 1 || clientId === undefined || secret === undefined) return null
  return { clientId, secret }
}
