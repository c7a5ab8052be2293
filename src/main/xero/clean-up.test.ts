import { describe, expect, it } from 'vitest'
import type { XeroConnection } from '../../domain/xero/schema'
import { whyKeep } from '../../domain/xero/clean-up'
import { parseXeroTime } from '../../domain/xero/xero-time'

const EVENT = 'd9d0bf4f-5a1b-4c1b-9c62-2a3b5c1f0e11'
const START = '2026-11-24T08:00:00.0000000'
const origin = { authEventId: EVENT, startedBy: parseXeroTime(START) }

const row = (over: Partial<XeroConnection> = {}): XeroConnection => ({
  id: '7cb59f93-2964-421d-bb5e-a0f7a4572a44',
  authEventId: EVENT,
  tenantId: 'fe79f7dd-b6d4-4a92-ba7b-538af6289c58',
  tenantType: 'ORGANISATION',
  tenantName: 'Demo Company (NZ)',
  createdDateUtc: '2026-11-24T08:00:41.5165400',
  updatedDateUtc: '2026-11-24T08:00:41.5165400',
  ...over,
})

describe('which connection a sign-in test may remove', () => {
  it('is one that it certainly made', () => {
    expect(whyKeep(row(), origin)).toBeNull()
    expect(whyKeep(row({ authEventId: EVENT.toUpperCase() }), origin)).toBeNull()
    expect(whyKeep(row({ createdDateUtc: START, updatedDateUtc: START }), origin)).toBeNull()
    expect(whyKeep(row({ updatedDateUtc: '2026-11-24T08:00:41.51654Z' }), origin)).toBeNull()
    expect(whyKeep(row({ updatedDateUtc: '2026-11-24T08:00:41.5187840' }), origin)).toBeNull()
  })

  it.each<[string, Partial<XeroConnection>]>([
    ['other-consent', { authEventId: null }],
    ['other-consent', { authEventId: '00000000-0000-4000-8000-000000000000' }],
    ['dates-unreadable', { createdDateUtc: null }],
    ['dates-unreadable', { updatedDateUtc: null }],
    ['dates-unreadable', { createdDateUtc: '2026-11-24', updatedDateUtc: '2026-11-24' }],
    ['dates-differ', { updatedDateUtc: '2026-11-24T08:00:42.5165401' }],
    ['dates-differ', { updatedDateUtc: '2026-11-24T08:00:41.5165399' }],
    ['dates-differ', { createdDateUtc: '2024-01-01T00:00:00.0000000' }],
    [
      'older-than-test',
      { createdDateUtc: '2026-11-24T07:59:59.9999999', updatedDateUtc: '2026-11-24T07:59:59.9999999' },
    ],
  ])('is not one that is %s', (reason, over) => {
    expect(whyKeep(row(over), origin)).toBe(reason)
  })

  it('is none while Xero’s time at the start is unknown', () => {
    expect(whyKeep(row(), { ...origin, startedBy: null })).toBe('no-server-time')
  })
})
