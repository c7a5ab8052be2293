// The applications as files, one for each Xero app: read, changed one change at a time, removed.
import { partnerApplicationV1, type PartnerApplication } from '../../contract/partner'
import { Failure, isFailure } from '../failure'
import type { Clock } from '../ports'
import { openRecordFiles } from '../records/record-files'
import { blankApplication } from './application'

export interface ApplicationFiles {
  get(appId: string): Promise<PartnerApplication>
  /** All that were begun. */
  list(): Promise<PartnerApplication[]>
  /** Reads, changes and writes; changes never overlap. Raises `record.not-written`, `partner.too-much`. */
  change(appId: string, edit: (before: PartnerApplication) => PartnerApplication): Promise<PartnerApplication>
  /** Removes an app's application, if it began one. */
  remove(appId: string): Promise<void>
}

/** Below what a record file may hold, so that one that was written can always be read. */
const MOST_CHARACTERS = 450_000

/** One file per Xero app in `dir`; an app without one has begun nothing. */
export function openApplications(dir: string, clock: Clock): ApplicationFiles {
  const files = openRecordFiles({ dir, schema: partnerApplicationV1, clock })
  let turn: Promise<unknown> = Promise.resolve()

  async function get(appId: string): Promise<PartnerApplication> {
    try {
      return await files.get(appId)
    } catch (error) {
      if (!isFailure(error, 'record.missing')) throw error
      // A damaged file counts as missing: listing sets it aside, so that the next change doesn't write over it.
      await files.list()
      return blankApplication(appId)
    }
  }

  return {
    get,
    list: async () => (await files.list()).records,
    remove: (appId) => files.remove(appId),
    change(appId, edit) {
      const mine = turn.then(async () => {
        const before = await get(appId)
        const after = edit(before)
        if (after === before) return before
        if (JSON.stringify(after).length > MOST_CHARACTERS) throw new Failure('partner.too-much')
        await files.put(after)
        return after
      })
      turn = mine.catch(() => {})
      return mine
    },
  }
}
