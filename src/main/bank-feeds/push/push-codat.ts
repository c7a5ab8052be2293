// Codat as a push needs it, over the client of one key: one account to write to, one company whose operations are read.
import type { CodatProblem } from '../../../domain/codat/schema'
import type { CodatApi } from '../../codat/api'
import { rawPushDetails, type RawPushDetails } from '../../../domain/codat/feeds-shapes'
import { blankProblem } from '../../../domain/codat/problem'
import type { PushCodat } from './run'

export interface PushPlace {
  readonly companyId: string
  readonly connectionId: string
  readonly accountId: string
}

/** Rows of the list that can't be read at all can't be told from ours, so the list counts as unread with one among them. */
export function pushCodat(api: CodatApi, place: PushPlace): PushCodat {
  return {
    post: (json, idempotencyKey) => api.pushBankTransactions(place, json, { idempotencyKey }),
    operation: (pushOperationKey, signal) => api.pushOperation(place.companyId, pushOperationKey, { signal }),
    async list(signal) {
      const rows: RawPushDetails[] = []
      for await (const step of api.pushPages(place.companyId, { signal })) {
        switch (step.step) {
          case 'page': {
            for (const row of step.rows) {
              const read = rawPushDetails.safeParse(row)
              if (!read.success) return { ok: false, problem: unreadable }
              rows.push(read.data)
            }
            break
          }
          case 'waiting':
            break
          case 'failed':
            return { ok: false, problem: step.problem ?? unreadable }
        }
      }
      return { ok: true, value: rows }
    },
    budget: api.budget,
  }
}

const unreadable: CodatProblem = {
  ...blankProblem('GET /companies/{companyId}/push', 'unexpected-shape'),
  status: 200,
}
