// @ts-check
// `npm run dev`: rebuilds what changes and shows it at once. The page is always loaded over `app://` from `out/`, as in the
// built app: a development server would need an origin and an inline script that the security rules refuse. When only the
// page changed the app is told to reload it, else it starts anew.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildFolder, electronVite } from './build.mjs'
import { disposeOnSignals, startDesktop } from './desktop.mjs'
import { isRoot, projectFolder } from './places.mjs'
import { setUp } from './setup.mjs'
import { stageApplication } from './stage.mjs'
import { Stop, runScript, say, step } from './terminal.mjs'

/** What main hears on its IPC channel when its page shall be reloaded. Only a parent process has that channel. */
const RELOAD = 'latchkey:reload'
const LOOK_EVERY_MS = 250
const QUIT_LIMIT_MS = 3_000

/** @typedef {{ spawn: () => import('node:child_process').ChildProcess, refresh: () => Promise<void> }} Launch */
/** @typedef {{ app: string, page: string }} Content what was built for the app itself and for its pages, as hashes */

await runScript(async () => {
  say('Developing Latchkey')
  const purposes = /** @type {const} */ (['app', 'runtime', 'keytar'])
  const { electron, environment } = await setUp({ purposes: isRoot ? [...purposes, 'desktop'] : purposes })
  const launch = isRoot ? await launchAsTrial(electron) : launchHere(electron)
  const builder = startBuilder(environment)
  try {
    return await follow(launch, builder)
  } finally {
    builder.kill()
  }
})

/**
 * Keeps the app in step with the build until someone closes it.
 * @param {Launch} launch
 * @param {import('node:child_process').ChildProcess} builder
 * @returns {Promise<number>} exit code
 */
async function follow(launch, builder) {
  let shown = await contentOfBuild()
  let app = launch.spawn()
  say('\nLatchkey is open. Change a file under src/ to see it there; close the window to end this.')
  for (;;) {
    const built = await nextBuild(shown, () => ended(app) || ended(builder))
    if (ended(builder)) throw new Stop('electron-vite ended; its reason is above.')
    if (built === null) return app.exitCode ?? 1
    await launch.refresh()
    if (built.app === shown.app && app.connected) {
      app.send(RELOAD)
      say('The page was reloaded.')
    } else {
      await quit(app)
      app = launch.spawn()
      say('Latchkey was started anew.')
    }
    shown = built
  }
}

/**
 * Waits until the build output is another than the one shown, and complete.
 * @param {Content} shown
 * @param {() => boolean} isOver
 * @returns {Promise<Content | null>} null when it is over before
 */
async function nextBuild(shown, isOver) {
  let seen = await stateOfBuild()
  while (!isOver()) {
    await pause(LOOK_EVERY_MS)
    const before = seen
    seen = await stateOfBuild()
    // The builder empties and fills folders; only what has been still for a while is complete.
    if (seen !== before || !seen.includes(path.join('main', 'index.js'))) continue
    const content = await contentOfBuild()
    if (content.app !== shown.app || content.page !== shown.page) return content
  }
  return null
}

/** Names, sizes and times of the build output, as one text. */
async function stateOfBuild() {
  const lines = await Promise.all(
    (await filesOfBuild()).map(async (file) => {
      const found = await stat(file).catch(() => null)
      return `${file} ${found?.size} ${found?.mtimeMs}`
    }),
  )
  return lines.join('\n')
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

/** @param {Record<string, string>} environment */
function startBuilder(environment) {
  return spawn(process.execPath, [electronVite, 'build', '--watch', '--logLevel', 'warn'], {
    cwd: projectFolder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

const APP_STDIO = /** @type {import('node:child_process').StdioOptions} */ (['inherit', 'inherit', 'inherit', 'ipc'])

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
