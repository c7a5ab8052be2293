// @ts-check
// Catches what an app on a desktop of ours opens in the browser: an `xdg-open` first on PATH that writes addresses down.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * @typedef {object} CaughtBrowser
 * @property {Readonly<{ PATH: string }>} env to start the app with
 * @property {() => Promise<string[]>} opened the addresses so far, oldest first
 * @property {() => Promise<void>} forget empties the file: an address can carry one-time values
 */

/**
 * @param {import('./desktop.mjs').Desktop} desktop
 * @returns {Promise<CaughtBrowser>}
 */
export async function catchBrowser(desktop) {
  const bin = path.join(desktop.home, 'bin')
  const program = path.join(bin, 'xdg-open')
  const file = path.join(desktop.home, 'opened')
  await mkdir(bin, { recursive: true })
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${file}'\n`)
  await chmod(program, 0o755)
  await writeFile(file, '')
  // The desktop's user writes it, whoever made it.
  await chmod(file, 0o666)
  return {
    env: { PATH: `${bin}:${desktop.env['PATH'] ?? '/usr/bin:/bin'}` },
    opened: async () => (await readFile(file, 'utf8')).split('\n').filter((line) => line !== ''),
    forget: () => writeFile(file, ''),
  }
}
