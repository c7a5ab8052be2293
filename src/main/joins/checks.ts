// Ties keys checks and sign-in tests to the records, and what they learn to connections and bank feeds.
import { xeroTold } from '../../domain/bank-feeds/told'
import type { XeroAddresses } from '../../domain/xero/addresses'
import type { Composed } from '../app'
import type { AtFirstUse } from '../at-first-use'
import type { Connections } from '../connections/connections'
import { createXeroChecks, type XeroChecks } from '../xero/xero-checks'
import type { XeroApps } from '../xero-apps/xero-apps'
import type { BankFeedsRoom } from './bank-feeds'

export interface ChecksPorts extends Composed {
  addresses: XeroAddresses
  apps: XeroApps
  seats: Pick<AtFirstUse<Connections>, 'get'>
  bankFeeds: Pick<AtFirstUse<BankFeedsRoom>, 'get'>
}

export function openChecks(ports: ChecksPorts): XeroChecks {
  const { records, apps, seats, bankFeeds, activity, send } = ports
  return createXeroChecks({
    ...ports,
    readApp: records.get,
    readSecret: async (id, slot) => apps.shelf.read(await records.get(id), slot),
    noteVerdict: (id, slot, verdict) => apps.noteChecked(id, slot, verdict === 'accepted'),
    async noteSignedIn(id, slot, organisations) {
      await apps.noteSignedIn(id, slot)
      await (await seats.get()).noteSignIn(id, organisations)
    },
    noteBankFeeds: async (app, verdict) => (await bankFeeds.get()).feeds.hear(app, xeroTold(verdict)),
    note: activity.note,
    send: (progress) => send('signInProgress', progress),
  })
}
