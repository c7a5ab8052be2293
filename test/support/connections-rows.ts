// Rows of Xero's and Codat's side for tests of the connections, with everything but what a test is about filled in.
import fc from 'fast-check'
import type { CodatRow, Snapshot, XeroRow } from '../../src/domain/connections/snapshot'

export const APP_ID = '7d2f3f52-0f0b-4a52-9d0e-51f2a6c1b001'
export const AT = '2026-11-24T08:00:00.000Z'

export function xeroRow(connectionId: string, fields: Partial<XeroRow> = {}): XeroRow {
  const made = '2025-05-01T09:00:00.000Z'
  return {
    connectionId,
    tenantId: `tenant-${connectionId}`,
    tenantType: 'ORGANISATION',
    name: `Organisation ${connectionId}`,
    createdAt: made,
    updatedAt: made,
    ...fields,
  }
}

export function codatRow(connectionId: string, fields: Partial<CodatRow> = {}): CodatRow {
  return {
    clientId: 'client-1',
    clientName: 'Harbour',
    companyId: `company-${connectionId}`,
    companyName: `Organisation ${connectionId}`,
    connectionId,
    status: 'Linked',
    createdAt: '2025-05-02T09:00:00.000Z',
    lastSync: null,
    tenantId: null,
    ...fields,
  }
}

/** Both sides read whole, just now, from one Codat client. */
export function snapshotOf(xero: XeroRow[] | null, codat: CodatRow[] | null, complete = true): Snapshot {
  return {
    version: 1,
    appId: APP_ID,
    xero: xero === null ? null : { at: AT, rows: xero, unreadableRows: 0 },
    xeroProblem: null,
    codat:
      codat === null
        ? []
        : [
            {
              clientId: 'client-1',
              clientName: 'Harbour',
              read: { at: AT, complete, rows: codat },
              problem: null,
              linkedFigure: null,
            },
          ],
  }
}

const names = fc.constantFrom(
  'Kowhai Ltd',
  'KOWHAI Limited',
  'Café Été',
  'Demo Company (NZ)',
  'Tui & Co',
  '猫',
  '',
  '=1+1',
)
const tenants = fc.constantFrom('t1', 't2', 't3', 't4')
const statuses = fc.constantFrom('Linked', 'Unlinked', 'Deauthorized', 'PendingAuth', 'Paused')
const times = fc.constantFrom('2025-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', null)

/** Small worlds in which names and tenants collide often. */
export const anyXeroRows: fc.Arbitrary<XeroRow[]> = fc.uniqueArray(
  fc.record({
    connectionId: fc.integer({ min: 0, max: 40 }).map((n) => `x${n}`),
    tenantId: fc.option(tenants),
    tenantType: fc.constant('ORGANISATION'),
    name: fc.option(names),
    createdAt: times,
    updatedAt: times,
  }),
  { selector: (row) => row.connectionId, maxLength: 12 },
)

export const anyCodatRows: fc.Arbitrary<CodatRow[]> = fc.uniqueArray(
  fc.record({
    clientId: fc.constant('client-1'),
    clientName: fc.constant('Harbour'),
    companyId: fc.integer({ min: 0, max: 5 }).map((n) => `company-${n}`),
    companyName: names,
    connectionId: fc.integer({ min: 0, max: 40 }).map((n) => `c${n}`),
    status: statuses,
    createdAt: times,
    lastSync: times,
    tenantId: fc.option(tenants),
  }),
  { selector: (row) => row.connectionId, maxLength: 12 },
)

export const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    xero: fc.option(anyXeroRows),
    codat: fc.option(anyCodatRows),
    complete: fc.boolean(),
    unreadableRows: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ xero, codat, complete, unreadableRows }) => {
    const snapshot = snapshotOf(xero, codat, complete)
    return snapshot.xero === null ? snapshot : { ...snapshot, xero: { ...snapshot.xero, unreadableRows } }
  })
