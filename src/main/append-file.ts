// An append-only file of JSON lines that survives a cut-off write: a broken last line is closed off, not appended to.
import { appendFile, mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { Failure } from '../domain/failure'
import { isMissing } from '../domain/records/faults'
import { parseLines } from '../domain/records/lines'

export interface AppendFile<T> {
  /** Adds one entry. Writes are done in the order of the calls. Raises `record.not-written`. */
  append(entry: T): Promise<void>
  /** All entries that can be read, oldest first, and how many lines could not. Raises `record.not-read`. */
  read(): Promise<{ entries: T[]; unreadable: number }>
  /** Resolves when every append asked for so far is on disk or has failed. */
  settled(): Promise<void>
}

export interface AppendFileOptions<S extends z.ZodType> {
  file: string
  schema: S
  /** When the file would grow beyond this, it becomes `<file>.1` (one is kept) and a new one begins. Never, if left out. */
  rotateAtBytes?: number
}

/** Opens (without touching the disk yet) an append-only file whose lines fit `schema`. */
export function openAppendFile<S extends z.ZodType>({
  file,
  schema,
  rotateAtBytes,
}: AppendFileOptions<S>): AppendFile<z.output<S>> {
  let last: Promise<void> = Promise.resolve()
  let checkedEnd = false

  async function write(line: string): Promise<void> {
    if (!checkedEnd) {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      if (await endsMidLine(file)) line = `\n${line}`
    }
    if (rotateAtBytes !== undefined && (await sizeOf(file)) > rotateAtBytes) await rename(file, `${file}.1`)
    // What fails may have written a part, on a full disk for one: the next line has to look for its beginning again.
    checkedEnd = false
    await appendFile(file, line, { mode: 0o600 })
    checkedEnd = true
  }

  return {
    append(entry) {
      const line = `${JSON.stringify(schema.parse(entry))}\n`
      const done = last.then(() => write(line)).catch(notWritten)
      last = done.catch(() => {})
      return done
    },
    async read() {
      const text = await readFile(file, 'utf8').catch((error: unknown) => {
        if (isMissing(error)) return null
        throw new Failure('record.not-read', { cause: error })
      })
      if (text === null) return { entries: [], unreadable: 0 }
      // It begins with a line: an empty one lost it.
      return text === '' ? { entries: [], unreadable: 1 } : parseLines(text, schema)
    },
    settled: () => last,
  }
}

function notWritten(error: unknown): never {
  throw new Failure('record.not-written', { cause: error })
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.size,
    () => 0,
  )
}

async function endsMidLine(file: string): Promise<boolean> {
  const size = await sizeOf(file)
  if (size === 0) return false
  const handle = await open(file, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1)
    return buffer[0] !== 0x0a
  } finally {
    await handle.close()
  }
}
