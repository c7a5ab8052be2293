// A Xero app as the page is told of it, for tests: one secret, made here ten days before `NOW` and never checked.
import type { XeroAppView } from '../../src/contract/xero-apps'
import type { StoredSecret } from '../../src/domain/xero-apps/schema'
import { CLIENT_ID, FIELDS } from './xero-app-fields'

export const NOW = Date.parse('2026-11-29T09:00:00.000Z')
export const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString()

export function secret(changes: Partial<StoredSecret> = {}): StoredSecret {
  return {
    slot: 1,
    storedAt: daysAgo(10),
    machine: 'lena-laptop',
    arrival: 'generated-here',
    length: 48,
    lastAcceptedAt: null,
    lastRefusedAt: null,
    kept: 'keychain',
    pending: null,
    ...changes,
  }
}

export function appView(changes: Partial<XeroAppView> = {}): XeroAppView {
  return {
    ...FIELDS,
    version: 1,
    id: crypto.randomUUID(),
    clientId: CLIENT_ID,
    secrets: [secret()],
    rotation: null,
    deleting: false,
    keptUntil: null,
    signInProvedAt: null,
    createdAt: daysAgo(20),
    updatedAt: daysAgo(10),
    findings: [],
    ...changes,
  }
}
