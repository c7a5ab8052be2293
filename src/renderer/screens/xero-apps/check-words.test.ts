import { describe, expect, it } from 'vitest'
import { providerFacts } from '../../../../test/support/provider-facts'
import { bankFeedsWords, keysCheckWords, mayRemain, organisationWords, signInWords } from './check-words'
import type { BankFeedsAnswer, KeysCheckOutcome, SignInOutcome } from '../../../domain/xero/schema'

const facts = providerFacts({ error: 'invalid_client', shape: 'body' })

const keysOutcomes: KeysCheckOutcome[] = [
  { kind: 'accepted', expiresInSeconds: 1_800, listsConnections: true },
  { kind: 'wrong-pair', facts },
  { kind: 'probably-accepted', facts },
  { kind: 'no-answer', failure: 'timed-out' },
  { kind: 'unexpected', facts },
]

const stopped = { connectionMayRemain: true }
const signInOutcomes: SignInOutcome[] = [
  { kind: 'cancelled', ...stopped },
  { kind: 'never-arrived' },
  {
    kind: 'ports-taken',
    conflicts: [{ redirectUri: 'http://localhost:8743/callback', address: '::1', reason: 'taken' }],
  },
  { kind: 'cannot-listen', detail: '' },
  { kind: 'browser-not-opened' },
  { kind: 'refused-at-consent', facts: { ...facts, error: 'access_denied' } },
  { kind: 'wrong-pair', facts, ...stopped },
  { kind: 'token-refused', facts, ...stopped },
  { kind: 'not-trusted', reason: 'wrong-issuer', ...stopped },
  { kind: 'no-answer', failure: 'no-connection', ...stopped },
  { kind: 'unexpected', facts, ...stopped },
]

const feedsAnswers: BankFeedsAnswer[] = [
  { kind: 'enabled', organisation: 'Trial', feeds: 2 },
  { kind: 'app-refused', facts },
  { kind: 'organisation-refused', organisation: null, facts },
  { kind: 'refused', facts },
  { kind: 'no-answer', failure: 'cut-off' },
  { kind: 'unreadable' },
  { kind: 'not-granted' },
  { kind: 'no-organisation' },
]

describe('the organisation that was connected', () => {
  it('is called real only where it is neither a demo company nor a trial', () => {
    const kinds = [
      ['no', 'STANDARD'],
      ['no', null],
      ['no', 'TRIAL'],
      ['yes', 'DEMO'],
      ['probably', null],
      ['unknown', null],
    ] as const
    const texts = kinds.map(([demo, xeroClass]) => organisationWords({ demo, xeroClass }).text)
    expect(texts.map((text) => text === 'Real organisation')).toEqual([true, true, false, false, false, false])
    expect(texts[2]).toBe('Trial organisation')
  })
})

describe('bank feeds in a sign-in test', () => {
  it('are called enabled or not only where Xero said so of the app', () => {
    const claims = feedsAnswers.filter((answer) => !bankFeedsWords(answer).text.includes('isn’t told'))
    expect(claims.map(({ kind }) => kind)).toEqual(['enabled', 'app-refused'])
    expect(feedsAnswers.filter((answer) => bankFeedsWords(answer).tone === 'ok')).toHaveLength(1)
  })

  it('are counted, and no name is missed', () => {
    expect(bankFeedsWords({ kind: 'enabled', organisation: 'Trial', feeds: 1 }).text).toContain('1 feed in Trial')
    expect(bankFeedsWords({ kind: 'enabled', organisation: null, feeds: 0 }).text).toMatch(/lets this app in\.$/)
    expect(feedsAnswers.map((answer) => bankFeedsWords(answer).text).join()).not.toMatch(/null|undefined/)
  })
})

describe('the keys check', () => {
  it('claims acceptance only when Xero gave a token', () => {
    const claims = keysOutcomes.filter((outcome) => keysCheckWords(outcome).title === 'Xero accepts these keys')
    expect(claims.map(({ kind }) => kind)).toEqual(['accepted'])
  })

  it('blames the pair only when Xero did', () => {
    const blames = keysOutcomes.filter((outcome) => keysCheckWords(outcome).tone === 'act')
    expect(blames.map(({ kind }) => kind)).toEqual(['wrong-pair'])
  })
})

describe('the sign-in test', () => {
  it.each([...keysOutcomes.map(keysCheckWords), ...signInOutcomes.map(signInWords)])(
    '“$title” ends in a full sentence and never says that keys work',
    ({ title, text }) => {
      expect(text).toMatch(/[.]$/)
      expect(`${title} ${text}`).not.toMatch(/keys? works?\b/i)
    },
  )

  it('names the address whose port is taken, once', () => {
    const conflict = { redirectUri: 'http://localhost:8743/callback', reason: 'taken' } as const
    const { text } = signInWords({
      kind: 'ports-taken',
      conflicts: [
        { ...conflict, address: '127.0.0.1' },
        { ...conflict, address: '::1' },
      ],
    })
    expect(text.split('http://localhost:8743/callback')).toHaveLength(2)
  })

  it('says when a connection may remain, and only then', () => {
    expect(mayRemain({ kind: 'never-arrived' })).toBe(false)
    expect(mayRemain({ kind: 'cancelled', connectionMayRemain: true })).toBe(true)
    expect(mayRemain({ kind: 'cancelled', connectionMayRemain: false })).toBe(false)
  })
})
