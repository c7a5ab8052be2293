// The standing of each app as it is listed, out of what was gathered of all apps at once.
import type { FeedPlace } from '../bank-feeds/schema'
import type { CodatClient } from '../codat/schema'
import type { SetUpView } from '../guide/views'
import type { XeroApp } from '../xero-apps/schema'
import type { BriefConnections } from '../connections/brief'
import type { KnownPush } from './known'
import { type GatheredOfApp, knownOfApp, type KnownLadder } from './known-of-app'
import type { doubtsAmong } from './linked'
import { standingOf } from './standing'

/** By the app's id, but for the Codat clients. */
export interface GatheredOfAll {
  readonly profileOf: (appId: string) => GatheredOfApp['profile']
  readonly setUps: ReadonlyMap<string, readonly SetUpView[]>
  readonly clients: readonly Pick<CodatClient, 'id' | 'xeroAppIds'>[]
  readonly doubts: ReturnType<typeof doubtsAmong>
  readonly ladders: ReadonlyMap<string, readonly (KnownLadder & { readonly place: Pick<FeedPlace, 'clientId'> })[]>
  readonly pushes: ReadonlyMap<string, readonly KnownPush[]>
  readonly applications: ReadonlyMap<string, NonNullable<GatheredOfApp['application']>>
}

/** Companies whose link proves a set-up. */
export function proofsOf(setUps: readonly SetUpView[]): ReadonlySet<string> {
  return new Set(setUps.flatMap(({ firstCompany }) => firstCompany?.companyId ?? []))
}

/** The Codat clients of an app: those of its set-ups, and those that hold its keys. */
export function clientIdsOf(appId: string, { setUps, clients }: Pick<GatheredOfAll, 'setUps' | 'clients'>): string[] {
  return [
    ...new Set([
      ...(setUps.get(appId) ?? []).flatMap(({ codatClientId }) => codatClientId ?? []),
      ...clients.filter(({ xeroAppIds }) => xeroAppIds.includes(appId)).map(({ id }) => id),
    ]),
  ]
}

export function standingRow(
  app: XeroApp,
  all: GatheredOfAll,
  own: Pick<GatheredOfApp, 'saidAgreed' | 'now'> & { readonly brief: BriefConnections },
) {
  const setUps = all.setUps.get(app.id) ?? []
  const { saidAgreed, now, brief } = own
  const { connections, listed } = brief
  // What was read at a Codat client that it is no longer tied to says nothing of it.
  const clientIds = clientIdsOf(app.id, all)
  const counted = brief.counted.filter(({ clientId }) => clientIds.includes(clientId))
  const ladders = (all.ladders.get(app.id) ?? []).filter(({ place }) => clientIds.includes(place.clientId))
  const known = knownOfApp({
    app,
    saidAgreed,
    now,
    connections,
    links: { counted, listed, doubted: all.doubts(app.id, clientIds) },
    profile: all.profileOf(app.id),
    setUps,
    ladders,
    pushes: all.pushes.get(app.id) ?? [],
    application: all.applications.get(app.id) ?? null,
  })
  const { id, name, customer, environment, createdOn } = app
  return {
    app: { id, name, customer, environment, createdOn },
    codatNames: [...new Set(setUps.flatMap(({ codatName }) => codatName ?? []))],
    setUpIds: setUps.map((one) => one.id),
    standing: standingOf(known),
  }
}

type Named = { readonly app: Pick<XeroApp, 'id' | 'name'> }

export const byName = ({ app: a }: Named, { app: b }: Named): number =>
  a.name.localeCompare(b.name) || a.id.localeCompare(b.id)
