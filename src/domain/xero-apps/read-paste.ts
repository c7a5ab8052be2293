// What a pasted client id or secret comes to before anything is looked up: the value, or why it can't be one.
import { Failure } from '../failure'
import { PRACTICE_SECRET } from './paste-warnings'
import { cleanPasted, isBasicHeader, looksLikeClientId, looksLikeSecret, splitPair } from './pasted-value'
import type { Cleaning, PasteWarning } from './schema'

/** Longer than any key, short enough to clean at once. */
export const MOST_PASTED = 10_000

export interface RefusedPaste {
  readonly reason: 'basic-header' | 'looks-like-client-id' | 'looks-like-secret'
  readonly length: number
  readonly cleaned: readonly Cleaning[]
}

interface Cleaned {
  readonly value: string
  readonly cleaned: readonly Cleaning[]
}

/**
 * Reads what was pasted for a secret; `pair` where a client id came with it. `anyway` takes what looks like a client id. Raises `paste.*`
 * for what can't be a key at all.
 */
export function readPastedSecret(
  raw: string,
  { mode, anyway }: { mode: 'normal' | 'practice'; anyway: boolean },
): RefusedPaste | (Cleaned & { readonly pair: ReturnType<typeof splitPair> }) {
  if (raw.length > MOST_PASTED) throw new Failure('paste.too-long')
  if (isBasicHeader(raw)) return basicHeader(raw)
  const pair = splitPair(raw)
  const { value, cleaned } = oneWord(pair?.secret ?? raw)
  if (looksLikeClientId(value) && !anyway) return { reason: 'looks-like-client-id', length: value.length, cleaned }
  if (mode === 'practice' && !PRACTICE_SECRET.test(value)) throw new Failure('paste.not-practice')
  return { value, cleaned, pair }
}

/** Reads what was pasted for a client id. Raises `paste.empty` and `paste.spaces-inside`. */
export function readPastedClientId(raw: string): RefusedPaste | (Cleaned & { readonly warnings: PasteWarning[] }) {
  if (isBasicHeader(raw)) return basicHeader(raw)
  const { value, cleaned } = oneWord(splitPair(raw)?.clientId ?? raw)
  if (looksLikeSecret(value) || PRACTICE_SECRET.test(value))
    return { reason: 'looks-like-secret', length: value.length, cleaned }
  return { value, cleaned, warnings: looksLikeClientId(value) ? [] : ['client-id-not-32-hex'] }
}

function basicHeader(raw: string): RefusedPaste {
  return { reason: 'basic-header', length: raw.trim().length, cleaned: [] }
}

function oneWord(raw: string): Cleaned {
  const { value, cleaned } = cleanPasted(raw)
  if (value === '') throw new Failure('paste.empty')
  if (/\s/.test(value)) throw new Failure('paste.spaces-inside')
  return { value, cleaned }
}
