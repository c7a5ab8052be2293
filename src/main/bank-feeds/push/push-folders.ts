// The folders of this machine's pushes, one for each.
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../failure'
import type { JournalEntry } from './entries'
import { readJournal } from './journal'
import { type PushState, stateOf } from './state'

export interface PushRead {
  readonly entries: readonly JournalEntry[]
  readonly state: PushState
}

export interface PushFolders {
  /** Where a push lies, or would. Raises `push.missing` for what is no id. */
  at(pushId: string): string
  /** Raises `push.missing` and `push.damaged`. */
  read(pushId: string): Promise<PushRead>
  /** Ids of all pushes, in no order. */
  ids(): Promise<string[]>
}

const ID = /^[0-9a-f-]{36}$/

export function openPushFolders(dir: string): PushFolders {
  const at = (pushId: string): string => {
    if (!ID.test(pushId)) throw new Failure('push.missing')
    return path.join(dir, pushId)
  }
  return {
    at,
    async read(pushId) {
      const journal = await readJournal(at(pushId))
      const state = journal.kind === 'read' ? stateOf(journal.entries) : null
      if (journal.kind !== 'read' || state === null) {
        throw new Failure(journal.kind === 'missing' ? 'push.missing' : 'push.damaged')
      }
      return { entries: journal.entries, state }
    },
    async ids() {
      const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw error
      })
      return names.filter((name) => ID.test(name))
    },
  }
}
