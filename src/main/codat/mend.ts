// Mends what a crash left between keychain and a Codat client's file, at the next start and when the keychain is back.
import type { CodatClient, CodatKey } from '../../domain/codat/schema'
import { isFailure } from '../../domain/failure'
import type { RecordFiles } from '../records/record-files'
import { codatSlot } from '../../domain/vault/slot'
import type { KeyKeeper, KeyVault } from './keep-key'
import { settle, withKey } from '../../domain/codat/key-slots'

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
  /** A user may be at work on the same client by now. */
  inTurn: KeyKeeper['inTurn']
}

/**
 * Looks at every record that is not settled. Where all are, the keychain is not asked. What can't be settled now (no
 * keychain, locked) stays marked. `firstOfRun` also looks at what an earlier run kept in memory: gone, unless it was
 * moved into the keychain before the end.
 */
export async function mendCodatClients(ports: MendPorts, options: { firstOfRun: boolean }): Promise<Mended[]> {
  const { records: clients } = await ports.records.list()
  const mended: Mended[] = []
  for (const client of clients) {
    const mending = ports.inTurn(client.id, (now) => mendClient(ports, now, options.firstOfRun))
    for (const what of await mending.catch(nothingIfGone)) mended.push({ id: client.id, name: client.name, what })
  }
  return mended
}

async function mendClient(ports: MendPorts, client: CodatClient, firstOfRun: boolean): Promise<Mended['what'][]> {
  if (client.deleting) return (await finishDeletion(ports, client)) ? ['codat-client.deletion-finished'] : []
  const done: Mended['what'][] = []
  for (const key of client.keys) {
    const what = await mendKey(ports, client, key, firstOfRun && key.kept === 'session')
    if (what !== null) done.push(what)
  }
  return done
}

async function mendKey(
  { records, vault }: MendPorts,
  client: CodatClient,
  key: CodatKey,
  endedWithRun: boolean,
): Promise<Mended['what'] | null> {
  const slot = codatSlot(client.id, key.name)
  const drop = () => records.change(client.id, (current) => withKey(current, key.name, undefined))
  try {
    if (key.pending === 'removing') {
      await vault.remove(slot)
      await drop()
      return 'codat-key.removal-finished'
    }
    if (key.pending === null && !endedWithRun) return null
    const value = await vault.read(slot)
    if (value === null) {
      await drop()
      return endedWithRun ? 'codat-key.ended-with-run' : 'codat-key.found-missing'
    }
    await records.change(client.id, (current) => settle(current, key.name, 'keychain', value.length))
    return 'codat-key.found-stored'
  } catch (error) {
    // Without a keychain service nothing of an earlier run's memory can have been moved anywhere.
    if (!endedWithRun || !isFailure(error, 'vault.no-service')) return null
    await drop()
    return 'codat-key.ended-with-run'
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

/** Deleted since it was listed: nothing to mend. */
function nothingIfGone(error: unknown): Mended['what'][] {
  if (isFailure(error, 'record.missing')) return []
  throw error
}
