// Which slots of the vault any record knows of.
import { entryIn } from '../../domain/vault/kept-secret'
import type { SlotParts } from '../../domain/vault/slot'
import { keyPlaces } from '../../domain/codat/key-slots'
import type { CodatClients } from '../codat/clients'
import type { XeroApps } from '../xero-apps/xero-apps'

export async function knownSecrets(
  xeroApps: Pick<XeroApps, 'ports'>,
  codatClients: Pick<CodatClients, 'ports'>,
): Promise<{ whole: boolean; knows: (parts: SlotParts) => boolean }> {
  const [apps, clients] = await Promise.all([xeroApps.ports.records.list(), codatClients.ports.records.list()])
  const damage = await Promise.all([xeroApps.ports.records.damage(), codatClients.ports.records.damage()])
  return {
    whole: damage.flat().length === 0 && apps.damaged.length === 0 && clients.damaged.length === 0,
    knows(parts) {
      switch (parts.kind) {
        case 'xero':
          return apps.records.some(
            ({ id, secrets }) => id === parts.id && secrets.some(({ slot }) => slot === parts.number),
          )
        case 'codat':
          return clients.records.some(
            (client) => client.id === parts.id && entryIn(keyPlaces, client, parts.key) !== undefined,
          )
      }
    },
  }
}
