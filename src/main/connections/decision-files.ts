// What was decided about each app's connections, on disk.
import { type Decisions, decisionsV1, undecided } from '../../domain/connections/decisions'
import type { Clock } from '../ports'
import { type AppRecords, type AssertKept, openAppRecords } from '../records/app-records'

export function openDecisions(
  dir: string,
  clock: Clock,
  assertKept?: AssertKept,
): Pick<AppRecords<Decisions>, 'get' | 'change' | 'remove'> {
  return openAppRecords({ dir, clock, schema: decisionsV1, blank: undecided, assertKept })
}
