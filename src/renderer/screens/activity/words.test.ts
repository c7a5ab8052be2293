import { describe, expect, it } from 'vitest'
import type { ActivityEntry } from '../../../domain/activity/entry'
import { activityCodes } from '../../../domain/activity/codes'
import { activityWords } from '../../../domain/activity/words'
import { byDay, chooseEntries, folded, kindOf } from './words'

const entry = (
  at: string,
  what: string,
  subjectName: string | null = null,
  note: string | null = null,
): ActivityEntry => ({
  at,
  what,
  subject: null,
  subjectName,
  note,
})
const entries = [
  entry('2026-11-24T10:00:00', 'secret.stored', 'Fjord', 'by e-mail'),
  entry('2026-11-24T09:00:00', 'xero.keys-checked', 'Alder'),
  entry('2026-11-23T09:00:00', 'rotation.started', 'Fjord'),
]

describe('the activity log', () => {
  it('words known codes and shows newer ones as they are', () => {
    expect(activityWords('secret.stored')).toBe('Secret stored')
    for (const code of activityCodes) expect(activityWords(code)).not.toContain(code)
    expect(activityWords('newer.code')).toBe('newer.code')
    expect(kindOf('newer.code')).toBe('other')
  })

  it('groups by day, newest first as given', () => {
    const days = byDay(entries, Date.parse('2026-11-24T12:00:00'))
    expect(days.map(({ heading, lines }) => [heading, lines.length])).toEqual([
      ['Today', 2],
      ['Yesterday', 1],
    ])
  })

  it('folds what follows each other within minutes into one line, and nothing else', () => {
    const checked = (at: string, of: string, note: string | null = null) => entry(at, 'integration.checked', of, note)
    const lines = folded([
      checked('2026-11-24T10:00:02', 'Fjord'),
      checked('2026-11-24T10:00:01', 'Alder'),
      checked('2026-11-24T10:00:00', 'Fjord'),
      entry('2026-11-24T09:59:59', 'secret.stored', 'Fjord'),
      checked('2026-11-24T09:59:58', 'Fjord'),
      checked('2026-11-24T09:40:00', 'Fjord'),
      checked('2026-11-24T09:39:00', 'Fjord', 'another remark'),
    ])
    expect(lines.map(({ times, subjects }) => [times, subjects])).toEqual([
      [3, ['Fjord', 'Alder']],
      [1, ['Fjord']],
      [1, ['Fjord']],
      [1, ['Fjord']],
      [1, ['Fjord']],
    ])
  })

  it('filters by kind and by every word', () => {
    expect(chooseEntries(entries, 'check', '')).toHaveLength(1)
    expect(chooseEntries(entries, 'all', 'fjord e-mail')).toHaveLength(1)
    expect(chooseEntries(entries, 'secret', 'alder')).toHaveLength(0)
  })
})
