// The folders of this machine's pushes, one for each.
import { readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../../domain/failure'
import type { DamagedJournal, JournalEntry } from '../../../domain/bank-feeds/push/entries'
import { hasJournal, readJournal } from './journal'
import type { JournalRead } from '../../../domain/bank-feeds/push/journal-lines'
import { bodiesIn, removeAllBodies, removeBodies } from '../../../reader/body-files'
import { type PushState, spareChunks, stateOf } from '../../../domain/bank-feeds/push/state'
import { isMissing } from '../../../domain/records/faults'
import { onDisk } from '../../write-whole'

export interface PushRead {
  readonly entries: readonly JournalEntry[]
  readonly state: PushState
}

export type PushFolders = ReturnType<typeof openPushFolders>

const ID = /^[0-9a-f-]{36}$/

export function openPushFolders(dir: string) {
  /** Where a push lies, or would. Raises `push.missing` for what is no id. */
  const at = (pushId: string): string => {
    if (!ID.test(pushId)) throw new Failure('push.missing')
    return path.join(dir, pushId)
  }
  /** Ids of all pushes, in no order. Raises `record.not-read`. */
  const ids = async (): Promise<string[]> => {
    const names = await readdir(dir).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw new Failure('record.not-read', { cause: error })
    })
    return names.filter((name) => ID.test(name))
  }
  /** A folder that was copied under another name would send its push once more. */
  const journalOf = async (pushId: string): Promise<JournalRead> => {
    const journal = await readJournal(at(pushId))
    if (journal.kind !== 'read') return journal
    const [opened] = journal.entries
    return opened?.kind === 'opened' && opened.pushId !== pushId ? { kind: 'damaged', opened: null } : journal
  }
  return {
    at,
    ids,
    /** Raises `push.missing` and `push.damaged`. */
    async read(pushId: string): Promise<PushRead> {
      const journal = await journalOf(pushId)
      const state = journal.kind === 'read' ? stateOf(journal.entries) : null
      if (journal.kind !== 'read' || state === null) {
        throw new Failure(journal.kind === 'missing' ? 'push.missing' : 'push.damaged')
      }
      return { entries: journal.entries, state }
    },
    /** Whether one was made, and has none of its transactions left to send. False for one that is being made. */
    async isSpent(pushId: string): Promise<boolean> {
      const bodies = await bodiesIn(at(pushId))
      return bodies.length === 0 && hasJournal(at(pushId))
    },
    /** What can be told of a push whose journal is damaged; null for one that can be read or isn't there. */
    async damage(pushId: string): Promise<DamagedJournal | null> {
      const journal = await journalOf(pushId)
      return journal.kind === 'damaged' ? { pushId, opened: journal.opened } : null
    },
    /** Puts a damaged push out of the way, for good and without its transactions; its journal is kept. Raises `record.not-written`. */
    setAside: (pushId: string, when: Date): Promise<void> =>
      onDisk(async () => {
        await removeAllBodies(at(pushId))
        await rename(at(pushId), `${at(pushId)}.damaged-${when.toISOString().replace(/[:.]/g, '-')}`)
      }),
    /** Removes the transactions that a push needs no more. Raises `record.not-written`. */
    tidyUp: (state: PushState): Promise<void> =>
      onDisk(() => removeBodies(at(state.opened.pushId), spareChunks(state))),
    /**
     * Removes what an end of the app left: what was being made, transactions and all, and transactions of what had arrived. Not while a push
     * is being made. What can't be removed now stays until it is tried again.
     */
    async removeLeft(): Promise<void> {
      for (const pushId of await ids()) {
        const journal = await readJournal(at(pushId))
        if (journal.kind === 'missing') await rm(at(pushId), { recursive: true, force: true }).catch(() => {})
        const state = journal.kind === 'read' ? stateOf(journal.entries) : null
        if (state !== null) await removeBodies(at(pushId), spareChunks(state)).catch(() => {})
      }
    },
  }
}
