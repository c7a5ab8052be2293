// Cleans what was pasted as a key and says what it looks like. Pure; the value itself goes back only to main's own callers.
import { xeroClientId } from '../../contract/facts'
import type { Cleaning } from '../../contract/xero-apps'

export interface CleanedValue {
  readonly value: string
  readonly cleaned: readonly Cleaning[]
}

const ZERO_WIDTH = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/g
const SMART_QUOTES = /[\u2018-\u201F\u00AB\u00BB\u2039\u203A]/g
const LINE_BREAKS = /[\r\n\u0085\u2028\u2029]+/g
const FULL_WIDTH = /[\uFF01-\uFF5E]/g
/** What people copy along with the value: "Client secret 1: …". */
const LABEL = /^(?:xero\s+)?client[\s_-]*(?:id|secret(?:\s*[12])?)\s*[:=]\s*/i

/**
 * The value without what can't belong to a key, and what was taken out. Idempotent; a value that is already clean comes
 * back unchanged with nothing reported.
 */
export function cleanPasted(raw: string): CleanedValue {
  const cleaned: Cleaning[] = []
  let value = raw
  const apply = (name: Cleaning, next: string): void => {
    if (next === value) return
    if (!cleaned.includes(name)) cleaned.push(name)
    value = next
  }
  // Each step can lay bare another (quotes around spaces around quotes), so they are repeated until nothing changes.
  for (let before = ''; before !== value;) {
    before = value
    apply('line-breaks', value.replace(LINE_BREAKS, ''))
    apply('zero-width', value.replace(ZERO_WIDTH, ''))
    apply(
      'full-width',
      value.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)),
    )
    apply('surrounding-space', value.trim())
    apply('smart-quotes', value.replace(SMART_QUOTES, ''))
    apply('label', value.replace(LABEL, ''))
    apply('quotes', value.replace(/^(["'`])(.*)\1$/s, '$2').replace(/^["'`]|["'`]$/g, ''))
  }
  return { value, cleaned }
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
