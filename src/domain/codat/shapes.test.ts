import { describe, expect, it } from 'vitest'
import { schemasOf } from '../../contract/api'
import { codatXero } from '../facts'
import { part } from './asks'
import {
  fitsTags,
  newestError,
  rawCompany,
  rawConnection,
  rawIntegration,
  rawPage,
  stateOf,
  tagQuery,
  tenantOf,
  toXeroConnection,
  toXeroIntegration,
  xeroBy,
} from './shapes'

const connection = (fields: Record<string, unknown>) => rawConnection.parse({ id: 'c', status: 'Linked', ...fields })

describe('recognising Xero', () => {
  it.each([
    [{ integrationKey: 'gbol', platformName: 'Renamed' }, 'key'],
    [{ integrationKey: 'qhyg', platformName: 'Xero' }, null],
    [{ integrationId: codatXero.integrationId.value }, 'id'],
    [{ integrationId: 'another', platformName: 'Xero' }, 'name'],
    [{ integrationKey: '', platformName: ' xero ' }, 'name'],
    [{ integrationKey: null, platformName: 'Xero Bank Feeds v1' }, null],
    [{}, null],
  ])('%j is Xero by %s', (fields, by) => {
    expect(xeroBy(connection(fields))).toBe(by)
  })
})

describe('tolerance', () => {
  it('keeps a state, a source type and a date that nobody has heard of', () => {
    const read = connection({
      integrationKey: 'gbol',
      status: 'Hibernating',
      sourceType: 'Telepathy',
      created: '2026-11-23',
      novelty: 1,
    })
    expect(toXeroConnection(read)).toMatchObject({ state: 'other', status: 'Hibernating', created: '2026-11-23' })
    expect(stateOf(null)).toBe('other')
  })

  it('reads dates with seven digits, without a zone, and of a wrong type', () => {
    for (const created of ['2022-10-27T10:22:43.6464237Z', '2021-01-01T00:00:00', '2022-10-23'])
      expect(connection({ created }).created).toBe(created)
    expect(connection({ created: 42 }).created).toBeNull()
  })

  it('reads a company with nothing but an id', () => {
    expect(rawCompany.parse({ id: 'a' })).toMatchObject({ id: 'a' })
  })

  it('reads the envelope of Codat’s own example, whose numbers are all 0', () => {
    const page = rawPage.parse({
      results: [{}],
      pageNumber: 0,
      pageSize: 0,
      totalResults: 0,
      _links: { self: { href: 'string' } },
    })
    expect(page._links?.next ?? null).toBeNull()
    expect(rawPage.safeParse({ pageNumber: 1 }).success).toBe(false)
  })

  it('keeps the undocumented counts and both spellings of a data type', () => {
    const read = toXeroIntegration(
      rawIntegration.parse({
        key: 'gbol',
        name: 'Xero',
        enabled: true,
        linkedConnectionsCount: 24,
        totalConnectionsCount: 31,
        datatypeFeatures: [
          { datatype: 'invoices', supportedFeatures: [{ featureType: 'Get', featureState: 'Release' }] },
          { dataType: 'bills', supportedFeatures: [{ featureType: 'Post', featureState: 'NotSupported' }] },
        ],
      }),
    )
    expect(read).toMatchObject({
      enabled: true,
      linkedConnections: 24,
      totalConnections: 31,
      features: [
        { dataType: 'invoices', can: ['Get'] },
        { dataType: 'bills', can: [] },
      ],
    })
    expect(toXeroIntegration(rawIntegration.parse({ key: 'gbol' })).enabled).toBeNull()
  })
})

describe('details of a connection', () => {
  it('gives the newest error that is not resolved', () => {
    const errors = [
      { errorMessage: 'old', erroredOnUtc: '2026-01-01T00:00:00Z', status: 'Active' },
      { errorMessage: 'User cancelled.', erroredOnUtc: '2026-02-01T00:00:00Z', status: null },
      { errorMessage: 'mended', erroredOnUtc: '2026-03-01T00:00:00Z', status: 'Resolved' },
    ]
    expect(newestError(connection({ dataConnectionErrors: errors }))).toBe('User cancelled.')
    expect(newestError(connection({ dataConnectionErrors: null }))).toBeNull()
  })

  it('finds the Xero organisation under the names it may have', () => {
    const id = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
    expect(tenantOf(connection({ connectionInfo: { tenantId: id } }))).toBe(id)
    expect(tenantOf(connection({ connectionInfo: { OrganisationId: id } }))).toBe(id)
    expect(tenantOf(connection({ connectionInfo: { tenantId: 'none', other: id } }))).toBeNull()
  })
})

describe('tags', () => {
  const conditions = [
    { tag: 'region', is: 'equal', value: 'uk' },
    { tag: 'team', is: 'not-equal', value: 'sales' },
  ] as const

  it('asks in Codat’s query language', () => {
    expect(tagQuery(conditions)).toBe('region=uk && team!=sales')
    expect(tagQuery([])).toBeNull()
  })

  it('holds all conditions', () => {
    expect(fitsTags({ tags: { region: 'uk' } }, conditions)).toBe(true)
    expect(fitsTags({ tags: { region: 'uk', team: 'sales' } }, conditions)).toBe(false)
    expect(fitsTags({ tags: null }, conditions)).toBe(false)
  })

  it('belong to a company that may have null for whatever it lacks, as Codat’s description says', () => {
    const lacking = {
      description: null,
      lastSync: null,
      referenceParentCompany: null,
      dataConnections: null,
      tags: null,
    }
    expect(rawCompany.parse({ id: 'c', name: 'Oak', redirect: 'https://link.example.com', ...lacking })).toMatchObject({
      id: 'c',
      name: 'Oak',
    })
  })

  it('are kept where one of them is no text', () => {
    const { tags } = rawCompany.parse({ id: 'c', tags: { region: 'uk', team: null, size: 3 } })
    expect(tags).toEqual({ region: 'uk' })
    expect(fitsTags({ tags }, conditions)).toBe(true)
  })
})

describe('an id that can’t be one of Codat’s', () => {
  it.each(['..', '', 'a/b', 'x'.repeat(101), 'a?b'])('%j makes a row unreadable, and no part of an address', (id) => {
    expect(rawCompany.safeParse({ id }).success).toBe(false)
    expect(rawConnection.safeParse({ id }).success).toBe(false)
    expect(() => part(id)).toThrow(RangeError)
  })

  it('is a bad input of a call, not a mishap', async () => {
    const id = crypto.randomUUID()
    const place = { appId: id, clientId: id, companyId: '..', connectionId: id }
    const inputs = [
      ['listCompanyPushes', place],
      ['deleteCodatConnection', place],
      ['disconnectSourceAccount', { ...place, companyId: id, accountId: '..' }],
    ] as const
    for (const [name, input] of inputs) {
      expect((await schemasOf(name)).input.safeParse(input).success).toBe(false)
    }
  })
})
