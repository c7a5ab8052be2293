// Records of the set-up walk for tests: everything well, nothing said, nothing proved.
import type { CodatClient } from '../../src/domain/codat/schema'
import type { Integration } from '../../src/domain/guide/schema'
import type { StoredSecret, XeroApp } from '../../src/domain/xero-apps/schema'
import type { Evidence } from '../../src/domain/guide/evidence'
import { NOTHING_YET } from '../../src/domain/guide/set-up'
import { CLIENT_ID, FIELDS } from './xero-app-fields'

export const NOW = new Date('2026-11-24T12:00:00.000Z')

export const secret = (some: Partial<StoredSecret> = {}): StoredSecret => ({
  slot: 1,
  storedAt: '2026-11-24T10:00:00.000Z',
  machine: 'laptop',
  arrival: 'generated-here',
  length: 48,
  lastAcceptedAt: '2026-11-24T10:01:00.000Z',
  lastRefusedAt: null,
  kept: 'keychain',
  pending: null,
  ...some,
})

export const app = (some: Partial<XeroApp> = {}): XeroApp => ({
  version: 1,
  id: '00000000-0000-4000-8000-000000000001',
  ...FIELDS,
  secrets: [secret()],
  rotation: null,
  deleting: false,
  keptUntil: null,
  signInProvedAt: '2026-11-24T10:05:00.000Z',
  createdAt: '2026-11-24T09:00:00.000Z',
  updatedAt: '2026-11-24T09:00:00.000Z',
  ...some,
})

export const codat: CodatClient = {
  version: 1,
  id: '00000000-0000-4000-8000-000000000002',
  name: 'Acme at Codat',
  environment: 'test',
  xeroAppIds: [],
  tags: [],
  notes: '',
  codatId: null,
  keys: [],
  deleting: false,
  createdAt: '2026-11-24T09:00:00.000Z',
  updatedAt: '2026-11-24T09:00:00.000Z',
}

export const integration = (some: Partial<Integration> = {}): Integration => ({
  version: 1,
  id: '00000000-0000-4000-8000-000000000003',
  xeroAppId: '00000000-0000-4000-8000-000000000001',
  codatClientId: '00000000-0000-4000-8000-000000000002',
  wayIn: 'new',
  ...NOTHING_YET,
  createdAt: '2026-11-24T09:00:00.000Z',
  updatedAt: '2026-11-24T09:00:00.000Z',
  ...some,
})

export const evidence = (some: Partial<Evidence> = {}): Evidence => ({ app: app(), codat, now: NOW, ...some })

/** The keys as they were handed over to Codat. */
export const handOver = {
  pastedAt: '2026-11-24T11:00:00.000Z',
  clientId: CLIENT_ID,
  slot: 1,
  secretStoredAt: '2026-11-24T10:00:00.000Z',
} as const
