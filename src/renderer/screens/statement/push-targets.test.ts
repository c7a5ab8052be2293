// “Push to…” names the companies and the accounts that fit (walk, fault 13).
import { expect, test } from 'vitest'
import type { SourceAccount } from '../../../domain/bank-feeds/schema'
import { fitOf, type Target, targetsInOrder } from './push-targets'

const account = (over: Partial<SourceAccount> = {}): SourceAccount => ({
  id: 'a1',
  name: 'Everyday',
  kind: 'bank',
  type: 'Debit',
  numberEnd: '1234',
  currency: 'NZD',
  state: 'connected',
  status: 'connected',
  feedStartDate: null,
  ...over,
})

const target = (companyName: string, over: Partial<Target> = {}): Target => ({
  app: { id: 'app', name: 'Meridian' },
  company: {
    clientId: 'client',
    clientName: 'Brightwater',
    companyId: companyName,
    companyName,
    connectionId: companyName,
    status: 'Linked',
  },
  verdict: null,
  accounts: [],
  ...over,
})

test('an account fits when it can be fed, is connected, and is in the statement’s currency', () => {
  expect(fitOf(account(), 'NZD')).toBe('fits')
  expect(fitOf(account(), null)).toBe('fits')
  expect(fitOf(account({ currency: null }), 'NZD')).toBe('fits')
  expect(fitOf(account({ currency: 'AUD' }), 'NZD')).toBe('other-currency')
  expect(fitOf(account({ state: 'pending' }), 'NZD')).toBe('not-connected')
  expect(fitOf(account({ kind: 'other' }), 'NZD')).toBe('not-fed')
})

test('companies with an account that fits come first, then what was looked at, then the others by name', () => {
  const targets = [
    target('Zebra'),
    target('Alder'),
    target('Broken', { verdict: 'missing' }),
    target('Tried', { verdict: 'try' }),
    target('Other currency', { verdict: 'works', accounts: [account({ currency: 'AUD' })] }),
    target('Fits', { verdict: 'works', accounts: [account()] }),
  ]
  const names = targetsInOrder(targets, 'NZD', '').map(({ company }) => company.companyName)
  expect(names).toEqual(['Fits', 'Other currency', 'Tried', 'Alder', 'Zebra', 'Broken'])
  expect(targetsInOrder(targets, 'NZD', 'every meridian').map(({ company }) => company.companyName)).toEqual([
    'Fits',
    'Other currency',
  ])
})
