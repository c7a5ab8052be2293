import { describe, expect, it } from 'vitest'
import { findingCodes, type Finding } from '../../../domain/xero-apps/schema'
import { appView as app, daysAgo, NOW as now, secret } from '../../../../test/support/xero-app-view'
import {
  acceptedWords,
  bySeverity,
  cleanedWords,
  findingWords,
  keysVerdict,
  pasteWords,
  secretAge,
  twinOf,
} from './words'
import { needsKeys } from './needs-keys'

const finding = (code: Finding['code'], severity: Finding['severity'] = 'watch'): Finding => ({
  code,
  severity,
  slot: 1,
})

describe('findings', () => {
  it.each(findingCodes)('%s has a title and says what to do, and never that keys "work"', (code) => {
    const { title, text } = findingWords(finding(code))
    expect(title.length).toBeGreaterThan(8)
    expect(text).toMatch(/\.$/)
    expect(`${title} ${text}`).not.toMatch(/\bworks?\b/i)
  })

  it('puts what must be done first', () => {
    const sorted = bySeverity([
      finding('created-on-unknown', 'info'),
      finding('secret-old'),
      finding('secret-refused', 'act'),
    ])
    expect(sorted.map(({ severity }) => severity)).toEqual(['act', 'watch', 'info'])
  })
})

describe('keys at a glance', () => {
  it('says accepted only with a check behind it', () => {
    expect(keysVerdict(app())).toEqual({ tone: 'watch', text: 'Not checked yet', acceptedAt: null })
    const acceptedAt = daysAgo(2)
    const checked = app({ secrets: [secret({ lastAcceptedAt: acceptedAt })] })
    expect(keysVerdict(checked)).toEqual({ tone: 'ok', text: 'Accepted by Xero', acceptedAt })
  })

  it('lets the newest answer decide', () => {
    const refusedLater = secret({ lastAcceptedAt: daysAgo(5), lastRefusedAt: daysAgo(1) })
    const acceptedLater = secret({ lastAcceptedAt: daysAgo(1), lastRefusedAt: daysAgo(5) })
    expect(keysVerdict(app({ secrets: [refusedLater] })).tone).toBe('act')
    expect(keysVerdict(app({ secrets: [acceptedLater] })).tone).toBe('ok')
    expect(acceptedWords(refusedLater, now).text).toBe('Refused by Xero 1 day ago')
  })

  it('is content while one of two secrets stands', () => {
    const refused = secret({ lastRefusedAt: daysAgo(1) })
    const standing = secret({ slot: 2, lastAcceptedAt: daysAgo(1) })
    expect(keysVerdict(app({ secrets: [refused, standing] })).tone).toBe('ok')
  })

  it('treats a keyless app as normal and an empty one as waiting', () => {
    const keyless = app({ secrets: [], keyHolder: 'customer' })
    expect(keysVerdict(keyless)).toMatchObject({ tone: 'neutral', text: 'The customer keeps the keys' })
    expect(needsKeys(keyless)).toBe(false)
    expect(needsKeys(app({ secrets: [] }))).toBe(true)
    expect(needsKeys(app({ clientId: '' }))).toBe(true)
  })
})

describe('a new app', () => {
  it('is remarked on when one of the same name, customer and environment is there (walk, fault 21)', () => {
    const known = [app({ name: 'Fjord Ledger', customer: 'Fjord Lending', environment: 'test' })]
    const fields = { name: ' fjord ledger', customer: 'Fjord lending ', environment: 'test' } as const
    expect(twinOf(fields, known)).toBe(known[0])
    expect(twinOf({ ...fields, environment: 'production' }, known)).toBeUndefined()
    expect(twinOf({ ...fields, customer: 'Other' }, known)).toBeUndefined()
    expect(twinOf({ ...fields, name: '' }, [app({ name: '' })])).toBeUndefined()
  })
})

describe('secrets', () => {
  it('is overdue from the day of the reminder on, and never with reminders off', () => {
    expect(secretAge(secret({ storedAt: daysAgo(179) }), 180, now).overdue).toBe(false)
    expect(secretAge(secret({ storedAt: daysAgo(180) }), 180, now).overdue).toBe(true)
    expect(secretAge(secret({ storedAt: daysAgo(900) }), 0, now).overdue).toBe(false)
  })
})

describe('pastes', () => {
  it('names what was taken out', () => {
    expect(cleanedWords([])).toBeNull()
    expect(cleanedWords(['surrounding-space', 'line-breaks', 'label'])).toBe(
      'Taken out: space around it, line breaks and a label in front.',
    )
  })

  it('says stored with its length, warnings and the id that came along', () => {
    const words = pasteWords({
      outcome: 'stored',
      length: 48,
      cleaned: ['zero-width'],
      warnings: ['same-as-before'],
      clipboardClearsAt: null,
      alsoStoredClientId: true,
      app: app(),
    })
    expect(words.title).toBe('Stored, 48 characters.')
    expect(words.tone).toBe('watch')
    expect(words.lines).toHaveLength(3)
  })
})
