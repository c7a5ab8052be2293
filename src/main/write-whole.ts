// A file of Latchkey's own, written whole or not at all, and what else changes the disk.
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { Failure } from '../domain/failure'

/** Its folder is made for it, and nobody else may read either. Raises `record.not-written`. */
export async function writeWhole(file: string, contents: string | Buffer, mode = 0o600): Promise<void> {
  await onDisk(async () => {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    await writeFileAtomic(file, contents, { mode })
  })
}

/** Removes a file, or a folder and all in it, if it is there. Raises `record.not-written`. */
export async function removeFrom(disk: string): Promise<void> {
  await onDisk(() => rm(disk, { recursive: true, force: true }))
}

/** What `change` gives, which changes something on the disk. Raises `record.not-written` where the system refuses, and else what it raises. */
export async function onDisk<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    throw isSystemError(error) ? new Failure('record.not-written', { cause: error }) : error
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
