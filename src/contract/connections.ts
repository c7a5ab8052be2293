// The calls and events of a Xero app's connections.
import { z } from 'zod'
import { codatId } from '../domain/codat/schema'
import { MOST_FREED_AT_ONCE } from '../domain/limits'
import { recordId } from '../domain/xero-apps/schema'
import { codatLink, freedRow, freeingChoice, type Gauge, gauge, connection } from '../domain/connections/schema'
import { count, MOST_COUNTED, outside, time, limitSetting } from '../domain/connections/counting'

export type LimitSettingInput = Gauge['limitSetting']

export const freeingResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('declined') }),
  z.object({ kind: z.literal('nothing-left'), rows: z.array(freedRow) }),
  z.object({
    kind: z.literal('done'),
    rows: z.array(freedRow),
    stopped: z.boolean(),
    /** Counted again afterwards; null when Xero could not be asked. */
    count: count.nullable(),
    /** Codat connections of what was freed, which Codat may soon show as Deauthorized. Deleting one can't be undone. */
    codatLeft: z.array(codatLink),
  }),
])
export type FreeingResult = z.infer<typeof freeingResult>

const byApp = z.object({ appId: recordId })
const operation = byApp.extend({ operationId: recordId })

/**
 * How much of a long list one answer holds. Main checks and copies an answer in one go, which may take it 50 ms: ten thousand rows took a third
 * of a second.
 */
export const MOST_IN_A_PART = 1_000
const byAppFrom = byApp.extend({ from: count.default(0) })
const part = <T extends z.ZodType>(row: T) =>
  z.object({
    rows: z.array(row).max(MOST_IN_A_PART),
    /** How long the whole list is. */
    total: count,
    /** Parts with the same number belong together; with another one the list has changed since. */
    edition: count,
  })

export const connectionCalls = {
  /** The last known gauge, without asking anyone. */
  getGauge: { input: byApp, output: gauge },
  /** Asks every source. Progress comes as `connectionProgress` under the same operation id. */
  refreshGauge: { input: operation, output: gauge },
  /** Stops a refresh at once, a freeing before its next row. */
  cancelConnectionWork: { input: z.object({ operationId: recordId }), output: z.object({ cancelled: z.boolean() }) },
  setConnectionLimit: { input: byApp.extend({ setting: limitSetting }), output: gauge },
  /** A number read in My Apps; null takes it back. */
  setTypedCount: { input: byApp.extend({ count: count.max(MOST_COUNTED).nullable() }), output: gauge },
  /** The user's word on whether an organisation is a demo company; null takes it back. */
  overruleDemo: {
    input: byApp.extend({ tenantId: z.guid(), isDemo: z.boolean().nullable() }),
    output: gauge,
  },
  dismissConnectionFinding: { input: byApp.extend({ findingId: z.string().max(120) }), output: gauge },
  listConnections: {
    input: byAppFrom,
    output: part(connection).extend({ unseen: count, readAt: time.nullable() }),
  },
  /** What can be freed, safest first. */
  listFreeingChoices: { input: byAppFrom, output: part(freeingChoice) },
  /** Reads again, asks in main's own window, removes one by one, counts again. */
  freeConnections: {
    input: operation.extend({ connectionIds: z.array(z.string().min(1).max(100)).min(1).max(MOST_FREED_AT_ONCE) }),
    output: freeingResult,
  },
  /** Deletes one Codat connection for good, after main has asked. It frees no place in Xero. */
  deleteCodatConnection: {
    input: byApp.extend({
      clientId: z.string().max(100),
      companyId: codatId,
      connectionId: codatId,
    }),
    output: z.object({ outcome: z.enum(['deleted', 'declined', 'already-gone']) }),
  },
  exportConnections: { input: byApp, output: z.object({ outcome: z.enum(['saved', 'cancelled']), rows: count }) },
} as const

export const connectionProgress = z.object({
  operationId: recordId,
  appId: recordId,
  step: z.enum(['xero-list', 'codat-companies', 'freeing', 'counting-again']),
  /** The Codat client being read, or the organisation being freed. */
  subject: outside.nullable(),
  done: count,
  /** Null while unknown. */
  total: count.nullable(),
})
export type ConnectionProgress = z.infer<typeof connectionProgress>

export const connectionEvents = {
  connectionsChanged: byApp,
  connectionProgress,
} as const
