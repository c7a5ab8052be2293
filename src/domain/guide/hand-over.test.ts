import { expect, it } from 'vitest'
import { evidence, handOver, integration } from '../../../test/support/guide-records'
import { CLIENT_ID } from '../../../test/support/xero-app-fields'
import type { Evidence } from './evidence'
import { mayChange } from './hand-over'
import type { Integration } from './schema'

const OTHER = 'F'.repeat(32)
const seen = (clientId: string, at: string) => ({ consentSeen: { at, clientId, redirectUri: null, scopes: [] } })
const before = '2026-11-24T10:30:00.000Z'
const after = '2026-11-24T11:30:00.000Z'

const readings: readonly [string, boolean, Partial<Integration>, Partial<Evidence>][] = [
  ['nothing is known of what Codat holds', true, {}, {}],
  ['the same id was pasted before', false, { handOver }, {}],
  ['another id was pasted before', true, { handOver: { ...handOver, clientId: OTHER } }, {}],
  ['the address shows the same', false, seen(CLIENT_ID, after), {}],
  ['the address shows another', true, { handOver, ...seen(OTHER, after) }, {}],
  // That it was pasted is a word, and the address may be from before.
  [
    'the same was shown before another was pasted',
    true,
    { handOver: { ...handOver, clientId: OTHER }, ...seen(CLIENT_ID, before) },
    {},
  ],
  ['another was shown before this one was pasted', true, { handOver, ...seen(OTHER, before) }, {}],
  ['another app’s keys were pasted since', true, { handOver }, { replacedAt: after }],
]

it.each(readings)('where %s a paste may change the client id: %s', (_, may, some, given) => {
  expect(mayChange(integration(some), evidence(given))).toBe(may)
})
