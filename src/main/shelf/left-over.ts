// Secrets that lie in the keychain and that no record knows of: of a data folder that was deleted or restored, or of a crash that an
// older Latchkey did not mend.
import { isDeepStrictEqual } from 'node:util'
import type { Service } from '../../contract/api'
import type { leftOverCalls } from '../../contract/left-over'
import { parseSlot, type Slot, type SlotParts } from '../../domain/vault/slot'
import type { Prompts } from '../ports'
import type { Vault } from '../vault/vault'
import type { CodatClient } from '../../domain/codat/schema'
import { knowsSlot, leftOverQuestion, leftOverOf } from '../../domain/vault/left-over'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { RecordFiles } from '../records/record-files'

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

/** What is found is looked for again before it is deleted: only what was asked about, and still is left over, goes. */
export function createLeftOverSecrets({
  vault,
  records,
  prompts,
  note,
}: LeftOverPorts): Service<keyof typeof leftOverCalls> {
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
    async findLeftOverSecrets() {
      const seen = await look()
      if (seen.kind === 'cannot-tell') return seen
      return { kind: 'looked', found: seen.slots.flatMap(leftOverOf), locked: seen.locked }
    },
    async removeLeftOverSecrets() {
      for (;;) {
        const asked = await look()
        if (asked.kind === 'cannot-tell' || asked.slots.length === 0) return { removed: 0 }
        if (!(await prompts.confirm(leftOverQuestion(asked.slots.flatMap(leftOverOf))))) return { removed: null }
        const now = await look()
        // Others by now: the yes was to something else.
        if (now.kind !== 'looked' || !isDeepStrictEqual(now.slots, asked.slots)) continue
        for (const slot of now.slots) await vault.remove(slot)
        await note(now.slots.length)
        return { removed: now.slots.length }
      }
    },
  }
}

function isKnown(slot: Slot, knows: (parts: SlotParts) => boolean): boolean {
  const parts = parseSlot(slot)
  return parts === null || knows(parts)
}

/** What the records of Xero apps and Codat clients know, for who looks for what nobody knows of. */
export async function knownSecrets(
  xeroApps: RecordFiles<XeroApp>,
  codatClients: RecordFiles<CodatClient>,
): ReturnType<LeftOverPorts['records']> {
  const [apps, clients] = await Promise.all([xeroApps.list(), codatClients.list()])
  const damage = await Promise.all([xeroApps.damage(), codatClients.damage()])
  const damaged = [...damage.flat(), ...apps.damaged, ...clients.damaged]
  return { whole: damaged.length === 0, knows: (parts) => knowsSlot(parts, apps.records, clients.records) }
}
