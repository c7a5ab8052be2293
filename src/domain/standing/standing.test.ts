import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { stepIds } from '../guide/terms'
import type { KnownApp, KnownSetUp, KnownStep, StepWord } from './known'
import { standingOf } from './standing'
import { anyKnown } from '../../../test/support/known-apps'
import { countSteps, stepCountWords } from './steps'

const now = '2026-11-29T09:00:00.000Z'
const early = '2026-11-01T09:00:00.000Z'

function step(id: string, state: StepWord = 'to-do', given: Partial<KnownStep> = {}): KnownStep {
  return { id, state, by: 'nobody', at: null, why: `${id} is open.`, move: 'me', ...given }
}

function setUp(states: Readonly<Record<string, Partial<KnownStep>>> = {}, given: Partial<KnownSetUp> = {}): KnownSetUp {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    createdAt: early,
    codatName: 'Brightwater at Codat',
    scopes: [],
    steps: stepIds.map((id) => step(id, 'to-do', states[id])),
    proved: null,
    waitingOn: null,
    ...given,
  }
}

const allVerified = Object.fromEntries(
  stepIds.map((id) => [id, { state: 'verified', by: 'codat', at: early } satisfies Partial<KnownStep>]),
)

const accepted = {
  slot: 1,
  storedAt: early,
  exposed: false,
  how: 'by a one-time link',
  lastAcceptedAt: early,
  lastRefusedAt: null,
  settled: true,
} as const

const notCounted: KnownApp['connections'] = {
  count: null,
  atLeast: false,
  excluded: 0,
  readAt: null,
  limit: 25,
  confirmed: false,
  ifStarter: null,
  fullness: 'unknown',
  linked: null,
}

function counted(count: number, linked: number, given: Partial<KnownApp['connections']> = {}): KnownApp['connections'] {
  const fullness = count > 25 ? 'over' : count === 25 ? 'full' : count >= 20 ? 'watch' : 'room'
  return { ...notCounted, count, readAt: now, fullness, linked: { count: linked, at: now }, ...given }
}

const agreed: KnownApp['agreement'] = { state: 'agreed', at: early, sureness: 'said' }

function app(given: Partial<KnownApp> = {}): KnownApp {
  return {
    appId: '22222222-2222-4222-8222-222222222222',
    name: 'Brightwater Feeds',
    customer: 'Brightwater',
    createdAt: early,
    now,
    appType: 'web',
    hasClientId: true,
    keyHolder: 'here',
    secrets: [accepted],
    rotation: null,
    profile: { financialServices: 'no', bankFeeds: 'no', companiesInSixMonths: 10, contradicting: [] },
    agreement: { state: 'none', at: null, sureness: 'unknown' },
    connections: notCounted,
    setUps: [],
    feeds: [],
    pushes: [],
    ...given,
  }
}

const wantingFeeds = {
  financialServices: 'yes',
  bankFeeds: 'yes',
  companiesInSixMonths: 10,
  contradicting: [],
} as const
const proved = { at: early, company: 'Rimu Street Cafe' }
const codes = (known: KnownApp): string[] => standingOf(known).reasons.map(({ code }) => code)

describe('whether an app can go live', () => {
  it('is live with 22 linked companies, set-up or not, whatever was never said of scopes', () => {
    for (const setUps of [[], [setUp()], [setUp({ scopes: { why: 'Nobody has said which scopes.' } })]]) {
      const standing = standingOf(app({ connections: counted(22, 22), setUps }))
      expect(standing).toMatchObject({ goLive: 'live', short: 'Live, 22 linked', sureness: 'proved' })
      expect(standing.sentence).toBe('Brightwater is live: 22 companies are linked.')
    }
  })

  it('can go live once a company was linked with the keys that were handed over', () => {
    const standing = standingOf(app({ setUps: [setUp(allVerified, { proved })] }))
    expect(standing).toMatchObject({ goLive: 'ready', sentence: 'Brightwater can go live.', move: null })
  })

  it('is not live while the agreement, the feeds and the plan that it needs are open', () => {
    const standing = standingOf(
      app({
        profile: { ...wantingFeeds, companiesInSixMonths: 40 },
        setUps: [setUp(allVerified, { proved })],
        connections: counted(1, 0),
      }),
    )
    expect(standing.goLive).toBe('not-yet')
    expect(standing.reasons.map(({ code }) => code)).toEqual(['agreement-missing', 'feeds-unknown', 'outgrows-limit'])
  })

  it('says of linked companies what stands against them', () => {
    const full = standingOf(app({ connections: counted(25, 25, { confirmed: true }) }))
    expect(full).toMatchObject({ goLive: 'troubled', short: '25 linked, but full: 25 of 25' })
    const refused = [{ ...accepted, lastRefusedAt: now }]
    expect(standingOf(app({ connections: counted(3, 3), secrets: refused }))).toMatchObject({
      goLive: 'troubled',
      move: { who: 'me', what: 'keys refused', since: now },
    })
  })

  it('can never go live as a mobile app, and says so before that a secret is missing', () => {
    const standing = standingOf(app({ appType: 'mobile-desktop', secrets: [] }))
    expect(standing).toMatchObject({ goLive: 'never', short: 'Never: mobile or desktop app' })
    // Said after a name, as in “You: create a Web app”.
    expect(standing.move?.what).toBe('create a Web app')
    expect(standing.reasons[0]?.code).toBe('wrong-app-type')
  })

  it('asks the questions before anything is built, and speaks of keys once there are some or the questions are answered', () => {
    const nothing = { hasClientId: false, secrets: [] }
    const standing = standingOf(app({ ...nothing, setUps: [setUp()] }))
    expect(standing).toMatchObject({ goLive: 'not-yet', short: 'Not yet: answer the questions first' })
    expect(standing.reasons[0]).toMatchObject({ code: 'plan-open', step: 'plan', place: 'set-up' })
    expect(codes(app({ ...nothing, setUps: [setUp({ plan: { state: 'skipped' } })] }))[0]).toBe('plan-open')
    expect(codes(app({ ...nothing, setUps: [setUp({ plan: { state: 'said-done' } })] }))[0]).toBe('client-id-missing')
    expect(codes(app({ ...nothing, setUps: [setUp({ 'create-app': { state: 'not-needed' } })] }))[0]).toBe(
      'client-id-missing',
    )
    expect(codes(app({ secrets: [], setUps: [setUp()] }))[0]).toBe('secret-missing')
    expect(codes(app({ ...nothing, connections: counted(22, 22), setUps: [setUp()] }))).not.toContain('plan-open')
  })

  it('names exposure and a rotation under way, and asks for the rotation before a customer goes live', () => {
    const exposed = [{ ...accepted, exposed: true, how: 'by chat' }]
    expect(standingOf(app({ connections: counted(22, 22), secrets: exposed }))).toMatchObject({
      goLive: 'live',
      move: { who: 'me', what: 'rotate: came by chat', place: 'rotation' },
    })
    const before = standingOf(app({ setUps: [setUp(allVerified, { proved })], secrets: exposed }))
    expect(before).toMatchObject({ goLive: 'not-yet', short: 'Not yet: rotate: came by chat' })
    expect(codes(app({ rotation: { startedAt: early, newSlot: 2 } }))).toContain('rotation-open')
  })

  it('gives an app without a set-up a standing too', () => {
    expect(standingOf(app())).toMatchObject({ goLive: 'not-yet', short: 'Not yet: set-up not begun', steps: null })
  })
})

describe('whose move it is', () => {
  it('is the customer’s where the customer keeps the keys and the client id is missing', () => {
    expect(standingOf(app({ hasClientId: false })).move?.who).toBe('me')
    expect(standingOf(app({ hasClientId: false, keyHolder: 'customer' })).move?.who).toBe('customer')
  })

  it('is Xero’s while an application for the wanted bank feeds is with Xero', () => {
    const standing = standingOf(
      app({
        profile: wantingFeeds,
        agreement: { state: 'asked', at: '2026-11-17', sureness: 'said' },
        connections: counted(2, 2),
      }),
    )
    expect(standing.move).toMatchObject({ who: 'xero', what: 'agreement open', since: '2026-11-17' })
  })

  it('is whoever you noted, once, with the day to ask again', () => {
    const waitingOn = { who: 'codat', since: early, chaseOn: '2026-11-29' } as const
    const standing = standingOf(app({ setUps: [setUp({}, { waitingOn })] }))
    expect(standing.move).toMatchObject({ who: 'codat', since: early, noted: true, due: true })
  })

  it('is since the step before was done', () => {
    const steps = {
      ...allVerified,
      'first-company': { why: 'No company yet.' },
      enable: { state: 'verified', at: now },
    }
    const standing = standingOf(app({ setUps: [setUp(steps as Parameters<typeof setUp>[0])] }))
    expect(standing.move).toMatchObject({ what: 'no company linked', since: now })
  })
})

describe('how sure it is', () => {
  const ready = (states: Parameters<typeof setUp>[0] = {}, given: Partial<KnownApp> = {}) =>
    standingOf(app({ setUps: [setUp({ ...allVerified, ...states }, { proved })], ...given }))
  const stale = { state: 'stale', by: 'xero', at: early } as const
  const said = { state: 'said-done', by: 'you', at: early } as const

  it('is proved where every check is today’s, said where a word is needed, and a guess by checks of long ago', () => {
    expect(ready()).toMatchObject({ goLive: 'ready', sureness: 'proved' })
    expect(ready({ scopes: said })).toMatchObject({ sureness: 'said', sentence: 'Brightwater can go live.' })
    const old = ready({ 'keys-check': stale })
    expect(old).toMatchObject({
      goLive: 'ready',
      sureness: 'guessed',
      short: 'Can go live, by old checks',
      sentence: 'By checks of a while ago, Brightwater can go live.',
    })
    expect(ready({ enable: stale }).sureness).toBe('guessed')
    // No step that decides it.
    expect(ready({ 'sign-in': stale, 'policy-links': said }).sureness).toBe('proved')
  })

  it('is only said where the agreement is, and where nobody knows whether one is needed', () => {
    const feeds = [{ company: 'Rimu', verdict: 'works', sentence: 'They work.', mover: null, at: now }] as const
    const wants = { profile: wantingFeeds, feeds }
    expect(ready({}, { ...wants, agreement: agreed }).sureness).toBe('said')
    expect(ready({}, { ...wants, agreement: { ...agreed, sureness: 'proved' } }).sureness).toBe('proved')
    // Nothing stands against the feeds, and no push has shown it.
    const tried = { ...wants, feeds: [{ ...feeds[0], verdict: 'try' as const }] }
    expect(ready({}, { ...tried, agreement: { ...agreed, sureness: 'proved' } }).sureness).toBe('guessed')
    for (const answer of ['unsure', null] as const) {
      expect(ready({}, { profile: { ...app().profile, financialServices: answer } }).sureness).toBe('guessed')
    }
  })

  it('says that a count of linked companies is old, and by what day it goes', () => {
    const at = '2026-05-03T09:00:00.000Z'
    const standing = standingOf(app({ connections: counted(22, 22, { fullness: 'stale', linked: { count: 22, at } }) }))
    expect(standing).toMatchObject({ goLive: 'live', short: 'Live, 22 linked (old count)', sureness: 'guessed' })
    expect(standing.sentence).toBe('Brightwater is live by the last count, of 3 May 2026: 22 companies were linked.')
  })

  it('takes no count of a day that is still to come for today’s', () => {
    const linked = { count: 22, at: '2027-05-03T09:00:00.000Z' }
    expect(standingOf(app({ connections: counted(22, 22, { fullness: 'stale', linked }) }))).toMatchObject({
      goLive: 'live',
      sureness: 'guessed',
    })
  })

  it('is a word where what is expected is one', () => {
    const expected = { ...app().profile, companiesInSixMonths: 40 }
    const { reasons } = standingOf(app({ profile: expected, connections: counted(1, 1, { confirmed: true }) }))
    expect(reasons.find(({ code }) => code === 'outgrows-limit')?.sureness).toBe('said')
  })

  it('is open whether a secret is missing that may be in the keychain', () => {
    const missing = (secrets: KnownApp['secrets']) => standingOf(app({ secrets, setUps: [setUp()] })).reasons[0]
    expect(missing([])).toMatchObject({ code: 'secret-missing', sureness: 'proved' })
    expect(missing([{ ...accepted, settled: false }])).toMatchObject({
      code: 'secret-missing',
      sureness: 'unknown',
      sentence: 'It isn’t known whether the keychain has the client secret: start Latchkey again, or paste it.',
    })
  })

  it('is a lower bound where not everything was counted', () => {
    const given = counted(24, 24, { atLeast: true, confirmed: true })
    expect(standingOf(app({ connections: given })).reasons[0]).toMatchObject({
      code: 'nearly-full',
      sentence: 'At least 24 of 25 connections are taken: it is nearly full.',
      short: 'nearly full: ≥ 24 of 25',
    })
  })
})

describe('keys that Codat was given before', () => {
  const steps = (given: Partial<KnownStep>) => [setUp({ ...allVerified, 'hand-over': given })]

  it('are to be handed over again while companies are linked, and stand against nothing', () => {
    const stale = { state: 'stale', by: 'latchkey', at: early, why: 'The secret has changed.' } as const
    const standing = standingOf(app({ connections: counted(3, 3), setUps: steps(stale) }))
    expect(standing.goLive).toBe('live')
    expect(standing.reasons[0]).toMatchObject({ code: 'step-open', weight: 'watch', step: 'hand-over' })
    expect(standing.move).toMatchObject({ who: 'me', what: 'hand keys to Codat' })
  })

  it('of another client id are those that the companies are linked with', () => {
    const other = { state: 'to-do', by: 'latchkey', at: null, why: 'The client id has changed.' } as const
    const standing = standingOf(app({ connections: counted(3, 3), setUps: steps(other) }))
    expect(standing).toMatchObject({ goLive: 'troubled', short: '3 linked, but hand keys to Codat' })
  })
})

describe('a message', () => {
  const waitingOn = (who: 'codat' | 'customer' | 'xero') => ({ who, since: early, chaseOn: null })
  const second = '33333333-3333-4333-8333-333333333333'

  it('asks nobody for what another one has', () => {
    for (const who of ['codat', 'xero'] as const) {
      const known = app({ hasClientId: false, setUps: [setUp({}, { waitingOn: waitingOn(who) })] })
      expect(standingOf(known).move?.message).toContain('Could you let me know where this stands?')
    }
    const customer = app({ hasClientId: false, setUps: [setUp({}, { waitingOn: waitingOn('customer') })] })
    expect(standingOf(customer).move?.message).toContain('send me the client id')
  })

  it('says nothing of a refusal that was not, nor of a link that nobody sent', () => {
    const unchecked = { secrets: [{ ...accepted, lastAcceptedAt: null }] }
    const asked = (given: Partial<KnownApp>, states = {}) =>
      standingOf(app({ ...given, setUps: [setUp(states, { waitingOn: waitingOn('customer') })] })).move?.message
    expect(asked(unchecked, allVerified)).not.toContain('refuses')
    expect(asked({ secrets: [{ ...accepted, lastRefusedAt: now }] }, allVerified)).toContain('Xero refuses')
    const unlinked = { ...allVerified, 'first-company': { state: 'to-do', by: 'nobody' } }
    expect(asked({}, unlinked)).not.toContain('link I sent')
    expect(asked({}, { ...unlinked, 'first-company': { state: 'doing', move: 'customer' } })).toContain('link I sent')
  })

  it('names the Codat client of the set-up that it is about, or none', () => {
    const noted = setUp({}, { id: second, codatName: 'Second at Codat', waitingOn: waitingOn('codat') })
    const standing = standingOf(app({ setUps: [setUp(allVerified), noted] }))
    expect(standing.move?.message).toContain('Codat client “Second at Codat”')
    const refused = app({
      profile: wantingFeeds,
      feeds: [{ company: 'Rimu', verdict: 'missing', sentence: 'No.', mover: 'codat', at: early }],
      agreement: agreed,
      connections: counted(2, 2),
      setUps: [setUp(allVerified), setUp(allVerified, { id: second, codatName: 'Second at Codat' })],
    })
    expect(standingOf(refused).move).toMatchObject({ who: 'codat' })
    expect(standingOf(refused).move?.message).not.toContain('Codat client')
  })

  it.each(['America/Los_Angeles', 'Pacific/Auckland'])(
    'is due on the day that it is here, as everywhere: in %s',
    (tz) => {
      const zone = process.env['TZ']
      process.env['TZ'] = tz
      onTestFinished(() => {
        if (zone === undefined) delete process.env['TZ']
        else process.env['TZ'] = zone
      })
      const chased = { ...waitingOn('codat'), chaseOn: '2026-11-30' }
      const known = app({
        now: new Date(2026, 10, 30, 0, 30).toISOString(),
        setUps: [setUp({}, { waitingOn: chased })],
      })
      expect(standingOf(known).move?.due).toBe(true)
      expect(standingOf({ ...known, now: new Date(2026, 10, 29, 23, 30).toISOString() }).move?.due).toBe(false)
    },
  )
})

describe('a push that stands still', () => {
  const paused = { account: 'Everyday account', lines: 1_200, arrived: 1_000, state: 'paused', since: early } as const

  it('is yours to go on with, and takes nothing from being live', () => {
    const standing = standingOf(app({ connections: counted(12, 12), pushes: [paused] }))
    expect(standing).toMatchObject({
      goLive: 'live',
      move: { who: 'me', what: 'go on with a push', since: early, place: 'bank-feeds' },
    })
    expect(standing.reasons[0]?.sentence).toBe(
      'A push to “Everyday account” stands still, 1,000 of 1,200 lines arrived: go on with it, or cancel it.',
    )
  })

  it('is said with the bank feeds, whatever else has to be done first', () => {
    const standing = standingOf(app({ hasClientId: false, pushes: [paused] }))
    expect(standing.move?.what).toBe('client id missing')
    expect(standing.bankFeeds).toMatchObject({
      verdict: 'not-used',
      short: 'push waits; not used',
      mover: 'me',
      since: early,
      sentence: expect.stringContaining('1,000 of 1,200 lines arrived'),
    })
  })

  it('is told with what is asked or refused before what is only paused, and the longest first', () => {
    const asking = { ...paused, state: 'asking', since: now } as const
    const pushes = [paused, { ...paused, since: now }, asking]
    expect(standingOf(app({ connections: counted(2, 2), pushes })).reasons[0]).toMatchObject({
      short: 'say what of a push arrived',
      since: now,
      sentence: expect.stringMatching(/ So do 2 others\.$/),
    })
  })
})

describe('bank feeds', () => {
  const feed = { company: 'Rimu', sentence: 'Closing balance.', mover: 'xero', at: early } as const

  it('stand against going live only where they are wanted', () => {
    const feeds = [{ ...feed, verdict: 'missing' } as const]
    expect(standingOf(app({ connections: counted(2, 2), feeds })).goLive).toBe('live')
    const wanted = app({ connections: counted(2, 2), feeds, profile: wantingFeeds, agreement: agreed })
    expect(standingOf(wanted)).toMatchObject({
      goLive: 'troubled',
      bankFeeds: { verdict: 'missing', mover: 'xero', since: early },
    })
  })

  it('are not used, unasked or not looked at', () => {
    expect(standingOf(app()).bankFeeds.verdict).toBe('not-used')
    expect(standingOf(app({ profile: { ...app().profile, bankFeeds: null } })).bankFeeds.verdict).toBe('unasked')
    expect(standingOf(app({ profile: wantingFeeds })).bankFeeds.short).toBe('not looked at')
  })
})

describe('the limit', () => {
  it('is one: number, fullness and words go by it, and Starter’s is said beside it while unconfirmed', () => {
    const assumed = standingOf(app({ connections: counted(24, 24, { ifStarter: 5 }) }))
    expect(assumed.connections).toMatchObject({ limit: 25, limitState: 'assumed', ifStarter: 5, fullness: 'watch' })
    expect(assumed.goLive).toBe('live')
    const confirmed = standingOf(app({ connections: counted(24, 24, { ifStarter: 5, confirmed: true }) }))
    expect(confirmed.connections).toMatchObject({ limitState: 'confirmed', ifStarter: null })
  })
})

describe('the counter', () => {
  it('counts a skipped step as neither done nor not needed', () => {
    const states: StepWord[] = ['verified', 'said-done', 'skipped', 'not-needed', 'to-do', 'stale']
    const count = countSteps(states.map((state) => ({ state })))
    expect(count).toEqual({ done: 2, total: 5, said: 1, skipped: 1 })
    expect(stepCountWords(count)).toBe('2 of 5 (1 said, not proved, 1 skipped)')
    expect(stepCountWords({ done: 9, total: 11, said: 2, skipped: 0 })).toBe('9 of 11 (2 said, not proved)')
    expect(stepCountWords({ done: 9, total: 11, said: 0, skipped: 0 })).toBe('9 of 11')
  })
})

// --- Whatever is known

function always(of: (known: KnownApp) => void): void {
  fc.assert(fc.property(anyKnown, of), { numRuns: 500 })
}

describe('whatever is known', () => {
  it('never says live while something known stands against it', () => {
    always((known) => {
      const { goLive, reasons, short, sentence } = standingOf(known)
      const against = reasons.some(({ weight }) => weight === 'fatal' || weight === 'blocks')
      expect(against && (goLive === 'live' || goLive === 'ready')).toBe(false)
      expect(/\bis live\b|^Live/.test(`${short} ${sentence}`)).toBe(goLive === 'live')
      expect(sentence.endsWith(' can go live.')).toBe(goLive === 'ready')
    })
  })

  it('takes each of these alone as standing against it', () => {
    const against: readonly [string, (known: KnownApp) => KnownApp][] = [
      ['type', (known) => ({ ...known, appType: 'custom-connection' })],
      [
        'refused keys',
        (known) => ({
          ...known,
          hasClientId: true,
          keyHolder: 'here',
          secrets: [{ ...accepted, lastAcceptedAt: null, lastRefusedAt: now }],
        }),
      ],
      [
        'agreement',
        (known) => ({
          ...known,
          profile: { ...known.profile, bankFeeds: 'yes' },
          agreement: { state: 'none', at: null, sureness: 'unknown' },
        }),
      ],
      [
        'feeds',
        (known) => ({
          ...known,
          profile: { ...known.profile, bankFeeds: 'yes' },
          feeds: [{ company: 'Rimu', verdict: 'missing', sentence: 'No.', mover: 'xero', at: null }],
        }),
      ],
      [
        'full',
        (known) => ({ ...known, connections: { ...known.connections, count: 25, limit: 25, fullness: 'full' } }),
      ],
      [
        'a check of a step that failed',
        (known) => ({
          ...known,
          setUps: [setUp({ enable: { state: 'to-do', by: 'codat', why: 'Xero is not enabled at Codat.' } })],
        }),
      ],
    ]
    for (const [, given] of against) {
      always((known) => {
        expect(['live', 'ready']).not.toContain(standingOf(given(known)).goLive)
      })
    }
  })

  it('changes no fact when every step is skipped', () => {
    always((known) => {
      const skipped: KnownApp = {
        ...known,
        setUps: known.setUps.map((one) => ({
          ...one,
          steps: one.steps.map((each) =>
            each.state === 'to-do' && each.by === 'nobody' ? { ...each, state: 'skipped', by: 'you', at: now } : each,
          ),
        })),
      }
      const before = standingOf(known)
      const after = standingOf(skipped)
      expect(after.goLive).toBe(before.goLive)
      expect(after.connections).toEqual(before.connections)
      expect(after.bankFeeds).toEqual(before.bankFeeds)
      expect(after.reasons.map(({ code, weight }) => [code, weight])).toEqual(
        before.reasons.map(({ code, weight }) => [code, weight]),
      )
      expect(after.steps?.done).toBe(before.steps?.done)
      expect(after.steps?.total).toBe(before.steps?.total)
    })
  })

  it('lists the worst first, and moves by it unless you noted whose move it is', () => {
    always((known) => {
      const { reasons, move } = standingOf(known)
      const weights = reasons.map(({ weight }) => ['fatal', 'blocks', 'watch', 'note'].indexOf(weight))
      expect(weights).toEqual(weights.toSorted((a, b) => a - b))
      const worst = reasons.find(({ weight }) => weight !== 'note')
      const what = worst?.code === 'wrong-app-type' ? 'create a Web app' : worst?.short
      const computed = move === null || !move.noted ? [move?.who, move?.what] : [worst?.mover, what]
      expect(computed).toEqual([worst?.mover, what])
      expect(move?.noted ?? false).toBe(known.setUps.some(({ waitingOn }) => waitingOn !== null))
    })
  })

  it('never has more done than there are steps, nor more said than done', () => {
    always((known) => {
      const { steps } = standingOf(known)
      if (steps === null) return
      expect(steps.done).toBeLessThanOrEqual(steps.total)
      expect(steps.said).toBeLessThanOrEqual(steps.done)
      expect(steps.done + steps.skipped).toBeLessThanOrEqual(steps.total)
    })
  })
})
