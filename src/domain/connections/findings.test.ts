import { describe, expect, it } from 'vitest'
import { codatRow, snapshotOf, xeroRow } from '../../../test/support/connections-rows'
import { connectionFinding } from './schema'
import { findConnectionFindings, type FindingInput } from './findings'
import { buildConnections } from './build-connections'
import type { CodatRow, XeroRow } from './snapshot'

/** The domain only needs that equal texts give equal marks. */
const sha256 = (text: string): string => text

function findings(xero: XeroRow[], codat: CodatRow[], more: Partial<FindingInput> = {}, dismissed: string[] = []) {
  const connections = buildConnections(snapshotOf(xero, codat), {
    known: {},
    overruled: {},
    ownTests: new Set(['own']),
  })
  const app = { name: 'Harbour Pay', createdOn: '2026-04-01' }
  const found = findConnectionFindings(
    { connections, app, codatClients: 1, now: new Date('2026-11-24'), sha256, ...more },
    dismissed,
  )
  for (const finding of found) expect(connectionFinding.safeParse(finding).error).toBeUndefined()
  return found
}

const kinds = (found: readonly { kind: string }[]) => found.map((finding) => finding.kind)

describe('findings', () => {
  it('offers to free leftovers of tests and connections without a company', () => {
    const found = findings([xeroRow('own'), xeroRow('stray'), xeroRow('demo', { name: 'Demo Company (NZ)' })], [])
    expect(found.map(({ kind, action }) => [kind, action])).toEqual([
      ['left-by-tests', { kind: 'free', connectionIds: ['own'] }],
      ['no-codat-company', { kind: 'free', connectionIds: ['stray'] }],
    ])
  })

  it('names what is dead in Codat, twice in Xero, or missing in Xero', () => {
    const twins = [xeroRow('a', { tenantId: 't' }), xeroRow('b', { tenantId: 't' })]
    const codat = [
      codatRow('1', { tenantId: 't', status: 'Deauthorized' }),
      codatRow('2', { tenantId: 'elsewhere', companyName: 'Lost' }),
    ]
    expect(kinds(findings(twins, codat))).toEqual(['dead-in-codat', 'duplicate-connections', 'linked-but-not-in-xero'])
  })

  it('sees one organisation under two Codat companies, but not two connections of one company', () => {
    const two = [codatRow('1', { tenantId: 't' }), codatRow('2', { tenantId: 't' })]
    const xero = [xeroRow('a', { tenantId: 't' })]
    expect(kinds(findings(xero, two))).toEqual(['one-organisation-two-companies'])
    const one = two.map((row) => ({ ...row, companyId: 'same' }))
    expect(kinds(findings(xero, one))).toEqual([])
  })

  it('says that several Codat clients share the limit', () => {
    expect(kinds(findings([], [], { codatClients: 2 }))).toEqual(['several-codat-clients'])
  })

  it('lists who must consent again for an app from before the granular scopes, with date and notice', () => {
    const xero = [xeroRow('a'), xeroRow('b'), xeroRow('demo', { name: 'Demo Company (NZ)' })]
    const codat = [codatRow('a'), codatRow('b')]
    const [finding] = findings(xero, codat, { app: { name: 'Harbour Pay', createdOn: '2025-01-01' } })
    expect(finding).toMatchObject({ kind: 'consent-again', severity: 'watch' })
    // The owner's own page says the month alone, so that the first of it is the day that can be too late.
    expect(finding?.title).toBe('2 companies may have to consent again before 1 September 2027')
    expect(finding?.text).toContain('Xero’s FAQ says September 2027; the 13th is reported by others.')
    expect(finding?.action).toMatchObject({
      kind: 'notice',
      organisations: ['Organisation a', 'Organisation b'],
      by: '2027-09-01',
      text: expect.stringMatching(
        /before 1 September 2027[^]*through “Harbour Pay”[^]*the old ones end in September 2027/,
      ),
    })
    const unknown = findings(xero, codat, { app: { name: 'Harbour Pay', createdOn: null } })
    expect(unknown).toMatchObject([{ kind: 'consent-again', severity: 'info' }])
    expect(findings(xero, codat)).toEqual([])
  })

  it('stays dismissed until it is about something else', () => {
    const [first] = findings([xeroRow('stray')], [])
    expect(findings([xeroRow('stray')], [], {}, [first?.id ?? ''])).toEqual([])
    expect(kinds(findings([xeroRow('stray'), xeroRow('more')], [], {}, [first?.id ?? '']))).toEqual([
      'no-codat-company',
    ])
  })
})
