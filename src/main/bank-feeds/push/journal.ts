// A push's folder on disk: the journal, on disk before a request leaves and after its answer came, and each chunk's exact bytes.
import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { type ChunkPlan, type JournalEntry, journalEntry, type Opened } from '../../../domain/bank-feeds/push/entries'
import { parseJson } from '../../../domain/text/parse-json'

export interface Journal {
  /** Resolves when the entry is on the disk itself, not only handed to the system. */
  append(entry: JournalEntry): Promise<void>
  close(): Promise<void>
}

export type JournalRead =
  | { readonly kind: 'read'; readonly entries: readonly JournalEntry[] }
  /** Nothing was ever sent by it: it was being made when the app ended. */
  | { readonly kind: 'missing' }
  /** Something is gone: what was sent can't be told from it, so nothing is sent by it. `opened` where that much can be read. */
  | { readonly kind: 'damaged'; readonly opened: Opened | null }

const FILE = 'journal.ndjson'
const numbered = z.object({ n: z.number().int().nonnegative(), entry: journalEntry })

/** The file of a chunk's body, which tells how often it was sent: a journal that lost its end can be told by that. */
function bodyName(chunk: number, sends: number): string {
  return `chunk-${String(chunk).padStart(5, '0')}${sends === 0 ? '' : `.sent-${sends}`}.json`
}

const BODY = /^chunk-(\d{5,})(?:\.sent-(\d+))?\.json$/

interface Body {
  readonly name: string
  readonly chunk: number
  readonly sends: number
}

/** The bodies that lie in a folder; none where there is no folder. */
async function bodiesIn(dir: string): Promise<Body[]> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.flatMap((name) => {
    const read = BODY.exec(name)
    return read === null ? [] : [{ name, chunk: Number(read[1]), sends: Number(read[2] ?? '0') }]
  })
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
  return openPushFolder(dir, async () => {
    const plans: ChunkPlan[] = []
    for await (const { plan, body } of chunks) {
      await writeBody(dir, plans.length, body)
      plans.push(plan)
    }
    return opened(plans)
  })
}

/** The same where somebody else writes the bodies, by `writeBody`: `fill` resolves once they are there. */
export async function openPushFolder(dir: string, fill: () => Promise<Opened>): Promise<Opened> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const first = await fill()
    // Under its name once it is whole: a journal whose first line is cut off lost it later.
    await writeDurably(path.join(dir, `${FILE}.new`), lineOf(0, first))
    await rename(path.join(dir, `${FILE}.new`), path.join(dir, FILE))
    await syncFolder(dir)
    return first
  } catch (error) {
    await rm(dir, { recursive: true, force: true }).catch(() => {})
    throw error
  }
}

/** Writes the body of a chunk that was never sent, onto the disk itself. */
export function writeBody(dir: string, chunk: number, body: string): Promise<void> {
  return writeDurably(path.join(dir, bodyName(chunk, 0)), body)
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
 * The entries of a folder. A last line without its line end is one that a crash cut off, and is passed over: it had not been on the
 * disk, so nothing was done by it. Anything else that can't be read is damage. So is an end that is missing: entries are numbered, and
 * the bodies tell how often they were sent.
 */
export async function readJournal(dir: string): Promise<JournalRead> {
  // Before the journal, which is always written first.
  const bodies = await bodiesIn(dir)
  const text = await readFile(path.join(dir, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null)
    return bodies.some(({ sends }) => sends > 0) ? { kind: 'damaged', opened: null } : { kind: 'missing' }
  const lines = text.split('\n').slice(0, -1)
  const read = lines.map((line) => numbered.safeParse(parseJson(line)))
  const entries = read.flatMap(({ data }, index) => (data?.n === index ? [data.entry] : []))
  const [first] = entries
  const opened = first?.kind === 'opened' ? first : null
  if (opened === null || entries.length < lines.length) return { kind: 'damaged', opened }
  const lostItsEnd = bodies.some(({ chunk, sends }) => sends > sendsOf(entries, chunk))
  return lostItsEnd ? { kind: 'damaged', opened } : { kind: 'read', entries }
}

function sendsOf(entries: readonly JournalEntry[], chunk: number): number {
  return entries.filter((entry) => entry.kind === 'sending' && entry.chunk === chunk).length
}

/** Opens the journal for what comes after the first `count` entries. */
export async function openJournal(dir: string, count: number): Promise<Journal> {
  const file = path.join(dir, FILE)
  await dropCutLine(file)
  const handle = await open(file, 'a', 0o600)
  let n = count
  let last: Promise<void> = Promise.resolve()
  const write = async (entry: JournalEntry): Promise<void> => {
    await handle.appendFile(lineOf(n, journalEntry.parse(entry)))
    await handle.datasync()
    n += 1
    if (entry.kind === 'sending') await noteSend(dir, entry.chunk)
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

async function noteSend(dir: string, chunk: number): Promise<void> {
  const body = (await bodiesIn(dir)).find((one) => one.chunk === chunk)
  if (body !== undefined) await rename(path.join(dir, body.name), path.join(dir, bodyName(chunk, body.sends + 1)))
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

/** A chunk's bytes, or null if they aren't those that were planned. */
export async function readBody(dir: string, chunk: number, sha256: string): Promise<string | null> {
  const lying = (await bodiesIn(dir).catch(() => [])).find((one) => one.chunk === chunk)
  if (lying === undefined) return null
  const body = await readFile(path.join(dir, lying.name), 'utf8').catch(() => null)
  return body !== null && hashOf(body) === sha256 ? body : null
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** Removes the customers' transactions of chunks whose bytes are no longer needed; the journal stays. */
export async function removeBodies(dir: string, chunks: readonly number[]): Promise<void> {
  if (chunks.length === 0) return
  const spare = (await bodiesIn(dir)).filter(({ chunk }) => chunks.includes(chunk))
  for (const { name } of spare) await rm(path.join(dir, name), { force: true })
}

/** Removes the transactions of every chunk. */
export async function removeAllBodies(dir: string): Promise<void> {
  for (const { name } of await bodiesIn(dir)) await rm(path.join(dir, name), { force: true })
}
