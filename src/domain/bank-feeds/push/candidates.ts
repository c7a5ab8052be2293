// Which pushes of Codat's list could be the one whose answer was lost. A push operation names no account, count or key.
import { codatBankTransactions } from '../../facts'
import type { RawPushDetails } from '../../codat/feeds-shapes'
import type { PushCandidate } from './entries'

export interface Sought {
  readonly connectionId: string
  /** ISO times between which it was requested, this machine's clock; already widened by how far clocks may be apart. */
  readonly from: string
  readonly to: string
  /** Operations that are known to be something else: those of the push's other chunks. */
  readonly known: ReadonlySet<string>
}

/** Rows of the same connection, data type and time that aren't known to be something else. */
export function candidatesIn(rows: readonly RawPushDetails[], sought: Sought): PushCandidate[] {
  const from = Date.parse(sought.from)
  const to = Date.parse(sought.to)
  return rows.flatMap((row) => {
    const { pushOperationKey, dataConnectionKey, dataType, requestedOnUtc, status } = row
    if (sought.known.has(pushOperationKey)) return []
    if (dataConnectionKey?.toLowerCase() !== sought.connectionId.toLowerCase()) return []
    if (dataType?.toLowerCase() !== codatBankTransactions.value.toLowerCase()) return []
    const at = utcOf(requestedOnUtc)
    // A row without a readable time could be ours: it must not be left out of the count.
    if (at !== null && (at < from || at > to)) return []
    return [{ pushOperationKey, requestedOn: requestedOnUtc ?? '', status }]
  })
}

/** Codat's times may lack a zone and mean UTC then. */
export function utcOf(time: string | null | undefined): number | null {
  if (time === null || time === undefined) return null
  const read = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(time) || !time.includes('T') ? time : `${time}Z`)
  return Number.isNaN(read) ? null : read
}
