// Mends what a crash left between keychain and file, at the next start and whenever the keychain becomes reachable again.
import type { StoredSecret, XeroApp } from '../../domain/xero-apps/schema'
import type { RecordFiles } from '../records/record-files'
import { isFailure } from '../../domain/failure'
import { xeroSlot } from '../../domain/vault/slot'
import type { SecretKeeper, SecretVault } from './keep-secret'
import { settle, withoutSlot } from '../../domain/xero-apps/secret-slots'

export interface MendPorts {
  records: RecordFiles<XeroApp>
  vault: SecretVault
  /** A user may be at work on the same app by now. */
  inTurn: SecretKeeper['inTurn']
}

export interface Mended {
  id: string
  name: string
  what:
    | 'secret.found-stored'
    | 'secret.found-missing'
    | 'secret.removal-finished'
    | 'app.deletion-finished'
    | 'secret.ended-with-run'
}

/**
 * Looks at every record that is not settled. What can't be settled now (no keychain, locked) stays as it is. `firstOfRun`
 * also looks at what an earlier run kept in memory: gone, unless it was moved into the keychain before the end.
 */
export async function mendXeroApps(ports: MendPorts, { firstOfRun }: { firstOfRun: boolean }): Promise<Mended[]> {
  const { records: apps } = await ports.records.list()
  const mended: Mended[] = []
  for (const app of apps) {
    const note = (what: Mended['what'] | null): void => {
      if (what !== null) mended.push({ id: app.id, name: app.name, what })
    }
    await ports
      .inTurn(app.id, async (now) => {
        if (now.deleting) note(await finishDeletion(ports, now))
        else for (const secret of now.secrets) note(await mendSlot(ports, now, secret, firstOfRun))
      })
      .catch(ignoreGone)
  }
  return mended
}

async function mendSlot(
  { records, vault }: MendPorts,
  app: XeroApp,
  secret: StoredSecret,
  firstOfRun: boolean,
): Promise<Mended['what'] | null> {
  const slot = xeroSlot(app.id, secret.slot)
  const drop = () => records.change(app.id, (current) => withoutSlot(current, secret.slot))
  const endedWithRun = firstOfRun && secret.kept === 'session'
  try {
    if (secret.pending === 'removing') {
      await vault.remove(slot)
      await drop()
      return 'secret.removal-finished'
    }
    if (secret.pending === null && !endedWithRun) return null
    const value = await vault.read(slot)
    if (value === null) await drop()
    // Which of two values it is, the old or the new, nobody can tell; its length is known.
    else await records.change(app.id, (current) => settle(current, secret.slot, 'keychain', value.length))
    if (value !== null) return 'secret.found-stored'
    return endedWithRun ? 'secret.ended-with-run' : 'secret.found-missing'
  } catch (error) {
    // Without a keychain service nothing of an earlier run's memory can have been moved anywhere.
    if (!endedWithRun || !isFailure(error, 'vault.no-service')) return null
    await drop()
    return 'secret.ended-with-run'
  }
}

async function finishDeletion({ records, vault }: MendPorts, app: XeroApp): Promise<Mended['what'] | null> {
  try {
    for (const secret of app.secrets) await vault.remove(xeroSlot(app.id, secret.slot))
    await records.remove(app.id)
    return 'app.deletion-finished'
  } catch {
    return null
  }
}

/** Deleted since it was listed: nothing to mend. */
function ignoreGone(error: unknown): void {
  if (!isFailure(error, 'record.missing')) throw error
}
