// Puts a secret into the vault and takes it out again, in an order that a crash at any point leaves mendable:
// the record says "pending" first, then the keychain changes, then the record says what is.
import type { Arrival, SlotNumber, StoredSecret, XeroApp } from '../../domain/xero-apps/schema'
import { Failure, isFailure } from '../../domain/failure'
import { createTurnsByKey } from '../in-turn'
import type { Clock } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { Secret } from '../secret'
import { unchangedAfter } from '../vault/secret-store'
import { xeroSlot } from '../../domain/vault/slot'
import type { Vault } from '../vault/vault'
import { afterRemoved, afterStored } from '../../domain/xero-apps/rotation-steps'
import {
  beginRemoving,
  beginStoring,
  secretIn,
  settle,
  withoutSlot,
  withSlot,
} from '../../domain/xero-apps/secret-slots'

/** What features need of the vault. */
export type SecretVault = Pick<Vault, 'read' | 'write' | 'remove'>

export interface KeepSecretPorts {
  records: RecordFiles<XeroApp>
  vault: SecretVault
  clock: Clock
  /** This machine's name, kept beside each secret. */
  machine: string
}

export interface SecretKeeper {
  /** Stores over whatever the slot held. Raises `vault.*` and `record.*`; after a failure the record still tells the truth. */
  store(id: string, slot: SlotNumber, secret: Secret, arrival: Arrival): Promise<XeroApp>
  /** Empties the slot in keychain and record, if it still holds what was stored at `storedAt`; else null. */
  remove(id: string, slot: SlotNumber, storedAt: string): Promise<XeroApp | null>
  /** Deletes the record and empties its slots, if it is still as it has to be; else null. */
  deleteAll(id: string, isStill: (app: XeroApp) => boolean): Promise<XeroApp | null>
  /** The value of a filled slot. Raises `vault.missing` where the record says that there is none. */
  read(app: XeroApp, slot: SlotNumber): Promise<Secret>
  /** Work on an app's secrets that may not be parted from a look at its record: nothing above comes between. */
  inTurn<T>(id: string, work: (app: XeroApp, remove: (slot: SlotNumber) => Promise<XeroApp>) => Promise<T>): Promise<T>
}

export function createSecretKeeper({ records, vault, clock, machine }: KeepSecretPorts): SecretKeeper {
  const turns = createTurnsByKey()

  function inTurn<T>(
    id: string,
    work: (app: XeroApp, remove: (slot: SlotNumber) => Promise<XeroApp>) => Promise<T>,
  ): Promise<T> {
    return turns(id, async () => work(await records.get(id), (slot) => remove(id, slot)))
  }

  async function remove(id: string, slot: SlotNumber): Promise<XeroApp> {
    await records.change(id, (app) => beginRemoving(app, slot))
    await vault.remove(xeroSlot(id, slot))
    return records.change(id, (app) => rotationAfterRemoval(withoutSlot(app, slot), slot))
  }

  return {
    inTurn,
    store: (id, slot, secret, arrival) =>
      inTurn(id, async (app) => {
        if (app.deleting) throw new Failure('record.missing')
        const before = secretIn(app, slot)
        const at = clock.now().toISOString()
        await records.change(id, (current) =>
          beginStoring(current, { slot, arrival, length: secret.length, machine, at }),
        )
        try {
          const { keptIn } = await vault.write(xeroSlot(id, slot), secret)
          return await records.change(id, (current) => withRotationAfter(settle(current, slot, keptIn), slot))
        } catch (error) {
          if (unchangedAfter(error)) await restore(id, slot, before)
          else await lookAgain(id, slot, before)
          throw error
        }
      }),
    remove: (id, slot, storedAt) =>
      inTurn(id, async (app) => (secretIn(app, slot)?.storedAt === storedAt ? remove(id, slot) : null)),
    deleteAll: (id, isStill) =>
      inTurn(id, async (app) => {
        if (!isStill(app)) return null
        await records.change(id, (current) => ({ ...current, deleting: true }))
        for (const { slot } of app.secrets) await remove(id, slot)
        await records.remove(id)
        return app
      }),
    read(app, slot) {
      if (secretIn(app, slot) === undefined) return Promise.reject(new Failure('vault.missing'))
      return vault.read(xeroSlot(app.id, slot), { expectFilled: true })
    },
  }

  function restore(id: string, slot: SlotNumber, before: StoredSecret | undefined): Promise<XeroApp> {
    return records.change(id, (app) => withSlot(app, slot, before))
  }

  /**
   * A write that failed may have taken effect. An empty slot that is still empty needs no mark; anything else stays
   * "pending" and is looked at again at the next start.
   */
  async function lookAgain(id: string, slot: SlotNumber, before: StoredSecret | undefined): Promise<void> {
    if (before !== undefined) return
    const empty = await vault.read(xeroSlot(id, slot)).then(
      (value) => value === null,
      (error: unknown) => isFailure(error, 'vault.no-service'),
    )
    if (empty) await restore(id, slot, before)
  }
}

function withRotationAfter(app: XeroApp, slot: SlotNumber): XeroApp {
  return app.rotation === null ? app : { ...app, rotation: afterStored(app.rotation, slot) }
}

function rotationAfterRemoval(app: XeroApp, slot: SlotNumber): XeroApp {
  return app.rotation === null ? app : { ...app, rotation: afterRemoved(app.rotation, slot) }
}
