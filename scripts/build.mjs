// @ts-check
// Building `out/` with electron-vite when something it is made from changed.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { lastLines, run } from './commands.mjs'
import { notesFolder, projectFolder } from './places.mjs'
import { Stop } from './terminal.mjs'

export const buildFolder = path.join(projectFolder, 'out')
const ELECTRON_VITE = path.join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')

const NOTE = path.join(notesFolder, 'built.json')
const MADE_FROM = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']

/**
 * Builds the app if its sources changed since the last build.
 * @param {{ ELECTRON_EXEC_PATH: string, ELECTRON_OVERRIDE_DIST_PATH: string }} environment of the Electron to build for
 * @returns {Promise<{ built: boolean }>}
 * @throws {Stop} with electron-vite's own words when it fails
 */
export async function ensureBuild(environment) {
  const wanted = await stateOfSources()
  if (existsSync(path.join(buildFolder, 'main', 'index.js')) && (await noted()) === wanted) return { built: false }
  const outcome = await run(process.execPath, [ELECTRON_VITE, 'build', '--logLevel', 'warn'], {
    cwd: projectFolder,
    env: { ...process.env, ...environment },
  })
  if (outcome.code !== 0) throw new Stop(`The app could not be built.\n\n${lastLines(outcome, 30)}`)
  await mkdir(notesFolder, { recursive: true })
  await writeFile(NOTE, JSON.stringify({ wanted }))
  return { built: true }
}

/** Names, sizes and times of everything the build reads, as a hash; tests are no part of it. */
export async function stateOfSources() {
  const hash = createHash('sha256')
  for (const name of MADE_FROM) {
    for (const file of await filesUnder(path.join(projectFolder, name))) {
      const { size, mtimeMs } = await stat(file)
      hash.update(`${file} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

/** @param {string} place */
async function filesUnder(place) {
  if (!existsSync(place)) return []
  if (!(await stat(place)).isDirectory()) return [place]
  const entries = await readdir(place, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
}

async function noted() {
  try {
    return JSON.parse(await readFile(NOTE, 'utf8')).wanted
  } catch {
    return null
  }
}
