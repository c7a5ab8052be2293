// @ts-check
// The npm packages of this clone: installed when the lockfile changed, and keytar tried after that.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { lastLines, npm, run } from './commands.mjs'
import { notesFolder, projectFolder } from './places.mjs'
import { Stop } from './terminal.mjs'

const NOTE = path.join(notesFolder, 'installed.json')

/**
 * Installs the npm packages if package.json or the lockfile changed since the last time.
 * @returns {Promise<{ installed: boolean }>} whether anything had to be done
 * @throws {Stop} when npm fails
 */
export async function ensureDependencies() {
  const wanted = await fingerprint()
  if ((await noted()) === wanted) return { installed: false }
  // `npm ci` by hand leaves no note of ours, but npm's own record of what is in node_modules.
  const installed = !(await matchesLockfile())
  if (installed) await install()
  await mkdir(notesFolder, { recursive: true })
  await writeFile(NOTE, JSON.stringify({ wanted }))
  return { installed }
}

async function install() {
  const outcome = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: projectFolder,
  })
  if (outcome.code !== 0) throw new Stop(`npm could not install the packages.\n\n${lastLines(outcome)}`)
}

/**
 * Tries keytar in a process of its own, since a native module can take its process down.
 * @returns {Promise<string | null>} what is wrong with it, or null
 */
export async function keytarProblem() {
  const outcome = await run(process.execPath, ['--eval', "require('keytar')"], {
    cwd: projectFolder,
    timeoutMs: 10_000,
  })
  if (outcome.code === 0) return null
  if (!existsSync(path.join(projectFolder, 'node_modules', 'keytar'))) return 'it is not installed'
  return (
    lastLines(outcome)
      .split('\n')
      .find((line) => /^\s*(\w*Error)?:/.test(line) || line.includes('Error:')) ?? 'it does not load'
  )
}

async function fingerprint() {
  const manifest = JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8'))
  const { dependencies, devDependencies, optionalDependencies, allowScripts } = manifest
  return createHash('sha256')
    .update(await readFile(path.join(projectFolder, 'package-lock.json')))
    .update(JSON.stringify([dependencies, devDependencies, optionalDependencies, allowScripts, process.platform]))
    .digest('hex')
}

async function noted() {
  try {
    return JSON.parse(await readFile(NOTE, 'utf8')).wanted
  } catch {
    return null
  }
}

async function matchesLockfile() {
  try {
    const lockfile = JSON.parse(await readFile(path.join(projectFolder, 'package-lock.json'), 'utf8'))
    const present = JSON.parse(await readFile(path.join(projectFolder, 'node_modules', '.package-lock.json'), 'utf8'))
    return samePackages(lockfile.packages, present.packages)
  } catch {
    return false
  }
}

/**
 * Whether every package of the lockfile is there in that version. Optional ones may be missing.
 * @param {Record<string, { version?: string, optional?: boolean }>} locked
 * @param {Record<string, { version?: string }>} present
 */
export function samePackages(locked, present) {
  return Object.entries(locked).every(([place, { version, optional }]) => {
    if (place === '') return true
    const found = present[place]
    return found === undefined ? optional === true : found.version === version
  })
}
