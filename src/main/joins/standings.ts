// The standing of every Xero app, out of the records of all rooms. Nobody outside is asked.
import type { Handlers } from '../../contract/api'
import type { StandingRow, standingCalls } from '../../contract/standings'
import type { SetUpView } from '../../domain/guide/schema'
import type { XeroApp } from '../../domain/xero-apps/schema'
import { standingOf, type Standing } from '../../domain/standing/standing'
import type { Composed } from '../app'
import type { BankFeeds } from '../bank-feeds/bank-feeds'
import type { CodatClients } from '../codat/clients'
import type { Connections } from '../connections/connections'
import type { Integrations } from '../guide/integrations'
import { knownOfApp, type KnownLadder } from '../../domain/standing/known-of-app'
import type { Partner } from '../partner/partner'
import type { Profiles } from './profiles'

export interface StandingPorts extends Pick<Composed, 'clock' | 'records' | 'codat'> {
  integrations: () => Pick<Integrations, 'setUps'>
  seats: Pick<Connections, 'brief'>
  feeds: Pick<BankFeeds, 'ladders' | 'saidAgreed'>
  partner: Pick<Partner, 'applications'>
  profiles: Pick<Profiles, 'all'>
}

export interface Standings {
  /** Of every app, or of those named; by name. */
  list(appIds?: readonly string[]): Promise<StandingRow[]>
  /** Of some apps by their ids, with all set-ups as they are just now. */
  of(appIds: readonly string[], setUps: readonly SetUpView[]): Promise<ReadonlyMap<string, Standing>>
}

export function openStandings(ports: StandingPorts): Standings {
  const { clock, records, integrations, codat, seats, feeds, partner, profiles } = ports

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
      profile: all.profileOf(app.id),
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

  async function gather(setUps: readonly SetUpView[]): Promise<Gathered> {
    const [profileOf, clients, ladders, applications] = await Promise.all([
      profiles.all(),
      codat.clients.list(),
      feeds.ladders(),
      partner.applications(),
    ])
    return {
      profileOf,
      setUps: byApp(setUps.filter(hasApp), ({ xeroAppId }) => xeroAppId),
      clients: clients.clients,
      ladders: byApp(ladders, ({ place }) => place.appId),
      applications: new Map(applications.map((application) => [application.id, application])),
    }
  }

  async function rows(setUps: readonly SetUpView[], appIds?: readonly string[]): Promise<StandingRow[]> {
    const { records: apps } = await records.list()
    const wanted = apps.filter(({ id, deleting }) => !deleting && (appIds === undefined || appIds.includes(id)))
    if (wanted.length === 0) return []
    const all = await gather(setUps)
    return Promise.all(wanted.map((app) => rowOf(app, all)))
  }

  return {
    async list(appIds) {
      const all = await rows(await integrations().setUps(), appIds)
      return all.toSorted((a, b) => a.app.name.localeCompare(b.app.name) || a.app.id.localeCompare(b.app.id))
    },
    async of(appIds, setUps) {
      const found = await rows(setUps, appIds)
      return new Map(found.map(({ app, standing }) => [app.id, standing]))
    },
  }
}

export function standingHandlers(standings: Standings): Pick<Handlers, keyof typeof standingCalls> {
  return { listStandings: async ({ appIds }) => ({ rows: await standings.list(appIds) }) }
}

interface Gathered {
  readonly profileOf: Awaited<ReturnType<Profiles['all']>>
  readonly setUps: ReadonlyMap<string, readonly SetUpView[]>
  readonly clients: Awaited<ReturnType<CodatClients['list']>>['clients']
  readonly ladders: ReadonlyMap<string, readonly KnownLadder[]>
  readonly applications: ReadonlyMap<string, Awaited<ReturnType<Partner['applications']>>[number]>
}

const hasApp = (view: SetUpView): view is SetUpView & { xeroAppId: string } => view.xeroAppId !== null

function byApp<T>(all: readonly T[], appOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(appOf(one), [...(groups.get(appOf(one)) ?? []), one])
  return groups
}
