// @ts-check
// `npm run demo`: plays the app in practice mode on a desktop of its own and leaves screenshots in `demo/`.
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { disposeOnSignals, startDesktop } from './desktop.mjs'
import { isLinuxX64, projectFolder } from './places.mjs'
import { setUp } from './setup.mjs'
import { stageApplication } from './stage.mjs'
import { Stop, runScript, say, step } from './terminal.mjs'

const SCREENSHOTS = path.join(projectFolder, 'demo')
const LAUNCH_LIMIT_MS = 30_000

if (process.argv[1] === fileURLToPath(import.meta.url)) await runScript(playDemo)

/**
 * Plays the demo.
 * @returns {Promise<number>} exit code
 * @throws {Stop} on systems where it has no desktop to play on
 */
export async function playDemo() {
  if (!isLinuxX64) throw new Stop('The demo plays on Linux x64 only. On this system, run: npm start -- --practice')
  disposeOnSignals()
  say('Playing the demo of Latchkey')
  const { electron } = await setUp({ purposes: ['app', 'desktop', 'runtime', 'keytar'] })
  const stage = await step('Staged', () => stageApplication(electron))
  const desktop = await step('Desktop of its own', () => startDesktop())
  try {
    await rm(SCREENSHOTS, { recursive: true, force: true })
    await mkdir(SCREENSHOTS)
    const pictures = await playScenes(stage, desktop)
    say(`\nScreenshots (${pictures}) are in ${SCREENSHOTS}`)
    return 0
  } finally {
    await desktop.dispose()
    stage.dispose()
  }
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {import('./desktop.mjs').Desktop} desktop
 */
async function playScenes(stage, desktop) {
  const { _electron } = await import('@playwright/test')
  const { scenes } = await import('./demo-scenes.mjs')
  const app = await step('Latchkey opened in practice mode', () =>
    _electron.launch({
      executablePath: desktop.launcher(stage.executable),
      args: [stage.app, '--practice'],
      chromiumSandbox: true,
      env: { ...desktop.env },
      timeout: LAUNCH_LIMIT_MS,
    }),
  )
  try {
    const page = await app.firstWindow()
    for (const [index, { name, title, play }] of scenes.entries()) {
      const file = path.join(SCREENSHOTS, `${String(index + 1).padStart(2, '0')}-${name}.png`)
      await step(title, async () => {
        await play(page, app)
        await page.screenshot({ path: file })
      })
    }
    return scenes.length
  } finally {
    await app.close()
  }
}
