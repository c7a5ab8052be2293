// What stands in a push's journal, one line a thing that happened. The journal is the only memory of a push.
import { z } from 'zod'
import { leftOutGroup } from '../statements/schema'

const at = z.iso.datetime()
const chunk = z.number().int().nonnegative()
const day = z.string().max(20)
/** Outside text, redacted before it gets here. */
const outside = z.string().max(2_000)

export const pushTarget = z.object({
  appId: z.string().max(100),
  clientId: z.string().max(100),
  clientName: z.string().max(200),
  companyId: z.string().max(100),
  companyName: z.string().max(500),
  connectionId: z.string().max(100),
  organisation: z.string().max(500).nullable(),
  accountId: z.string().max(200),
  accountName: z.string().max(200),
  currency: z.string().max(20).nullable(),
})
export type PushTarget = z.infer<typeof pushTarget>

export const chunkPlan = z.object({
  lines: z.number().int().positive(),
  firstDate: day,
  lastDate: day,
  /** The balance after its last line: what Xero shows once it has arrived. */
  closingBalance: z.string().max(40),
  sha256: z.string().length(64),
})
export type ChunkPlan = z.infer<typeof chunkPlan>

const message = z.object({ itemId: outside.nullable(), message: outside })
export type PushMessage = z.infer<typeof message>

const candidate = z.object({ pushOperationKey: z.string().max(100), requestedOn: z.string().max(60), status: outside })
export type PushCandidate = z.infer<typeof candidate>

export const journalEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    version: z.literal(1),
    at,
    pushId: z.uuid(),
    statement: z.string().max(300),
    target: pushTarget,
    chunks: z.array(chunkPlan).min(1),
    moneyIn: z.string().max(40),
    moneyOut: z.string().max(40),
    /** Lines of the statement that aren't part of it, and why; the first ones of each reason. Older journals don't say. */
    leftOut: z.array(leftOutGroup).optional(),
  }),
  /** Written and on disk before the request leaves. */
  z.object({ kind: z.literal('sending'), at, chunk, key: z.string().max(100), sha256: z.string().length(64) }),
  /** Codat took it, and named the operation. */
  z.object({
    kind: z.literal('accepted'),
    at,
    chunk,
    key: z.string().max(100),
    pushOperationKey: z.string().max(100),
    status: outside,
  }),
  /** Codat turned it away: nothing was written, and nothing will be under this key. */
  z.object({
    kind: z.literal('refused'),
    at,
    chunk,
    problem: z.string().max(60),
    status: z.number().int().nullable(),
    said: outside,
    messages: z.array(message).max(50),
  }),
  /** Not yet: 429 (not remembered under the key) or 409 (the first one is still being worked on). */
  z.object({ kind: z.literal('postponed'), at, chunk, problem: z.string().max(60), seconds: z.number().nonnegative() }),
  /** No answer that can be read: it may have arrived. The same key tells, for as long as Codat remembers it. */
  z.object({ kind: z.literal('unanswered'), at, chunk, problem: z.string().max(60) }),
  /** A server error: Codat would replay it under the same key, so the key tells nothing any more. */
  z.object({ kind: z.literal('unsure'), at, chunk, status: z.number().int().nullable() }),
  z.object({
    kind: z.literal('polled'),
    at,
    chunk,
    status: outside,
    errorMessage: outside.nullable(),
    errors: z.array(message).max(50),
    warnings: z.array(message).max(50),
  }),
  /** Codat's list of pushes was read whole, and this is what in it could be ours; `contested` where it could be another push's as well. */
  z.object({
    kind: z.literal('compared'),
    at,
    chunk,
    candidates: z.array(candidate).max(50),
    contested: z.literal(true).optional(),
  }),
  /** The user's word on a chunk that could not be decided. */
  z.object({ kind: z.literal('decided'), at, chunk, arrived: z.boolean() }),
  /** The user wants a chunk that was refused sent anew, under a new key. */
  z.object({ kind: z.literal('again'), at, chunk }),
  z.object({ kind: z.literal('cancelled'), at }),
])
export type JournalEntry = z.infer<typeof journalEntry>
export type Opened = Extract<JournalEntry, { kind: 'opened' }>

/** What can be told of a push whose journal is damaged. */
export interface DamagedJournal {
  readonly pushId: string
  /** Null where not even that can be read. */
  readonly opened: Opened | null
}

/** Why a line can't be pushed. The statement's own check says more; this is what would be fatal. */
export const unfitReasons = ['not-booked', 'no-date', 'no-amount', 'no-balance', 'order'] as const
export interface Unfit {
  readonly reason: (typeof unfitReasons)[number]
  readonly line: number
}

/** What a push of all lines comes to, its bodies on the disk. Sums are decimal text; money out is negative or 0. */
export type BodiesWritten =
  | {
      readonly kind: 'written'
      readonly chunks: ChunkPlan[]
      readonly lines: number
      readonly moneyIn: string
      readonly moneyOut: string
    }
  | { readonly kind: 'unfit'; readonly unfit: Unfit }
