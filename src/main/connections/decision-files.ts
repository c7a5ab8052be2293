// What was decided about each app's seats, on disk.
import { type Decisions, decisionsV1, undecided } from '../../domain/connections/decisions'
import { createTurns } from '../in-turn'
import type { Clock } from '../ports'
import { openRecordFiles, recordOrNull } from '../records/record-files'

export interface DecisionFiles {
  get(appId: string): Promise<Decisions>
  /** Reads, changes and writes; changes of one app never overlap. Raises `record.not-written`, and
   * `record.damaged` until what was set aside is settled. */
  change(appId: string, edit: (decisions: Decisions) => Decisions): Promise<Decisions>
}

/** One file per Xero app in `dir`; an app without one has nothing decided. */
export function openDecisions(dir: string, clock: Clock): DecisionFiles {
  const files = openRecordFiles({ dir, schema: decisionsV1, clock })
  const inTurn = createTurns()
  const get = async (appId: string): Promise<Decisions> => (await recordOrNull(files, appId)) ?? undecided(appId)

  return {
    get,
    change: (appId, edit) =>
      inTurn(async () => {
        const before = await get(appId)
        await files.assertWhole(appId)
        const changed = edit(before)
        if (changed !== before) await files.put(changed)
        return changed
      }),
  }
}
