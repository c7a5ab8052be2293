// @ts-check
// `npm run package`: the unpacked application for this system, in `dist/`.
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastLines, run } from './commands.mjs'
import { projectFolder } from './places.mjs'
import { setUp } from './setup.mjs'
import { Stop, runScript, say, step } from './terminal.mjs'

if (process.argv[1] === fileURLToPath(import.meta.url)) await runScript(main)

async function main() {
  say('Packaging Latchkey')
  const { electron, keytarProblem } = await setUp({ purposes: ['app', 'runtime'] })
  if (keytarProblem) throw new Stop(`keytar can’t be packaged: ${keytarProblem}`)
  const folder = path.join(projectFolder, 'dist')
  await step('Packaged', () => packageApplication(electron, folder))
  say(`\nThe application is in ${folder}`)
  if (electron.origin === 'development') {
    say('It is made from the Electron for development, which is out of support: not for anyone’s real secrets.')
  }
  return 0
}

/**
 * Packages the build output with an Electron that is here already; nothing is downloaded.
 * @param {{ folder: string, version: string }} electron
 * @param {string} output folder that gets `linux-unpacked` or the like
 * @throws {Stop} with the packager's own words when it fails
 */
export async function packageApplication(electron, output) {
  const cli = createRequire(import.meta.url).resolve('electron-builder/cli.js')
  const settings = {
    electronDist: electron.folder,
    electronVersion: electron.version,
    'directories.output': output,
  }
  const args = ['--dir', '--publish', 'never', ...Object.entries(settings).map(([key, value]) => `-c.${key}=${value}`)]
  const outcome = await run(process.execPath, [cli, ...args], { cwd: projectFolder })
  if (outcome.code !== 0) throw new Stop(`The application could not be packaged.\n\n${lastLines(outcome, 30)}`)
}
