// A small file's text, read at once: each step of the promised way is a round trip to another thread and back, four for a file, which
// cost main ten times the reading when a start asks for dozens of them.
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'

/** How long files may be read before others have their turn. */
const SLICE_MS = 8

/** Two changes closer to each other may have one time: file systems count it in steps, FAT in steps of two seconds. */
const SURE_AFTER_MS = 3_000

/** What tells one content of a file from the next; null for one changed so shortly before `now` that it couldn’t. Raises what the system says. */
export function stampOf(file: string, now: Date): string | null {
  const { dev, ino, size, mtimeMs, mtimeNs, ctimeMs, ctimeNs } = statSync(file, { bigint: true })
  const changed = Math.max(Number(mtimeMs), Number(ctimeMs))
  return now.getTime() - changed < SURE_AFTER_MS ? null : `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`
}

/** A file's text, unless it is longer: asked of the open file. Raises what the system says. */
export function textAtMost(file: string, bytes = Number.POSITIVE_INFINITY): string {
  // A pipe somebody put there must not have main wait for its writer.
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const { size } = fstatSync(handle)
    if (size > bytes) throw new Error(`longer than ${bytes} bytes`)
    const content = Buffer.alloc(size)
    for (let read = 0; read < size;) {
      const bytesRead = readSync(handle, content, read, size - read, read)
      if (bytesRead === 0) throw new Error('cut short while it was being read')
      read += bytesRead
    }
    return content.toString('utf8')
  } finally {
    closeSync(handle)
  }
}

/** For whoever reads many files: between two of them, settles at once, or after whatever else waits where they have taken long. */
export function createBreather(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < SLICE_MS) return
    await new Promise<void>((resolve) => void setImmediate(resolve))
    since = performance.now()
  }
}
