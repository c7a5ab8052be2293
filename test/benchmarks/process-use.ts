// What a process used so far, from /proc.
import { readFile, readdir } from 'node:fs/promises'

/** Memory in megabytes: `VmRSS` now, `VmHWM` at its highest. */
export async function residentMb(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]
  return Number(kilobytes) / 1_000
}

/** Time the processor spent on it, in user mode and in the system: fields 14 and 15 of its state, in hundredths. */
export async function processorMs(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Memory of a process in megabytes, as the system counts it. */
export interface ProcessMemory {
  /** Its own pages, and its share of those that others have too. */
  readonly pssMb: number
  /** Pages that no other process has. Those of files count as soon as nobody else has them open, so it knows of its neighbours. */
  readonly privateMb: number
  /** Of them those that it wrote: what goes back to the system when it ends, whoever else runs. */
  readonly writtenMb: number
}

/** What a process has; nothing where it has ended. */
export async function memoryOf(pid: number): Promise<ProcessMemory> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const megabytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1_000
  const writtenMb = megabytes('Private_Dirty')
  return { pssMb: megabytes('Pss'), privateMb: megabytes('Private_Clean') + writtenMb, writtenMb }
}

/** A process and all that it started, and what those started. */
export async function familyOf(pid: number): Promise<number[]> {
  const parents = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => ({ pid: Number(name), parent: await parentOf(name) })),
  )
  const family = [pid]
  // Grows while it is walked through.
  for (const one of family) family.push(...parents.filter(({ parent }) => parent === one).map((child) => child.pid))
  return family
}

/** The fourth field of its state; the second may hold blanks and brackets. */
async function parentOf(pid: string): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}
