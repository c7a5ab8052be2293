// Connections that were looked at, held against a newer list of Codat's: those it no longer has, and those that stand otherwise. Pure.
import type { FeedEvidence } from './evidence'
import type { FeedCompany, FeedPlace } from './schema'

export interface Listed {
  readonly appId: string
  /** Codat clients whose companies were read whole. */
  readonly clientIds: readonly string[]
  readonly companies: readonly Pick<FeedCompany, 'clientId' | 'companyId' | 'connectionId' | 'status'>[]
}

export interface Compared {
  readonly gone: readonly FeedPlace[]
  readonly back: readonly FeedPlace[]
  readonly moved: readonly { readonly place: FeedPlace; readonly status: string }[]
}

/** Whose connections are gone by a whole list of Codat's companies, whose are there again, and whose have another status. */
export function comparedWithList(all: readonly FeedEvidence[], { appId, clientIds, companies }: Listed): Compared {
  const keyOf = ({ clientId, companyId, connectionId }: Omit<Listed['companies'][number], 'status'>): string =>
    JSON.stringify([clientId, companyId, connectionId])
  const listed = new Map(companies.map((company) => [keyOf(company), company.status]))
  const own = all.filter(({ place }) => place.appId === appId && clientIds.includes(place.clientId))
  const places = (some: readonly FeedEvidence[]) => some.map(({ place }) => place)
  return {
    gone: places(own.filter(({ place, goneAt }) => goneAt === undefined && !listed.has(keyOf(place)))),
    back: places(own.filter(({ place, goneAt }) => goneAt !== undefined && listed.has(keyOf(place)))),
    moved: own.flatMap(({ place, connection }) => {
      const status = listed.get(keyOf(place))
      return connection === null || status === undefined || status === connection.status ? [] : [{ place, status }]
    }),
  }
}

export function withStatus(before: FeedEvidence, status: string, at: string): FeedEvidence {
  return before.connection === null ? before : { ...before, connection: { ...before.connection, status, at } }
}

export function withGone(before: FeedEvidence, at: string): FeedEvidence {
  return { ...before, goneAt: before.goneAt ?? at }
}

export function withoutGone({ goneAt: _gone, ...rest }: FeedEvidence): FeedEvidence {
  return rest
}
