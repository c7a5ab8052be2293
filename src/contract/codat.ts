// The calls that ask Codat about a client and its companies, and their progress.
import { z } from 'zod'
import { codatBudget, codatKeyCheck, codatProblem, companiesSummary, xeroIntegration } from '../domain/codat/said'
import { codatKeyName, count, time } from '../domain/codat/schema'
import { recordId } from '../domain/xero-apps/schema'
import { codatClientView } from './codat-clients'

/** Left out: the key accepted last, else the first. */
const withKey = z.object({ id: recordId, key: codatKeyName.optional() })

export const xeroIntegrationAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), integration: xeroIntegration }),
  z.object({ kind: z.literal('problem'), problem: codatProblem }),
])

const answered = { budget: codatBudget, at: time, tookMs: z.number().nonnegative() }

export const codatCalls = {
  /** One cheap call to Codat; learns Codat's client id at the first time. */
  checkCodatKey: { input: withKey, output: z.object({ outcome: codatKeyCheck, client: codatClientView, ...answered }) },
  getXeroIntegration: { input: withKey, output: z.object({ outcome: xeroIntegrationAnswer, ...answered }) },
  /** Pages through all companies. Tells `codatProgress`; ends early on `cancelCodat` with the same `refreshId`. */
  refreshCompanies: {
    input: withKey.extend({ refreshId: recordId }),
    output: z.object({ summary: companiesSummary, ...answered }),
  },
  cancelCodat: { input: z.object({ refreshId: recordId }), output: z.object({ cancelled: z.boolean() }) },
} as const

/** Payload of the event `codatProgress`. */
export const codatProgress = z.object({
  refreshId: recordId,
  companies: count,
  /** How many there are by Codat's own word; null where it didn't say. */
  told: count.nullable(),
  /** Set while it waits before asking for a page again. */
  waitingSeconds: z.number().nonnegative().nullable(),
})
export type CodatProgress = z.infer<typeof codatProgress>
