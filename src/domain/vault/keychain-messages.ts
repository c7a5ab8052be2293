// What main and the keychain process say to each other. Both sides parse what they are told. Secret values travel in these
// messages and nowhere else: never in arguments or the environment.
import { z } from 'zod'

/** The name of our items in the system's keychain. */
export const keychainService = z.enum(['Latchkey', 'Latchkey practice'])
export type KeychainService = z.infer<typeof keychainService>

/**
 * Throw-away items (the self-test's and the locked-or-missing probe's) carry a service name of their own, so that leftovers
 * can be listed without touching a real secret. Neither name begins with the other: Windows lists by prefix.
 */
export const throwAwayService = z.enum(['Latchkey self-test', 'Latchkey practice self-test'])
export type ThrowAwayService = z.infer<typeof throwAwayService>

const id = z.number().int().nonnegative()
const service = z.union([keychainService, throwAwayService])
const account = z.string().min(1).max(600)

export const keychainRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('get'), id, service, account }),
  z.object({ ask: z.literal('set'), id, service, account, value: z.string().min(1) }),
  z.object({ ask: z.literal('delete'), id, service, account }),
  /** Where copies of an item lie, on Linux. By default only where there is more than one collection. */
  z.object({ ask: z.literal('copies'), id, service, account, always: z.boolean() }),
  /** Deletes every unlocked copy but one, on Linux. */
  z.object({ ask: z.literal('prune'), id, service, account, keep: z.enum(['in-use', 'newest', 'nothing']) }),
  /** Whose items there are, by account. */
  z.object({ ask: z.literal('list'), id, service: keychainService }),
  /** Deletes every throw-away item. */
  z.object({ ask: z.literal('sweep'), id, service: throwAwayService }),
])
export type KeychainRequest = z.infer<typeof keychainRequest>

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
/** A request before it is numbered. */
export type KeychainQuestion = WithoutId<KeychainRequest>

/** How long the keychain itself took, without keytar's loading: long where a person was asked. */
const tookMs = z.number().nonnegative().optional()

export const keychainReply = z.discriminatedUnion('reply', [
  /** Said at once, before the keychain is asked: a question that nobody took can be put again without doing anything twice. */
  z.object({ reply: z.literal('taken'), id }),
  z.object({ reply: z.literal('value'), id, tookMs, value: z.string().nullable() }),
  z.object({ reply: z.literal('stored'), id, tookMs }),
  z.object({ reply: z.literal('deleted'), id, tookMs, count: z.number().int().nonnegative() }),
  /** `copies` is null where there is nothing to tell apart, or no telling; `collection` is what the one in use calls itself. */
  z.object({
    reply: z.literal('copies'),
    id,
    tookMs,
    collection: z.string().nullable(),
    copies: z.array(z.object({ inUse: z.boolean(), locked: z.boolean(), asks: z.boolean() })).nullable(),
  }),
  /** `accounts` is null where there is no telling; those of locked items can't be read. */
  z.object({
    reply: z.literal('accounts'),
    id,
    tookMs,
    accounts: z.array(account).nullable(),
    locked: z.number().int().nonnegative(),
  }),
  /** keytar said no, in its own words: they are classified in main and never shown. */
  z.object({ reply: z.literal('failed'), id, tookMs, message: z.string() }),
  /** keytar itself could not be loaded. */
  z.object({ reply: z.literal('no-module'), id, message: z.string() }),
  /** The request was not one this process knows. */
  z.object({ reply: z.literal('not-understood') }),
])
export type KeychainReply = z.infer<typeof keychainReply>

export type Kept = 'in-use' | 'newest' | 'nothing'
