import { expect, it } from 'vitest'
import { targetOptions } from './words'

const target = { id: 't1', name: 'Business Bank Account', offeredTo: 'acc-1', numberEnd: '0000', balance: 1250.5 }

it('offers a source account what Codat offers to it, told apart by number and balance', () => {
  const targets = [
    target,
    { ...target, id: 't2', offeredTo: 'acc-2' },
    { ...target, id: 't3', numberEnd: '', balance: null },
  ]
  expect(targetOptions(targets, { id: 'acc-1', currency: 'GBP' })).toEqual([
    { value: 't1', label: 'Business Bank Account, ends 0000, balance 1,250.5 GBP' },
    { value: 't3', label: 'Business Bank Account' },
  ])
  // What an older Latchkey read doesn't say to which.
  expect(targetOptions([{ ...target, offeredTo: null }], { id: 'acc-2', currency: null })).toHaveLength(1)
})
