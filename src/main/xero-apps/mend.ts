// Mends what a crash left between keychain and file, at the next start and whenever the keychain becomes reachable again.
import type { StoredSecret, XeroApp } from '../../contract/xero-apps'
import type { RecordFiles } from '../records/record-files'
import type { SecretStore } from '../vault/secret-store'
import { xeroSlot } from '../vault/slot'
import { settle, withoutSlot } from './secret-slots'

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
 * Looks at every record that is not settled. Nothing is asked of the keychain where there is none. What can't be settled
 * now (no keychain, locked) stays marked. `firstOfRun` also drops what an earlier run kept in memory only.
 */
export async function mendXeroApps(
  ports: { records: RecordFiles<XeroApp>; vault: SecretStore },
  { firstOfRun }: { firstOfRun: boolean },
): Promise<Mended[]> {
  const { records: apps } = await ports.records.list()
  const mended: Mended[] = []
  for (const app of apps) {
    const gone = firstOfRun ? await forgetSession(ports.records, app) : []
    mended.push(...gone.map((): Mended => ({ id: app.id, name: app.name, what: 'secret.ended-with-run' })))
    if (app.deleting) {
      if (await finishDeletion(ports, app)) mended.push({ id: app.id, name: app.name, what: 'app.deletion-finished' })
      continue
    }
    for (const secret of app.secrets) {
      const what = gone.includes(secret) ? null : await mendSlot(ports, app, secret)
      if (what !== null) mended.push({ id: app.id, name: app.name, what })
    }
  }
  return mended
}

/** Secrets that an earlier run kept in memory are gone; the record must not say otherwise. */
async function forgetSession(records: RecordFiles<XeroApp>, app: XeroApp): Promise<StoredSecret[]> {
  const gone = app.secrets.filter((secret) => secret.kept === 'session')
  if (gone.length > 0) {
    await records.change(app.id, (current) => gone.reduce((next, secret) => withoutSlot(next, secret.slot), current))
  }
  return gone
}

async function mendSlot(
  { records, vault }: { records: RecordFiles<XeroApp>; vault: SecretStore },
  app: XeroApp,
  secret: StoredSecret,
): Promise<Mended['what'] | null> {
  const slot = xeroSlot(app.id, secret.slot)
  try {
    switch (secret.pending) {
      case null:
        return null
      case 'storing': {
        const value = await vault.read(slot)
        await records.change(app.id, (current) =>
          value === null ? withoutSlot(current, secret.slot) : settle(current, secret.slot),
        )
        return value === null ? 'secret.found-missing' : 'secret.found-stored'
      }
      case 'removing':
        await vault.remove(slot)
        await records.change(app.id, (current) => withoutSlot(current, secret.slot))
        return 'secret.removal-finished'
    }
  } catch {
    return null
  }
}

async function finishDeletion(
  { records, vault }: { records: RecordFiles<XeroApp>; vault: SecretStore },
  app: XeroApp,
): Promise<boolean> {
  try {
    for (const secret of app.secrets) await vault.remove(xeroSlot(app.id, secret.slot))
    await records.remove(app.id)
    return true
  } catch {
    return false
  }
}
