// A record of a CSV as places in the file's own bytes, where all of it is printable ASCII: most lines of most statements are, and
// a million of them are read in half the time when no text is made of what only has to be looked at.

/** Cells of one record, in the same arrays each time. */
export interface PlainCells {
  bytes: Buffer
  /** The same in words. */
  words: DataView
  readonly starts: Int32Array
  readonly ends: Int32Array
  count: number
}

/** Texts of bytes that come again and again, like types and days: each is made once. */
export interface ByteNames {
  readonly textOf: (bytes: Buffer, from: number, to: number) => string
}

const SLOTS = 8_192
/** So many are kept; further ones are made anew each time. */
const MOST_KEPT = 4_000
const LONGEST_KEPT = 200

export function createByteNames(): ByteNames {
  const keptBytes: Uint8Array[] = []
  const kept: string[] = []
  const slots = new Int32Array(SLOTS)
  let last = -1

  function isKept(index: number, bytes: Buffer, from: number, to: number): boolean {
    const known = keptBytes[index]
    if (known === undefined || known.length !== to - from) return false
    for (let at = 0; at < known.length; at += 1) if (known[at] !== bytes[from + at]) return false
    return true
  }

  function textOf(bytes: Buffer, from: number, to: number): string {
    if (to === from) return ''
    if (last >= 0 && isKept(last, bytes, from, to)) return kept[last] ?? ''
    if (to - from > LONGEST_KEPT) return bytes.toString('latin1', from, to)
    let hash = 0x811c_9dc5
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x0100_0193)
    let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
    for (; (slots[slot] ?? 0) !== 0; slot = (slot + 1) & (SLOTS - 1)) {
      const index = (slots[slot] ?? 0) - 1
      if (isKept(index, bytes, from, to)) {
        last = index
        return kept[index] ?? ''
      }
    }
    const text = bytes.toString('latin1', from, to)
    if (kept.length < MOST_KEPT) {
      kept.push(text)
      keptBytes.push(Uint8Array.from(bytes.subarray(from, to)))
      slots[slot] = kept.length
      last = kept.length - 1
    }
    return text
  }

  return { textOf }
}

const FIRST: Uint8Array = firstCharacters()

function firstCharacters(): Uint8Array {
  const table = new Uint8Array(256)
  for (const character of `0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"'#(*/`) {
    table[character.charCodeAt(0)] = 1
  }
  return table
}

const SPACE = 32
const APOSTROPHE = 39

/** Whether printable bytes are a text that needs no cleaning: nothing to trim, no formula, not too long. An empty one needs none. */
export function isClean(bytes: Buffer, from: number, to: number, longest: number): boolean {
  if (from === to) return true
  const last = bytes[to - 1]
  return FIRST[bytes[from] ?? 0] === 1 && last !== SPACE && last !== APOSTROPHE && to - from <= longest
}
