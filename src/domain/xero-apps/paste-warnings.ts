// What is said of a secret that is stored all the same.
import type { PasteWarning, SlotNumber } from './schema'
import { looksLikeClientId, looksLikeSecret, USUAL_SECRET_LENGTH } from './pasted-value'

export const PRACTICE_SECRET = /^PRACTICE/

export function sameClientId(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase()
}

export interface Twins {
  /** The slot held exactly this value before. */
  sameSlot: boolean
  otherSlot: boolean
  otherApp: boolean
}

/** Of the places that hold a value, what they are to the slot it is for. */
export function twinsIn(
  holders: readonly { readonly record: { readonly id: string }; readonly name: SlotNumber }[],
  { id, slot }: { readonly id: string; readonly slot: SlotNumber },
): Twins {
  const own = holders.filter(({ record }) => record.id === id)
  return {
    sameSlot: own.some(({ name }) => name === slot),
    otherSlot: own.some(({ name }) => name !== slot),
    otherApp: own.length < holders.length,
  }
}

export function warningsFor(value: string, mode: 'normal' | 'practice', twins: Twins): PasteWarning[] {
  const warnings: PasteWarning[] = twins.otherSlot ? ['same-as-other-slot'] : []
  if (looksLikeClientId(value)) warnings.push('looks-like-client-id')
  else if (!looksLikeSecret(value) || value.length !== USUAL_SECRET_LENGTH) warnings.push('unusual-length')
  if (mode === 'normal' && PRACTICE_SECRET.test(value)) warnings.push('practice-secret')
  if (twins.sameSlot) warnings.push('same-as-before')
  if (twins.otherApp) warnings.push('same-as-other-app')
  return warnings
}
