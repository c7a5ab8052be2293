// A push as it is shown, and what one would be before anything is asked or sent.
import { z } from 'zod'
import { codatId } from '../../codat/schema'
import { codatProblem } from '../../codat/said'
import { diagnosis } from '../../diagnosis/schema'
import { recordId } from '../../xero-apps/schema'
import { count, feedPlace, outside, rungIds, sourceAccount, time } from '../schema'

export const pushStates = [
  'ready',
  'running',
  'waiting',
  'paused',
  'asking',
  'refused',
  'stopped',
  'cancelled',
  'done',
] as const

export const pushChunk = z.object({
  lines: count,
  firstDate: z.string().max(20),
  lastDate: z.string().max(20),
  closingBalance: z.string().max(40),
  phase: z.enum(['waiting', 'sending', 'unsure', 'accepted', 'asking', 'success', 'arrived', 'refused', 'failed']),
  pushOperationKey: codatId.nullable(),
})

export const pushView = z.object({
  id: recordId,
  place: feedPlace,
  companyName: outside,
  organisation: outside.nullable(),
  accountName: outside,
  accountId: z.string().max(200),
  currency: z.string().max(20).nullable(),
  statement: z.string().max(300),
  openedAt: time,
  state: z.enum(pushStates),
  lines: count,
  firstDate: z.string().max(20),
  lastDate: z.string().max(20),
  moneyIn: z.string().max(40),
  moneyOut: z.string().max(40),
  closingBalance: z.string().max(40),
  arrivedLines: count,
  chunks: z.array(pushChunk).max(10_000),
  /** Lines a minute over what arrived in this run, and seconds left at that pace. */
  linesPerMinute: z.number().nonnegative().nullable(),
  secondsLeft: z.number().nonnegative().nullable(),
  waiting: z
    .object({ because: z.enum(['rate-limited', 'pending', 'no-answer', 'day', 'minute']), until: time })
    .nullable(),
  /** What only the user can tell, after a look into Xero. */
  question: z
    .object({
      chunk: count,
      why: z.enum(['none-fits', 'several-fit', 'timed-out']),
      candidates: count,
      lines: count,
      lastDate: z.string().max(20),
      /** What Xero shows if it arrived, and if it did not. */
      closingBalance: z.string().max(40),
      balanceBefore: z.string().max(40).nullable(),
    })
    .nullable(),
  diagnosis: diagnosis.nullable(),
  /** What of this machine ended its last run, as a keychain that won’t give the key. */
  failure: z.object({ message: z.string().max(300), nextStep: z.string().max(300) }).nullable(),
  cancelAsked: z.boolean(),
})
export type PushView = z.infer<typeof pushView>

/** What exactly a push would do, before anything is asked or sent. */
export const pushPlan = z.object({
  place: feedPlace,
  companyName: outside,
  organisation: outside.nullable(),
  account: sourceAccount,
  statement: z.string().max(300),
  lines: count,
  requests: count,
  firstDate: z.string().max(20),
  lastDate: z.string().max(20),
  moneyIn: z.string().max(40),
  moneyOut: z.string().max(40),
  closingBalance: z.string().max(40),
  /** When lines of the same number, dates and sums went to this account before: Xero would have them twice. */
  pushedBefore: time.nullable(),
  /** Why it can't be pushed now; null when it can. */
  hindrance: z
    .enum([
      'production-off',
      'account-not-connected',
      'other-currency',
      'statement-stops',
      'another-push',
      'damaged-push',
    ])
    .nullable(),
})
export type PushPlan = z.infer<typeof pushPlan>

// --- Pushes

/** A push whose journal can't be read whole, so that nobody can tell what of it arrived. What isn't known of it is null. */
export const damagedPush = z.object({
  id: recordId,
  openedAt: time.nullable(),
  companyName: outside.nullable(),
  accountName: z.string().max(200).nullable(),
  statement: z.string().max(300).nullable(),
  lines: count.nullable(),
})
export type DamagedPush = z.infer<typeof damagedPush>

/** A push that somebody else made, opened by its key. */
export const openedPush = z.object({
  pushOperationKey: codatId,
  companyId: codatId,
  connectionId: codatId.nullable(),
  dataType: outside.nullable(),
  status: outside,
  requestedOn: time.nullable(),
  completedOn: time.nullable(),
  messages: z.array(z.object({ itemId: outside.nullable(), message: outside })).max(100),
  diagnosis,
  rung: z.enum(rungIds).nullable(),
})
export type OpenedPush = z.infer<typeof openedPush>

export const openPushOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), push: openedPush }),
  /** The text names no push operation, but a refusal that says what it is about. */
  z.object({ kind: z.literal('explained'), diagnosis, rung: z.enum(rungIds) }),
  /** The text names no push operation. */
  z.object({ kind: z.literal('no-key') }),
  z.object({ kind: z.literal('not-found') }),
  z.object({ kind: z.literal('problem'), problem: codatProblem }),
])
export type OpenedOutcome = z.infer<typeof openPushOutcome>

export const listedPush = z.object({
  pushOperationKey: codatId,
  status: outside,
  dataType: outside.nullable(),
  requestedOn: time.nullable(),
  /** One of this Latchkey's own pushes. */
  own: z.boolean(),
})
export type ListedPush = z.infer<typeof listedPush>
