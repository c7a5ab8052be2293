// What a process used so far, from /proc.
import { readFile } from 'node:fs/promises'

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
