// Files that are no records: what is wrong with one is told and settled as it is for records, and nothing is written over it.
import { copyFile, readdir, rename } from 'node:fs/promises'
import path from 'node:path'
import type { DamagedFile } from '../../contract/xero-apps'
import { Failure } from '../../domain/failure'
import type { Clock } from '../ports'
import { textAtMost } from '../file-text'
import { writeWhole } from '../write-whole'
import { exists, keepDamaged } from './aside'
import type { Damageable } from './damage'

export interface LooseFiles<T> extends Damageable {
  /**
   * What a file that is whole holds; null where there is none. One that is damaged is set aside first, so that a new one takes its
   * place; one that the system won't give counts as none, and stays.
   */
  read(name: string): Promise<T | null>
  /** Raises `record.not-written`. */
  write(name: string, text: string): Promise<void>
}

export interface LooseFilesOptions<T> {
  readonly dir: string
  /** Names of these files in the folder. */
  readonly names: RegExp
  /** What a file holds; null where it is damaged. */
  readonly parse: (text: string, name: string) => T | null
  readonly clock: Clock
}

/** Files that are replaced whole. */
export function openLooseFiles<T>({ dir, names, parse, clock }: LooseFilesOptions<T>): LooseFiles<T> {
  const aside = openAside(dir, names)

  async function read(name: string): Promise<T | null> {
    const text = textOrNull(path.join(dir, name))
    if (text === null) return null
    const found = parse(text, name)
    if (found !== null) return found
    const target = `${name}.damaged-${clock.now().toISOString().replaceAll(/[:.]/g, '-')}`
    // Where nobody may move it, it stays and is found again.
    await rename(path.join(dir, name), path.join(dir, target)).catch(() => {})
    return null
  }

  return {
    read,
    write: (name, text) => writeWhole(path.join(dir, name), text),
    async damage() {
      const all = await aside.names()
      const stuck: DamagedFile[] = []
      for (const name of all) {
        if ((await read(name)) === null && (await exists(path.join(dir, name)))) stuck.push(inPlace(name))
      }
      return [...(await aside.list()), ...stuck]
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
          stuck.push(inPlace(name))
        }
      }
      return [...(await aside.list()), ...stuck]
    },
    settle: aside.settle,
  }
}

const SET_ASIDE = /^(.+)\.damaged-[0-9A-Za-z-]+$/

/** What was set aside in a folder, and where it goes once that is settled. */
function openAside(dir: string, names: RegExp) {
  const reasons = new Map<string, string>()
  /** The file that was set aside under this name, where it is one of these. */
  const fileOf = (setAsideAs: string): string | null => {
    const file = SET_ASIDE.exec(setAsideAs)?.[1]
    return file !== undefined && names.test(file) ? file : null
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
        if (file === null) return []
        const reason = reasons.get(name) ?? 'it could not be read'
        return [{ file, setAsideAs: name, newer: false, reason, previousKept: false }]
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

function inPlace(file: string): DamagedFile {
  const reason = 'the system would not let it be read, or set aside: see who may read and change its folder'
  return { file, setAsideAs: null, newer: false, reason, previousKept: false }
}

function textOrNull(file: string): string | null {
  try {
    return textAtMost(file)
  } catch {
    return null
  }
}
