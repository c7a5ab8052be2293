// Whether the files that Latchkey is made of are those it was built with. Linux checks no archive's hash, so the app does: its executable
// ends with the hash of its archive and of the one binary beside it (`scripts/archive-hash.mjs`).
import { createHash } from 'node:crypto'

/** The file system as it is: Electron's own shows an archive as a folder. */
export interface PlainFiles {
  open(file: string): Promise<PlainFile>
}
interface PlainFile {
  stat(): Promise<{ size: number }>
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
  close(): Promise<void>
}

const MARK = /latchkey-files-sha256:([0-9a-f]{64})\n$/
const MARK_BYTES = 'latchkey-files-sha256:'.length + 64 + 1
const READ_BYTES = 1 << 20

/** What is wrong with the files, in words for the user; null for nothing. `files` are hashed one after the other. */
export async function archiveFault(
  { open }: PlainFiles,
  executable: string,
  files: readonly string[],
): Promise<string | null> {
  const builtIn = MARK.exec(await endOf(await open(executable)))?.[1]
  if (builtIn === undefined) return 'It does not say which files it was built with.'
  const hash = createHash('sha256')
  for (const file of files) await addTo(hash, await open(file))
  return hash.digest('hex') === builtIn ? null : 'Its files are not those it was built with: install it again.'
}

async function endOf(file: PlainFile): Promise<string> {
  try {
    const { size } = await file.stat()
    const end = new Uint8Array(MARK_BYTES)
    const { bytesRead } = await file.read(end, 0, MARK_BYTES, Math.max(0, size - MARK_BYTES))
    return Buffer.from(end.subarray(0, bytesRead)).toString('latin1')
  } finally {
    await file.close()
  }
}

async function addTo(hash: { update(bytes: Uint8Array): unknown }, file: PlainFile): Promise<void> {
  try {
    const part = new Uint8Array(READ_BYTES)
    for (let at = 0; ;) {
      const { bytesRead } = await file.read(part, 0, READ_BYTES, at)
      if (bytesRead === 0) return
      hash.update(part.subarray(0, bytesRead))
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}
