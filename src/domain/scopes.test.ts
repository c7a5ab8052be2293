import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growth } from '../../test/support/processor-time'
import { broadScopesStop, granularOnlyFrom, retiredScopes } from './facts'
import { inDays, leastScopes, lintScopes, nearestScope, scopePresets, splitScopes, type ScopeContext } from './scopes'

const today = '2026-11-24'
const authorize: ScopeContext = { today, where: 'authorize' }
const codes = (list: string | readonly string[], context: ScopeContext = authorize) =>
  lintScopes(list, context).map(({ code, scope, severity }) => `${severity} ${code} ${scope}`.trim())

describe('presets', () => {
  it('ask for the least by default, and for no refresh token', () => {
    expect(leastScopes).toEqual(['openid', 'profile', 'email', 'accounting.settings.read'])
    expect(scopePresets[0]?.scopes).toBe(leastScopes)
    expect(codes(leastScopes)).toEqual([])
  })

  it.each(scopePresets.filter(({ id }) => id !== 'sign-in-test'))(
    '$id has what Codat always needs, nothing wrong, nothing twice',
    ({ scopes }) => {
      expect(scopes).toContain('offline_access')
      expect(scopes).toContain('accounting.settings')
      const findings = lintScopes(scopes, { ...authorize, appCreatedOn: today, forCodat: true })
      expect(findings.filter(({ code }) => code !== 'restricted' && code !== 'plan-bound')).toEqual([])
    },
  )
})

describe('lintScopes', () => {
  it('takes a broad scope by the app’s creation date and the day it stops', () => {
    const broad = 'openid accounting.transactions'
    const on = (appCreatedOn: string | null, day = today) => codes(broad, { ...authorize, appCreatedOn, today: day })
    expect(on('2026-03-01')).toEqual(['watch retiring accounting.transactions'])
    expect(on(granularOnlyFrom.value)).toEqual(['act retired accounting.transactions'])
    expect(on(null)).toEqual(['watch maybe-retired accounting.transactions'])
    expect(on('2020-01-01', '2027-09-12')).toEqual(['watch retiring accounting.transactions'])
    expect(on('2020-01-01', broadScopesStop.value)).toEqual(['act retired accounting.transactions'])
    expect(on(null, '2030-01-01')).toEqual(['act retired accounting.transactions'])
    expect(lintScopes(broad, authorize)[0]?.nextStep).toContain('accounting.invoices')
    expect(lintScopes(broad, { ...authorize, appCreatedOn: '2026-03-02' })[0]?.message).toContain('2 March 2026')
    for (const appCreatedOn of ['2026-03-01', null]) {
      const [found] = lintScopes(broad, { ...authorize, appCreatedOn })
      expect(`${found?.message} ${found?.nextStep}`).toMatch(
        /13 September 2027.* That day is reported by others.*Xero’s FAQ says September 2027/,
      )
    }
  })

  it.each(Object.keys(retiredScopes.value))('knows that %s is broad, and that its replacements are fine', (scope) => {
    expect(codes(scope, { ...authorize, appCreatedOn: today })).toEqual([`act retired ${scope}`])
    expect(codes(retiredScopes.value[scope] ?? [], { ...authorize, appCreatedOn: today })).toEqual([])
  })

  it('knows the misprint, capitals, restricted, plan-bound and unknown names', () => {
    expect(codes('accounting.reports.balancesheets.read')).toEqual([
      'act misprint accounting.reports.balancesheets.read',
    ])
    expect(lintScopes('accounting.reports.balancesheets.read', authorize)[0]?.nextStep).toContain('balancesheet.read')
    expect(codes('OpenID')).toEqual(['act upper-case OpenID'])
    expect(codes('bankfeeds paymentservices accounting.reports.tenninetynine.read')).toEqual([
      'watch restricted bankfeeds',
      'watch restricted paymentservices',
      'watch restricted accounting.reports.tenninetynine.read',
    ])
    expect(codes('accounting.journals.read')).toEqual(['watch plan-bound accounting.journals.read'])
    expect(codes('acounting.contact')).toEqual(['watch unknown acounting.contact'])
    expect(lintScopes('acounting.contact', authorize)[0]?.nextStep).toBe('Did you mean accounting.contacts?')
    expect(lintScopes('something.else.entirely', authorize)[0]?.nextStep).toContain('Xero’s list')
  })

  it('wants app.connections in client credentials and nowhere else', () => {
    expect(codes('openid app.connections')).toEqual(['act app-connections app.connections'])
    const own: ScopeContext = { today, where: 'client-credentials' }
    expect(codes('app.connections', own)).toEqual([])
    expect(codes('app.connections openid', own)).toEqual(['watch not-app-level openid'])
  })

  it('misses offline_access only where Codat needs it', () => {
    expect(codes('openid')).toEqual([])
    expect(codes('openid', { ...authorize, forCodat: true })).toEqual(['act no-offline-access offline_access'])
    expect(codes('offline_access', { ...authorize, forCodat: true })).toEqual([])
  })

  it('notices separators, duplicates and an empty list', () => {
    for (const wrong of [
      'openid,profile',
      'openid+profile',
      'openid;profile',
      'openid%20profile',
      'openid%2520profile',
    ]) {
      expect(codes(wrong)).toEqual(['act separator'])
    }
    expect(codes('openid  profile\nemail')).toEqual([])
    expect(codes('openid profile openid')).toEqual(['info duplicate openid'])
    expect(codes('  ')).toEqual(['act empty'])
    expect(codes([])).toEqual(['act empty'])
  })

  it('never throws, and says something about every unknown name, on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const findings = lintScopes(text, { ...authorize, forCodat: true })
        for (const { message, nextStep } of findings) expect(message && nextStep).toBeTruthy()
        expect(splitScopes(text).length === 0 || findings.length > 0).toBe(true)
      }),
    )
  })

  it('takes no name from the prototype', () => {
    expect(codes('constructor __proto__ toString')).toEqual([
      'watch unknown constructor',
      'watch unknown __proto__',
      'watch unknown toString',
    ])
  })

  it('is quick on a long list of nonsense', () => {
    const linted = (length: number) => {
      const text = Array.from({ length }, (_, at) => `accounting.transaction${at}`).join(' ')
      return () => lintScopes(text, authorize)
    }
    expect(growth({ small: linted(100), large: linted(800), limit: 24 })).toBeLessThanOrEqual(24)
  })
})

describe('nearestScope and inDays', () => {
  it('give up far away and on strange dates', () => {
    expect(nearestScope('x'.repeat(1_000_000))).toBeNull()
    expect(nearestScope('bankfeed')).toBe('bankfeeds')
    expect(inDays('2027-09-13')).toBe('13 September 2027')
    expect(inDays('soon')).toBe('soon')
  })
})
