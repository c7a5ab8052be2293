import { describe, expect, it } from 'vitest'
import type { ImportPlan } from '../../../contract/transfer'
import type { PlannedApp } from '../../../domain/transfer/schema'
import { doneWords, fieldName, nothingNewWords, planSummary } from './words'

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
    expect(planSummary({ ...plan, apps: [app('add'), app('add'), app('merge'), app('same')] })).toBe(
      'Of its apps: 2 new, 1 changed, 1 the same.',
    )
    expect(doneWords({ added: 1, merged: 2, parts: 3 })).toMatch(
      /^Imported: 1 app added, 2 apps changed, 3 other records added\./,
    )
  })

  it('doesn’t say what there is none of', () => {
    expect(planSummary(plan)).toBe('Of its apps: 2 new, 1 the same.')
    expect(planSummary({ ...plan, apps: [] })).toBe('It holds no app.')
    expect(doneWords({ added: 2, merged: 0, parts: 0 })).toMatch(/^Imported: 2 apps added\. Secrets/)
    expect(doneWords({ added: 0, merged: 0, parts: 1 })).toBe('Imported: 1 other record added.')
    expect(doneWords({ added: 0, merged: 0, parts: 0 })).toBe('Imported: settings.')
  })

  it('says why nothing can be imported', () => {
    const same = { ...plan, apps: [app('same')] }
    const withSettings = { ...same, settings: [{ field: 'theme', from: 'light', to: 'dark' }] }
    expect(nothingNewWords(plan, false)).toBeNull()
    expect(nothingNewWords(same, false)).toMatch(/^There is nothing to import/)
    expect(nothingNewWords(withSettings, false)).toMatch(/^Only its settings differ/)
    expect(nothingNewWords(withSettings, true)).toBeNull()
  })

  it('names known fields and leaves unknown ones readable', () => {
    expect(fieldName('redirectUris')).toBe('Redirect URIs')
    expect(fieldName('later')).toBe('later')
  })
})
