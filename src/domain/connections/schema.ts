// The connections of a Xero app and their gauge: what is counted, where from, and what it comes down to.
import { z } from 'zod'
import { gaugeStates } from '../limits'
import { recordId } from '../xero-apps/schema'
import { count, limitSetting, outside, ownWords, sourceKind, sourceProblem, time } from './counting'

/** The kind of a row and three ids of 100 characters. */
const MOST_KEY = 320
export const sourceReading = z.object({
  kind: sourceKind,
  /** Connections that count, demo companies left out; null while there is no value. */
  count: count.nullable(),
  /** Demo companies left out of `count`. */
  excluded: count,
  /** When the value was read. */
  at: time.nullable(),
  /** False when a page was missing: `count` is a lower bound then. */
  complete: z.boolean(),
  /** What the value is worth: connections counted by Xero, links seen from Codat's side, or a figure nobody documents. */
  trust: z.enum(['seats', 'typed', 'links', 'undocumented']),
  problem: sourceProblem.nullable(),
  /** Distinct organisations among the rows, where the source tells them apart. */
  organisations: count.nullable(),
  /** Codat: connections by status, `PendingAuth` included though it holds no place. */
  byStatus: z.record(z.string().max(60), count),
  /** Codat clients that were summed. */
  clients: z.array(
    z.object({ id: z.string().max(100), name: outside, count: count.nullable(), complete: z.boolean() }),
  ),
})
export type SourceReading = z.infer<typeof sourceReading>

/** Whether a connection is to a Xero demo company, and how that is known. */
export const demoKinds = ['known', 'suspected', 'overruled', 'no'] as const
export const demo = z.object({ isDemo: z.boolean(), how: z.enum(demoKinds) })
export type Demo = z.infer<typeof demo>

export const codatLink = z.object({
  clientId: z.string().max(100),
  clientName: outside,
  companyId: z.string().max(100),
  companyName: outside,
  connectionId: z.string().max(100),
  /** Codat's word: PendingAuth, Linked, Unlinked, Deauthorized, or one we don't know yet. */
  status: z.string().max(60),
  createdAt: time.nullable(),
  lastSync: time.nullable(),
  /** `tenant`: Codat names the same tenant. `name`: only the names agree, which is a guess. `alone`: no Xero connection fits. */
  matchedBy: z.enum(['tenant', 'name', 'alone']),
})
export type CodatLink = z.infer<typeof codatLink>

/** How safe it is to free a connection, safest first. */
export const safeties = ['own-test', 'no-codat', 'deauthorized', 'unlinked', 'pending', 'unsure', 'linked'] as const
export const safety = z.enum(safeties)
export type Safety = z.infer<typeof safety>

/** One connection, seen from both sides. */
export const connection = z.object({
  /** Stable over checks. */
  key: z.string().max(MOST_KEY),
  organisation: outside.nullable(),
  /** Null for a row that only Codat knows: there is nothing to free in Xero then. */
  xero: z
    .object({
      connectionId: z.string().max(100),
      tenantId: z.string().max(100).nullable(),
      tenantType: z.string().max(60).nullable(),
      /** Updated after it was created: it was disconnected once and connected again. */
      reconnected: z.boolean(),
    })
    .nullable(),
  /** Codat's connections of the same organisation, linked ones first. */
  codat: z.array(codatLink),
  /** What can be said about each side. */
  xeroStatus: z.enum(['connected', 'absent', 'not-read']),
  codatStatus: z.string().max(60),
  createdAt: time.nullable(),
  changedAt: time.nullable(),
  demo,
  madeBy: z.enum(['our-test', 'codat', 'unknown']),
  /** Null for a row that has nothing to free. */
  safety: safety.nullable(),
  /** Why it is `unsure`. */
  doubt: ownWords.nullable(),
  notes: z.array(ownWords),
})
export type Connection = z.infer<typeof connection>

export const findingKinds = [
  'left-by-tests',
  'no-codat-company',
  'dead-in-codat',
  'duplicate-connections',
  'one-organisation-two-companies',
  'linked-but-not-in-xero',
  'several-codat-clients',
  'consent-again',
] as const
export const connectionFinding = z.object({
  /** Changes with the rows it is about, so a dismissed finding comes back when there is something new. */
  id: z.string().max(120),
  kind: z.enum(findingKinds),
  severity: z.enum(['act', 'watch', 'info']),
  title: ownWords,
  text: ownWords,
  /** Keys of the connections it is about, in the table's order. */
  connections: z.array(z.string().max(250)),
  action: z.discriminatedUnion('kind', [
    /** Free these connections (the page asks by `freeConnections`; main confirms). */
    z.object({ kind: z.literal('free'), connectionIds: z.array(z.string().max(100)) }),
    z.object({ kind: z.literal('show-seats') }),
    /** A text for the companies' owners, with the organisations it concerns and the last day. */
    z.object({
      kind: z.literal('notice'),
      organisations: z.array(outside),
      by: z.string().max(10),
      text: z.string().max(4_000),
    }),
  ]),
})
export type ConnectionFinding = z.infer<typeof connectionFinding>

export const forecast = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('range'),
    /** ISO times, never before the moment it was made. `to` is null where the slow end has no date. */
    from: time,
    to: time.nullable(),
    perWeek: z.number(),
    words: ownWords,
  }),
  z.object({
    kind: z.literal('none'),
    reason: z.enum(['too-little', 'not-growing', 'already-full', 'no-limit', 'too-far', 'no-count']),
  }),
])
export type Forecast = z.infer<typeof forecast>

export const gaugeLimit = z.object({
  limit: count.nullable(),
  /** The limit if the app is on Xero’s Starter plan; null where its age doesn’t say so, and once a limit is confirmed. */
  ifStarter: count.nullable(),
  label: ownWords,
  confirmed: z.boolean(),
  source: z.string().max(300),
  asOf: z.string().max(10),
  /** What is doubtful about it. */
  doubt: ownWords.nullable(),
  whatFullMeans: z.array(ownWords).readonly(),
  outside: ownWords,
})

export const gauge = z.object({
  appId: recordId,
  appName: z.string().max(200),
  /** Connections that count, from the chosen source; null while nothing is known. */
  count: count.nullable(),
  /** The count is a lower bound. */
  atLeast: z.boolean(),
  /** Demo companies left out; `count` and `excluded` make `all`. */
  excluded: count,
  all: count.nullable(),
  /** Rows in the table of connections, and connections of `all` that no source can name. */
  rows: count,
  unseen: count,
  /** Distinct organisations among the counted rows: Xero's pages disagree on whether it counts these or rows. */
  organisations: count.nullable(),
  /** On `limit.limit`, and on nothing else. */
  state: z.enum(gaugeStates),
  /** The state behind a `stale` one. */
  stateWhenRead: z.enum(gaugeStates),
  limit: gaugeLimit,
  limitSetting,
  chosen: sourceKind.nullable(),
  /** Why that source. */
  reason: ownWords,
  readAt: time.nullable(),
  sources: z.array(sourceReading),
  /** What the sources disagree on, and what that means, a sentence or two each. */
  disagreements: z.array(ownWords),
  /** What the ring is drawn from. Those that count make `count`; `demo` makes `excluded`. */
  segments: z.array(
    z.object({ kind: z.enum(['linked', 'not-linked', 'our-test', 'xero-only', 'unnamed', 'demo']), count }),
  ),
  sparkline: z.array(z.object({ at: time, count })),
  forecast,
  findings: z.array(connectionFinding),
  /** The whole gauge in one sentence, for a screen reader. */
  sentence: ownWords,
})
export type Gauge = z.infer<typeof gauge>

/** What is needed to know of a Xero app. */
export interface AppOfConnections {
  readonly id: string
  readonly name: string
  /** YYYY-MM-DD, or null while unknown. */
  readonly createdOn: string | null
}

/** What freeing a connection would do, and what it takes. The words are shown by the page; main shows its own, made afresh. */
export const freeingChoice = z.object({
  connectionId: z.string().max(100),
  key: z.string().max(MOST_KEY),
  organisation: outside.nullable(),
  safety,
  /** False for demo companies, which hold no counted place. */
  freesPlace: z.boolean(),
  whatHappens: z.array(ownWords),
  takes: z.enum(['confirm', 'type-name', 'type-name-and-yes']),
})
export type FreeingChoice = z.infer<typeof freeingChoice>

export type GaugeSegment = Gauge['segments'][number]

export const freedRow = z.object({
  connectionId: z.string().max(100),
  organisation: outside.nullable(),
  outcome: z.enum([
    'freed',
    /** It was no longer there when Latchkey looked. */
    'already-gone',
    'refused',
    /** Xero did not answer and could not be asked again: it may or may not be gone. */
    'unconfirmed',
    /** Xero said it was done, and still lists it. */
    'still-listed',
    /** You stopped before its turn, or Xero stopped answering. */
    'not-tried',
  ]),
})
export type FreedRow = z.infer<typeof freedRow>
