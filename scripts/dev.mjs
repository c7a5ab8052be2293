// @ts-check
// `npm run dev`: rebuilds what changes and shows it at once. The page is always loaded over `app://` from `out/`, as in the
// built app: a development server would need an origin and an inline script that the security rules refuse. When only the
// page changed the app is told to reload it, else it starts anew.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildFolder, ensureBuild, stateOfSources } from './build.mjs'
import { disposeOnSignals, startDesktop } from './desktop.mjs'
import { isRoot, projectFolder } from './places.mjs'
import { setUp } from './setup.mjs'
import { stageApplication } from './stage.mjs'
import { runScript, say, step } from './terminal.mjs'

/** What main hears on its IPC channel when its page shall be reloaded. Only a parent process has that channel. */
const RELOAD = 'latchkey:reload'
const LOOK_EVERY_MS = 250
const QUIT_LIMIT_MS = 3_000
const APP_STDIO = /** @type {import('node:child_process').StdioOptions} */ (['inherit', 'inherit', 'inherit', 'ipc'])

/** @typedef {{ spawn: () => import('node:child_process').ChildProcess, refresh: () => Promise<void> }} Launch */
/** @typedef {{ app: string, page: string }} Content what was built for the app itself and for its pages, as hashes */

await runScript(async () => {
  say('Developing Latchkey')
  const purposes = /** @type {const} */ (['app', 'runtime'])
  const { electron, environment } = await setUp({ purposes: isRoot ? [...purposes, 'desktop'] : purposes })
  return await follow(isRoot ? await launchAsTrial(electron) : launchHere(electron), () => ensureBuild(environment))
})

/**
 * Keeps the app in step with the sources until someone closes it.
 * @param {Launch} launch
 * @param {() => Promise<unknown>} build
 * @returns {Promise<number>} exit code
 */
async function follow(launch, build) {
  let shown = await contentOfBuild()
  let seen = await stateOfSources()
  let app = launch.spawn()
  say('\nLatchkey is open. Change a file under src/ to see it there; close the window to end this.')
  for (;;) {
    const next = await changeOfSources(seen, () => ended(app))
    if (next === null) return app.exitCode ?? 1
    // Noted before the build: what is saved while it runs is the next change.
    seen = next
    if (!(await built(build))) continue
    const content = await contentOfBuild()
    await launch.refresh()
    if (content.app !== shown.app) {
      await quit(app)
      app = launch.spawn()
      say('Latchkey was started anew.')
    } else if (content.page !== shown.page) {
      if (app.connected) app.send(RELOAD)
      say('The page was reloaded.')
    }
    shown = content
  }
}

/**
 * Waits until the sources are others than those seen last, and have been still for a moment.
 * @param {string} seen
 * @param {() => boolean} isOver
 * @returns {Promise<string | null>} their new state; null when it is over before
 */
async function changeOfSources(seen, isOver) {
  for (let before = seen; !isOver();) {
    await pause(LOOK_EVERY_MS)
    const now = await stateOfSources()
    if (now !== seen && now === before) return now
    before = now
  }
  return null
}

/** @param {() => Promise<unknown>} build */
async function built(build) {
  try {
    await step('Built', build)
    return true
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return false
  }
}

/** @returns {Promise<Content>} */
async function contentOfBuild() {
  const app = createHash('sha256')
  const page = createHash('sha256')
  for (const file of await filesOfBuild()) {
    const hash = path.relative(buildFolder, file).startsWith('renderer') ? page : app
    hash.update(file).update(await readFile(file).catch(() => ''))
  }
  return { app: app.digest('hex'), page: page.digest('hex') }
}

async function filesOfBuild() {
  const entries = await readdir(buildFolder, { withFileTypes: true, recursive: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  return files.toSorted()
}

/**
 * @param {import('./electron-runtime.mjs').ElectronRuntime} electron
 * @returns {Launch}
 */
function launchHere(electron) {
  const args = [projectFolder, ...process.argv.slice(2)]
  return { spawn: () => spawn(electron.executable, args, { stdio: APP_STDIO }), refresh: () => Promise.resolve() }
}

/**
 * @param {import('./electron-runtime.mjs').ElectronRuntime} electron
 * @returns {Promise<Launch>}
 */
async function launchAsTrial(electron) {
  disposeOnSignals()
  const display = process.env['DISPLAY'] ? 'current' : 'virtual'
  const stage = await step('Staged for an unprivileged user', () => stageApplication(electron))
  const desktop = await step('Keyring and home folder for this trial', () => startDesktop({ display }))
  const [command, args] = desktop.wrap(stage.executable, [stage.app, '--trial', ...process.argv.slice(2)])
  return {
    spawn: () => spawn(command, args, { env: { ...desktop.env }, cwd: stage.app, stdio: APP_STDIO }),
    refresh: stage.refresh,
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function ended(child) {
  return child.exitCode !== null || child.signalCode !== null
}

/** @param {import('node:child_process').ChildProcess} app */
async function quit(app) {
  if (ended(app)) return
  const gone = new Promise((resolve) => app.once('exit', resolve))
  app.kill('SIGTERM')
  const limit = setTimeout(() => app.kill('SIGKILL'), QUIT_LIMIT_MS)
  await gone
  clearTimeout(limit)
}
