// Records of which each Xero app has one; an app without one has the blank one.
import type { z } from 'zod'
import { createTurns } from '../in-turn'
import { openRecordFiles, recordOrNull, type RecordFilesOptions } from './record-files'

/**
 * Raises `record.missing` for an app that nothing may be written about. Asked within the turn in which it is written: what is kept of an
 * app that goes is removed in a later turn, so that nothing is left of it.
 */
export type AssertKept = (appId: string) => Promise<unknown>

export interface AppRecords<R> {
  get(appId: string): Promise<R>
  /** All that are no longer blank. */
  list(): Promise<R[]>
  /**
   * Reads, changes and writes; changes never overlap. Raises `record.not-written`, `record.too-long`, and `record.damaged` until what was
   * set aside is settled.
   */
  change(appId: string, edit: (before: R) => R): Promise<R>
  /** In turn with its changes. */
  remove(appId: string): Promise<void>
}

/** One file per Xero app in `dir`, under the app's id. */
export function openAppRecords<S extends z.ZodType<{ id: string }>>({
  blank,
  assertKept = async () => {},
  ...options
}: RecordFilesOptions<S> & {
  blank: (appId: string) => z.output<S>
  /** Raises why nothing may be written about an app; left out, anything may. */
  assertKept?: AssertKept | undefined
}): AppRecords<z.output<S>> {
  const files = openRecordFiles(options)
  const inTurn = createTurns()
  const get = async (appId: string): Promise<z.output<S>> => (await recordOrNull(files, appId)) ?? blank(appId)
  return {
    get,
    list: async () => (await files.list()).records,
    change: (appId, edit) =>
      inTurn(async () => {
        const before = await get(appId)
        await files.assertWhole(appId)
        const after = edit(before)
        if (after === before) return after
        await assertKept(appId)
        await files.put(after)
        return after
      }),
    remove: (appId) => inTurn(() => files.remove(appId)),
  }
}
