import { describe, expect, it } from 'vitest'
import { isCard, kindOf, shapeOf, sortCodeOf } from './account-types'

describe('the shape of a connection’s accounts', () => {
  it.each([
    [[], null],
    [['Debit', 'Credit'], 'debit-credit'],
    [['checking', 'loan'], 'five-types'],
    // A client between the two tells nothing.
    [['Debit', 'checking'], null],
    [['timeDeposit'], null],
  ])('%j: %s', (types, shape) => {
    expect(shapeOf(types.map((type) => ({ type })))).toBe(shape)
  })
})

describe('what a type is, and needs', () => {
  it('is one of Xero’s two kinds; of loans Codat’s pages disagree', () => {
    expect(['Debit', 'checking', 'savings', 'prepaidCard'].map(kindOf)).toEqual(['bank', 'bank', 'bank', 'bank'])
    expect(['Credit', 'creditCard'].map(kindOf)).toEqual(['card', 'card'])
    expect([kindOf('loan'), kindOf('timeDeposit')]).toEqual(['other', null])
  })

  it('is a sort code for a bank account in GBP, and four digits for a card', () => {
    expect(sortCodeOf({ type: 'Debit', currency: 'GBP' })).toBe('needed')
    expect(sortCodeOf({ type: 'savings', currency: 'GBP' })).toBe('needed')
    expect(sortCodeOf({ type: 'Debit', currency: 'NZD' })).toBe('none')
    expect(sortCodeOf({ type: 'prepaidCard', currency: 'GBP' })).toBe('perhaps')
    expect(sortCodeOf({ type: 'creditCard', currency: 'GBP' })).toBe('none')
    expect((['Credit', 'creditCard', 'prepaidCard', 'Debit', 'loan'] as const).map((type) => isCard({ type }))).toEqual(
      [true, true, false, false, false],
    )
  })
})
