// Ties the board, the company doctor and the sheets to the checks, the connections and the records they read.
import path from 'node:path'
import type { Handlers } from '../../contract/api'
import { integrationCheckV1 } from '../../domain/guide/board-schema'
import type { boardCalls } from '../../contract/board'
import type { companyDoctorCalls } from '../../contract/company-doctor'
import type { sheetCalls } from '../../contract/sheets'
import type { Composed } from '../composed'
import type { AtFirstUse } from '../at-first-use'
import type { BankFeeds } from '../bank-feeds/bank-feeds'
import type { KnownLadders } from '../bank-feeds/known-ladders'
import { checkCompanies } from '../bank-feeds/check-companies'
import type { Connections } from '../connections/connections'
import { boardHandlers } from './board-handlers'
import { createCheckAgain } from './check-again'
import { examineCompany } from './company-doctor/examine'
import type { Integrations } from './integrations'
import { sheetHandlers } from './sheet-files'
import { openRecordFiles } from '../records/record-files'
import type { XeroChecks } from '../xero/xero-checks'
import type { Standings } from '../standing/standings'

export interface OverviewPorts extends Composed {
  integrations: Integrations
  standings: Pick<Standings, 'list'>
  /** Known without asking anyone. */
  ladders: KnownLadders['ladders']
  // The table asks for the board as soon as it stands: these rooms are opened by who has them check something.
  xeroChecks: AtFirstUse<XeroChecks>
  connections: AtFirstUse<Connections>
  bankFeeds: AtFirstUse<{ readonly feeds: BankFeeds }>
}

type OverviewCalls = keyof typeof boardCalls | keyof typeof companyDoctorCalls | keyof typeof sheetCalls

export function overviewHandlers(ports: OverviewPorts): Pick<Handlers, OverviewCalls> {
  const { paths, clock, random, prompts, integrations, codat, xeroChecks, connections, send } = ports
  const { questions } = codat
  const checks = openRecordFiles({ dir: path.join(paths.records, 'checks'), schema: integrationCheckV1, clock })
  const checkFeeds = async (appId: string, signal: AbortSignal) =>
    checkCompanies(
      {
        feeds: (await ports.bankFeeds.get()).feeds,
        bankFeedsOf: async (id) => (await ports.standings.list([id]))[0]?.standing.bankFeeds ?? null,
      },
      appId,
      signal,
    )
  const connectionsOf = async (appId: string) => (await connections.get()).connections(appId)
  const checkAgain = createCheckAgain({
    integrations,
    questions,
    prompts,
    checks,
    checkSecret: async (appId, slot) => (await (await xeroChecks.get()).checkXeroKeys({ appId, slot })).outcome,
    countAgain: async (appId, operationId) => (await connections.get()).refreshGauge({ appId, operationId }),
    listConnections: connectionsOf,
    cancelCount: async (operationId) => (await connections.get()).cancelConnectionWork({ operationId }),
    cancelSecret: (appId) => void xeroChecks.get().then((room) => room.cancelKeysCheck({ appId })),
    checkFeeds,
    newId: () => random.id(),
    onProgress: (progress) => send('checkProgress', progress),
  })
  return {
    ...boardHandlers({ integrations, checks, checkAgain, ladders: ports.ladders, checkFeeds }),
    examineCompany: (input) =>
      examineCompany({ questions, listClients: async () => (await codat.clients.list()).clients, clock }, input),
    ...sheetHandlers({
      ...ports,
      machine: ports.info.machine,
      inPractice: ports.info.mode === 'practice',
      listApps: async () => (await integrations.ports.apps.list()).records.filter(({ deleting }) => !deleting),
      listClients: async () => (await codat.clients.list()).clients,
      gaugeOf: async (appId) => (await connections.get()).getGauge({ appId }),
      connectionsOf,
    }),
  }
}
