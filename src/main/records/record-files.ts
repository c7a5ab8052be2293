// One JSON file per record: validated, written atomically, the previous version kept. A file that can't be read is set aside
// and named, and spoils nothing else. One of an older version is brought up to date and kept; one of a newer Latchkey is left alone.
import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, rename } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { z } from 'zod'
import {
  asideName,
  type DamagedFile,
  fileSetAside,
  inPlace,
  NEWER,
  NOT_READ,
  setAside,
  STUCK,
} from '../../domain/records/damaged'
import { MOST_RECORD_BYTES } from '../../domain/record-length'
import { Failure, isFailure } from '../../domain/failure'
import { isMissing, isUnreadable, reasonOf } from '../../domain/records/faults'
import { versionIn, versionOf } from '../../domain/records/versions'
import { atFirstUse } from '../at-first-use'
import { createBreather, stampOf, textAtMost } from '../file-text'
import { createTurnsByKey } from '../in-turn'
import type { Clock } from '../ports'
import { removeFrom } from '../write-whole'
import { exists, keepDamaged } from './aside'

export interface RecordFiles<T> {
  /**
   * All records that can be read, in no order and not to be changed in place, the files that had to be set aside in this run, whoever met them, and those of a newer
   * Latchkey, which stay where they are. Raises `record.not-read`.
   */
  list(): Promise<{ records: T[]; damaged: DamagedFile[] }>
  /** One record. Raises `record.missing`, `record.newer`. */
  get(id: string): Promise<T>
  /**
   * Writes a record whole. Raises `record.not-written`, `record.too-long` rather than write what could not be read again, and
   * `record.newer` rather than write over a newer Latchkey's file.
   */
  put(record: T): Promise<void>
  /** Reads, changes and writes one record; changes of one record never overlap. */
  change(id: string, edit: (record: T) => T): Promise<T>
  /** Removes a record and its kept previous version. Removing what isn't there is fine. */
  remove(id: string): Promise<void>
  /**
   * What had to be set aside, in this run or an earlier one, and was not settled since, and what a newer Latchkey wrote. Reads all
   * records to find out.
   */
  damage(): Promise<DamagedFile[]>
  /**
   * Settles what was set aside as `setAsideAs`: puts the version before it back where there is no record now, or begins anew. The
   * damaged file itself is kept in a folder beside. Raises `record.missing`, and `record.not-written` where nothing could be put back.
   */
  settle(setAsideAs: string, how: 'put-back' | 'begin-anew'): Promise<void>
  /** Raises `record.damaged` where a record was set aside, none took its place and nobody settled it. */
  assertWhole(id: string): Promise<void>
}

export interface RecordFilesOptions<S extends z.ZodType<{ id: string }>> {
  dir: string
  /** What a record is, or how to come by that when the first one is read or written: schemas take long to make. */
  schema: S | (() => Promise<S>)
  clock: Clock
  /**
   * Brings an older version's JSON to the current shape before it is parsed. The file is written anew at the next change only, and
   * as it was before it is kept beside it, as `.version-1`.
   */
  migrate?: (json: unknown) => unknown
}

/** What is written; more is read, so that nothing that was written is ever too long to be read. */
const MOST_READ_BYTES = 4 * MOST_RECORD_BYTES
/** Of records as they were read, by the length of their files: beyond it a file is read again for each who asks. */
const MOST_KEPT_LENGTH = 8_000_000
const ID = /^[0-9a-f-]{36}$/

/** Records in `dir`, which is made at the first write. */
export function openRecordFiles<S extends z.ZodType<{ id: string }>>(
  options: RecordFilesOptions<S>,
): RecordFiles<z.output<S>> {
  type T = z.output<S>
  const { dir, clock, migrate = (json) => json } = options
  const inTurn = createTurnsByKey()
  const kind = atFirstUse(async () => {
    const schema = typeof options.schema === 'function' ? await options.schema() : options.schema
    const current = versionIn(schema)
    return {
      schema,
      current,
      isNewer: (version: number | null) => version !== null && current !== null && version > current,
    }
  })

  const fileOf = (id: string): string => {
    if (!ID.test(id)) throw new Failure('record.missing', { detail: 'not a record id' })
    return path.join(dir, `${id}.json`)
  }

  // The first screen's calls ask for the same records several times. What was read is given again while its file is the same one.
  const kept = new Map<string, { readonly stamp: string; readonly length: number; readonly record: T }>()
  let keptLength = 0

  function keep(file: string, found: { stamp: string; length: number; record: T } | null): void {
    keptLength -= kept.get(file)?.length ?? 0
    kept.delete(file)
    if (found === null || keptLength + found.length > MOST_KEPT_LENGTH) return
    keptLength += found.length
    kept.set(file, found)
  }

  async function read(file: string): Promise<T> {
    const stamp = stampOf(file, clock.now())
    const before = kept.get(file)
    if (before !== undefined && before.stamp === stamp) return before.record
    keep(file, null)
    const { schema, isNewer } = await kind.get()
    const text = textAtMost(file, MOST_READ_BYTES)
    const json: unknown = JSON.parse(text)
    if (isNewer(versionOf(json))) throw new Failure('record.newer')
    const record = schema.parse(migrate(json))
    if (`${record.id}.json` !== path.basename(file)) throw new Error('its id is not the one of its name')
    if (stamp !== null) keep(file, { stamp, length: text.length, record })
    return record
  }

  async function get(id: string): Promise<T> {
    const file = fileOf(id)
    return read(file).catch((error: unknown) => {
      if (isFailure(error, 'record.newer')) throw error
      throw new Failure(isUnreadable(error) ? 'record.not-read' : 'record.missing', { cause: error })
    })
  }

  async function write(record: T): Promise<void> {
    const file = fileOf(record.id)
    const { schema, current, isNewer } = await kind.get()
    const version = versionOnDisk(file)
    if (isNewer(version)) throw new Failure('record.newer')
    const text = inWriting(schema, record)
    if (Buffer.byteLength(text) > MOST_RECORD_BYTES) throw new Failure('record.too-long')
    try {
      await mkdir(dir, { recursive: true, mode: 0o700 })
      // Once: what is written from now on has this version, and only `.previous` goes on changing.
      if (version !== null && version !== current) await copyFile(file, `${file}.version-${version}`)
      await copyFile(file, `${file}.previous`).catch(ignoreMissing)
      await writeFileAtomic(file, text, { mode: 0o600 })
    } catch (error) {
      throw new Failure('record.not-written', { cause: error })
    }
  }

  function inWriting(schema: S, record: T): string {
    try {
      return `${JSON.stringify(schema.parse(record), null, 2)}\n`
    } catch (error) {
      throw new Failure('record.not-written', { cause: error })
    }
  }

  const damaged: DamagedFile[] = []

  /** Files being moved: a reading that met one of them gone already waits until it is known what became of it. */
  const moving = new Set<Promise<boolean>>()

  /** False where the system lets nobody move the file. */
  async function putAside(file: string, reason: string): Promise<boolean> {
    const move = moveAside(file, reason)
    moving.add(move)
    return move.finally(() => moving.delete(move))
  }

  async function moveAside(file: string, reason: string): Promise<boolean> {
    const target = asideName(file, clock.now())
    try {
      await rename(file, target)
    } catch (error) {
      return isMissing(error) // another reading came first
    }
    const previousKept = await exists(`${file}.previous`)
    damaged.push(setAside(path.basename(file), path.basename(target), { reason, previousKept }))
    return true
  }

  async function namesIn(): Promise<string[]> {
    return readdir(dir).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw new Failure('record.not-read', { cause: error })
    })
  }

  async function setAsideEarlier(): Promise<DamagedFile[]> {
    const names = new Set(await namesIn())
    return [...names].flatMap((name) => {
      const file = recordSetAside(name)
      if (file === null) return []
      const reason = damaged.find(({ setAsideAs }) => setAsideAs === name)?.reason ?? NOT_READ
      return [setAside(file, name, { reason, previousKept: names.has(`${file}.previous`) })]
    })
  }

  async function list(): Promise<{ records: T[]; damaged: DamagedFile[] }> {
    const names = await namesIn()
    const records: T[] = []
    const staying: DamagedFile[] = []
    const breathe = createBreather()
    for (const name of names.filter((one) => one.endsWith('.json'))) {
      const file = path.join(dir, name)
      await breathe()
      try {
        records.push(await read(file))
      } catch (error) {
        if (isMissing(error)) continue // removed while the folder was being read
        if (isFailure(error, 'record.newer')) {
          staying.push(inPlace(name, NEWER))
          continue
        }
        if (isUnreadable(error)) throw new Failure('record.not-read', { cause: error })
        const reason = reasonOf(error)
        if (!(await putAside(file, reason))) staying.push(inPlace(name, `${reason}, and ${STUCK}`))
      }
    }
    await Promise.allSettled(moving)
    const still = damaged.length === 0 ? new Set<string>() : new Set(await namesIn())
    const unsettled = damaged.filter(({ setAsideAs }) => setAsideAs !== null && still.has(setAsideAs))
    return { records, damaged: [...unsettled, ...staying] }
  }

  async function settle(setAsideAs: string, how: 'put-back' | 'begin-anew'): Promise<void> {
    const name = recordSetAside(setAsideAs)
    if (name === null || !(await exists(path.join(dir, setAsideAs)))) throw new Failure('record.missing')
    const file = path.join(dir, name)
    try {
      // Never over a record that took its place since.
      if (how === 'put-back') await copyFile(`${file}.previous`, file, constants.COPYFILE_EXCL)
      await keepDamaged(dir, setAsideAs)
    } catch (error) {
      throw new Failure('record.not-written', { cause: error })
    }
    const at = damaged.findIndex((one) => one.setAsideAs === setAsideAs)
    if (at !== -1) damaged.splice(at, 1)
  }

  return {
    list,
    async damage() {
      const staying = (await list()).damaged.filter(({ setAsideAs }) => setAsideAs === null)
      return [...(await setAsideEarlier()), ...staying]
    },
    settle: (setAsideAs, how) =>
      inTurn(path.basename(recordSetAside(setAsideAs) ?? '', '.json'), () => settle(setAsideAs, how)),
    async assertWhole(id) {
      const file = fileOf(id)
      if (await exists(file)) return
      if ((await setAsideEarlier()).some((one) => one.file === path.basename(file))) throw new Failure('record.damaged')
    },
    get,
    put: (record) => inTurn(record.id, () => write(record)),
    change: (id, edit) =>
      inTurn(id, async () => {
        const changed = edit(await get(id))
        await write(changed)
        return changed
      }),
    remove: (id) =>
      inTurn(id, async () => {
        const name = path.basename(fileOf(id))
        const kept = (await readdir(dir).catch(() => [])).filter((one) => one.startsWith(`${name}.version-`))
        for (const one of [name, `${name}.previous`, ...kept]) await removeFrom(path.join(dir, one))
      }),
  }
}

/** The file of a record that was set aside under this name; null for any other name. */
function recordSetAside(name: string): string | null {
  const file = fileSetAside(name)
  return file?.endsWith('.json') === true && ID.test(file.slice(0, -5)) ? file : null
}

/** Null where there is no file, or none that says its version. */
function versionOnDisk(file: string): number | null {
  try {
    return versionOf(JSON.parse(textAtMost(file, MOST_READ_BYTES)))
  } catch {
    return null
  }
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error
}

/**
 * A record, or null where there is none. A damaged file counts as none: listing sets it aside, so that the next change doesn't
 * write over it.
 */
export async function recordOrNull<R>(files: Pick<RecordFiles<R>, 'get' | 'list'>, id: string): Promise<R | null> {
  try {
    return await files.get(id)
  } catch (error) {
    if (!isFailure(error, 'record.missing')) throw error
    if (!isMissing(error.cause)) await files.list()
    return null
  }
}
