// Which slots of the vault any record knows of.
import { knowsSlot } from '../../domain/vault/left-over'
import type { SlotParts } from '../../domain/vault/slot'
import type { CodatClients } from '../codat/clients'
import type { XeroApps } from '../xero-apps/xero-apps'

export async function knownSecrets(
  xeroApps: Pick<XeroApps, 'ports'>,
  codatClients: Pick<CodatClients, 'ports'>,
): Promise<{ whole: boolean; knows: (parts: SlotParts) => boolean }> {
  const [apps, clients] = await Promise.all([xeroApps.ports.records.list(), codatClients.ports.records.list()])
  const damage = await Promise.all([xeroApps.ports.records.damage(), codatClients.ports.records.damage()])
  const damaged = [...damage.flat(), ...apps.damaged, ...clients.damaged]
  return { whole: damaged.length === 0, knows: (parts) => knowsSlot(parts, apps.records, clients.records) }
}
