import { describe, expect, it } from 'vitest'
import type { Integration, StepId } from './schema'
import type { SetUpView } from './views'
import { app, codat, evidence, handOver, integration, secret } from '../../../test/support/guide-records'
import { CLIENT_ID } from '../../../test/support/xero-app-fields'
import type { Evidence } from './evidence'
import { standingsAlone, standingShown } from './standing'
import { heldBy, stepView, stepViews } from './step-states'

const proved = {
  handOver,
  provedAt: '2026-11-24T11:30:00.000Z',
  proof: { companyId: 'c', connectionId: 'd', companyName: 'Acme Books' },
}
const scopes = {
  useCase: null,
  scopes: ['offline_access', 'accounting.settings'],
  confirmedAt: '2026-11-24T11:00:00.000Z',
}
const enabledSeen = { at: '2026-11-24T11:10:00.000Z', present: true, enabled: true }
const consent = { at: '2026-11-24T11:20:00.000Z', clientId: CLIENT_ID, redirectUri: null, scopes: scopes.scopes }

const state = (step: StepId, some: Partial<Integration> = {}, given: Partial<Evidence> = {}) =>
  stepView(step, integration(some), evidence(given)).state

describe('a check marks its step by itself', () => {
  it('keys, keys check and sign-in follow the record of the Xero app', () => {
    expect(state('keys')).toBe('verified')
    expect(state('keys-check')).toBe('verified')
    expect(state('sign-in')).toBe('verified')
    expect(state('create-app')).toBe('verified')
  })

  it('a refusal outdoes an older acceptance, and no word of the user covers it', () => {
    const refused = app({ secrets: [secret({ lastRefusedAt: '2026-11-24T11:00:00.000Z' })] })
    const said = { 'keys-check': { state: 'said-done', at: '2026-11-24T11:05:00.000Z', why: null } } as const
    expect(stepView('keys-check', integration({ said }), evidence({ app: refused }))).toMatchObject({
      state: 'to-do',
      by: 'xero',
      why: 'Xero refused these keys.',
    })
  })

  it('an old acceptance is stale', () => {
    expect(state('keys-check', {}, { now: new Date('2027-01-24T12:00:00.000Z') })).toBe('stale')
  })

  it('so is one of a day that is still to come: the clock was wrong then, or is now', () => {
    expect(state('keys-check', {}, { now: new Date('2026-11-20T12:00:00.000Z') })).toBe('stale')
  })

  it('a sign-in with an earlier secret is none with today’s', () => {
    const rotated = app({ secrets: [secret({ storedAt: '2026-11-24T10:30:00.000Z' })] })
    expect(stepView('sign-in', integration(), evidence({ app: rotated }))).toMatchObject({
      state: 'stale',
      why: 'Someone signed in through this app, with an earlier secret: test again.',
    })
  })

  it('scopes that Codat confirmed after its address was seen without them are its word, until an address shows them', () => {
    const without = { ...consent, scopes: ['offline_access'] }
    const later = { ...scopes, confirmedAt: '2026-11-24T11:40:00.000Z' }
    expect(state('scopes', { scopes, consentSeen: without })).toBe('to-do')
    expect(stepView('scopes', integration({ scopes: later, consentSeen: without }), evidence())).toMatchObject({
      state: 'said-done',
      by: 'you',
      at: later.confirmedAt,
    })
  })

  it('a keyless app needs no check that takes a secret', () => {
    const keyless = app({ keyHolder: 'customer', secrets: [], signInProvedAt: null })
    expect(state('keys-check', {}, { app: keyless })).toBe('not-needed')
    expect(state('sign-in', {}, { app: keyless })).toBe('not-needed')
  })

  it('a word is a word', () => {
    const said = { 'policy-links': { state: 'said-done', at: '2026-11-24T11:05:00.000Z', why: null } } as const
    expect(stepView('policy-links', integration({ said }), evidence())).toMatchObject({ state: 'said-done', by: 'you' })
  })
})

describe('what Codat holds', () => {
  it.each([
    ['not-handed-over', {}],
    ['unproved', { handOver }],
    ['unproved', { handOver, enabledSeen }],
    ['id-shown', { handOver, consentSeen: consent }],
    ['other-id-shown', { handOver, consentSeen: { ...consent, clientId: 'F'.repeat(32) } }],
    ['proved', proved],
  ] as const)('%s', (held, some) => {
    expect(heldBy(integration(some), evidence())).toBe(held)
  })

  it('a consent address of before the paste says nothing of the paste', () => {
    const before = { ...consent, at: '2026-11-24T10:30:00.000Z' }
    expect(heldBy(integration({ handOver, consentSeen: before }), evidence())).toBe('unproved')
  })

  it('a newer secret takes the proof back', () => {
    const rotated = app({ secrets: [secret({ storedAt: '2026-11-24T11:45:00.000Z' })] })
    expect(heldBy(integration(proved), evidence({ app: rotated }))).toBe('proved-before')
    expect(state('hand-over', proved, { app: rotated })).toBe('stale')
  })

  it('another client id takes it back too', () => {
    expect(heldBy(integration(proved), evidence({ app: app({ clientId: 'A'.repeat(32) }) }))).toBe('proved-before')
  })

  it('a consent address with another id fails the hand-over of a set-up that was there before, and of one not handed over', () => {
    const consentSeen = { ...consent, clientId: 'F'.repeat(32) }
    for (const wayIn of ['inherited', 'new'] as const) {
      expect(stepView('hand-over', integration({ wayIn, consentSeen }), evidence())).toMatchObject({
        state: 'to-do',
        by: 'codat',
      })
    }
  })

  it('another client id since the hand-over is a check that failed; another secret may be a rotation', () => {
    const other = app({ clientId: 'A'.repeat(32) })
    expect(stepView('hand-over', integration(proved), evidence({ app: other }))).toMatchObject({
      state: 'to-do',
      by: 'latchkey',
      // Nobody noted when it changed.
      at: null,
    })
  })

  it('what was linked with earlier keys was not linked before the paste', () => {
    const firstCompany = {
      ...proved.proof,
      linkUrl: null,
      createdAt: '2026-11-24T11:05:00.000Z',
      state: 'Linked',
      error: null,
      checkedAt: '2026-11-24T11:30:00.000Z',
    } as const
    const rotated = app({ secrets: [secret({ storedAt: '2026-11-24T11:45:00.000Z' })] })
    const { why } = stepView('first-company', integration({ ...proved, firstCompany }), evidence({ app: rotated }))
    expect(why).toBe('Acme Books was linked with the keys of before, which proves nothing of today’s.')
  })

  it('enabled is not proof', () => {
    expect(state('enable', { handOver, enabledSeen })).toBe('verified')
    expect(state('hand-over', { handOver, enabledSeen })).toBe('said-done')
    expect(state('first-company', { handOver, enabledSeen })).toBe('to-do')
  })
})

describe('the worst that is open', () => {
  function standing(some: Partial<Integration>, given: Partial<Evidence> = {}) {
    const record = integration(some)
    const judged = evidence(given)
    const { app, codat } = judged
    const setUp: SetUpView = {
      ...record,
      name: record.id,
      customer: app?.customer ?? '',
      environment: 'test',
      codatName: codat?.name ?? null,
      steps: stepViews(record, judged),
      held: heldBy(record, judged),
    }
    return standingShown(standingsAlone([setUp], () => judged).get(app?.id ?? '') ?? null, setUp)
  }

  it.each([
    ['keys', {}, { app: null }],
    ['keys-check', {}, { app: app({ secrets: [secret({ lastAcceptedAt: null })] }) }],
    ['hand-over', {}, {}],
    ['scopes', { handOver }, {}],
    ['enable', { handOver, scopes }, {}],
    ['first-company', { handOver, scopes, enabledSeen }, {}],
    [null, { ...proved, scopes, enabledSeen }, {}],
  ] as const)('%s', (step, some, given) => {
    expect(standing(some, given).step).toBe(step)
  })

  it('says whose move it is, with a message that names no id', () => {
    const open = standing({ handOver, scopes: { ...scopes, confirmedAt: null } })
    expect(open).toMatchObject({ step: 'scopes', move: 'codat' })
    expect(open.message).toContain('accounting.settings')
    expect(open.message).not.toContain(CLIENT_ID)
  })

  it('a skipped first company reads handed over, unproved', () => {
    const said = { 'first-company': { state: 'skipped', at: '2026-11-24T11:05:00.000Z', why: null } } as const
    const { ready, sentence } = standing({ handOver, scopes, enabledSeen, said })
    expect(ready).toBe(false)
    expect(sentence).toMatch(/^Acme: handed over, unproved\./)
  })

  it('proved means ready, in one sentence', () => {
    const answers = { financialServices: 'no', bankFeeds: 'no', companiesInSixMonths: 3 } as const
    expect(standing({ ...proved, scopes, enabledSeen, answers })).toMatchObject({
      ready: true,
      sentence: 'Acme can go live.',
    })
  })
})

describe('whose move', () => {
  it('is the customer’s where the customer keeps the keys', () => {
    const keyless = app({ keyHolder: 'customer', clientId: '', secrets: [] })
    expect(stepView('keys', integration(), evidence({ app: keyless })).move).toBe('customer')
    expect(stepView('hand-over', integration(), evidence({ app: keyless, codat })).move).toBe('customer')
  })

  it('is theirs too where what they pasted is another app’s, or their client id changed', () => {
    const keyless = app({ keyHolder: 'customer', secrets: [] })
    const pasted = { ...handOver, slot: null, secretStoredAt: null }
    const other = { ...consent, clientId: 'F'.repeat(32) }
    expect(
      stepView('hand-over', integration({ handOver: pasted, consentSeen: other }), evidence({ app: keyless })).move,
    ).toBe('customer')
    const renamed = app({ ...keyless, clientId: 'A'.repeat(32) })
    expect(stepView('hand-over', integration({ handOver: pasted }), evidence({ app: renamed })).move).toBe('customer')
  })
})
