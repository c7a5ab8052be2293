// Every ladder is counted once, and the loudest speaks.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardFeeds } from './board-schema'
import { boardFeedsOf, type LadderAt } from './board-feeds'

const id = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`
const at = (app: number, client: number, verdict: LadderAt['ladder']['verdict'], sentence: string = verdict) => ({
  place: { appId: id(app), clientId: id(client) },
  ladder: { verdict, sentence },
})

test('what is missing speaks before what can be tried', () => {
  expect(boardFeedsOf([at(1, 2, 'works'), at(1, 2, 'missing', 'Acme: no agreement.'), at(1, 2, 'try')])).toEqual([
    {
      appId: id(1),
      clientId: id(2),
      looked: 3,
      works: 1,
      try: 1,
      missing: 1,
      unknown: 0,
      sentence: 'Acme: no agreement.',
    },
  ])
})

test('no ladder, no entry; every ladder is counted in one entry, whatever the order', () => {
  expect(boardFeedsOf([])).toEqual([])
  const ladder = fc
    .tuple(fc.nat(2), fc.nat(2), fc.constantFrom('works', 'try', 'missing', 'unknown'))
    .map(([app, client, verdict]) => at(app, client, verdict))
  fc.assert(
    fc.property(fc.array(ladder), (ladders) => {
      const feeds = boardFeedsOf(ladders).map((one) => boardFeeds.parse(one))
      for (const one of feeds) expect(one.works + one.try + one.missing + one.unknown).toBe(one.looked)
      expect(feeds.reduce((sum, { looked }) => sum + looked, 0)).toBe(ladders.length)
      const byPair = (all: typeof feeds) =>
        all.toSorted((a, b) => (a.appId + a.clientId).localeCompare(b.appId + b.clientId))
      expect(byPair(boardFeedsOf(ladders.toReversed()))).toEqual(byPair(feeds))
    }),
  )
})
