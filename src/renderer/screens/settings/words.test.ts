import { describe, expect, it } from 'vitest'
import { checkSummary, reminderPeriods, withValue } from './words'

describe('settings in words', () => {
  it('keeps a stored value that is none of the usual ones', () => {
    expect(withValue(reminderPeriods, 90, 'days')).toHaveLength(reminderPeriods.length)
    expect(withValue(reminderPeriods, 45, 'days').at(-1)).toEqual({ value: '45', label: '45 days' })
  })

  it('calls a keychain sound only when the check passed', () => {
    const result = { at: '2026-11-24T10:00:00Z', milliseconds: 412, legs: [], leftoversRemoved: 0, collection: null }
    expect(checkSummary({ ...result, passed: true })).toEqual({
      tone: 'ok',
      text: 'This keychain keeps what it is given, in 0.4 s',
    })
    expect(checkSummary({ ...result, passed: false }).tone).toBe('act')
  })
})
