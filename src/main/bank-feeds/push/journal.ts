// A push's folder on disk: the journal, on disk before a request leaves and after its answer came, beside the bodies it sends.
import { access, type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { type JournalEntry, journalEntry, type Opened } from '../../../domain/bank-feeds/push/entries'
import { bodiesIn, noteSend, writeDurably } from '../../../reader/body-files'
import { type JournalRead, judgedJournal, lineOf } from '../../../domain/bank-feeds/push/journal-lines'
import { isMissing } from '../../../domain/records/faults'
import { onDisk } from '../../write-whole'

export type Journal = Awaited<ReturnType<typeof openJournal>>

const FILE = 'journal.ndjson'

/**
 * The bodies first, which `fill` has written once it resolves, and the journal's first entry last: a push exists once that is on the disk. If
 * it comes to nothing, nothing of the customer's transactions stays behind. Raises what `fill` raises, or `record.not-written`.
 */
export async function openPushFolder(dir: string, fill: () => Promise<Opened>): Promise<Opened> {
  try {
    return await onDisk(async () => {
      await mkdir(dir, { recursive: true, mode: 0o700 })
      const first = await fill()
      // Under its name once it is whole: a journal whose first line is cut off lost it later.
      await writeDurably(path.join(dir, `${FILE}.new`), lineOf(0, first))
      await rename(path.join(dir, `${FILE}.new`), path.join(dir, FILE))
      await syncFolder(dir)
      return first
    })
  } catch (error) {
    await rm(dir, { recursive: true, force: true }).catch(() => {})
    throw error
  }
}

/** So that the names of new files survive a loss of power as well. Windows has no such thing. */
async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r').catch(() => null)
  if (handle === null) return
  try {
    await handle.sync().catch(() => {})
  } finally {
    await handle.close()
  }
}

/** Whether a folder's journal is there: it comes last, so that the push was made. */
export async function hasJournal(dir: string): Promise<boolean> {
  return access(path.join(dir, FILE)).then(
    () => true,
    () => false,
  )
}

/**
 * The entries of a folder. A last line without its line end is one that a crash cut off, and is passed over: it had not been on the
 * disk, so nothing was done by it. Anything else that can't be read is damage. So is an end that is missing: entries are numbered, and
 * the bodies tell how often they were sent.
 */
export async function readJournal(dir: string): Promise<JournalRead> {
  // Before the journal, which is always written first.
  const bodies = await bodiesIn(dir).catch(() => undefined)
  const text = await readFile(path.join(dir, FILE), 'utf8').catch((error: unknown) =>
    isMissing(error) ? null : undefined,
  )
  // The system won't give it: nobody can tell, for now.
  if (text === undefined || bodies === undefined) return { kind: 'damaged', opened: null }
  if (text === null)
    return bodies.some(({ sends }) => sends > 0) ? { kind: 'damaged', opened: null } : { kind: 'missing' }
  return judgedJournal(text, bodies)
}

/** Opens the journal for what comes after the first `count` entries. Raises `record.not-written`, as does each `append`. */
export async function openJournal(dir: string, count: number) {
  const file = path.join(dir, FILE)
  const handle = await onDisk(async () => {
    await dropCutLine(file)
    return open(file, 'a', 0o600)
  })
  let n = count
  let last: Promise<void> = Promise.resolve()
  const write = async (entry: JournalEntry): Promise<void> => {
    const line = lineOf(n, journalEntry.parse(entry))
    await onDisk(async () => {
      await handle.appendFile(line)
      await handle.datasync()
      n += 1
      if (entry.kind === 'sending') await noteSend(dir, entry.chunk)
    })
  }
  return {
    /** Resolves when the entry is on the disk itself, not only handed to the system. */
    append(entry: JournalEntry): Promise<void> {
      // After a failed write nothing more is appended: the disk no longer keeps what is done.
      last = last.then(() => write(entry))
      return last
    },
    async close(): Promise<void> {
      await last.catch(() => {})
      await handle.close()
    },
  }
}

/** Takes away a last line that a crash, or a full disk, cut off. */
async function dropCutLine(file: string): Promise<void> {
  const handle: FileHandle = await open(file, 'r+')
  try {
    const content = await handle.readFile()
    const whole = content.lastIndexOf(0x0a) + 1
    if (whole === content.length) return
    await handle.truncate(whole)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
