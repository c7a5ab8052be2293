// Takes out of what was pasted whatever can't belong to it, step by step. Which steps is each room's own knowledge.
import type { Cleaning } from '../xero-apps/schema'

export interface CleanedValue {
  readonly value: string
  /** What was taken out, in the order in which it was met. */
  readonly cleaned: readonly Cleaning[]
}

export type CleaningStep = readonly [what: Cleaning, clean: (value: string) => string]

/** Each step can lay bare another (quotes around spaces around quotes), so they are repeated until nothing changes. */
export function cleanedBy(steps: readonly CleaningStep[], raw: string): CleanedValue {
  const cleaned = new Set<Cleaning>()
  let value = raw
  for (let before: string | null = null; before !== value;) {
    before = value
    for (const [what, clean] of steps) {
      const next = clean(value)
      if (next !== value) cleaned.add(what)
      value = next
    }
  }
  return { value, cleaned: [...cleaned] }
}
