// What a ZIP holds: banks give camt files by the dozen in one. Nothing is unpacked to the disk, and what it may expand to is
// bounded before the first byte is.
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { OtherFile } from '../domain/bank-feeds/statements/other-files'
import type { StatementSource } from './source'

/** ZIPs larger than this are not read, nor those that hold more than that. */
export const MOST_ZIP_BYTES = 64 * 1_024 * 1_024
const MOST_UNPACKED = 256 * 1_024 * 1_024
const MOST_ENTRIES = 2_000

export type ZipContent =
  | { readonly kind: 'documents'; readonly documents: readonly StatementSource[] }
  | { readonly kind: 'other'; readonly other: OtherFile }
  | { readonly kind: 'too-big' }

/** A ZIP whose data doesn't unpack to what it says. Raised while one of its documents is read. */
export class ZipDamage extends Error {}

/** Looks into a ZIP. Its files come in order of their names, which is that of their days where a bank gives several. */
export async function openZip(source: StatementSource): Promise<ZipContent> {
  if (source.size > MOST_ZIP_BYTES) return { kind: 'too-big' }
  const chunks: Buffer[] = []
  for await (const chunk of source.chunks()) chunks.push(Buffer.from(chunk))
  try {
    const zip = await fromBufferPromise(Buffer.concat(chunks), { lazyEntries: true })
    return await contentOf(zip)
  } catch {
    // yauzl has no error type of its own; all it does here is read the list of files out of memory.
    return { kind: 'other', other: 'zip-damaged' }
  }
}

async function contentOf(zip: ZipFile): Promise<ZipContent> {
  if (zip.entryCount > MOST_ENTRIES) return { kind: 'other', other: 'zip-several' }
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  const office = officeOf(entries.map(({ fileName }) => fileName))
  if (office !== null) return { kind: 'other', other: office }
  const files = entries.filter(isFile)
  if (files.length === 0) return { kind: 'other', other: 'zip-empty' }
  if (files.some((entry) => entry.isEncrypted())) return { kind: 'other', other: 'zip-locked' }
  if (files.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > MOST_UNPACKED) return { kind: 'too-big' }
  if (!files.every((entry) => entry.canDecodeFileData())) return { kind: 'other', other: 'zip-damaged' }
  const documents = files
    .toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1))
    .map((entry): StatementSource => ({
      name: entry.fileName,
      size: entry.uncompressedSize,
      chunks: () => unpacked(zip, entry),
    }))
  return { kind: 'documents', documents }
}

/** Office files are ZIPs, too. */
function officeOf(names: readonly string[]): OtherFile | null {
  if (names.some((name) => name.startsWith('xl/'))) return 'excel'
  if (names.some((name) => name.startsWith('word/'))) return 'word'
  return names.includes('mimetype') && names.includes('content.xml') ? 'opendocument' : null
}

/** Folders and what a Mac puts beside files are none. */
function isFile({ fileName }: Entry): boolean {
  return !fileName.endsWith('/') && !/(?:^|\/)(?:__MACOSX\/|\.)/.test(fileName)
}

/** yauzl ends a stream with an error where it unpacks to more or less than its entry says. */
async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Buffer
  } catch (error) {
    throw new ZipDamage('The ZIP is damaged', { cause: error })
  }
}
