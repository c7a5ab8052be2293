import { describe, expect, it } from 'vitest'
import { chooseFailures, clockOptions, failuresOn, firstGroup, groupOptions } from './words'

describe('practice mode’s switches', () => {
  it('lists one group at a time, and none twice', () => {
    const all = groupOptions.flatMap(({ value }) => chooseFailures(value, ''))
    expect(chooseFailures(firstGroup, '').every(({ group }) => group === firstGroup)).toBe(true)
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(chooseFailures(firstGroup, '').length)
  })

  it('searches every group for every word', () => {
    expect(chooseFailures(firstGroup, '  TOKEN endpoint 503 ').map(({ name }) => name)).toEqual([
      'xero.token/unavailable',
    ])
    expect(chooseFailures(firstGroup, 'no such thing')).toEqual([])
  })

  it('says what is on, and for how long', () => {
    const on = failuresOn([
      { name: 'xero.token/hangs', left: 2 },
      { name: 'xero.token:invalid-client', left: null },
      { name: 'xero.jwks/slow', left: 1 },
    ])
    expect(on.map(({ name, left }) => [name, left])).toEqual([
      ['xero.token:invalid-client', 'until switched off'],
      ['xero.jwks/slow', 'once more'],
      ['xero.token/hangs', '2 times more'],
    ])
  })

  it('offers the clock that holds, whoever set it', () => {
    expect(clockOptions(0)).toHaveLength(6)
    expect(clockOptions(-7).at(-1)).toEqual({ value: '-7', label: '-7 seconds off' })
  })
})
