// Makes an authority known to a desktop's user, in the certificate store that Chromium reads on Linux.
import { execFile } from 'node:child_process'
import { copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Desktop } from '../../scripts/desktop.mjs'

const run = promisify(execFile)

export async function trustAuthority(desktop: Desktop, file: string): Promise<void> {
  const store = path.join(desktop.home, '.pki', 'nssdb')
  const copy = path.join(desktop.home, 'authority.pem')
  await mkdir(path.dirname(store), { recursive: true, mode: 0o755 })
  await mkdir(store, { mode: 0o777 })
  await copyFile(file, copy)
  await run('certutil', ['-N', '-d', `sql:${store}`, '--empty-password'])
  await run('certutil', ['-A', '-d', `sql:${store}`, '-n', 'Latchkey test authority', '-t', 'C,,', '-i', copy])
  // Whoever made it, the desktop's user reads it and puts its journal beside it.
  await run('chown', ['-R', `${desktop.uid}:${desktop.gid}`, path.dirname(store)])
}
