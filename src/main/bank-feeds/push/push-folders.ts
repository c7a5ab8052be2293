// The folders of this machine's pushes, one for each.
import { readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../../domain/failure'
import type { DamagedJournal, JournalEntry } from '../../../domain/bank-feeds/push/entries'
import { readJournal } from './journal'
import { type JournalRead } from '../../../domain/bank-feeds/push/journal-lines'
import { removeAllBodies } from '../../../reader/body-files'
import { type PushState, stateOf } from '../../../domain/bank-feeds/push/state'

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
  /** Ids of all pushes, in no order. */
  const ids = async (): Promise<string[]> => {
    const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
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
    /** What can be told of a push whose journal is damaged; null for one that can be read or isn't there. */
    async damage(pushId: string): Promise<DamagedJournal | null> {
      const journal = await journalOf(pushId)
      return journal.kind === 'damaged' ? { pushId, opened: journal.opened } : null
    },
    /** Puts a damaged push out of the way, for good and without its transactions; its journal is kept. */
    async setAside(pushId: string, when: Date): Promise<void> {
      await removeAllBodies(at(pushId))
      await rename(at(pushId), `${at(pushId)}.damaged-${when.toISOString().replace(/[:.]/g, '-')}`)
    },
    /** Removes what was being made when the app ended, transactions and all. Not while a push is being made. */
    async removeUnmade(): Promise<void> {
      for (const pushId of await ids()) {
        const journal = await readJournal(at(pushId))
        if (journal.kind === 'missing') await rm(at(pushId), { recursive: true, force: true })
      }
    },
  }
}
