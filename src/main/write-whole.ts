// A file of Latchkey's own, written whole or not at all.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { Failure } from '../domain/failure'

/** Its folder is made for it, and nobody else may read either. Raises `record.not-written`. */
export async function writeWhole(file: string, contents: string | Buffer, mode = 0o600): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    await writeFileAtomic(file, contents, { mode })
  } catch (error) {
    throw new Failure('record.not-written', { cause: error })
  }
}
