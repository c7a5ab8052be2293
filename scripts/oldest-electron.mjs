// @ts-check
// One build runs on the current Electron and on the one for development, so nothing may use an Electron API that came
// after the latter. Its own type declarations are the list: the sources are type-checked against them.
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { lastLines, npm, run } from './commands.mjs'
import { DEVELOPMENT_ELECTRON } from './development-electron.mjs'
import { cacheFolder, notesFolder, projectFolder } from './places.mjs'
import { Stop } from './terminal.mjs'

// The rooms that may import electron. What else they import is checked with the rest of the project.
const ROOMS = ['src/main/electron', 'src/main/index.ts', 'src/preload'].map((room) => path.join(projectFolder, room))

/**
 * Type-checks sources against the oldest Electron they must run on.
 * @param {readonly string[]} [rooms] absolute files and folders; the app's own as if nothing is said
 * @returns {Promise<string>} the compiler's complaints; empty if there are none
 * @throws {Stop} when the declarations are not in the cache and can't be fetched
 */
export async function problemsOnOldestElectron(rooms = ROOMS) {
  const declarations = await oldestDeclarations()
  // Under node_modules, so that the compiler finds the other packages' types from there.
  await mkdir(notesFolder, { recursive: true })
  const folder = await mkdtemp(path.join(notesFolder, 'types-'))
  try {
    const config = path.join(folder, 'tsconfig.json')
    await writeFile(config, JSON.stringify(configWith(declarations, rooms)))
    const tsc = path.join(projectFolder, 'node_modules', 'typescript', 'bin', 'tsc')
    const outcome = await run(process.execPath, [tsc, '--project', config, '--pretty', 'false'], { cwd: projectFolder })
    return complaintsAbout(rooms, outcome.stdout)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} declarations
 * @param {readonly string[]} include
 */
function configWith(declarations, include) {
  const ambient = path.join(projectFolder, 'src', '**', '*.d.ts')
  return {
    extends: path.join(projectFolder, 'tsconfig.json'),
    compilerOptions: { paths: { electron: [declarations] } },
    include: [...include, ambient],
    exclude: include.flatMap((place) => [`${place}/**/*.test.ts`, `${place}/**/*.test.tsx`]),
  }
}

/**
 * @param {readonly string[]} rooms
 * @param {string} output
 */
function complaintsAbout(rooms, output) {
  const names = rooms.map((room) => path.relative(projectFolder, room))
  return output
    .split(/\n(?=\S)/)
    .filter((complaint) => names.some((name) => complaint.startsWith(name)))
    .join('\n')
}

/** From Electron's npm package, which is not installed: its installer would fetch that Electron. */
async function oldestDeclarations() {
  const place = path.join(cacheFolder(), `electron-${DEVELOPMENT_ELECTRON}.d.ts`)
  if (existsSync(place)) return place
  await mkdir(cacheFolder(), { recursive: true })
  const work = await mkdtemp(path.join(cacheFolder(), 'preparing-'))
  try {
    const name = `electron@${DEVELOPMENT_ELECTRON}`
    const packed = await npm(['pack', '--silent', name], { cwd: work })
    const tarball = `electron-${DEVELOPMENT_ELECTRON}.tgz`
    const unpacked = await run('tar', ['-xzf', tarball, 'package/electron.d.ts'], { cwd: work })
    if (unpacked.code !== 0) throw new Stop(`The types of ${name} could not be fetched.\n\n${lastLines(packed)}`)
    await rename(path.join(work, 'package', 'electron.d.ts'), place)
    return place
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
