// Files that are no records: what is wrong with one is told and settled as it is for records, and nothing is written over it.
import { copyFile, readdir, rename } from 'node:fs/promises'
import path from 'node:path'
import {
  asideName,
  CLOSED,
  type DamagedFile,
  fileSetAside,
  inPlace,
  NEWER,
  NOT_READ,
  setAside,
} from '../../domain/records/damaged'
import { isMissing } from '../../domain/records/faults'
import { Failure } from '../../domain/failure'
import type { Clock } from '../ports'
import { textAtMost } from '../file-text'
import { writeWhole } from '../write-whole'
import { exists, keepDamaged } from './aside'
import type { Damageable } from './damage'

export interface LooseFiles<T> extends Damageable {
  /**
   * What a file that is whole holds; null where there is none. One that is damaged is set aside first, so that a new one takes its
   * place; one that the system won't give, or that a newer Latchkey wrote, counts as none, and stays.
   */
  read(name: string): Promise<T | null>
  /** A file that stays though it could not be read is kept beside, as `.not-read`. Raises `record.not-written`. */
  write(name: string, text: string): Promise<void>
}

export interface LooseFilesOptions<T> {
  readonly dir: string
  /** Names of these files in the folder. */
  readonly names: RegExp
  /** What a file holds; null where it is damaged. */
  readonly parse: (text: string, name: string) => T | 'newer' | null
  readonly clock: Clock
  /** What it means that one can't be read, told after why. */
  readonly so?: string
}

/** Files that are replaced whole. */
export function openLooseFiles<T>(options: LooseFilesOptions<T>): LooseFiles<T> {
  const { dir, names, parse, clock, so = '' } = options
  const aside = openAside(dir, names, so)
  /** Names of files that stayed when they were last read. */
  const unread = new Set<string>()

  async function look(name: string): Promise<{ found: T | null; stays: DamagedFile | null }> {
    const file = path.join(dir, name)
    const text = textOf(file)
    if (text === null) return { found: null, stays: null }
    const found = text === undefined ? undefined : parse(text, name)
    if (found === undefined) return { found: null, stays: inPlace(name, CLOSED) }
    if (found === 'newer') return { found: null, stays: inPlace(name, `${NEWER}${so}`) }
    if (found !== null) return { found, stays: null }
    // Where nobody may move it, it stays and is found again.
    const isMoved = rename(file, asideName(file, clock.now())).then(
      () => true,
      () => false,
    )
    return { found: null, stays: (await isMoved) ? null : inPlace(name, CLOSED) }
  }

  return {
    async read(name) {
      const { found, stays } = await look(name)
      if (stays === null) unread.delete(name)
      else unread.add(name)
      return found
    },
    async write(name, text) {
      const file = path.join(dir, name)
      if (unread.delete(name)) await copyFile(file, `${file}.not-read`).catch(() => {})
      await writeWhole(file, text)
    },
    async damage() {
      const staying: DamagedFile[] = []
      for (const name of await aside.names()) {
        const { stays } = await look(name)
        if (stays !== null) staying.push(stays)
      }
      return [...(await aside.list()), ...staying]
    },
    settle: aside.settle,
  }
}

/**
 * Files that only grow, of which the lines that can be read go on being read. A copy of how it was stands for the damage until that is
 * settled; told again only when more lines are lost.
 */
export function openGrowingFiles(
  dir: string,
  names: RegExp,
  read: (name: string) => Promise<{ unreadable: number }>,
): Damageable {
  const aside = openAside(dir, names)
  return {
    async damage() {
      const stuck: DamagedFile[] = []
      for (const name of await aside.names()) {
        const found = await read(name).catch(() => null)
        if (found === null || (found.unreadable > 0 && !(await aside.copyOnce(name, found.unreadable)))) {
          stuck.push(inPlace(name, CLOSED))
        }
      }
      return [...(await aside.list()), ...stuck]
    },
    settle: aside.settle,
  }
}

/** What was set aside in a folder, and where it goes once that is settled. */
function openAside(dir: string, names: RegExp, so = '') {
  const reasons = new Map<string, string>()
  /** The file that was set aside under this name, where it is one of these. */
  const fileOf = (setAsideAs: string): string | null => {
    const file = fileSetAside(setAsideAs)
    return file !== null && names.test(file) ? file : null
  }
  const all = async (): Promise<string[]> => readdir(dir).catch(() => [])
  return {
    names: async () => (await all()).filter((name) => names.test(name)),
    /** False where the system lets nobody make one. */
    async copyOnce(name: string, lines: number): Promise<boolean> {
      const target = `${name}.damaged-${lines}-lines`
      reasons.set(target, `${lines === 1 ? 'a line' : `${lines} lines`} of it can’t be read`)
      if (await exists(path.join(dir, 'damaged', target))) return true
      return copyFile(path.join(dir, name), path.join(dir, target)).then(
        () => true,
        () => false,
      )
    },
    async list(): Promise<DamagedFile[]> {
      return (await all()).flatMap((name) => {
        const file = fileOf(name)
        return file === null ? [] : [setAside(file, name, { reason: reasons.get(name) ?? `${NOT_READ}${so}` })]
      })
    },
    async settle(setAsideAs: string): Promise<void> {
      if (fileOf(setAsideAs) === null || !(await exists(path.join(dir, setAsideAs))))
        throw new Failure('record.missing')
      await keepDamaged(dir, setAsideAs).catch((error: unknown) => {
        throw new Failure('record.not-written', { cause: error })
      })
    },
  }
}

/** Null where there is none, undefined where the system won't give it. */
function textOf(file: string): string | null | undefined {
  try {
    return textAtMost(file)
  } catch (error) {
    return isMissing(error) ? null : undefined
  }
}
