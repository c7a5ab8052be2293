// The bodies of a push's requests as files: the reader writes them, the engine sends them and takes them away.
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../domain/failure'
import { isMissing } from '../domain/records/faults'

/** The file of a chunk's body, which tells how often it was sent: a journal that lost its end can be told by that. */
function bodyName(chunk: number, sends: number): string {
  return `chunk-${String(chunk).padStart(5, '0')}${sends === 0 ? '' : `.sent-${sends}`}.json`
}

const BODY = /^chunk-(\d{5,})(?:\.sent-(\d+))?\.json$/

export interface Body {
  readonly name: string
  readonly chunk: number
  readonly sends: number
}

/** The bodies that lie in a folder; none where there is no folder. */
export async function bodiesIn(dir: string): Promise<Body[]> {
  const names = await readdir(dir).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  return names.flatMap((name) => {
    const read = BODY.exec(name)
    return read === null ? [] : [{ name, chunk: Number(read[1]), sends: Number(read[2] ?? '0') }]
  })
}

/** Writes the body of a chunk that was never sent. */
export type WriteBody = (chunk: number, body: string | Uint8Array) => void

/** Bodies that are put onto the disk itself together: a disk takes many at once in little more than the time of one. */
const TOGETHER = 64

/**
 * Lets `write` write bodies into a folder. All of them are on the disk itself when it returns. Waits for each call: a promise for each of
 * four costs as much as writing.
 */
export function writingBodies<Written>(dir: string, write: (body: WriteBody) => Written): Written {
  const files: number[] = []
  const settle = (): void => {
    for (const file of files) fsyncSync(file)
    for (const file of files.splice(0)) closeSync(file)
  }
  try {
    const written = write((chunk, body) => {
      const file = openSync(path.join(dir, bodyName(chunk, 0)), 'w', 0o600)
      files.push(file)
      writeFileSync(file, body)
      if (files.length === TOGETHER) settle()
    })
    settle()
    return written
  } finally {
    for (const file of files) closeSync(file)
  }
}

/** Writes a file that is on the disk itself when this resolves. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.writeFile(text, 'utf8')
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Tells by the body's name that it is sent once more. */
export async function noteSend(dir: string, chunk: number): Promise<void> {
  const body = (await bodiesIn(dir)).find((one) => one.chunk === chunk)
  if (body !== undefined) await rename(path.join(dir, body.name), path.join(dir, bodyName(chunk, body.sends + 1)))
}

/** A chunk's bytes, or null if they are gone or aren't those that were planned. Raises `record.not-read` where the system won't give them. */
export async function readBody(dir: string, chunk: number, sha256: string): Promise<string | null> {
  try {
    const lying = (await bodiesIn(dir)).find((one) => one.chunk === chunk)
    if (lying === undefined) return null
    const body = await readFile(path.join(dir, lying.name), 'utf8')
    return hashOf(body) === sha256 ? body : null
  } catch (error) {
    if (isMissing(error)) return null
    throw new Failure('record.not-read', { cause: error })
  }
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
