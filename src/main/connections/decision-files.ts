// What was decided about each app's connections, on disk.
import { type Decisions, decisionsV1, undecided } from '../../domain/connections/decisions'
import type { Clock } from '../ports'
import { type AppRecords, openAppRecords } from '../records/app-records'

export function openDecisions(dir: string, clock: Clock): Pick<AppRecords<Decisions>, 'get' | 'change'> {
  return openAppRecords({ dir, clock, schema: decisionsV1, blank: undecided })
}
