// Puts a Codat key into the vault and takes it out again, in an order that a crash at any point leaves mendable:
// the record says "pending" first, then the keychain changes, then the record says what is.
import type { CodatClient, CodatKey } from '../../contract/codat'
import { Failure, isFailure } from '../failure'
import type { Clock } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { Secret } from '../secret'
import { codatSlot } from '../vault/slot'
import type { Vault } from '../vault/vault'
import { beginRemoving, beginStoring, keyIn, settle, withKey } from './key-slots'

export type KeyVault = Pick<Vault, 'read' | 'write' | 'remove' | 'state'>

export interface KeepKeyPorts {
  records: RecordFiles<CodatClient>
  vault: KeyVault
  clock: Clock
  /** This machine's name, kept beside each key. */
  machine: string
}

export interface KeyKeeper {
  /** Stores over a key of the same name. Raises `vault.*` and `record.*`; after a failure the record still tells the truth. */
  store(id: string, key: Pick<CodatKey, 'name' | 'holder' | 'arrival'>, secret: Secret): Promise<CodatClient>
  /** Takes the key out of keychain and record. */
  remove(id: string, name: string): Promise<CodatClient>
  /** The value of a key. Raises `codat.no-key` where the record knows none of that name, `vault.*` where it can't be read. */
  read(client: CodatClient, name: string): Promise<Secret>
}

export function createKeyKeeper({ records, vault, clock, machine }: KeepKeyPorts): KeyKeeper {
  const restore = (id: string, name: string, before: CodatKey | undefined): Promise<CodatClient> =>
    records.change(id, (client) => withKey(client, name, before))

  /**
   * A write that failed may have taken effect. An empty slot that is still empty needs no mark; anything else stays
   * "pending" and is looked at again at the next start.
   */
  async function lookAgain(id: string, name: string, before: CodatKey | undefined): Promise<void> {
    if (before !== undefined) return
    const empty = await vault.read(codatSlot(id, name)).then(
      (value) => value === null,
      (error: unknown) => isFailure(error, 'vault.no-service'),
    )
    if (empty) await restore(id, name, before)
  }

  return {
    async store(id, key, secret) {
      const before = keyIn(await records.get(id), key.name)
      const storedAt = clock.now().toISOString()
      const entry = { ...key, length: secret.length, machine, kept: vault.state().store, storedAt }
      await records.change(id, (client) => beginStoring(client, entry))
      try {
        const { keptIn } = await vault.write(codatSlot(id, key.name), secret)
        return await records.change(id, (client) => settle(client, key.name, keptIn))
      } catch (error) {
        // These two are found out before the keychain is asked, so the slot holds what it held.
        if (isFailure(error, 'vault.too-big', 'vault.resting')) await restore(id, key.name, before)
        else if (isFailure(error) && error.code.startsWith('vault.')) await lookAgain(id, key.name, before)
        throw error
      }
    },
    async remove(id, name) {
      await records.change(id, (client) => beginRemoving(client, name))
      await vault.remove(codatSlot(id, name))
      return records.change(id, (client) => withKey(client, name, undefined))
    },
    read(client, name) {
      if (keyIn(client, name) === undefined) return Promise.reject(new Failure('codat.no-key'))
      return vault.read(codatSlot(client.id, name), { expectFilled: true })
    },
  }
}
