// The calls of the board, over the records and the checks.
import type { Handlers } from '../../contract/api'
import type { boardCalls } from '../../contract/board'
import type { IntegrationCheck } from '../../domain/guide/board-schema'
import type { FeedsChecked } from '../../domain/bank-feeds/check-companies'
import type { RecordFiles } from '../records/record-files'
import { boardRows } from '../../domain/guide/board'
import { boardFeedsOf, type LadderAt } from '../../domain/guide/board-feeds'
import type { CheckAgain } from './check-again'
import type { Integrations } from './integrations'

export interface BoardPorts {
  integrations: Integrations
  checks: Pick<RecordFiles<IntegrationCheck>, 'list' | 'remove'>
  checkAgain: CheckAgain
  /** The last known ladder of every company whose bank feeds were looked at. */
  ladders(): Promise<readonly LadderAt[]>
  checkFeeds(appId: string, signal: AbortSignal): Promise<FeedsChecked | null>
}

export function boardHandlers({
  integrations,
  checks,
  checkAgain,
  ladders,
  checkFeeds,
}: BoardPorts): Pick<Handlers, keyof typeof boardCalls> {
  return {
    async getBoard() {
      const [listed, kept] = await Promise.all([integrations.list(), checks.list()])
      const byId = new Map(kept.records.map((check) => [check.id, check]))
      // Names of companies must not outlive the integration they were seen with. A damaged record may come back, so nothing goes then.
      const here = new Set(listed.integrations.map(({ id }) => id))
      const gone = listed.damaged.length > 0 ? [] : kept.records.filter(({ id }) => !here.has(id))
      await Promise.all(gone.map(({ id }) => checks.remove(id)))
      const rows = boardRows(listed.integrations, byId, integrations.ports.clock.now())
      return { rows, damaged: [...listed.damaged, ...kept.damaged] }
    },
    getBoardFeeds: async () => ({ feeds: boardFeedsOf(await ladders()) }),
    checkIntegrations: ({ operationId, ids }) => checkAgain.run(operationId, ids),
    async checkAppFeeds({ appId }) {
      const checked = await checkFeeds(appId, new AbortController().signal)
      return { companies: checked?.companies.length ?? 0, problem: checked?.problem ?? null }
    },
    cancelChecks: ({ operationId }) => ({ cancelled: checkAgain.cancel(operationId) }),
  }
}
