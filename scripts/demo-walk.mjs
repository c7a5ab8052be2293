// @ts-check
// The whole set-up for the demo: from nothing to linked, portal pages in a real browser, with every click, keystroke and paste
// counted. It is the end-to-end test of that walk, so that the figures are of what is tested.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { lastLines, run } from './commands.mjs'
import { projectFolder } from './places.mjs'
import { Stop } from './terminal.mjs'

const BROWSER = '/usr/bin/chromium'
const LIMIT_MS = 180_000

/**
 * Walks it, and leaves its pictures and `walk-counted.json`.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} environment that makes tools use the Electron that was prepared
 * @returns {Promise<string>} what was counted, in words, or why it was not
 * @throws {Stop} when a step of the walk fails
 */
export async function walkSetUp(folder, environment) {
  if (!existsSync(BROWSER)) return `left out, it needs the package chromium, for the portals`
  const program = path.join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js')
  const walked = await run(process.execPath, [program, 'test', 'set-up-walk', '--workers=1', '--reporter=line'], {
    cwd: projectFolder,
    env: { ...process.env, ...environment, LATCHKEY_PICTURES: folder },
    timeoutMs: LIMIT_MS,
  })
  if (walked.code !== 0) throw new Stop(`The set-up could not be walked to its end.\n${lastLines(walked)}`)
  const counted = JSON.parse(await readFile(path.join(folder, 'walk-counted.json'), 'utf8'))
  return `${inWords(counted.inLatchkey)} in Latchkey, ${inWords(counted.inPortals)} in the portals`
}

/** @param {{ clicks: number, keystrokes: number, pastes: number }} counted */
function inWords({ clicks, keystrokes, pastes }) {
  return `${clicks} clicks, ${keystrokes} keystrokes, ${pastes} pastes`
}
