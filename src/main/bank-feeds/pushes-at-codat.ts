// Pushes as Codat knows them, whoever made them: a company's list, and one that is opened by what the user has of it.
import type { Service } from '../../contract/api'
import type { FeedPlace } from '../../domain/bank-feeds/schema'
import type { ListedPush, OpenedOutcome } from '../../domain/bank-feeds/push/schema'
import type { CodatApi } from '../codat/api'
import type { Clock } from '../ports'
import { learntFromOpened } from '../../domain/bank-feeds/learnt'
import type { FeedFiles } from './feed-files'
import type { FeedCodat } from './ports'
import { explained, listedPush, openedPush, pushNamedIn } from '../../domain/bank-feeds/push/opened'

export type PushesAtCodat = Service<'openPush' | 'listCompanyPushes'>

export interface PushesAtCodatPorts {
  readonly files: Pick<FeedFiles, 'changeEvidence'>
  readonly clock: Clock
  readonly codat: Pick<FeedCodat, 'ask'>
  /** Operations of the pushes made here. */
  readonly ownOperations: () => Promise<ReadonlySet<string>>
  readonly onChange: (appId: string) => void
}

const MOST_LISTED = 500

export function openPushesAtCodat({ files, clock, codat, ownOperations, onChange }: PushesAtCodatPorts): PushesAtCodat {
  async function openNamed(companyId: string, key: string, { clientId }: FeedPlace): Promise<OpenedOutcome> {
    const answer = await codat.ask(clientId, (api) => api.pushOperation(companyId, key))
    if (answer.ok) return { kind: 'opened', push: openedPush(answer.value, companyId) }
    return answer.problem.kind === 'not-found' ? { kind: 'not-found' } : { kind: 'problem', problem: answer.problem }
  }

  return {
    // By its key, an address of Codat's, the operation pasted: a company named in the text goes before the one on the screen.
    async openPush({ text, ...place }) {
      const named = pushNamedIn(text)
      const outcome =
        named === null
          ? (explained(text, clock.now().toISOString().slice(0, 10)) ?? { kind: 'no-key' as const })
          : await openNamed(named.companyId ?? place.companyId, named.key, place)
      const learn = learntFromOpened(outcome, place, clock.now().toISOString())
      if (learn !== null) {
        await files.changeEvidence(place, learn)
        onChange(place.appId)
      }
      return outcome
    },
    async listCompanyPushes(place) {
      const own = await ownOperations()
      const read = await codat.ask(place.clientId, async (api) => ({ ok: true, value: await gatherPushes(api, place) }))
      if (!read.ok) return { pushes: [], complete: false, problem: read.problem }
      const pushes = read.value.rows.map((row) => ({ ...row, own: own.has(row.pushOperationKey) }))
      return { pushes, complete: read.value.complete, problem: read.value.problem }
    },
  }
}

async function gatherPushes(api: CodatApi, place: FeedPlace) {
  const rows: Omit<ListedPush, 'own'>[] = []
  for await (const step of api.pushPages(place.companyId)) {
    if (step.step === 'waiting') continue
    if (step.step === 'failed') return { rows, complete: false, problem: step.problem }
    for (const row of step.rows) {
      const read = listedPush(row)
      if (read !== null) rows.push(read)
    }
    if (rows.length >= MOST_LISTED) return { rows: rows.slice(0, MOST_LISTED), complete: step.last, problem: null }
  }
  return { rows, complete: true, problem: null }
}
