// Bank feeds on the board: the ladders of an integration's companies in one verdict. Pure.
import type { FeedPlace, Ladder } from '../bank-feeds/schema'
import type { BoardFeeds } from './board-schema'

export interface LadderAt {
  readonly place: Pick<FeedPlace, 'appId' | 'clientId'>
  readonly ladder: Pick<Ladder, 'verdict' | 'sentence'>
}

/** What is missing has most to say, then what can't be known, then what can be tried. */
const LOUDEST: readonly Ladder['verdict'][] = ['missing', 'unknown', 'try', 'works']

/** One entry for each pair of Xero app and Codat client that has a ladder. */
export function boardFeedsOf(ladders: readonly LadderAt[]): BoardFeeds[] {
  const byPair = new Map<string, LadderAt[]>()
  for (const one of ladders) {
    const pair = `${one.place.appId} ${one.place.clientId}`
    byPair.set(pair, [...(byPair.get(pair) ?? []), one])
  }
  return [...byPair.values()].flatMap((own) => feedsOf(own) ?? [])
}

function feedsOf(own: readonly LadderAt[]): BoardFeeds | null {
  const ordered = own.toSorted(
    (a, b) =>
      LOUDEST.indexOf(a.ladder.verdict) - LOUDEST.indexOf(b.ladder.verdict) ||
      a.ladder.sentence.localeCompare(b.ladder.sentence),
  )
  const loudest = ordered[0]
  if (loudest === undefined) return null
  const { appId, clientId } = loudest.place
  const count = (verdict: Ladder['verdict']): number => own.filter(({ ladder }) => ladder.verdict === verdict).length
  return {
    appId,
    clientId,
    looked: own.length,
    works: count('works'),
    try: count('try'),
    missing: count('missing'),
    unknown: count('unknown'),
    sentence: loudest.ladder.sentence,
  }
}
