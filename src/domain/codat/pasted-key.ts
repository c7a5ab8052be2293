// What a pasted Codat API key is. Codat's portal shows a key and, beside it, the ready-made header: both are taken. Pure; the value goes
// back only to main's own callers.
import { codatKeyForm, xeroClientId } from '../facts'
import type { Cleaning } from '../xero-apps/schema'
import { cleanedBy, type CleaningStep } from '../text/cleaning'

export type PastedKey =
  | {
      readonly ok: true
      readonly key: string
      readonly form: 'key' | 'header' | 'encoded'
      readonly cleaned: readonly Cleaning[]
      /** Not of the form seen so far, which is not documented. */
      readonly unusual: boolean
    }
  | {
      readonly ok: false
      readonly reason:
        | 'empty'
        | 'too-long'
        | 'spaces-inside'
        | 'looks-like-xero-client-id'
        | 'pair-of-values'
        | 'header-not-readable'
    }

const LONGEST_PASTE = 10_000
const LONGEST_KEY = 512
const ZERO_WIDTH = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g
const LINE_BREAKS = /[\r\n\u0085\u2028\u2029]+/g
const SMART_QUOTES = /[\u2018-\u201F\u00AB\u00BB\u2039\u203A]/g
const HEADER = /^(?:authorization\s*[:=]\s*)?basic(?:\s+|$)(.*)$/is
/** What people copy along with the value: "API key: …", "authorization: …". */
const LABEL = /^(?:codat\s+)?(?:x-)?api[\s_-]*key\s*[:=]\s*/i
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/
const BASE64URL = /^[A-Za-z0-9_-]+={0,2}$/

/**
 * Reads a pasted key: the key itself, `Basic …` with or without `Authorization:`, or that header's value alone. What comes
 * back is always the key itself. The value of two joined parts (`id:secret`) is another product's credential and refused.
 */
export function readPastedKey(pasted: string): PastedKey {
  if (pasted.length > LONGEST_PASTE) return { ok: false, reason: 'too-long' }
  const { value, cleaned } = cleanedBy(steps, pasted)
  if (value === '') return { ok: false, reason: 'empty' }
  const header = HEADER.exec(value)
  if (header !== null) return fromHeader((header[1] ?? '').replace(/\s+/g, ''), cleaned)
  if (/\s/.test(value)) return { ok: false, reason: 'spaces-inside' }
  if (xeroClientId.value.test(value)) return { ok: false, reason: 'looks-like-xero-client-id' }
  const inside = codatKeyForm.value.test(value) ? null : decoded(value)
  // Only what decodes to a key of the known form is taken for an encoded one: any other text stays what it is.
  if (inside !== null && codatKeyForm.value.test(inside)) return accepted(inside, 'encoded', cleaned)
  return accepted(value, 'key', cleaned)
}

function fromHeader(encoded: string, cleaned: readonly Cleaning[]): PastedKey {
  const inside = decoded(encoded)
  if (inside === null) return { ok: false, reason: 'header-not-readable' }
  // curl and the like write `key:` with an empty password.
  const key = inside.replace(/:$/, '')
  if (key.includes(':')) return { ok: false, reason: 'pair-of-values' }
  return accepted(key, 'header', cleaned)
}

function accepted(value: string, form: 'key' | 'header' | 'encoded', cleaned: readonly Cleaning[]): PastedKey {
  if (value.length > LONGEST_KEY) return { ok: false, reason: 'too-long' }
  return { ok: true, key: value, form, cleaned, unusual: !codatKeyForm.value.test(value) }
}

/** The printable text that base64 stands for, or null for anything else. */
function decoded(text: string): string | null {
  if (!BASE64.test(text) && !BASE64URL.test(text)) return null
  const bare = text.replace(/=+$/, '')
  if (bare.length % 4 === 1) return null
  const inside = Buffer.from(bare, 'base64').toString('utf8')
  return /^[\x21-\x7E]+$/.test(inside) ? inside : null
}

/** Cleaning twice gives the same as once. */
const steps: readonly CleaningStep[] = [
  ['surrounding-space', (value) => value.replace(/^[ \t\u00A0]+|[ \t\u00A0]+$/g, '')],
  ['line-breaks', (value) => value.replace(LINE_BREAKS, '')],
  ['zero-width', (value) => value.replace(ZERO_WIDTH, '')],
  ['smart-quotes', (value) => value.replace(SMART_QUOTES, '')],
  ['surrounding-space', (value) => value.trim()],
  ['label', (value) => value.replace(LABEL, '')],
  ['quotes', (value) => value.replace(/^["'`]|["'`]$/g, '')],
]
