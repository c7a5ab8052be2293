// What a record says of a secret that lies in the vault: when and how it came, what the provider said of it, whether keychain and
// record agree. The same for a Xero app's secrets and a Codat client's keys; never the value.
import { z } from 'zod'
import { arrival } from './arrival'

/** ISO time of this machine. */
const time = z.string().max(40)

export const keptSecret = z.object({
  storedAt: time,
  /** Name of the machine it was stored on. */
  machine: z.string(),
  arrival,
  /** Length in characters, which helps to tell a cut-off paste. */
  length: z.number().int().positive(),
  lastAcceptedAt: time.nullable(),
  lastRefusedAt: time.nullable(),
  /** Where the value is: the keychain, or this run's memory only. */
  kept: z.enum(['keychain', 'session']),
  /** Set while keychain and file may disagree; mended at the next start. */
  pending: z.enum(['storing', 'removing']).nullable(),
})
export type KeptSecret = z.infer<typeof keptSecret>

/** Where the records of one kind keep what they say of their secrets. */
export interface Places<R, N, E extends KeptSecret> {
  entries(record: R): readonly E[]
  nameOf(entry: E): N
  /** The record with `entry` as what it says of that place; undefined empties it. */
  with(record: R, name: N, entry: E | undefined): R
}

export function entryIn<R, N, E extends KeptSecret>(places: Places<R, N, E>, record: R, name: N): E | undefined {
  return places.entries(record).find((entry) => places.nameOf(entry) === name)
}

/** Before the vault is asked to forget it: from here on the place may be full or empty. */
export function beginRemoving<R, N, E extends KeptSecret>(places: Places<R, N, E>, record: R, name: N): R {
  const before = entryIn(places, record, name)
  return before === undefined ? record : places.with(record, name, { ...before, pending: 'removing' })
}

/** Keychain and record agree again; `length` where the value was read. */
export function settle<R, N, E extends KeptSecret>(
  places: Places<R, N, E>,
  record: R,
  name: N,
  now: { readonly kept: KeptSecret['kept']; readonly length?: number },
): R {
  const before = entryIn(places, record, name)
  if (before === undefined) return record
  return places.with(record, name, { ...before, ...now, pending: null })
}

/** All that this run kept in memory is in the keychain. */
export function movedIntoKeychain<R, N, E extends KeptSecret>(places: Places<R, N, E>, record: R): R {
  return places
    .entries(record)
    .reduce((sofar, entry) => places.with(sofar, places.nameOf(entry), { ...entry, kept: 'keychain' }), record)
}
