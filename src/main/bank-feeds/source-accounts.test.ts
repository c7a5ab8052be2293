// What was done at Codat is told as done, whatever fails after it: who was told otherwise would ask for it a second time.
import { expect, it } from 'vitest'
import { type FeedEvidence, nothingKnown } from '../../domain/bank-feeds/evidence'
import { Failure } from '../../domain/failure'
import type { CodatApi } from '../codat/api'
import { openSourceAccounts } from './source-accounts'

const place = { appId: 'app', clientId: 'client', companyId: 'company', connectionId: 'connection' }
const account = {
  id: 'everyday',
  name: 'Everyday',
  type: 'checking' as const,
  number: '1234',
  sortCode: null,
  currency: 'NZD',
  balance: '0',
}

/** A Codat that makes accounts; `fails` says what goes wrong, by its moment. */
function bench(fails: (moment: 'ask 1' | 'ask 2' | 'evidence' | 'app') => void) {
  const made: string[] = []
  const logged: string[] = []
  let asked = 0
  const accounts = openSourceAccounts({
    clock: { now: () => new Date('2026-11-29T09:00:00Z'), monotonic: () => 0 },
    random: { id: () => `id-${made.length}` },
    prompts: { confirm: async () => true },
    files: {
      evidence: async () => nothingKnown('known', place),
      async changeEvidence(_: unknown, edit: (before: FeedEvidence) => FeedEvidence) {
        fails('evidence')
        edit(nothingKnown('known', place))
      },
    } as never,
    apps: {
      async get() {
        fails('app')
        return { name: 'Meridian' }
      },
    } as never,
    codat: {
      async ask(_clientId, question) {
        asked += 1
        fails(asked === 1 ? 'ask 1' : 'ask 2')
        if (asked > 1) return { ok: false, problem: { kind: 'no-answer' } as never }
        return question({
          async createSourceAccount() {
            made.push(account.id)
            return { ok: true, value: {} }
          },
        } as unknown as CodatApi)
      },
    },
    note: async () => {},
    onChange: () => {},
    log: { error: (message, error) => void logged.push(`${message}: ${String(error)}`) },
  })
  return { made, logged, create: () => accounts.createSourceAccount({ ...place, account }) }
}

it('a no of the keychain before it makes nothing', async () => {
  const { made, create } = bench((moment) => {
    if (moment === 'ask 1') throw new Failure('vault.denied')
  })
  await expect(create()).rejects.toMatchObject({ code: 'vault.denied' })
  expect(made).toEqual([])
})

it.each([
  ['ask 2', 'vault.denied', []],
  ['evidence', 'record.not-written', ['after a change at Codat: Failure: record.not-written']],
  ['app', 'record.missing', ['after a change at Codat: Failure: record.missing']],
] as const)('a failure after it, at %s, leaves it told as done', async (at, code, inTheLog) => {
  const { made, logged, create } = bench((moment) => {
    if (moment === at) throw new Failure(code)
  })
  expect(await create()).toEqual({ kind: 'done' })
  expect(made).toEqual(['everyday'])
  expect(logged).toEqual(inTheLog)
})
