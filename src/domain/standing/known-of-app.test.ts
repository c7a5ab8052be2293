import { describe, expect, it } from 'vitest'
import { app, NOW } from '../../../test/support/guide-records'
import { profileFrom } from '../profile/profile'
import { blankApplication } from '../partner/application'
import type { CaseStatus, PartnerRoute } from '../partner/schema'
import type { ProfileAnswers } from '../profile/schema'
import { knownOfApp, type KnownLadder } from './known-of-app'
import { standingOf } from './standing'

const xeroApp = app()
const DAY = '2026-11-10'

function kase(status: CaseStatus, on = DAY) {
  const history = [{ status, on, notedAt: `${on}T09:00:00.000Z` }]
  return { status, history, remindOn: null, rounds: [], dossiers: [] }
}

function knownWith(
  answers: Partial<ProfileAnswers>,
  cases: Partial<Record<PartnerRoute, ReturnType<typeof kase>>>,
  given: { saidAgreed?: { on: string }; ladders?: readonly KnownLadder[] } = {},
) {
  const profile = profileFrom(xeroApp.id, [], null)
  return knownOfApp({
    app: xeroApp,
    profile: { ...profile, answers: { ...profile.answers, ...answers } },
    setUps: [],
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
    links: { counted: [], listed: null, doubted: new Map() },
    ladders: given.ladders ?? [],
    pushes: [],
    saidAgreed: given.saidAgreed ?? null,
    application: { ...blankApplication(xeroApp.id), cases },
    now: NOW,
  })
}

const feeds = { bankFeeds: 'yes', financialServices: 'yes' } as const
const arrived: KnownLadder = {
  company: 'Rimu',
  ladder: {
    verdict: 'works',
    sentence: 'Bank feeds will work for Rimu.',
    rungs: [
      {
        id: 'last-push',
        state: 'yes',
        evidence: 'The last push arrived.',
        at: '2026-10-01T09:00:00.000Z',
        todo: null,
        signInTells: false,
        side: null,
        diagnosis: null,
      },
    ],
    first: null,
    readAt: '2026-11-20T09:00:00.000Z',
  },
}

describe('the agreement with Xero', () => {
  it('is that of the way that is gone: an application that is accepted never counts for another', () => {
    expect(knownWith(feeds, { lending: kase('accepted') }).agreement.state).toBe('none')
    expect(knownWith(feeds, { lending: kase('accepted'), 'bank-feeds': kase('refused') }).agreement.state).toBe(
      'refused',
    )
    expect(knownWith(feeds, { 'bank-feeds': kase('accepted') }).agreement).toMatchObject({ state: 'agreed', at: DAY })
    const lender = { financialServices: 'yes', bankFeeds: 'no', product: 'lending' } as const
    expect(knownWith(lender, { payments: kase('accepted') }).agreement.state).toBe('none')
    expect(knownWith(lender, { lending: kase('accepted') }).agreement.state).toBe('agreed')
  })

  it('is what is known last: a refusal outdoes a word of before, and no push of it', () => {
    const refused = { 'bank-feeds': kase('refused') }
    expect(knownWith(feeds, refused, { saidAgreed: { on: '2026-11-09' } }).agreement.state).toBe('refused')
    expect(knownWith(feeds, refused, { saidAgreed: { on: '2026-11-11' } }).agreement.state).toBe('agreed')
    expect(knownWith(feeds, refused, { ladders: [arrived] }).agreement.state).toBe('agreed')
  })

  it('is proved by a push since the day that it arrived, and for bank feeds alone', () => {
    expect(knownWith(feeds, {}, { ladders: [arrived] }).agreement).toEqual({
      state: 'agreed',
      at: '2026-10-01T09:00:00.000Z',
      sureness: 'proved',
    })
    const lender = { financialServices: 'yes', bankFeeds: 'no', product: 'lending' } as const
    expect(knownWith(lender, {}, { ladders: [arrived] }).agreement.state).toBe('none')
  })

  it('is your move where Xero asks for changes', () => {
    const standing = standingOf(knownWith(feeds, { 'bank-feeds': kase('changes-asked') }))
    expect(standing.reasons.find(({ code }) => code === 'agreement-missing')).toMatchObject({
      mover: 'me',
      since: DAY,
      sentence: 'Xero asked for changes before it agrees to bank feeds: answer the review.',
    })
    const asked = standingOf(knownWith(feeds, { 'bank-feeds': kase('in-review') }))
    expect(asked.reasons.find(({ code }) => code === 'agreement-missing')?.mover).toBe('xero')
  })
})
