// What is to be read: the file itself, or the statements that lie in it where it is a ZIP; each looked at as bytes and as text.
import type { OtherFile } from '../domain/bank-feeds/statements/other-files'
import type { StatementEncoding } from '../contract/statements'
import type { StatementKind } from '../domain/bank-feeds/statements/schema'
import { type ByteScan, declaredEncoding, decoded, scanBytes } from './encoding'
import { jsonShapeOf } from '../domain/bank-feeds/statements/json-maker'
import { MOST_CAMT_BYTES } from './read-camt'
import type { ReadingFault } from './read-csv'
import { MOST_JSON_BYTES } from './read-json'
import { MOST_MT940_BYTES } from './read-mt940'
import { MOST_OFX_BYTES } from './read-ofx'
import { MOST_ZIP_BYTES, openZip } from './read-zip'
import {
  camtMessageOf,
  formatOfBytes,
  formatOfText,
  type FoundFormat,
} from '../domain/bank-feeds/statements/sniff-format'
import type { StatementSource } from './source'
import { isWrapped, unwrapped } from './unwrapped'

/** One text to read. */
export interface StatementDocument {
  readonly source: StatementSource
  readonly scan: ByteScan
  /** Its beginning. */
  readonly head: string
}

export interface Documents {
  readonly kind: StatementKind
  /** More than one only where a ZIP holds several of a kind that can be read one after the other. */
  readonly documents: readonly [StatementDocument, ...StatementDocument[]]
  /** Names of files in the ZIP that are no statements. */
  readonly passedOver: readonly string[]
}

/** Characters by which a file is recognised. */
export const HEAD_CHARACTERS = 256 * 1_024

/** Opens a source, or says why nothing of it can be read. `encoding` is what the user chose, if anything. */
export async function openDocuments(
  source: StatementSource,
  encoding: StatementEncoding | null,
): Promise<Documents | ReadingFault> {
  const first = await firstBytes(source)
  const found = formatOfBytes(first)
  if (found !== null && 'other' in found) return notRead(found.other)
  if (found !== null && 'archive' in found) return openArchive(source, encoding)
  const looked = await lookAt(source, encoding)
  return 'code' in looked ? looked : { kind: looked.kind, documents: [looked.document], passedOver: [] }
}

interface Looked {
  readonly kind: StatementKind
  readonly document: StatementDocument
}

async function lookAt(source: StatementSource, encoding: StatementEncoding | null): Promise<Looked | ReadingFault> {
  // Only a table is cut by the line ends that it has. What is none is mostly told by its first bytes, whatever its encoding.
  const begin = formatOfText((await headBytes(source)).toString('latin1'))
  const mayBeTable = 'kind' in begin && begin.kind === 'csv'
  const scanned = await scanBytes(source, mayBeTable)
  const named = encoding ?? (scanned.guessed ? declaredEncoding(await headOf(source, scanned)) : null)
  const scan = named === null ? scanned : { ...scanned, encoding: named, guessed: false }
  const head = await headOf(source, scan)
  const found = formatOfText(head)
  const start = head.trimStart()
  if ('other' in found) return notRead(found.other)
  if (scan.binary) return { code: 'file.binary', line: null, value: null }
  if (start === '') return { code: 'file.empty', line: null, value: null }
  if ('archive' in found) return notRead('zip')
  const fault = refusal(found, head, source.size)
  if (fault !== null) return fault
  if (found.kind === 'csv' && !scan.encoding.startsWith('utf-16') && isWrapped(head))
    return lookAt(unwrapped(source), encoding)
  const { lineEnds } = found.kind === 'csv' && !mayBeTable ? await scanBytes(source) : scan
  return { kind: found.kind, document: { source, scan: { ...scan, lineEnds }, head } }
}

const LIMITS: Readonly<Partial<Record<StatementKind, readonly [bytes: number, words: string]>>> = {
  ofx: [MOST_OFX_BYTES, 'OFX, 50 MB'],
  json: [MOST_JSON_BYTES, 'JSON, 256 MB'],
  camt: [MOST_CAMT_BYTES, 'camt, 256 MB'],
  mt940: [MOST_MT940_BYTES, 'MT940, 256 MB'],
}

function refusal(
  found: Extract<FoundFormat, { kind: StatementKind }>,
  head: string,
  size: number,
): ReadingFault | null {
  const [most = Infinity, words = ''] = LIMITS[found.kind] ?? []
  if (size > most) return { code: 'file.too-big', line: null, value: words }
  if (found.kind !== 'json') return null
  const shape = jsonShapeOf(head)
  if (shape.kind === 'codat') return null
  return notRead('json', shape.maker)
}

/** Kinds of which a ZIP may hold many: one statement goes on where the one before ended. */
const MANY: ReadonlySet<StatementKind> = new Set<StatementKind>(['camt', 'mt940', 'ofx'])

async function openArchive(
  source: StatementSource,
  encoding: StatementEncoding | null,
): Promise<Documents | ReadingFault> {
  const content = await openZip(source)
  if (content.kind === 'other') return notRead(content.other)
  if (content.kind === 'too-big')
    return { code: 'file.too-big', line: null, value: `ZIP, ${MOST_ZIP_BYTES / 1_048_576} MB` }
  const found: Looked[] = []
  const passedOver: string[] = []
  let why: ReadingFault | null = null
  for (const document of content.documents) {
    const bytes = formatOfBytes(await firstBytes(document))
    const looked = bytes === null ? await lookAt(document, encoding) : notRead('other' in bytes ? bytes.other : 'zip')
    if ('code' in looked) {
      passedOver.push(document.name)
      why ??= looked
    } else found.push(looked)
  }
  const [one, ...more] = found
  if (one === undefined) return why ?? notRead('zip-empty')
  if (more.length > 0 && !(MANY.has(one.kind) && more.every(({ kind }) => kind === one.kind)))
    return notRead('zip-several')
  const [first = one, ...others] = withoutDoubles(found, passedOver)
  return { kind: one.kind, documents: [first.document, ...others.map(({ document }) => document)], passedOver }
}

/** Reports and notifications tell of what the statements beside them book: reading both would double it. */
function withoutDoubles(found: readonly Looked[], passedOver: string[]): readonly Looked[] {
  const messages = found.map(({ document }) => camtMessageOf(document.head))
  const best = ['053', '052', '054'].find((message) => messages.some((one) => one === message))
  if (best === undefined) return found
  found.forEach(({ document }, at) => {
    if (messages[at] !== best) passedOver.push(document.source.name)
  })
  return found.filter((_one, at) => messages[at] === best)
}

/** `maker` is whose it is, where that is known. */
function notRead(other: OtherFile, maker: string | null = null): ReadingFault {
  return { code: 'file.not-recognised', line: null, value: maker === null ? other : `${other}: ${maker}` }
}

async function firstBytes(source: StatementSource): Promise<Buffer> {
  for await (const chunk of source.chunks()) return Buffer.from(chunk.subarray(0, 16))
  return Buffer.alloc(0)
}

const HEAD_BYTES = 16 * 1_024

/** The first bytes of a source, as many as hold its heading. */
export async function headBytes(source: StatementSource): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const chunk of source.chunks()) {
    pieces.push(Buffer.from(chunk.subarray(0, HEAD_BYTES - size)))
    size += chunk.length
    if (size >= HEAD_BYTES) break
  }
  return Buffer.concat(pieces)
}

/** The beginning of a source as text. */
export async function headOf(source: StatementSource, scan: Pick<ByteScan, 'encoding' | 'mark'>): Promise<string> {
  let head = ''
  for await (const text of decoded(source, scan)) {
    head += text
    if (head.length >= HEAD_CHARACTERS) break
  }
  return head.slice(0, HEAD_CHARACTERS)
}
