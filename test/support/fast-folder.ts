import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** Memory where there is such a folder, else the system's folder for temporary files. */
export function fastFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}
