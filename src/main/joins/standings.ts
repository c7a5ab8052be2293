// The standing of every Xero app, out of the records of all rooms. Nobody outside is asked.
import type { Handlers } from '../../contract/api'
import type { StandingRow, standingCalls } from '../../contract/standings'
import type { IntegrationView } from '../../domain/guide/schema'
import type { XeroApp } from '../../domain/xero-apps/schema'
import { standingOf } from '../../domain/standing/standing'
import type { BankFeeds } from '../bank-feeds/bank-feeds'
import type { CodatClients } from '../codat/clients'
import type { Connections } from '../connections/connections'
import type { Integrations } from '../guide/integrations'
import { knownOfApp, type KnownLadder } from '../../domain/standing/known-of-app'
import type { Partner } from '../partner/partner'
import type { Clock } from '../ports'
import type { RecordFiles } from '../records/record-files'

export interface StandingPorts {
  clock: Clock
  records: Pick<RecordFiles<XeroApp>, 'list'>
  integrations: Pick<Integrations, 'list'>
  codat: { clients: Pick<CodatClients, 'list'> }
  seats: Pick<Connections, 'brief'>
  feeds: Pick<BankFeeds, 'ladders' | 'saidAgreed'>
  partner: Pick<Partner, 'applications'>
}

export interface Standings {
  /** Of every app, or of those named; by name. */
  list(appIds?: readonly string[]): Promise<StandingRow[]>
}

export function openStandings(ports: StandingPorts): Standings {
  const { clock, records, integrations, codat, seats, feeds, partner } = ports

  async function rowOf(app: XeroApp, all: Gathered): Promise<StandingRow> {
    const setUps = all.setUps.get(app.id) ?? []
    const clientIds = [
      ...new Set([
        ...setUps.flatMap(({ codatClientId }) => codatClientId ?? []),
        ...all.clients.filter(({ xeroAppIds }) => xeroAppIds.includes(app.id)).map(({ id }) => id),
      ]),
    ]
    const proofs = new Set(setUps.flatMap(({ firstCompany }) => firstCompany?.companyId ?? []))
    const [connections, saidAgreed] = await Promise.all([
      seats.brief(app.id, proofs),
      feeds.saidAgreed(app.id, clientIds),
    ])
    const known = knownOfApp({
      app,
      setUps,
      connections,
      ladders: all.ladders.get(app.id) ?? [],
      saidAgreed,
      application: all.applications.get(app.id) ?? null,
      now: clock.now(),
    })
    const { id, name, customer, environment, createdOn } = app
    return {
      app: { id, name, customer, environment, createdOn },
      codatNames: [...new Set(setUps.flatMap(({ codatName }) => codatName ?? []))],
      setUpIds: setUps.map((one) => one.id),
      standing: standingOf(known),
    }
  }

  async function gather(): Promise<Gathered> {
    const [listed, clients, ladders, applications] = await Promise.all([
      integrations.list(),
      codat.clients.list(),
      feeds.ladders(),
      partner.applications(),
    ])
    return {
      setUps: byApp(listed.integrations.filter(hasApp), ({ xeroAppId }) => xeroAppId),
      clients: clients.clients,
      ladders: byApp(ladders, ({ place }) => place.appId),
      applications: new Map(applications.map((application) => [application.id, application])),
    }
  }

  return {
    async list(appIds) {
      const [{ records: apps }, all] = await Promise.all([records.list(), gather()])
      const wanted = apps.filter(({ id, deleting }) => !deleting && (appIds === undefined || appIds.includes(id)))
      const rows = await Promise.all(wanted.map((app) => rowOf(app, all)))
      return rows.toSorted((a, b) => a.app.name.localeCompare(b.app.name) || a.app.id.localeCompare(b.app.id))
    },
  }
}

export function standingHandlers(standings: Standings): Pick<Handlers, keyof typeof standingCalls> {
  return { listStandings: async ({ appIds }) => ({ rows: await standings.list(appIds) }) }
}

interface Gathered {
  readonly setUps: ReadonlyMap<string, readonly IntegrationView[]>
  readonly clients: Awaited<ReturnType<CodatClients['list']>>['clients']
  readonly ladders: ReadonlyMap<string, readonly KnownLadder[]>
  readonly applications: ReadonlyMap<string, Awaited<ReturnType<Partner['applications']>>[number]>
}

const hasApp = (view: IntegrationView): view is IntegrationView & { xeroAppId: string } => view.xeroAppId !== null

function byApp<T>(all: readonly T[], appOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(appOf(one), [...(groups.get(appOf(one)) ?? []), one])
  return groups
}
