// Secrets that lie in the keychain and that no record knows of: of a data folder that was deleted or restored, or of a crash that an
// older Latchkey did not mend.
import { isDeepStrictEqual } from 'node:util'
import type { LeftOverSearch } from '../../contract/left-over'
import { parseSlot, type Slot, type SlotParts } from '../../domain/vault/slot'
import type { Prompts } from '../ports'
import type { Vault } from '../vault/vault'
import { leftOverQuestion, leftOverOf } from '../../domain/vault/left-over'

export interface LeftOverPorts {
  readonly vault: Pick<Vault, 'slotsInKeychain' | 'remove'>
  /**
   * Whether a record knows of a slot; false for all once no record is left that could. `whole` is false where a record can't be read
   * that may know of any.
   */
  readonly records: () => Promise<{ readonly whole: boolean; readonly knows: (parts: SlotParts) => boolean }>
  readonly prompts: Pick<Prompts, 'confirm'>
  readonly note: (count: number) => Promise<void>
}

export interface LeftOverSecrets {
  /** Raises `vault.*`. */
  find(): Promise<LeftOverSearch>
  /** Asks, and deletes what the question was about and still is left over; null for a no. Raises `vault.*`. */
  remove(): Promise<number | null>
}

export function createLeftOverSecrets({ vault, records, prompts, note }: LeftOverPorts): LeftOverSecrets {
  async function look() {
    // The keychain first: a secret is in its record before it is in the keychain, and in it no longer than there.
    const listed = await vault.slotsInKeychain()
    if (listed === null) return { kind: 'cannot-tell', because: 'no-list' } as const
    const { whole, knows } = await records()
    const slots = listed.slots.filter((slot) => !isKnown(slot, knows))
    // A record that can't be read may be put back: what it knows of must not be gone by then.
    if (!whole && slots.length > 0) return { kind: 'cannot-tell', because: 'damaged-records' } as const
    return { kind: 'looked', slots, locked: listed.locked } as const
  }

  return {
    async find() {
      const seen = await look()
      if (seen.kind === 'cannot-tell') return seen
      return { kind: 'looked', found: seen.slots.flatMap(leftOverOf), locked: seen.locked }
    },
    async remove() {
      for (;;) {
        const asked = await look()
        if (asked.kind === 'cannot-tell' || asked.slots.length === 0) return 0
        if (!(await prompts.confirm(leftOverQuestion(asked.slots.flatMap(leftOverOf))))) return null
        const now = await look()
        // Others by now: the yes was to something else.
        if (now.kind !== 'looked' || !isDeepStrictEqual(now.slots, asked.slots)) continue
        for (const slot of now.slots) await vault.remove(slot)
        await note(now.slots.length)
        return now.slots.length
      }
    },
  }
}

function isKnown(slot: Slot, knows: (parts: SlotParts) => boolean): boolean {
  const parts = parseSlot(slot)
  return parts === null || knows(parts)
}
