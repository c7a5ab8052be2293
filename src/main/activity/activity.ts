// What happened on this machine, for the user to look back on. Codes, record names and remarks; never a secret value.
import type { ActivityCode } from '../../domain/activity/codes'
import path from 'node:path'
import { activityEntry, type ActivityEntry } from '../../domain/activity/entry'
import { type Remark, remarkText } from '../../domain/activity/remark'
import { openAppendFile } from '../append-file'
import type { Clock } from '../ports'

export interface Activity {
  /** Notes something. Never throws: what happened stays done even if it can't be written down. */
  note(what: ActivityCode, about?: { id: string; name: string }, remark?: Remark): Promise<void>
  /** The newest entries first, at most `limit`. */
  list(limit: number): Promise<{ entries: ActivityEntry[]; unreadable: number }>
}

/** Notes something about a record. Never throws. */
export type Note = (
  what: ActivityCode,
  about: { readonly id: string; readonly name: string },
  remark?: Remark,
) => Promise<void>

/** The activity log in `dir`, kept for good. */
export function openActivity({
  dir,
  clock,
  onFailure,
}: {
  dir: string
  clock: Clock
  onFailure: (error: unknown) => void
}): Activity {
  const file = openAppendFile({ file: path.join(dir, 'activity.jsonl'), schema: activityEntry })
  return {
    async note(what, about, remark) {
      const entry = {
        at: clock.now().toISOString(),
        what,
        subject: about?.id ?? null,
        subjectName: about?.name ?? null,
        note: remark === undefined ? null : remarkText(remark),
      }
      await file.append(entry).catch(onFailure)
    },
    async list(limit) {
      const { entries, unreadable } = await file.read()
      return { entries: entries.slice(-limit).reverse(), unreadable }
    },
  }
}
