// What is told of a file that could not be read, and by what name it was set aside.
import { z } from 'zod'

/** A file that could not be read. */
export const damagedFile = z.object({
  file: z.string(),
  /** Null where it stays in its place: a newer Latchkey wrote it, or the system let nobody move it. */
  setAsideAs: z.string().nullable(),
  newer: z.boolean(),
  reason: z.string(),
  previousKept: z.boolean(),
})
export type DamagedFile = z.infer<typeof damagedFile>

export const NOT_READ = 'it could not be read'
export const NEWER = 'a newer Latchkey wrote it'
/** Why a damaged record stays where it is. */
export const STUCK = 'its folder lets nobody move it: allow changes there, or free some space'
/** The same of a file of which nothing else is known. */
export const CLOSED = 'the system would not let it be read, or set aside: see who may read and change its folder'

/** A file that stays where it is. */
export function inPlace(file: string, reason: string): DamagedFile {
  return { file, setAsideAs: null, newer: reason.startsWith(NEWER), reason, previousKept: false }
}

export function setAside(
  file: string,
  setAsideAs: string,
  { reason, previousKept = false }: { readonly reason: string; readonly previousKept?: boolean },
): DamagedFile {
  return { file, setAsideAs, newer: false, reason, previousKept }
}

/** What a file is called that is set aside now. */
export function asideName(file: string, now: Date): string {
  return `${file}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`
}

/** The file that was set aside under this name; null for any other name. */
export function fileSetAside(name: string): string | null {
  return /^(.+)\.damaged-[0-9A-Za-z-]+$/.exec(name)?.[1] ?? null
}
