// A push that somebody else made, opened by whatever the user has of it: its key, an address of Codat's, the operation pasted.
import type { FeedPlace } from '../../domain/bank-feeds/schema'
import type { OpenedOutcome } from '../../domain/bank-feeds/push/schema'
import type { RawPushDetails } from '../../domain/codat/feeds-shapes'
import type { CodatApi } from '../codat/api'
import type { CodatResult } from '../../domain/codat/problem'
import { explained, openedPush, pushNamedIn } from '../../domain/bank-feeds/push/opened'

/** Reads the operation and says what it means. A company named in the text goes before the one on the screen. */
export async function openPushFrom(
  text: string,
  place: FeedPlace,
  ports: {
    ask(question: (api: CodatApi) => Promise<CodatResult<RawPushDetails>>): Promise<CodatResult<RawPushDetails>>
    /** YYYY-MM-DD */
    today: string
  },
): Promise<OpenedOutcome> {
  const named = pushNamedIn(text)
  if (named === null) return explained(text, ports.today) ?? { kind: 'no-key' }
  const companyId = named.companyId ?? place.companyId
  const answer = await ports.ask((api) => api.pushOperation(companyId, named.key))
  if (!answer.ok) {
    return answer.problem.kind === 'not-found' ? { kind: 'not-found' } : { kind: 'problem', problem: answer.problem }
  }
  return { kind: 'opened', push: openedPush(answer.value, companyId) }
}
