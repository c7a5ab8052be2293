import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FeedWords, ladder, rungIds, rungOfFeedError, type RungId } from './schema'
import type { Diagnosis, DiagnosisCode } from '../diagnosis/schema'
import { feedErrorTypes } from './feed-errors'
import { type FeedEvidence, nothingKnown, nothingSaid, withError, type XeroSaid } from './evidence'
import { noWords } from './words'
import type { Applied } from './agreement'
import { ladderOf, rungOfDiagnosis, seenOfApp } from './ladder'

const place = {
  appId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  clientId: '7c9e6679-7425-40de-944b-e07fc1f90ae8',
  companyId: 'company',
  connectionId: 'connection',
}
const nothing = nothingKnown('7c9e6679-7425-40de-944b-e07fc1f90ae9', place)
const account = {
  id: 'a',
  name: 'Everyday',
  kind: 'bank' as const,
  type: 'checking',
  numberEnd: '1234',
  currency: 'NZD',
  state: 'connected' as const,
  status: 'connected',
  feedStartDate: null,
}
const read: FeedEvidence = {
  ...nothing,
  readAt: '2026-11-20T10:00:00.000Z',
  connection: { status: 'Linked', created: '2026-10-01T00:00:00Z' },
  feedsAnswer: 'answered',
  accounts: [account],
  organisation: { name: 'Acme', plan: 'STANDARD', baseCurrency: 'NZD' },
}
const said: FeedWords = {
  agreement: { on: '2026-05-01', document: 'Contract 7' },
  appEnabledOn: '2026-06-01',
  consentSince: '2026-07-01',
  production: null,
}
const refusal = (code: DiagnosisCode, facts: Diagnosis['facts'] = []): Diagnosis => ({
  code,
  title: 'A title',
  cause: 'A cause.',
  side: 'xero',
  nextStep: 'Do that.',
  severity: 'act',
  facts,
})
const refused = (evidence: FeedEvidence, code: DiagnosisCode, at = '2026-11-21T10:00:00.000Z') =>
  withError(evidence, refusal(code), { at, where: 'push' })
const stateOf = (id: RungId, evidence: FeedEvidence, words = said) =>
  ladderOf('Acme', words, evidence).rungs.find((rung) => rung.id === id)?.state

describe('the sentence', () => {
  it('fits into the answer with the longest name that is taken from outside', () => {
    const name = 'N'.repeat(2_000)
    const named = { ...read, organisation: { name, plan: name, baseCurrency: 'NZD' } }
    for (const evidence of [nothing, named, { ...named, provedAt: '2026-11-21T10:00:00.000Z' }]) {
      expect(ladder.safeParse(ladderOf(name, said, evidence)).success).toBe(true)
    }
  })
  it('says what isn’t known while nothing was asked', () => {
    expect(ladderOf('Acme', noWords, nothing)).toMatchObject({ verdict: 'unknown', first: 'codat-enabled' })
  })
  it('says that only a push can prove it when nothing stands against it', () => {
    expect(ladderOf('Acme', said, read)).toMatchObject({
      verdict: 'try',
      sentence: 'Nothing stands against bank feeds for Acme. Only a push can prove it.',
    })
  })
  it('says that it will work once a push arrived', () => {
    const proved = { ...read, provedAt: '2026-11-21T10:00:00.000Z' }
    expect(ladderOf('Acme', noWords, proved)).toMatchObject({
      verdict: 'works',
      sentence: 'Bank feeds will work for Acme.',
    })
  })
  it('names the first rung that is missing, and whose move it is', () => {
    const { sentence, first } = ladderOf('Acme', said, { ...read, feedsAnswer: 'refused', accounts: [] })
    expect([first, sentence]).toEqual([
      'codat-enabled',
      'Bank feeds won’t work for Acme yet: Bank Feeds at Codat is missing. It is Codat’s move.',
    ])
  })
  it('says of a push that failed by its own lines that it failed, not that a push is missing before one can be made', () => {
    expect(ladderOf('Acme', said, refused(read, 'feeds.invalid-end-balance'))).toMatchObject({
      first: 'last-push',
      sentence: 'The last push to Acme failed: mend what it failed of, then push again. It is Xero’s move.',
    })
  })
})

describe('a refusal', () => {
  it.each(feedErrorTypes)('%s lands on its rung alone', (type) => {
    const { rungs } = ladderOf('Acme', said, refused(read, `feeds.${type}`))
    const fallen = rungs.filter(({ state }) => state === 'no').map(({ id }) => id)
    expect(fallen).toEqual([rungOfFeedError[type]])
  })
  it('of the app and of the organisation are two', () => {
    expect(rungOfDiagnosis(refusal('feeds.invalid-application'))).toBe('app-enabled')
    expect(rungOfDiagnosis(refusal('feeds.invalid-organisation-bank-feeds'))).toBe('organisation')
  })
  it('of the token is about the consent, though it is no bank feeds error', () => {
    expect(stateOf('consent', refused(read, 'xero.scope-missing'))).toBe('no')
  })
  it('that is older than the last proof no longer counts; a newer one does', () => {
    const proved = { ...read, provedAt: '2026-11-22T10:00:00.000Z' }
    expect(stateOf('role', refused(proved, 'feeds.invalid-user-role'))).toBe('yes')
    expect(stateOf('role', refused(proved, 'feeds.invalid-user-role', '2026-11-23T10:00:00.000Z'))).toBe('no')
  })
  it('takes no push that is still pending, or failed, for the one that arrived', () => {
    const provedAt = '2026-11-22T10:00:00.000Z'
    const said = (status: string, at: string) =>
      ladderOf('Acme', noWords, { ...read, provedAt, lastPush: { key: 'k', status, at } }).rungs.find(
        ({ id }) => id === 'last-push',
      )
    expect(said('Success', provedAt)?.evidence).toBe('The last push arrived.')
    expect(said('Pending', '2026-11-23T10:00:00.000Z')).toMatchObject({
      state: 'yes',
      evidence: 'A push arrived. A newer one is still Pending, which can last up to a day.',
      at: provedAt,
    })
    expect(said('Failed', '2026-11-23T10:00:00.000Z')?.evidence).toBe('A push arrived. A newer one did not.')
  })
  it('of an unknown type is kept and counted', () => {
    const odd = refusal('feeds.unknown', [{ label: 'Type', value: 'feed-on-holiday' }])
    const once = withError(read, odd, { at: '2026-11-21T10:00:00.000Z', where: 'push' })
    const twice = withError(once, odd, { at: '2026-11-22T10:00:00.000Z', where: 'push' })
    expect(twice.unheardOf).toEqual([{ type: 'feed-on-holiday', times: 2, lastAt: '2026-11-22T10:00:00.000Z' }])
    expect(stateOf('last-push', twice)).toBe('no')
  })
})

describe('the agreement with Xero', () => {
  const agreementOf = (applied: Applied | null, words = noWords, evidence = read) =>
    ladderOf('Acme', words, evidence, { xeroSaid: null, companies: seenOfApp([]), applied }).rungs.find(
      ({ id }) => id === 'agreement',
    )
  const applied = (state: Applied['state'], on = '2026-06-01'): Applied => ({ state, on, document: 'agreement.txt' })

  it('is had by an application that was accepted, or by a word', () => {
    expect(agreementOf(applied('agreed'))).toMatchObject({ state: 'yes', evidence: expect.stringContaining('1 June') })
    expect(agreementOf(null, said)?.state).toBe('yes')
    expect(agreementOf(null)).toMatchObject({ state: 'not-from-here', side: 'you' })
  })

  it('is Xero’s move while the application is there, and yours where changes are asked for', () => {
    expect(agreementOf(applied('asked'))).toMatchObject({ state: 'not-from-here', side: 'xero' })
    expect(agreementOf(applied('changes'))).toMatchObject({ state: 'not-from-here', side: 'you' })
  })

  it('is missing where Xero refused it since, and there where it was said or a push arrived since', () => {
    expect(agreementOf(applied('refused'))).toMatchObject({ state: 'no', side: 'you' })
    expect(agreementOf(applied('refused'), said)?.state).toBe('no')
    expect(agreementOf(applied('refused', '2026-04-30'), said)?.state).toBe('yes')
    expect(agreementOf(applied('refused'), noWords, { ...read, provedAt: '2026-11-21T10:00:00.000Z' })?.state).toBe(
      'yes',
    )
  })
})

describe('whether the app is enabled', () => {
  const day = (number: number) => `2026-11-${number}T10:00:00.000Z`
  const silent = nothingSaid(place.appId, 'A1B7')
  const enabled = (at: string, before = silent): XeroSaid => ({ ...before, enabled: { at } })
  const denied = (at: string, before = silent): XeroSaid => ({
    ...before,
    refused: { at, diagnosis: refusal('feeds.invalid-application'), where: 'sign-in' },
  })
  const pushRefused = (at: string) => refused(read, 'feeds.invalid-application', at)
  const rungOf = (evidence: FeedEvidence, xeroSaid: XeroSaid | null, appEnabledOn: string | null = null) =>
    ladderOf('Acme', { ...said, appEnabledOn }, evidence, { xeroSaid, companies: seenOfApp([]) }).rungs.find(
      ({ id }) => id === 'app-enabled',
    )

  it('can’t be checked from here until something said so, but by a sign-in test', () => {
    expect(rungOf(read, null)).toMatchObject({ state: 'not-from-here', signInTells: true, side: 'xero', at: null })
  })
  it('is yes by Xero’s own answer, with its time, and needs no more asking', () => {
    expect(rungOf(read, enabled(day(20)))).toMatchObject({ state: 'yes', at: day(20), signInTells: false })
  })
  it('is no by Xero’s own refusal, with what it said', () => {
    expect(rungOf(read, denied(day(20)))).toMatchObject({
      state: 'no',
      at: day(20),
      signInTells: true,
      diagnosis: { code: 'feeds.invalid-application' },
      evidence: 'Xero answered a sign-in test with this: A title.',
    })
  })
  it('stays open after an answer that wasn’t about the app, and says that it was had', () => {
    const undecided = (about: 'organisation' | 'other') => ({ ...silent, undecided: { at: day(20), about } })
    for (const about of ['organisation', 'other'] as const) {
      expect(rungOf(read, undecided(about))).toMatchObject({ state: 'not-from-here', at: day(20) })
    }
    expect(rungOf(read, undecided('organisation'))?.evidence).toContain('says nothing about the app')
    expect(rungOf(read, enabled(day(19), undecided('organisation')))).toMatchObject({ state: 'yes', at: day(19) })
    expect(rungOf(read, denied(day(19), undecided('other')))).toMatchObject({ state: 'no', at: day(19) })
  })
  it.each([
    ['a push refused after Xero’s yes', pushRefused(day(22)), enabled(day(21)), 'no', day(22)],
    ['Xero’s yes after a refused push', pushRefused(day(20)), enabled(day(21)), 'yes', day(21)],
    ['Xero’s no after its yes', read, denied(day(22), enabled(day(21))), 'no', day(22)],
    ['Xero’s yes after its no', read, enabled(day(22), denied(day(21))), 'yes', day(22)],
    ['Xero’s no after a push that arrived', { ...read, provedAt: day(20) }, denied(day(21)), 'no', day(21)],
    ['a push that arrived after Xero’s no', { ...read, provedAt: day(22) }, denied(day(21)), 'yes', day(22)],
  ] as const)('goes by what came last: %s', (_what, evidence, xeroSaid, state, at) => {
    expect(rungOf(evidence, xeroSaid)).toMatchObject({ state, at })
  })
  it('is yes by your word until Xero said otherwise, and still worth asking about', () => {
    expect(rungOf(read, null, '2026-11-01')).toMatchObject({ state: 'yes', at: null, signInTells: true })
    expect(rungOf(read, denied(day(20)), '2026-11-01')?.state).toBe('no')
    expect(rungOf(read, denied(day(20)), '2026-11-20')?.state).toBe('no')
  })
  it('is open again when your word is about a day after the refusal: it covers none', () => {
    expect(rungOf(read, denied(day(20)), '2026-11-21')).toMatchObject({
      state: 'unknown',
      side: 'you',
      signInTells: true,
    })
    expect(rungOf(pushRefused(day(20)), null, '2026-11-21')?.state).toBe('unknown')
  })
  it('says nothing about any other rung', () => {
    const states = (xeroSaid: XeroSaid | null) =>
      ladderOf('Acme', said, read, { xeroSaid, companies: seenOfApp([]) }).rungs.flatMap(({ id, state }) =>
        id === 'app-enabled' ? [] : [state],
      )
    expect(states(denied(day(20)))).toEqual(states(null))
    expect(states(enabled(day(20)))).toEqual(states(null))
  })
})

describe('what another company of the same app and Codat client has shown', () => {
  const sister = (some: Partial<FeedEvidence>): FeedEvidence => ({ ...read, ...some })
  const rungsOf = (sisters: FeedEvidence[], evidence: FeedEvidence = read) =>
    ladderOf('Acme', { ...noWords, consentSince: '2026-07-01' }, evidence, {
      xeroSaid: null,
      companies: seenOfApp([...sisters, evidence]),
    }).rungs
  const rungOf = (id: RungId, ...of: Parameters<typeof rungsOf>) => rungsOf(...of).find((rung) => rung.id === id)

  it('proves the agreement and the app, and nothing of this company', () => {
    const sisters = [sister({ provedAt: '2026-11-19T10:00:00.000Z' }), sister({ provedAt: '2026-11-20T10:00:00.000Z' })]
    for (const id of ['agreement', 'app-enabled'] as const) {
      expect(rungOf(id, sisters)).toMatchObject({ state: 'yes', at: '2026-11-20T10:00:00.000Z' })
      expect(rungOf(id, sisters)?.evidence).toContain('another company')
    }
    const rest = (of: readonly FeedEvidence[]) =>
      rungsOf([...of]).flatMap(({ id, state }) => (id === 'agreement' || id === 'app-enabled' ? [] : [[id, state]]))
    expect(rest(sisters)).toEqual(rest([]))
  })
  it('says that the app isn’t enabled where a push there was refused for that since', () => {
    const denied = refused(read, 'feeds.invalid-application', '2026-11-21T10:00:00.000Z')
    expect(rungOf('app-enabled', [denied])).toMatchObject({ state: 'no', at: '2026-11-21T10:00:00.000Z' })
    const arrivedSince = { ...denied, provedAt: '2026-11-22T10:00:00.000Z' }
    expect(rungOf('app-enabled', [arrivedSince])?.state).toBe('yes')
    expect(rungOf('app-enabled', [denied], { ...read, provedAt: '2026-11-22T10:00:00.000Z' })?.state).toBe('yes')
    expect(rungOf('app-enabled', [refused(read, 'feeds.invalid-user-role')])?.state).toBe('not-from-here')
  })
})

describe('single rungs', () => {
  it.each([
    ['2026-06-30', 'no'],
    ['2026-07-01', 'yes'],
  ])('a company linked on %s, with bankfeeds asked for since July: %s', (created, state) => {
    expect(stateOf('consent', { ...read, connection: { status: 'Linked', created } })).toBe(state)
  })
  it('a demo company takes no feeds', () => {
    const demo = { name: 'Demo Company (NZ)', plan: null, baseCurrency: 'NZD' }
    expect(stateOf('organisation', { ...read, organisation: demo })).toBe('no')
  })
  it('a loan is no account for a feed', () => {
    const loan = { ...account, kind: 'other' as const, type: 'loan' }
    expect(stateOf('account-type', { ...read, accounts: [loan] })).toBe('no')
  })
  it.each(['pending', 'connecting', 'disconnected', 'unknown', 'other'] as const)(
    'an account that is %s isn’t enough',
    (state) => {
      expect(stateOf('source-account', { ...read, accounts: [{ ...account, state }] })).toBe('no')
    },
  )
})

it('every rung that isn’t yes says what to do and whose move it is, whatever is known', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(noWords, said),
      fc.constantFrom(nothing, read, { ...read, accounts: [] }, { ...read, feedsAnswer: 'refused' as const }),
      fc.array(fc.constantFrom(...feedErrorTypes), { maxLength: 4 }),
      (words, evidence, types) => {
        const all = types.reduce((before, type) => refused(before, `feeds.${type}`), evidence)
        const { rungs, first, verdict } = ladderOf('Acme', words, all)
        expect(rungs.map(({ id }) => id)).toEqual([...rungIds])
        for (const { state, todo, side } of rungs) {
          expect(todo === null).toBe(state === 'yes')
          expect(side === null).toBe(state === 'yes')
        }
        const firstNo = rungs.find(({ state }) => state === 'no')
        expect(verdict === 'missing').toBe(firstNo !== undefined)
        expect(firstNo === undefined || firstNo.id === first).toBe(true)
      },
    ),
  )
})
