// A push that somebody else made: which one a text names, and what it means.
import type { ListedPush, OpenedOutcome, OpenedPush } from './schema'
import { type RawPushDetails, rawPushDetails } from '../../codat/feeds-shapes'
import { rungOfDiagnosis } from '../ladder'
import { explainOperation } from '../explain'
import { explainPaste } from '../../diagnosis/paste'
import { messagesOf } from './answers'
import type { FeedPlace } from '../schema'

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

/** A refusal without a key, such as the guide's 403: it still says which rung it is about. */
export function explained(text: string, today: string): OpenedOutcome | null {
  for (const diagnosis of explainPaste(text, { apps: [], appId: null, today }).findings) {
    const rung = rungOfDiagnosis(diagnosis)
    if (rung !== null) return { kind: 'explained', diagnosis, rung }
  }
  return null
}

export function openedPush(read: RawPushDetails, companyId: string): OpenedPush {
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

export function isOf({ companyId, connectionId }: OpenedPush, place: FeedPlace): boolean {
  return companyId === place.companyId && (connectionId === null || connectionId === place.connectionId)
}

export function listedPush(row: unknown): Omit<ListedPush, 'own'> | null {
  const { data } = rawPushDetails.safeParse(row)
  if (data === undefined) return null
  const { pushOperationKey, status, dataType, requestedOnUtc } = data
  return {
    pushOperationKey: pushOperationKey.slice(0, 100),
    status,
    dataType: dataType ?? null,
    requestedOn: requestedOnUtc?.slice(0, 60) ?? null,
  }
}
