// The standing of every Xero app, out of the records of all rooms. Nobody outside is asked.
import type { SendEvent } from '../../contract/api'
import type { EventName } from '../../contract/calls'
import type { StandingRow } from '../../contract/standings'
import type { SetUpView } from '../../domain/guide/views'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { Standing } from '../../domain/standing/standing'
import type { Composed } from '../composed'
import type { AtFirstUse } from '../at-first-use'
import type { KeptFeeds } from '../bank-feeds/known-ladders'
import type { KeptConnections } from '../connections/kept-connections'
import type { Integrations } from '../guide/integrations'
import { groupedBy } from '../../domain/grouped-by'
import { doubtsAmong } from '../../domain/standing/linked'
import { byName, clientIdsOf, type GatheredOfAll, proofsOf, standingRow } from '../../domain/standing/rows'
import type { Profiles } from '../partner/profiles'

export interface StandingPorts extends Pick<Composed, 'clock' | 'records' | 'codat'> {
  integrations: () => Pick<Integrations, 'setUps'>
  keptConnections: Pick<AtFirstUse<KeptConnections>, 'get'>
  keptFeeds: Pick<AtFirstUse<KeptFeeds>, 'get'>
  /** Whether a push is being carried out just now. */
  isUnderWay: () => Promise<(pushId: string) => boolean>
  profiles: Profiles
}

export type Standings = ReturnType<typeof openStandings>

export function openStandings(ports: StandingPorts) {
  const { clock, records, integrations, codat, keptConnections, keptFeeds, profiles } = ports

  async function rowOf(app: XeroApp, all: GatheredOfAll): Promise<StandingRow> {
    const proofs = proofsOf(all.setUps.get(app.id) ?? [])
    const [kept, { known }] = await Promise.all([keptConnections.get(), keptFeeds.get()])
    const [brief, saidAgreed] = await Promise.all([
      kept.brief(app.id, proofs),
      known.saidAgreed(app.id, clientIdsOf(app.id, all)),
    ])
    return standingRow(app, all, { brief, saidAgreed, now: clock.now() })
  }

  async function gather(setUps: readonly SetUpView[]): Promise<GatheredOfAll> {
    const [profileOf, clients, ladders, pushes, applications] = await Promise.all([
      profiles.all(),
      codat.clients.list(),
      keptFeeds.get().then(({ known }) => known.ladders()),
      Promise.all([keptFeeds.get(), ports.isUnderWay()]).then(([kept, isUnderWay]) => kept.pushes.still(isUnderWay)),
      profiles.applications.list(),
    ])
    return {
      profileOf,
      setUps: groupedBy(setUps, ({ xeroAppId }) => xeroAppId),
      clients: clients.clients,
      doubts: doubtsAmong(clients.clients, setUps),
      ladders: groupedBy(ladders, ({ place }) => place.appId),
      pushes: new Map([...groupedBy(pushes, ({ appId }) => appId)].map(([id, of]) => [id, of.map(({ push }) => push)])),
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
    /** Of every app, or of those named; by name. */
    async list(appIds?: readonly string[]): Promise<StandingRow[]> {
      const all = await rows(await integrations().setUps(), appIds)
      return all.toSorted(byName)
    },
    /** Of some apps by their ids, with all set-ups as they are just now. */
    async of(appIds: readonly string[], setUps: readonly SetUpView[]): Promise<ReadonlyMap<string, Standing>> {
      const found = await rows(setUps, appIds)
      return new Map(found.map(({ app, standing }) => [app.id, standing]))
    },
  }
}

/** Standings are made of everything, so whatever changes, they may. */
export function tellingStandings(send: SendEvent): SendEvent {
  return (name, payload) => {
    send(name, payload)
    if (!(CHANGES_STANDINGS as readonly string[]).includes(name)) return
    send('standingsChanged', { appId: 'appId' in payload && typeof payload.appId === 'string' ? payload.appId : null })
  }
}

const CHANGES_STANDINGS = [
  'xeroAppsChanged',
  'codatClientsChanged',
  'connectionsChanged',
  'feedsChanged',
  'integrationsChanged',
] as const satisfies readonly EventName[]
