// A file that a message of Xero or Codat was saved in: a log, an answer, a page, a mail. Only its beginning is read.
import { open } from 'node:fs/promises'
import { PASTE_LIMIT } from '../../domain/diagnosis/schema'
import { Failure } from '../../domain/failure'
import { decoded } from '../../domain/text/text-of'

/** Up to four bytes a character. */
const MOST_BYTES = PASTE_LIMIT * 4

/** Its text, or the beginning of it. Raises `paste.file-not-read`, `paste.file-empty` and `paste.file-not-text`. */
export async function readMessageFile(file: string): Promise<string> {
  const text = decoded(await beginningOf(file))
  if (text.includes('\0')) throw new Failure('paste.file-not-text')
  if (text.trim() === '') throw new Failure('paste.file-empty')
  return text
}

async function beginningOf(file: string): Promise<Buffer> {
  try {
    const handle = await open(file)
    try {
      if (!(await handle.stat()).isFile()) throw new Failure('paste.file-not-read')
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(MOST_BYTES + 1), 0, MOST_BYTES + 1, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw error instanceof Failure ? error : new Failure('paste.file-not-read', { cause: error })
  }
}
