// The activity log as a CSV file: what the screen shows, whole.
import { activityRows } from '../../domain/activity/words'
import { toCsv } from '../csv'
import type { Clock, FileDialogs } from '../ports'
import { saveFile } from '../save-file'
import type { Activity } from './activity'

/** More than anybody has: a busy year is 10,000. */
const MOST = 1_000_000

/** By main's own dialog; `rows` without the heading. Raises `transfer.not-written`. */
export async function exportActivity(ports: {
  readonly activity: Pick<Activity, 'list'>
  readonly clock: Clock
  readonly dialogs: Pick<FileDialogs, 'chooseSave'>
}): Promise<{ outcome: 'saved' | 'cancelled'; rows: number }> {
  const { entries } = await ports.activity.list(MOST)
  const suggestedName = `activity-${ports.clock.now().toISOString().slice(0, 10)}.csv`
  const outcome = await saveFile(ports.dialogs, {
    title: 'Export',
    suggestedName,
    contents: toCsv(activityRows(entries)),
  })
  return { outcome, rows: outcome === 'saved' ? entries.length : 0 }
}
