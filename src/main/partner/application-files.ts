// The applications as files, one for each Xero app: read, changed one change at a time, removed.
import { partnerApplicationV1, type PartnerApplication } from '../../domain/partner/schema'
import { Failure } from '../../domain/failure'
import { createTurns } from '../in-turn'
import type { Clock } from '../ports'
import { openRecordFiles, recordOrNull } from '../records/record-files'
import { blankApplication } from '../../domain/partner/application'

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
  const inTurn = createTurns()
  const get = async (appId: string): Promise<PartnerApplication> =>
    (await recordOrNull(files, appId)) ?? blankApplication(appId)

  return {
    get,
    list: async () => (await files.list()).records,
    remove: (appId) => files.remove(appId),
    change: (appId, edit) =>
      inTurn(async () => {
        const before = await get(appId)
        const after = edit(before)
        if (after === before) return before
        if (JSON.stringify(after).length > MOST_CHARACTERS) throw new Failure('partner.too-much')
        await files.put(after)
        return after
      }),
  }
}
