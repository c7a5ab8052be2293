// Being ready, and proved, out of whole records: whatever invalidates what it rests on takes it back, however much else happened.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { app, codat, handOver, integration, NOW, secret } from '../../../test/support/guide-records'
import { CLIENT_ID } from '../../../test/support/xero-app-fields'
import type { CodatClient } from '../codat/schema'
import { withHandedOver } from '../guide/answers'
import { explainLink } from '../guide/link-words'
import type { Integration } from '../guide/schema'
import { evidenceOf, knownOf, unprovedIfElsewhere, viewOf } from '../guide/set-up'
import { noAnswers } from '../partner/routes'
import { unprovedIfChanged } from '../xero-apps/secret-slots'
import type { XeroApp } from '../xero-apps/schema'
import { ladderOf } from '../bank-feeds/ladder'
import { nothingKnown } from '../bank-feeds/evidence'
import type { Ladder } from '../bank-feeds/schema'
import { noWords } from '../bank-feeds/words'
import { doubtsAmong, type LinkedAt } from './linked'
import { standingRow } from './rows'
import type { Standing } from './standing'

interface Scene {
  readonly app: XeroApp
  readonly client: CodatClient
  readonly setUp: Integration
  readonly others: readonly Integration[]
  readonly counted?: readonly LinkedAt[]
  readonly looked?: readonly {
    readonly place: { readonly clientId: string }
    readonly company: string
    readonly ladder: Ladder
  }[]
  readonly now: Date
}

const OTHER_ID = 'F'.repeat(32)
const OTHER_APP = '00000000-0000-4000-8000-0000000000aa'
const OTHER_CLIENT = '00000000-0000-4000-8000-0000000000bb'
const at = (time: string): string => `2026-11-24T${time}:00.000Z`

/** All is well, and was checked today. */
const well: Scene = {
  app: app(),
  client: { ...codat, xeroAppIds: [app().id] },
  setUp: integration({
    handOver,
    scopes: { useCase: null, scopes: ['offline_access', 'accounting.settings'], confirmedAt: at('11:05') },
    consentSeen: {
      at: at('11:20'),
      clientId: CLIENT_ID,
      redirectUri: null,
      scopes: ['offline_access', 'accounting.settings'],
    },
    enabledSeen: { at: at('11:10'), present: true, enabled: true },
    firstCompany: {
      companyId: 'c',
      companyName: 'Acme Books',
      connectionId: 'd',
      linkUrl: null,
      createdAt: at('11:15'),
      state: 'Linked',
      error: null,
      checkedAt: at('11:30'),
    },
    provedAt: at('11:30'),
    proof: { companyId: 'c', connectionId: 'd', companyName: 'Acme Books' },
  }),
  others: [],
  now: NOW,
}

const standingIn = (scene: Scene): Standing => judged(scene).standing

function judged(scene: Scene) {
  const { app: xeroApp, client, setUp, others, now } = scene
  const clients = [client, { ...client, id: OTHER_CLIENT, codatId: null, keys: [], xeroAppIds: [] }]
  const apps = [xeroApp, app({ id: OTHER_APP, clientId: OTHER_ID })]
  const known = knownOf({ apps, clients, setUps: [setUp, ...others], now })
  const views = [setUp, ...others].map((one) => viewOf(one, evidenceOf(one, known)))
  const answers = { ...noAnswers, financialServices: 'no', bankFeeds: 'no', companies: 3, useCase: null } as const
  const { standing } = standingRow(
    xeroApp,
    {
      profileOf: () => ({ answers, contradictions: [] }),
      setUps: new Map([[xeroApp.id, views.filter(({ xeroAppId }) => xeroAppId === xeroApp.id)]]),
      clients,
      doubts: doubtsAmong(clients, views),
      ladders: new Map([[xeroApp.id, scene.looked ?? []]]),
      pushes: new Map(),
      applications: new Map(),
    },
    {
      saidAgreed: null,
      now,
      brief: {
        counted: scene.counted ?? [],
        listed: null,
        connections: {
          count: null,
          atLeast: false,
          excluded: 0,
          readAt: null,
          limit: 25,
          confirmed: false,
          ifStarter: null,
          fullness: 'unknown',
        },
      },
    },
  )
  const [view] = views
  return { standing, view, evidence: evidenceOf(setUp, known) }
}

type Event = (scene: Scene) => Scene
const changed =
  (some: (setUp: Integration) => Partial<Integration>): Event =>
  (scene) => ({ ...scene, setUp: { ...scene.setUp, ...some(scene.setUp) } })
const stored =
  (...secrets: XeroApp['secrets']): Event =>
  (scene) => ({ ...scene, app: { ...scene.app, secrets } })
const moved =
  (to: Partial<Integration>): Event =>
  (scene) => ({ ...scene, setUp: unprovedIfElsewhere(scene.setUp, { ...scene.setUp, ...to }) })
const anew = { storedAt: at('11:40'), lastAcceptedAt: at('11:41') }

/** After each of these, going live isn't shown any more. */
const invalidating: Readonly<Record<string, Event>> = {
  'another client id': (scene) => ({
    ...scene,
    app: unprovedIfChanged(scene.app, { ...scene.app, clientId: OTHER_ID }),
  }),
  'another client id, checked since': (scene) => ({ ...scene, app: { ...scene.app, clientId: OTHER_ID } }),
  'a secret stored anew': stored(secret(anew)),
  'a rotation whose new secret was not pasted': stored(secret({ ...anew, slot: 2 })),
  'a refusal of the secret': stored(secret({ lastRefusedAt: at('11:50') })),
  'a secret that may be gone': stored(secret({ pending: 'removing' })),
  'a secret that came by chat': stored(secret({ arrival: 'chat' })),
  'a secret that was seen on a recorded call': stored(secret({ arrival: 'recorded-call' })),
  'a paste of the same keys again': (scene) => ({
    ...scene,
    setUp: withHandedOver(
      scene.setUp,
      evidenceOf(scene.setUp, knownOf({ ...scene, apps: [scene.app], clients: [scene.client], setUps: [scene.setUp] })),
      1,
      at('11:50'),
    ),
  }),
  'a consent address with another id': changed(() => ({
    consentSeen: { at: at('11:50'), clientId: OTHER_ID, redirectUri: null, scopes: [] },
  })),
  'a first company that is linked no more': changed(({ firstCompany }) => ({
    firstCompany: firstCompany === null ? null : { ...firstCompany, state: 'Deauthorized', checkedAt: at('11:50') },
  })),
  'a first company that Codat no longer knows': changed(({ firstCompany }) => ({
    firstCompany: firstCompany === null ? null : { ...firstCompany, state: 'gone', checkedAt: at('11:50') },
  })),
  'Xero disabled at Codat': changed(() => ({ enabledSeen: { at: at('11:50'), present: true, enabled: false } })),
  'no integration at Codat': changed(() => ({ enabledSeen: { at: at('11:50'), present: false, enabled: null } })),
  'another Codat client': moved({ codatClientId: OTHER_CLIENT }),
  'another Codat client and back': (scene) =>
    moved({ codatClientId: codat.id })(moved({ codatClientId: OTHER_CLIENT })(scene)),
  'a Codat client that was deleted': (scene) => ({ ...scene, client: { ...scene.client, deleting: true } }),
  'a Codat key that is refused': (scene) => ({
    ...scene,
    client: { ...scene.client, keys: [{ ...secret({ lastRefusedAt: at('11:50') }), name: 'Key', holder: '' }] },
  }),
  'another app’s keys pasted at the same Codat client': (scene) => ({
    ...scene,
    others: [
      integration({
        id: '00000000-0000-4000-8000-000000000009',
        xeroAppId: OTHER_APP,
        codatClientId: scene.setUp.codatClientId,
        handOver: { ...handOver, clientId: OTHER_ID, pastedAt: at('11:50') },
      }),
    ],
  }),
  'a custom connection': (scene) => ({ ...scene, app: { ...scene.app, appType: 'custom-connection' } }),
}

/** After each of these it is ready still, and no longer proved. */
const weakening: Readonly<Record<string, Event>> = {
  'two months': (scene) => ({ ...scene, now: new Date('2027-01-24T12:00:00.000Z') }),
  'a clock set back': (scene) => ({ ...scene, now: new Date('2026-10-24T12:00:00.000Z') }),
  'scopes by word alone': changed(({ consentSeen }) => ({
    consentSeen: consentSeen?.clientId === CLIENT_ID ? null : consentSeen,
  })),
}

/** After these nothing is known that wasn't. */
const harmless: Readonly<Record<string, Event>> = {
  notes: changed(() => ({ notes: [{ at: at('11:50'), text: 'The secret has changed.' }] })),
  'a call': changed(() => ({ callSince: at('11:50') })),
  'a step that was skipped': changed(() => ({
    said: { 'policy-links': { state: 'skipped', at: at('11:50'), why: null } },
  })),
  'a wait': changed(() => ({ waitingOn: { who: 'codat', since: at('11:50'), chaseOn: null } })),
}

const named = (events: Readonly<Record<string, Event>>) => Object.entries(events)
const after = (...events: readonly Event[]): Standing => standingIn(events.reduce((scene, event) => event(scene), well))

describe('ready and proved', () => {
  it('is said where all is well', () => {
    expect(after()).toMatchObject({ goLive: 'ready', sureness: 'proved', sentence: 'Acme can go live.' })
  })

  it.each(named(invalidating))('is taken back after %s', (_, event) => {
    expect(['ready', 'live']).not.toContain(after(event).goLive)
  })

  it.each(named(weakening))('is no longer proved after %s', (_, event) => {
    const { goLive, sureness } = after(event)
    expect([goLive, sureness === 'proved']).toEqual(['ready', false])
  })

  it.each(named(harmless))('stays after %s', (_, event) => {
    expect(after(event)).toMatchObject({ goLive: 'ready', sureness: 'proved' })
  })

  it('is never had back by whatever else happens', () => {
    const any = (of: Readonly<Record<string, Event>>) => fc.constantFrom(...named(of))
    const others = fc.shuffledSubarray([...named(weakening), ...named(harmless), ...named(invalidating)], {
      maxLength: 3,
    })
    fc.assert(
      fc.property(others, any({ ...weakening, ...harmless }), any(invalidating), (some, [, last], [, event]) => {
        const before = some.map(([, one]) => one)
        expect(['ready', 'live']).not.toContain(after(...before, event, last).goLive)
      }),
      { numRuns: 200 },
    )
  })
})

describe('the walk, the words on its link and the standing', () => {
  it('say the same of the keys at Codat, and of whose move a step is', () => {
    const events = named({ ...invalidating, ...weakening, ...harmless }).map(([, event]) => event)
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { maxLength: 4 }), (some) => {
        const { standing, view, evidence } = judged(some.reduce((scene, event) => event(scene), well))
        const step = (id: string) => view?.steps.find((one) => one.id === id)
        if (view === undefined) return
        const isThere = evidence.app !== null && evidence.codat !== null
        expect(step('hand-over')?.state === 'verified').toBe(isThere && view.held === 'proved')
        const isLinkedWords = explainLink(view, evidence)?.code === 'linked'
        expect(isLinkedWords && step('first-company')?.state !== 'verified').toBe(false)
        const told = standing.reasons.filter(({ setUpId }) => setUpId === view.id)
        expect(told.map(({ mover }) => mover)).toEqual(told.map((one) => step(one.step ?? '')?.move))
        expect(standing.goLive === 'ready' && view.held !== 'proved').toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})

describe('what was counted and looked at', () => {
  const counted = [
    { clientId: codat.id, count: 2, at: at('11:50') },
    { clientId: OTHER_CLIENT, count: 5, at: at('11:50') },
  ]
  const place = (clientId: string) => ({ appId: app().id, clientId, companyId: 'c', connectionId: 'd' })
  const looked = [codat.id, OTHER_CLIENT].map((clientId) => ({
    place: place(clientId),
    company: 'Rimu',
    ladder: ladderOf('Rimu', noWords, { ...nothingKnown('x', place(clientId)), readAt: at('11:50') }),
  }))

  it('at a Codat client that the app is no longer tied to says nothing of it', () => {
    const standing = standingIn({ ...well, counted, looked })
    expect(standing).toMatchObject({ goLive: 'live', connections: { linked: 2 }, bankFeeds: { looked: 1 } })
  })
})
