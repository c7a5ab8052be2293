// The standing of every Xero app: what each surface shows of whether it can go live, its connections, its bank feeds and whose move it is.
import { z } from 'zod'
import { goLiveStates, reasonCodes, reasonPlaces, reasonWeights, type Standing } from '../domain/standing/standing'
import { gaugeStates } from '../domain/limits'
import { parties } from '../domain/guide/terms'
import { MOST_OWN_WORDS } from '../domain/text/outside-text'
import { environment, recordId } from '../domain/xero-apps/schema'

/** ISO time of this machine. */
const time = z.string().max(60)
const count = z.number().int().nonnegative()
const sentence = z.string().max(MOST_OWN_WORDS)
const short = z.string().max(MOST_OWN_WORDS)
const mover = z.enum(parties)
const sureness = z.enum(['proved', 'said', 'guessed', 'unknown'])
const place = z.enum(reasonPlaces)

export const standingReason = z.object({
  code: z.enum(reasonCodes),
  weight: z.enum(reasonWeights),
  sentence,
  short,
  mover,
  since: time.nullable(),
  sureness,
  place,
  step: z.string().max(40).nullable(),
  setUpId: recordId.nullable(),
})

export const appStanding = z.object({
  appId: recordId,
  goLive: z.enum(goLiveStates),
  sentence,
  short,
  sureness,
  reasons: z.array(standingReason).max(500).readonly(),
  connections: z.object({
    count: count.nullable(),
    atLeast: z.boolean(),
    /** Null for no limit. Grey while `limitState` is `assumed`; number, colour and words are all from this one limit. */
    limit: count.nullable(),
    limitState: z.enum(['confirmed', 'assumed']),
    /** “5 if this app is on Starter: confirm”. Null where there is nothing to add. */
    ifStarter: count.nullable(),
    fullness: z.enum(gaugeStates),
    readAt: time.nullable(),
    linked: count.nullable(),
  }),
  bankFeeds: z.object({
    verdict: z.enum(['works', 'try', 'missing', 'unknown', 'not-used', 'unasked']),
    sentence,
    short,
    mover: mover.nullable(),
    since: time.nullable(),
    looked: count,
  }),
  move: z
    .object({
      who: mover,
      what: short,
      since: time.nullable(),
      noted: z.boolean(),
      chaseOn: z.string().max(10).nullable(),
      due: z.boolean(),
      sureness,
      place,
      message: z.string().max(MOST_OWN_WORDS),
    })
    .nullable(),
  noted: z
    .array(z.object({ setUpId: recordId, who: mover, since: time, message: z.string().max(MOST_OWN_WORDS) }))
    .readonly(),
  steps: z.object({ done: count, total: count, said: count, skipped: count }).nullable(),
  setUpId: recordId.nullable(),
}) satisfies z.ZodType<Standing>

/** One row of the customers' table. */
export const standingRow = z.object({
  app: z.object({
    id: recordId,
    name: z.string().max(200),
    customer: z.string().max(200),
    environment,
    createdOn: z.string().max(10).nullable(),
  }),
  /** Names of the Codat clients that its set-ups are at. */
  codatNames: z.array(z.string().max(200)),
  /** Its set-ups; most apps have one or none. */
  setUpIds: z.array(recordId),
  standing: appStanding,
})
export type StandingRow = z.infer<typeof standingRow>

export const standingCalls = {
  /**
   * The standing of every Xero app, with or without a set-up, or of some of them; by name. From records alone: nobody is asked. The event
   * `standingsChanged` says when to read again.
   */
  listStandings: {
    input: z.object({ appIds: z.array(recordId).max(1_000).optional() }),
    output: z.object({ rows: z.array(standingRow) }),
  },
} as const

export const standingEvents = {
  /** Something that standings are made of changed: of one app, or of any (null). */
  standingsChanged: z.object({ appId: recordId.nullable() }),
} as const
