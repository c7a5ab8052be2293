// Ties the search for left-over secrets to the records that may know of them.
import type { Service } from '../../contract/api'
import type { leftOverCalls } from '../../contract/left-over'
import { knowsSlot } from '../../domain/vault/left-over'
import type { SlotParts } from '../../domain/vault/slot'
import type { Composed } from '../app'
import type { CodatClients } from '../codat/clients'
import { createLeftOverSecrets } from '../shelf/left-over'
import type { XeroApps } from '../xero-apps/xero-apps'

export function openLeftOver({
  vault,
  prompts,
  activity,
  codat,
  apps,
}: Composed & { apps: XeroApps }): Service<keyof typeof leftOverCalls> {
  const leftOver = createLeftOverSecrets({
    vault,
    prompts,
    records: () => knownSecrets(apps, codat.clients),
    note: (count) => activity.note('secret.left-over-removed', undefined, `${count}`),
  })
  return {
    findLeftOverSecrets: leftOver.find,
    removeLeftOverSecrets: async () => ({ removed: await leftOver.remove() }),
  }
}

async function knownSecrets(
  xeroApps: Pick<XeroApps, 'ports'>,
  codatClients: Pick<CodatClients, 'ports'>,
): Promise<{ whole: boolean; knows: (parts: SlotParts) => boolean }> {
  const [apps, clients] = await Promise.all([xeroApps.ports.records.list(), codatClients.ports.records.list()])
  const damage = await Promise.all([xeroApps.ports.records.damage(), codatClients.ports.records.damage()])
  const damaged = [...damage.flat(), ...apps.damaged, ...clients.damaged]
  return { whole: damaged.length === 0, knows: (parts) => knowsSlot(parts, apps.records, clients.records) }
}
