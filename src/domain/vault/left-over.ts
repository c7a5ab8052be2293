// Secrets in the keychain that no record knows of, as they are shown and asked about.
import { keyPlaces } from '../codat/key-slots'
import type { CodatClient } from '../codat/schema'
import type { ConfirmRequest } from '../confirm-request'
import type { XeroApp } from '../xero-apps/schema'
import { entryIn } from './kept-secret'
import type { LeftOver } from './schema'
import { parseSlot, type Slot, type SlotParts } from './slot'

export function leftOverOf(slot: Slot): LeftOver[] {
  const parts = parseSlot(slot)
  if (parts === null) return []
  return [
    parts.kind === 'xero'
      ? { kind: 'xero', place: `client secret ${parts.number}` }
      : { kind: 'codat', place: parts.key.slice(0, 100) },
  ]
}

export function leftOverQuestion(found: readonly LeftOver[]): ConfirmRequest {
  const [one] = found
  const many = found.length > 1
  const xero = found.filter(({ kind }) => kind === 'xero').length
  return {
    title: many
      ? `Delete ${found.length} left-over secrets?`
      : `Delete the left-over ${one?.kind === 'xero' ? one.place : 'API key'}?`,
    body: [
      `${many ? 'They are' : 'It is'} in the keychain, and nothing in this Latchkey knows of ${many ? 'them' : 'it'}: ${xero} of Xero apps, ${found.length - xero} of Codat clients.`,
      `If another copy of Latchkey’s data folder is in use on this machine, ${many ? 'they may be its' : 'it may be its'}. Deleted, ${many ? 'they' : 'it'} can’t be brought back.`,
    ],
    action: many ? 'Delete them' : 'Delete it',
    danger: true,
  }
}

/** Whether a record says that it keeps a secret there. */
export function knowsSlot(parts: SlotParts, apps: readonly XeroApp[], clients: readonly CodatClient[]): boolean {
  switch (parts.kind) {
    case 'xero':
      return apps.some(({ id, secrets }) => id === parts.id && secrets.some(({ slot }) => slot === parts.number))
    case 'codat':
      return clients.some((client) => client.id === parts.id && entryIn(keyPlaces, client, parts.key) !== undefined)
  }
}
