// The applications as files, one for each Xero app: read, changed one change at a time, removed.
import type { PartnerApplication } from '../../domain/partner/schema'
import { createTurns } from '../in-turn'
import type { Clock } from '../ports'
import { openRecordFiles, recordOrNull } from '../records/record-files'
import { blankApplication } from '../../domain/partner/application'

export interface ApplicationFiles {
  get(appId: string): Promise<PartnerApplication>
  /** All that were begun. */
  list(): Promise<PartnerApplication[]>
  /** Reads, changes and writes; changes never overlap. Raises `record.not-written`, `record.too-long`, and
   * `record.damaged` until what was set aside is settled. */
  change(appId: string, edit: (before: PartnerApplication) => PartnerApplication): Promise<PartnerApplication>
  /** Removes an app's application, if it began one. */
  remove(appId: string): Promise<void>
}

/** One file per Xero app in `dir`; an app without one has begun nothing. */
export function openApplications(dir: string, clock: Clock): ApplicationFiles {
  const files = openRecordFiles({
    dir,
    schema: async () => (await import('../../domain/partner/schema')).partnerApplicationV1,
    clock,
  })
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
        await files.assertWhole(appId)
        const after = edit(before)
        if (after === before) return before
        await files.put(after)
        return after
      }),
  }
}
