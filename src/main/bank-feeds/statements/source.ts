// Where a statement's bytes come from: a file, or text that was pasted. Both can be read more than once.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

export interface StatementSource {
  readonly name: string
  readonly size: number
  readonly chunks: () => AsyncIterable<Buffer>
}

const CHUNK = 256 * 1_024

/** A file. Rejects if it can't be looked at, or isn't one. */
export async function fileSource(path: string, name: string): Promise<StatementSource> {
  const info = await stat(path)
  if (!info.isFile()) throw new Error('Not a file')
  return { name, size: info.size, chunks: () => createReadStream(path, { highWaterMark: CHUNK }) }
}

export function textSource(text: string, name: string): StatementSource {
  const bytes = Buffer.from(text)
  return {
    name,
    size: bytes.length,
    async *chunks() {
      for (let from = 0; from < bytes.length; from += CHUNK) yield bytes.subarray(from, from + CHUNK)
    },
  }
}
