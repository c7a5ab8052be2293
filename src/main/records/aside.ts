// Damaged files that were set aside.
import { mkdir, rename, stat } from 'node:fs/promises'
import path from 'node:path'

export async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

/** Moves one out of the way for good once it is settled, and keeps it. */
export async function keepDamaged(dir: string, setAsideAs: string): Promise<void> {
  await mkdir(path.join(dir, 'damaged'), { recursive: true, mode: 0o700 })
  await rename(path.join(dir, setAsideAs), path.join(dir, 'damaged', setAsideAs))
}
