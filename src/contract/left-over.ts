// Secrets in the keychain that no record knows of: found when asked, deleted after main's question. None is read or shown.
import { z } from 'zod'
import { leftOver } from '../domain/vault/schema'

export const leftOverSearch = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('looked'),
    found: z.array(leftOver).max(1_000),
    /** Items that can't be told apart while their keyring is locked. */
    locked: z.number().int().nonnegative(),
  }),
  z.object({
    kind: z.literal('cannot-tell'),
    /** This keychain gives no list; or a record that may know of one is damaged or a newer Latchkey's. */
    because: z.enum(['no-list', 'damaged-records']),
  }),
])
export type LeftOverSearch = z.infer<typeof leftOverSearch>

const nothing = z.object({})
const count = z.number().int().nonnegative()

export const leftOverCalls = {
  /** Secrets in the keychain that no record here knows of, such as those of a folder that was deleted. */
  findLeftOverSecrets: { input: nothing, output: leftOverSearch },
  /** Looks again, asks in main's own window, deletes. `removed` is null when the user said no. */
  removeLeftOverSecrets: { input: nothing, output: z.object({ removed: count.nullable() }) },
} as const
