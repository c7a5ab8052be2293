// Mends what a crash left between keychain and a Codat client's file, at the next start and when the keychain is back.
import type { CodatClient, CodatKey } from '../../contract/codat'
import type { RecordFiles } from '../records/record-files'
import { codatSlot } from '../vault/slot'
import type { KeyVault } from './keep-key'
import { settle, withKey } from './key-slots'

export interface Mended {
  id: string
  name: string
  what:
    | 'codat-key.found-stored'
    | 'codat-key.found-missing'
    | 'codat-key.removal-finished'
    | 'codat-key.ended-with-run'
    | 'codat-client.deletion-finished'
}

interface MendPorts {
  records: RecordFiles<CodatClient>
  vault: KeyVault
}

/**
 * Looks at every record that is not settled. Where all are, the keychain is not asked. What can't be settled now (no
 * keychain, locked) stays marked. `firstOfRun` also drops what an earlier run kept in memory only.
 */
export async function mendCodatClients(ports: MendPorts, options: { firstOfRun: boolean }): Promise<Mended[]> {
  const { records: clients } = await ports.records.list()
  const mended: Mended[] = []
  for (const client of clients) {
    for (const what of await mendClient(ports, client, options.firstOfRun)) {
      mended.push({ id: client.id, name: client.name, what })
    }
  }
  return mended
}

async function mendClient(ports: MendPorts, client: CodatClient, firstOfRun: boolean): Promise<Mended['what'][]> {
  if (client.deleting) return (await finishDeletion(ports, client)) ? ['codat-client.deletion-finished'] : []
  const done: Mended['what'][] = []
  for (const key of client.keys) {
    const what =
      firstOfRun && key.kept === 'session' ? await forget(ports, client, key) : await mendKey(ports, client, key)
    if (what !== null) done.push(what)
  }
  return done
}

/** A key that an earlier run kept in memory is gone; the record must not say otherwise. */
async function forget({ records }: MendPorts, client: CodatClient, key: CodatKey): Promise<Mended['what']> {
  await records.change(client.id, (current) => withKey(current, key.name, undefined))
  return 'codat-key.ended-with-run'
}

async function mendKey(
  { records, vault }: MendPorts,
  client: CodatClient,
  key: CodatKey,
): Promise<Mended['what'] | null> {
  const slot = codatSlot(client.id, key.name)
  try {
    switch (key.pending) {
      case null:
        return null
      case 'storing': {
        const value = await vault.read(slot)
        await records.change(client.id, (current) =>
          value === null
            ? withKey(current, key.name, undefined)
            : settle(withKey(current, key.name, { ...key, length: value.length }), key.name),
        )
        return value === null ? 'codat-key.found-missing' : 'codat-key.found-stored'
      }
      case 'removing':
        await vault.remove(slot)
        await records.change(client.id, (current) => withKey(current, key.name, undefined))
        return 'codat-key.removal-finished'
    }
  } catch {
    return null
  }
}

async function finishDeletion({ records, vault }: MendPorts, client: CodatClient): Promise<boolean> {
  try {
    for (const key of client.keys) await vault.remove(codatSlot(client.id, key.name))
    await records.remove(client.id)
    return true
  } catch {
    return false
  }
}
