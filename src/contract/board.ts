// The calls and events of the board and of “check everything again”.
import { z } from 'zod'
import { damagedFile } from '../domain/records/damaged'
import { recordId } from '../domain/xero-apps/schema'
import type { checkParts } from '../domain/guide/board-schema'
import { count, boardRow, boardFeeds } from '../domain/guide/board-schema'

export type CheckPart = (typeof checkParts)[number]

const operation = z.object({ operationId: recordId })

export const boardCalls = {
  /** Longest wait first. Asks nobody but the files here. */
  getBoard: { input: z.object({}), output: z.object({ rows: z.array(boardRow), damaged: z.array(damagedFile) }) },
  /** The last known, without asking anyone. Integrations whose bank feeds nobody looked at are left out. */
  getBoardFeeds: { input: z.object({}), output: z.object({ feeds: z.array(boardFeeds) }) },
  /** All checks that need no browser, a few integrations at a time. Tells `checkProgress`; ends early on `cancelChecks`. */
  checkIntegrations: {
    input: operation.extend({ ids: z.array(recordId).max(1_000) }),
    output: z.object({ checked: z.array(recordId), left: z.array(recordId), cancelled: z.boolean() }),
  },
  /** The bank feeds of an app's companies, where they are wanted or were looked at; none otherwise. */
  checkAppFeeds: {
    input: z.object({ appId: recordId }),
    output: z.object({ companies: count, problem: z.string().max(100).nullable() }),
  },
  cancelChecks: { input: operation, output: z.object({ cancelled: z.boolean() }) },
} as const

export const boardEvents = {
  checkProgress: z.object({
    operationId: recordId,
    done: count,
    total: count,
    /** The one that was begun last. */
    name: z.string().max(300).nullable(),
  }),
} as const
export type CheckProgress = z.infer<(typeof boardEvents)['checkProgress']>
