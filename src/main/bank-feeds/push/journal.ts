// A push's folder on disk: the journal, on disk before a request leaves and after its answer came, and each chunk's exact bytes.
import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { type ChunkPlan, type JournalEntry, journalEntry, type Opened } from './entries'
import { parseJson } from '../../parse-json'

export interface Journal {
  /** Resolves when the entry is on the disk itself, not only handed to the system. */
  append(entry: JournalEntry): Promise<void>
  close(): Promise<void>
}

export type JournalRead =
  | { readonly kind: 'read'; readonly entries: readonly JournalEntry[] }
  | { readonly kind: 'missing' }
  /** Something in the middle is gone: what was sent can't be told from it, so nothing is sent by it. */
  | { readonly kind: 'damaged' }

const FILE = 'journal.ndjson'
const numbered = z.object({ n: z.number().int().nonnegative(), entry: journalEntry })

/** The file of a chunk's body. */
function bodyFile(dir: string, chunk: number): string {
  return path.join(dir, `chunk-${String(chunk).padStart(5, '0')}.json`)
}

/**
 * Writes the bodies first and the journal's first entry last: a push exists once that is on the disk. If it comes to nothing,
 * nothing of the customer's transactions stays behind.
 */
export async function createPushFolder(
  dir: string,
  chunks: Iterable<PlannedChunk> | AsyncIterable<PlannedChunk>,
  opened: (plans: ChunkPlan[]) => Opened,
): Promise<Opened> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const plans: ChunkPlan[] = []
    for await (const { plan, body } of chunks) {
      await writeDurably(bodyFile(dir, plans.length), body)
      plans.push(plan)
    }
    const first = opened(plans)
    await writeDurably(path.join(dir, FILE), lineOf(0, first))
    await syncFolder(dir)
    return first
  } catch (error) {
    await rm(dir, { recursive: true, force: true }).catch(() => {})
    throw error
  }
}

export interface PlannedChunk {
  readonly plan: ChunkPlan
  /** The whole body of the request. */
  readonly body: string
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.writeFile(text, 'utf8')
    await handle.sync()
  } finally {
    await handle.close()
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

function lineOf(n: number, entry: JournalEntry): string {
  return `${JSON.stringify({ n, entry })}\n`
}

/**
 * The entries of a folder. A line that a crash cut off is passed over: it had not been on the disk, so nothing was done by it.
 * Entries are numbered, so a line that is missing among others shows.
 */
export async function readJournal(dir: string): Promise<JournalRead> {
  const text = await readFile(path.join(dir, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return { kind: 'missing' }
  const read = text.split('\n').flatMap((line) => {
    const parsed = numbered.safeParse(parseJson(line))
    return parsed.success ? [parsed.data] : []
  })
  if (read.length === 0 || read.some(({ n }, index) => n !== index)) return { kind: 'damaged' }
  return { kind: 'read', entries: read.map(({ entry }) => entry) }
}

/** Opens the journal for what comes after the first `count` entries. */
export async function openJournal(dir: string, count: number): Promise<Journal> {
  const file = path.join(dir, FILE)
  const isCut = await endsMidLine(file)
  const handle = await open(file, 'a', 0o600)
  let n = count
  let prefix = isCut ? '\n' : ''
  let last: Promise<void> = Promise.resolve()
  const write = async (entry: JournalEntry): Promise<void> => {
    await handle.appendFile(`${prefix}${lineOf(n, journalEntry.parse(entry))}`)
    await handle.datasync()
    prefix = ''
    n += 1
  }
  return {
    append(entry) {
      // After a failed write nothing more is appended: the disk no longer keeps what is done.
      last = last.then(() => write(entry))
      return last
    },
    async close() {
      await last.catch(() => {})
      await handle.close()
    },
  }
}

async function endsMidLine(file: string): Promise<boolean> {
  const { size } = await stat(file)
  if (size === 0) return false
  const handle: FileHandle = await open(file, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1)
    return buffer[0] !== 0x0a
  } finally {
    await handle.close()
  }
}

/** A chunk's bytes, or null if they aren't those that were planned. */
export async function readBody(dir: string, chunk: number, sha256: string): Promise<string | null> {
  const body = await readFile(bodyFile(dir, chunk), 'utf8').catch(() => null)
  return body !== null && hashOf(body) === sha256 ? body : null
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** Removes the customers' transactions of chunks whose bytes are no longer needed; the journal stays. */
export async function removeBodies(dir: string, chunks: readonly number[]): Promise<void> {
  for (const chunk of chunks) await rm(bodyFile(dir, chunk), { force: true })
}
