// Edits of a Codat client's record where its keys are concerned. Pure: each gives a new record.
import type { CodatClient, CodatKey } from './schema'

/** Keychains of Windows ignore case in names, so two keys never differ in case alone. */
export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

export function keyIn(client: CodatClient, name: string): CodatKey | undefined {
  return client.keys.find((key) => key.name === name)
}

export type NewKey = Pick<CodatKey, 'name' | 'holder' | 'arrival' | 'length' | 'machine' | 'kept' | 'storedAt'>

/** Before the vault is written: from here on the slot may hold the old value, the new one or none. */
export function beginStoring(client: CodatClient, key: NewKey): CodatClient {
  return withKey(client, key.name, { ...key, lastAcceptedAt: null, lastRefusedAt: null, pending: 'storing' })
}

export function beginRemoving(client: CodatClient, name: string): CodatClient {
  const before = keyIn(client, name)
  return before === undefined ? client : withKey(client, name, { ...before, pending: 'removing' })
}

/** Keychain and file agree again; `length` where the value was read. */
export function settle(client: CodatClient, name: string, kept?: CodatKey['kept'], length?: number): CodatClient {
  const before = keyIn(client, name)
  if (before === undefined) return client
  return withKey(client, name, {
    ...before,
    pending: null,
    kept: kept ?? before.kept,
    length: length ?? before.length,
  })
}

/** The record with `entry` as what it says of the key `name`, in its old place; undefined takes it out. */
export function withKey(client: CodatClient, name: string, entry: CodatKey | undefined): CodatClient {
  const isOld = keyIn(client, name) !== undefined
  const keys = isOld
    ? client.keys.flatMap((key) => (key.name === name ? (entry ?? []) : key))
    : [...client.keys, ...(entry === undefined ? [] : [entry])]
  return { ...client, keys }
}

/** The key to ask with: the named one; else the one accepted last, then one never refused, then any. */
export function keyToUse(client: CodatClient, name: string | undefined): CodatKey | undefined {
  const usable = client.keys.filter(({ pending }) => pending !== 'removing')
  if (name !== undefined) return usable.find((key) => key.name === name)
  return usable.toSorted((a, b) => rank(b).localeCompare(rank(a)))[0]
}

function rank({ lastAcceptedAt, lastRefusedAt }: CodatKey): string {
  const refusedLast = lastRefusedAt !== null && lastRefusedAt > (lastAcceptedAt ?? '')
  return `${refusedLast ? 0 : 1}${lastAcceptedAt ?? ''}`
}
