// Puts a Codat key into the vault and takes it out again, in an order that a crash at any point leaves mendable:
// the record says "pending" first, then the keychain changes, then the record says what is.
import type { CodatClient, CodatKey } from '../../domain/codat/schema'
import { Failure, isFailure } from '../../domain/failure'
import { createTurnsByKey } from '../in-turn'
import type { Clock } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { Secret } from '../secret'
import { unchangedAfter } from '../vault/secret-store'
import { codatSlot } from '../../domain/vault/slot'
import type { Vault } from '../vault/vault'
import { beginRemoving, beginStoring, isSameName, keyIn, settle, withKey } from '../../domain/codat/key-slots'

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
  /** Takes the key out of keychain and record, if it is still the one stored at `storedAt`; else null. */
  remove(id: string, name: string, storedAt: string): Promise<CodatClient | null>
  /** Deletes the record and its keys, if it is still as it has to be; else null. */
  deleteAll(id: string, isStill: (client: CodatClient) => boolean): Promise<CodatClient | null>
  /** The value of a key. Raises `codat.no-key` where the record knows none of that name, `vault.*` where it can't be read. */
  read(client: CodatClient, name: string): Promise<Secret>
  /** Work on a client's keys that may not be parted from a look at its record: nothing above comes between. */
  inTurn<T>(id: string, work: (client: CodatClient) => Promise<T>): Promise<T>
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

  const turns = createTurnsByKey()
  function inTurn<T>(id: string, work: (client: CodatClient) => Promise<T>): Promise<T> {
    return turns(id, async () => work(await records.get(id)))
  }

  async function remove(id: string, name: string): Promise<CodatClient> {
    await records.change(id, (client) => beginRemoving(client, name))
    await vault.remove(codatSlot(id, name))
    return records.change(id, (client) => withKey(client, name, undefined))
  }

  return {
    inTurn,
    store: (id, key, secret) =>
      inTurn(id, async (client) => {
        if (client.deleting) throw new Failure('record.missing')
        if (client.keys.some(({ name }) => name !== key.name && isSameName(name, key.name))) {
          throw new Failure('codat.key-name-taken')
        }
        const before = keyIn(client, key.name)
        const storedAt = clock.now().toISOString()
        const entry = { ...key, length: secret.length, machine, kept: vault.state().store, storedAt }
        await records.change(id, (current) => beginStoring(current, entry))
        try {
          const { keptIn } = await vault.write(codatSlot(id, key.name), secret)
          return await records.change(id, (current) => settle(current, key.name, keptIn))
        } catch (error) {
          if (unchangedAfter(error)) await restore(id, key.name, before)
          else if (isFailure(error) && error.code.startsWith('vault.')) await lookAgain(id, key.name, before)
          throw error
        }
      }),
    remove: (id, name, storedAt) =>
      inTurn(id, async (client) => (keyIn(client, name)?.storedAt === storedAt ? remove(id, name) : null)),
    deleteAll: (id, isStill) =>
      inTurn(id, async (client) => {
        if (!isStill(client)) return null
        await records.change(id, (current) => ({ ...current, deleting: true }))
        for (const { name } of client.keys) await remove(id, name)
        await records.remove(id)
        return client
      }),
    read(client, name) {
      if (keyIn(client, name) === undefined) return Promise.reject(new Failure('codat.no-key'))
      return vault.read(codatSlot(client.id, name), { expectFilled: true })
    },
  }
}
