// Edits of a Codat client's record where its keys are concerned. Pure: each gives a new record.
import type { Places } from '../vault/kept-secret'
import { inUse } from '../vault/verdict'
import type { CodatClient, CodatKey } from './schema'
import { Failure } from '../failure'

/** Keychains of Windows ignore case in names, so two keys never differ in case alone. */
export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

export function keyIn(client: CodatClient, name: string): CodatKey | undefined {
  return client.keys.find((key) => key.name === name)
}

/** The record with `entry` as what it says of the key `name`, in its old place; undefined takes it out. */
export function withKey(client: CodatClient, name: string, entry: CodatKey | undefined): CodatClient {
  const isOld = keyIn(client, name) !== undefined
  const keys = isOld
    ? client.keys.flatMap((key) => (key.name === name ? (entry ?? []) : key))
    : [...client.keys, ...(entry === undefined ? [] : [entry])]
  return { ...client, keys }
}

/** The key to ask with: the named one, unless it is being removed, else the one in use. */
export function keyToUse(client: CodatClient, name: string | undefined): CodatKey | undefined {
  return inUse(name === undefined ? client.keys : client.keys.filter((key) => key.name === name))
}

/** Where a Codat client's record keeps what it says of its keys. */
export const keyPlaces: Places<CodatClient, string, CodatKey> = {
  entries: ({ keys }) => keys,
  nameOf: ({ name }) => name,
  with: withKey,
}

/** Two keys of a client that differ in case alone would be one item in Windows' keychain. */
export function refuseTwin(client: CodatClient, name: string): void {
  if (client.keys.some((key) => key.name !== name && isSameName(key.name, name))) {
    throw new Failure('codat.key-name-taken')
  }
}
