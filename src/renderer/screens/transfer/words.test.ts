import { describe, expect, it } from 'vitest'
import type { ImportPlan } from '../../../contract/transfer'
import type { PlannedApp } from '../../../domain/transfer/schema'
import { doneWords, fieldName, planSummary } from './words'

const app = (action: PlannedApp['action']): PlannedApp => ({
  name: 'A',
  customer: '',
  clientId: '',
  action,
  changes: [],
  becomesUnproved: false,
  keysNeeded: true,
})
const plan: ImportPlan = {
  importId: crypto.randomUUID(),
  fileName: 'latchkey.json',
  exportedAt: '2026-11-24T10:00:00Z',
  apps: [app('add'), app('add'), app('same')],
  parts: [],
  settings: [],
  unreadable: [],
}

describe('an import in words', () => {
  it('counts by what would happen', () => {
    expect(planSummary(plan)).toBe('2 new, 0 changed, 1 the same.')
    expect(doneWords({ added: 1, merged: 2, parts: 3 })).toMatch(
      /^Imported: 1 app added, 2 changed, 3 other records added\./,
    )
  })

  it('names known fields and leaves unknown ones readable', () => {
    expect(fieldName('redirectUris')).toBe('Redirect URIs')
    expect(fieldName('later')).toBe('later')
  })
})
