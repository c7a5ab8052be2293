// Whatever may be known about an app, for properties of its standing.
import fc from 'fast-check'
import { stepIds } from '../../src/domain/guide/terms'
import type { KnownApp, StepWord } from '../../src/domain/standing/known'

const now = '2026-11-29T09:00:00.000Z'
const early = '2026-11-01T09:00:00.000Z'

const time = fc.constantFrom(early, '2026-11-20T09:00:00.000Z', now)
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const mover = fc.constantFrom('me', 'customer', 'codat', 'xero', 'reviewer')
const yesNo = fc.constantFrom('yes', 'no', 'unsure')
const stepWord = fc.constantFrom<StepWord>('to-do', 'doing', 'said-done', 'verified', 'stale', 'not-needed', 'skipped')

const anyStep = (id: string) =>
  fc.record({
    id: fc.constant(id),
    state: stepWord,
    by: fc.constantFrom('nobody', 'you', 'latchkey', 'xero', 'codat'),
    at: orNull(time),
    why: fc.constant(`${id}.`),
    move: mover,
  })

const anySetUp = fc.record({
  id: fc.uuid(),
  createdAt: time,
  codatName: fc.constant(null),
  scopes: fc.constant([]),
  steps: fc.tuple(...stepIds.map(anyStep)),
  proved: orNull(fc.record({ at: time, company: fc.constant('Rimu') })),
  waitingOn: orNull(fc.record({ who: mover, since: time, chaseOn: orNull(fc.constant('2026-11-29')) })),
})

const anySecret = (slot: 1 | 2) =>
  fc.record({
    slot: fc.constant(slot),
    storedAt: time,
    exposed: fc.boolean(),
    how: fc.constantFrom('by chat', 'by e-mail'),
    lastAcceptedAt: orNull(time),
    lastRefusedAt: orNull(time),
    settled: fc.boolean(),
  })

export const anyKnown = fc.record({
  appId: fc.uuid(),
  name: fc.constant('App'),
  customer: fc.constantFrom('', 'Brightwater'),
  createdAt: time,
  now: fc.constant(now),
  appType: fc.constantFrom('web', 'mobile-desktop', 'custom-connection', 'unknown'),
  hasClientId: fc.boolean(),
  keyHolder: fc.constantFrom('here', 'customer'),
  secrets: fc.oneof(fc.constant([]), fc.tuple(anySecret(1)), fc.tuple(anySecret(1), anySecret(2))),
  rotation: orNull(fc.record({ startedAt: time, newSlot: fc.constantFrom(1, 2) })),
  profile: fc.record({
    financialServices: orNull(yesNo),
    bankFeeds: orNull(yesNo),
    companiesInSixMonths: orNull(fc.nat(60)),
    contradicting: fc.constantFrom([], ['bank feeds']),
  }),
  agreement: fc.record({
    state: fc.constantFrom('agreed', 'asked', 'changes', 'refused', 'none'),
    at: orNull(time),
    sureness: fc.constantFrom('proved', 'said', 'unknown'),
  }),
  connections: fc.record({
    count: orNull(fc.nat(30)),
    atLeast: fc.boolean(),
    excluded: fc.nat(2),
    readAt: orNull(time),
    limit: orNull(fc.constantFrom(2, 5, 25)),
    confirmed: fc.boolean(),
    ifStarter: orNull(fc.constant(5)),
    fullness: fc.constantFrom('room', 'watch', 'full', 'over', 'unknown', 'stale'),
    linked: orNull(fc.record({ count: fc.nat(30), at: time })),
  }),
  setUps: fc.array(anySetUp, { maxLength: 2 }),
  feeds: fc.array(
    fc.record({
      company: fc.constant('Rimu'),
      verdict: fc.constantFrom('works', 'try', 'missing', 'unknown'),
      sentence: fc.constantFrom('One.', 'Two.'),
      mover: orNull(mover),
      at: orNull(time),
    }),
    { maxLength: 3 },
  ),
  pushes: fc.array(
    fc.record({
      account: fc.constant('Everyday account'),
      lines: fc.constant(1_200),
      arrived: fc.constantFrom(0, 1_000),
      state: fc.constantFrom('paused', 'asking', 'refused'),
      since: time,
    }),
    { maxLength: 2 },
  ),
}) as fc.Arbitrary<KnownApp>
