// A push that somebody else made, opened by whatever the user has of it: its key, an address of Codat's, the operation pasted.
import type { FeedPlace, RungId } from '../../domain/bank-feeds/schema'
import type { OpenedPush } from '../../contract/bank-feeds'
import type { Diagnosis } from '../../domain/diagnosis/schema'
import type { CodatProblem } from '../../domain/codat/schema'
import type { RawPushDetails } from '../../domain/codat/feeds-shapes'
import type { CodatApi } from '../codat/api'
import type { CodatResult } from '../../domain/codat/problem'
import { rungOfDiagnosis } from '../../domain/bank-feeds/ladder'
import { explainOperation } from '../../domain/bank-feeds/explain'
import { explainPaste } from '../../domain/diagnosis/paste'
import { messagesOf } from './push/run'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

export interface NamedPush {
  readonly key: string
  /** The company that the text names beside it, if it does. */
  readonly companyId: string | null
}

/**
 * The push that a text names. In an address and in an operation the key has its place; alone, the only id in the text is it.
 * Null where nothing says which id is meant.
 */
export function pushNamedIn(text: string): NamedPush | null {
  const id = UUID.source
  const address = new RegExp(`(?:companies/(${id})/)?(?:push|sync/push|write)[^\\s"']{0,40}?/(${id})`, 'i').exec(text)
  if (address?.[2] !== undefined) return { key: address[2], companyId: address[1] ?? null }
  const field = new RegExp(`"?pushOperationKey"?\\s*[:=]\\s*"?(${id})`, 'i').exec(text)
  if (field?.[1] !== undefined) {
    const company = new RegExp(`"?companyId"?\\s*[:=]\\s*"?(${id})`, 'i').exec(text)
    return { key: field[1], companyId: company?.[1] ?? null }
  }
  const ids = [...new Set((text.match(UUID) ?? []).map((one) => one.toLowerCase()))]
  return ids.length === 1 && ids[0] !== undefined ? { key: ids[0], companyId: null } : null
}

export type OpenedOutcome =
  | { readonly kind: 'opened'; readonly push: OpenedPush }
  | { readonly kind: 'explained'; readonly diagnosis: Diagnosis; readonly rung: RungId }
  | { readonly kind: 'no-key' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'problem'; readonly problem: CodatProblem }

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

/** A refusal without a key, such as the guide's 403: it still says which rung it is about. */
function explained(text: string, today: string): OpenedOutcome | null {
  for (const diagnosis of explainPaste(text, { apps: [], appId: null, today }).findings) {
    const rung = rungOfDiagnosis(diagnosis)
    if (rung !== null) return { kind: 'explained', diagnosis, rung }
  }
  return null
}

function openedPush(read: RawPushDetails, companyId: string): OpenedPush {
  const diagnosis = explainOperation(read)
  const isFailure = /^(?:failed|timedout)$/i.test(read.status)
  return {
    pushOperationKey: read.pushOperationKey.slice(0, 100),
    companyId,
    connectionId: read.dataConnectionKey?.slice(0, 100) ?? null,
    dataType: read.dataType ?? null,
    status: read.status,
    requestedOn: read.requestedOnUtc?.slice(0, 60) ?? null,
    completedOn: read.completedOnUtc?.slice(0, 60) ?? null,
    messages: [...messagesOf(read.validation?.errors), ...messagesOf(read.validation?.warnings)],
    diagnosis,
    rung: isFailure ? rungOfDiagnosis(diagnosis) : null,
  }
}
