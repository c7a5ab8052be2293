// What the companies of an app have shown together, and what their ladders come down to.
import { groupedBy } from '../grouped-by'
import type { FeedPlace, FeedVerdict, Ladder } from './schema'
import { type SeenOfApp, seenOfApp } from './ladder'
import type { FeedEvidence } from './evidence'

/** What the companies of each Xero app have shown together, made once for all that ask. */
export function seenByApp(all: readonly FeedEvidence[]): (appId: string) => SeenOfApp {
  const seen = new Map([...byApp(all)].map(([appId, companies]) => [appId, seenOfApp(companies)]))
  return (appId) => seen.get(appId) ?? seenOfApp([])
}

/** The Codat clients at which companies of each Xero app were looked at. */
export function clientsSeen(all: readonly FeedEvidence[]): (appId: string) => readonly string[] {
  const groups = byApp(all)
  return (appId) => [...new Set((groups.get(appId) ?? []).map(({ place }) => place.clientId))]
}

const byApp = (all: readonly FeedEvidence[]): Map<string, FeedEvidence[]> => groupedBy(all, ({ place }) => place.appId)

export function verdictOf({ place, ladder }: { place: FeedPlace; ladder: Ladder }): FeedVerdict {
  const { verdict, sentence, first, rungs, readAt } = ladder
  const rung = rungs.find(({ id }) => id === first)
  return {
    clientId: place.clientId,
    connectionId: place.connectionId,
    verdict,
    sentence,
    side: rung?.side ?? null,
    readAt,
  }
}
