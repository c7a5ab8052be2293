// The zip of a dossier: its files in order, the same time on each, and SHA256SUMS over all of them.
import { createHash } from 'node:crypto'

export interface ArchiveFile {
  /** Relative, with forward slashes; plain characters only. */
  readonly path: string
  readonly bytes: Uint8Array
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The form that `sha256sum -c` reads. */
export function checksums(files: readonly ArchiveFile[]): string {
  return files.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).join('')
}

/** A zip of the files and, last, `SHA256SUMS`. */
export async function zipOf(files: readonly ArchiveFile[], mtime: Date): Promise<Buffer> {
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  const sums = { path: 'SHA256SUMS', bytes: Buffer.from(checksums(files)) }
  for (const { path, bytes } of [...files, sums]) zip.addBuffer(Buffer.from(bytes), path, { mtime, mode: 0o100644 })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
