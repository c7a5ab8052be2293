// Ties “Paste what you see” to the apps and companies that are known, and to a sign-in test that waits for what Xero’s own page says.
import { pastedTold } from '../../domain/bank-feeds/told'
import type { Composed } from '../app'
import type { AtFirstUse } from '../at-first-use'
import type { Connections } from '../connections/connections'
import { diagnosisHandlers } from '../diagnosis/handlers'
import type { DroppedFile } from '../dropped-file'
import type { XeroChecks } from '../xero/xero-checks'
import type { BankFeedsRoom } from './bank-feeds'

export interface DiagnosisJoinPorts extends Composed {
  dropped: DroppedFile
  seats: Pick<AtFirstUse<Connections>, 'get'>
  bankFeeds: Pick<AtFirstUse<BankFeedsRoom>, 'get'>
  checks: Pick<AtFirstUse<XeroChecks>, 'ifOpened'>
}

export function openDiagnosis(ports: DiagnosisJoinPorts): ReturnType<typeof diagnosisHandlers> {
  const { records, seats, bankFeeds, checks, log } = ports
  const listApps = async () => (await records.list()).records.filter(({ deleting }) => !deleting)
  return diagnosisHandlers({
    ...ports,
    listApps,
    async listCompanies() {
      const room = await seats.get()
      const rows = await Promise.all((await listApps()).map(({ id }) => room.companies(id)))
      return rows
        .flat()
        .map(({ companyId, companyName, clientName }) => ({ id: companyId, name: companyName, clientName }))
    },
    async heard(appId, explanation) {
      // Who waits for it has opened the room.
      if ((await checks.ifOpened())?.waitsForBankFeeds(appId) !== true) return
      const room = await bankFeeds.get()
      const hearing = records.get(appId).then((app) => room.feeds.hear(app, pastedTold(explanation)))
      await hearing.catch((error: unknown) => log.error('paste not heard', error))
    },
  })
}
