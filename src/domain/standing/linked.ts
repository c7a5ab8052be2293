// Which of the companies that Codat shows as linked are an app's own, as far as is known: a Codat client holds the keys of one Xero app
// at a time, and doesn't say of which. Pure.
import type { CodatClient } from '../codat/schema'
import { groupedBy } from '../grouped-by'
import { instanceOf } from '../codat/instance'
import type { SetUpView } from '../guide/views'
import type { KnownConnections } from './known'

/** Linked companies of one Codat client, as they were read last. */
export interface LinkedAt {
  readonly clientId: string
  readonly count: number
  readonly at: string
}

/** How many connections Xero's own list of the app has, demo companies among them. */
export interface Listed {
  readonly rows: number
  readonly at: string
}

export interface GatheredLinks {
  readonly counted: readonly LinkedAt[]
  readonly listed: Listed | null
  readonly setUps: readonly SetUpView[]
  /** Codat clients whose links may be another app's. */
  readonly doubted: ReadonlyMap<string, Doubt>
}

/** `others`: another app's keys were handed over last. `shared`: it is noted for several apps, and nothing tells whose keys it holds. */
export type Doubt = 'others' | 'shared'

/** Xero's list and Codat's companies are read together, and Codat's thousands may take a while. */
const TOGETHER_MS = 60 * 60_000

/** Null while nothing was read that may be the app's. Each Codat client counts as it was read last, the whole as old as its oldest part. */
export function linkedOfApp({ counted, listed, setUps, doubted }: GatheredLinks): KnownConnections['linked'] {
  const newest = new Map<string, LinkedAt>()
  for (const one of [...counted, ...inheritedIn(setUps)]) {
    const before = newest.get(one.clientId)
    if (before === undefined || one.at > before.at) newest.set(one.clientId, one)
  }
  const own = [...newest.values()].filter(({ clientId }) => {
    const doubt = doubted.get(clientId)
    return doubt === undefined || (doubt === 'shared' && listed !== null)
  })
  const at = own.map((one) => one.at).toSorted()
  const [oldest] = at
  if (oldest === undefined) return null
  const count = own.reduce((sum, one) => sum + one.count, 0)
  // An app has no more links than Xero lists connections of it.
  const isOfThen = listed !== null && Date.parse(listed.at) >= Date.parse(at.at(-1) ?? oldest) - TOGETHER_MS
  return { count: isOfThen ? Math.min(count, listed.rows) : count, at: oldest }
}

function inheritedIn(setUps: readonly SetUpView[]): LinkedAt[] {
  return setUps.flatMap(({ codatClientId, inheritedSeen, firstCompany }) => {
    if (codatClientId === null || inheritedSeen === null) return []
    const { at, linked } = inheritedSeen
    // The company that Latchkey made for the proof is no customer's own.
    const proof = firstCompany?.state === 'Linked' && firstCompany.createdAt <= at ? 1 : 0
    return [{ clientId: codatClientId, count: Math.max(0, linked - proof), at }]
  })
}

type Client = Pick<CodatClient, 'id' | 'codatId' | 'xeroAppIds'>

/** Gives the Codat clients whose links may not be an app's, out of what is known of all apps. */
export function doubtsAmong(
  clients: readonly Client[],
  setUps: readonly SetUpView[],
): (appId: string, clientIds: readonly string[]) => ReadonlyMap<string, Doubt> {
  const byId = new Map(clients.map((client) => [client.id, client]))
  const apps = groupedBy(clients, ({ id }) => instanceOf(id, byId))
  const holding = groupedBy(setUps, ({ codatClientId }) =>
    codatClientId === null ? null : instanceOf(codatClientId, byId),
  )
  return (appId, clientIds) =>
    new Map(
      clientIds.flatMap((clientId) => {
        const instance = instanceOf(clientId, byId)
        const noted = (apps.get(instance) ?? []).flatMap(({ xeroAppIds }) => xeroAppIds)
        const doubt = doubtOf(appId, holding.get(instance) ?? [], noted)
        return doubt === null ? [] : [[clientId, doubt] as const]
      }),
    )
}

function doubtOf(appId: string, there: readonly SetUpView[], noted: readonly string[]): Doubt | null {
  const latest = (some: readonly SetUpView[]): string =>
    some.reduce((last, setUp) => later(last, lastHeldAt(setUp)), '')
  const own = latest(there.filter(({ xeroAppId }) => xeroAppId === appId))
  const others = latest(there.filter(({ xeroAppId }) => xeroAppId !== appId))
  if (others > own) return 'others'
  return own === '' && noted.some((id) => id !== appId) ? 'shared' : null
}

const later = (a: string, b: string | null): string => (b !== null && b > a ? b : a)

/** When Codat was last known, or said, to hold the keys of a set-up's app; null where it never was. */
function lastHeldAt({ held, handOver, consentSeen, provedAt }: SetUpView): string | null {
  switch (held) {
    case 'not-handed-over':
    case 'other-id-shown':
      return null
    case 'unproved':
    case 'replaced':
    case 'proved-before':
      return handOver?.pastedAt ?? null
    case 'id-shown':
      return consentSeen?.at ?? null
    case 'proved':
      return provedAt
  }
}
