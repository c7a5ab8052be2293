// Where a statement's bytes come from: a file, or text that was pasted. Both can be read more than once.
import { open, stat } from 'node:fs/promises'

export interface StatementSource {
  readonly name: string
  readonly size: number
  /** Its bytes in pieces. Each is good only until the next one is asked for: all of a file's lie in the same memory. */
  readonly chunks: () => AsyncIterable<Buffer>
}

const CHUNK = 256 * 1_024

/** A file. Rejects if it can't be looked at, or isn't one. */
export async function fileSource(path: string, name: string): Promise<StatementSource> {
  const info = await stat(path)
  if (!info.isFile()) throw new Error('Not a file')
  return { name, size: info.size, chunks: () => piecesOf(path) }
}

/** In one memory: a new one for each piece would have to be emptied before, and cleared away behind, as often as a file has pieces. */
async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    const memory = Buffer.allocUnsafeSlow(CHUNK)
    for (;;) {
      const { bytesRead } = await file.read(memory, 0, CHUNK, null)
      if (bytesRead === 0) return
      yield memory.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
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

const HEAD = 48 * 1_024
const LF = 10
const CR = 13

/** The beginning of a source, in whole lines as far as there are any. */
export function headSource(source: StatementSource): StatementSource {
  if (source.size <= HEAD) return source
  return {
    name: source.name,
    size: HEAD,
    async *chunks() {
      let head: Buffer = Buffer.alloc(0)
      for await (const chunk of source.chunks()) {
        head = Buffer.concat([head, chunk])
        if (head.length >= HEAD) break
      }
      const cut = head.subarray(0, HEAD)
      const end = Math.max(cut.lastIndexOf(LF), cut.lastIndexOf(CR)) + 1
      yield end === 0 ? cut : cut.subarray(0, end)
    },
  }
}
