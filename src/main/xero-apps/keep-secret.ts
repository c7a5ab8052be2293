// Puts a secret into the vault and takes it out again, in an order that a crash at any point leaves mendable:
// the record says "pending" first, then the keychain changes, then the record says what is.
import type { Arrival, SlotNumber, StoredSecret, XeroApp } from '../../contract/xero-apps'
import { Failure, isFailure } from '../failure'
import type { Clock } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { Secret } from '../secret'
import { xeroSlot } from '../vault/slot'
import type { Vault } from '../vault/vault'
import { afterStored } from './rotation-steps'
import { beginRemoving, beginStoring, secretIn, settle, withoutSlot, withSlot } from './secret-slots'

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
  /** Empties the slot in keychain and record. */
  remove(id: string, slot: SlotNumber): Promise<XeroApp>
  /** The value of a filled slot. Raises `vault.missing` where the record says that there is none. */
  read(app: XeroApp, slot: SlotNumber): Promise<Secret>
}

export function createSecretKeeper({ records, vault, clock, machine }: KeepSecretPorts): SecretKeeper {
  return {
    async store(id, slot, secret, arrival) {
      const before = secretIn(await records.get(id), slot)
      const at = clock.now().toISOString()
      await records.change(id, (app) => beginStoring(app, { slot, arrival, length: secret.length, machine, at }))
      try {
        const { keptIn } = await vault.write(xeroSlot(id, slot), secret)
        return await records.change(id, (app) => withRotationAfter(settle(app, slot, keptIn), slot))
      } catch (error) {
        // These two are found out before the keychain is asked, so the slot holds what it held.
        if (isFailure(error, 'vault.too-big', 'vault.resting')) await restore(id, slot, before)
        else await lookAgain(id, slot, before)
        throw error
      }
    },
    async remove(id, slot) {
      await records.change(id, (app) => beginRemoving(app, slot))
      await vault.remove(xeroSlot(id, slot))
      return records.change(id, (app) => withoutSlot(app, slot))
    },
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
