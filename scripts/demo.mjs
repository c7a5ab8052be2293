// @ts-check
// `npm run demo`: plays the app in practice mode on a desktop of its own and leaves screenshots in `demo/`.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { attach } from './attach.mjs'
import { catchBrowser } from './caught-browser.mjs'
import { walkSetUp } from './demo-walk.mjs'
import { disposeOnSignals, startDesktop } from './desktop.mjs'
import { isLinuxX64, projectFolder } from './places.mjs'
import { press } from './press.mjs'
import { setUp } from './setup.mjs'
import { stageApplication } from './stage.mjs'
import { Stop, runScript, say, step } from './terminal.mjs'

const SCREENSHOTS = path.join(projectFolder, 'demo')

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
  const { electron, environment } = await setUp({ purposes: ['app', 'desktop', 'runtime'] })
  const stage = await step('Staged', () => stageApplication(electron))
  const desktop = await step('Desktop of its own', () => startDesktop())
  try {
    await rm(SCREENSHOTS, { recursive: true, force: true })
    await mkdir(SCREENSHOTS)
    const { openingScenes } = await import('./demo-opening.mjs')
    const { scenes } = await import('./demo-scenes.mjs')
    const counted = [
      ...(await playOpening(stage, openingScenes)),
      ...(await playScenes(stage, desktop, scenes, openingScenes.length)),
    ]
    await writeFile(path.join(SCREENSHOTS, 'steps.json'), `${JSON.stringify(counted, null, 2)}\n`)
    const walk = path.join(SCREENSHOTS, 'walk')
    await step(
      'The whole set-up, walked and counted',
      () => walkSetUp(walk, environment),
      (counted) => counted,
    )
    say(`\nScreenshots (${counted.length}) are in ${SCREENSHOTS}`)
    return 0
  } finally {
    await desktop.dispose()
    stage.dispose()
  }
}

/**
 * What is shown first has its own machine: the rest begins with an empty one.
 * @param {import('./stage.mjs').Stage} stage
 * @param {readonly import('./demo-scenes.mjs').Scene[]} scenes
 */
async function playOpening(stage, scenes) {
  const desktop = await startDesktop()
  try {
    return await playScenes(stage, desktop, scenes, 0)
  } finally {
    await desktop.dispose()
  }
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {import('./desktop.mjs').Desktop} desktop
 * @param {readonly import('./demo-scenes.mjs').Scene[]} scenes
 * @param {number} before pictures that are there already
 */
async function playScenes(stage, desktop, scenes, before) {
  const browser = await catchBrowser(desktop)
  const app = await step('Latchkey opened in practice mode', () =>
    attach(desktop, stage, { args: ['--practice'], env: browser.env }),
  )
  try {
    const page = await app.firstWindow()
    const steps = []
    for (const [index, { name, title, play }] of scenes.entries()) {
      const counted = { clicks: 0, keystrokes: 0, pastes: 0 }
      const begun = performance.now()
      await step(title, async () => {
        await play(stagehand(app, page, counted, browser))
        // Moving parts come to rest before the picture.
        await page.waitForTimeout(250)
        await page.screenshot({
          path: path.join(SCREENSHOTS, `${String(before + index + 1).padStart(2, '0')}-${name}.png`),
        })
      })
      steps.push({ step: name, title, ...counted, milliseconds: Math.round(performance.now() - begun) })
    }
    return steps
  } finally {
    await app.close()
  }
}

/**
 * @param {import('@playwright/test').ElectronApplication} app
 * @param {import('@playwright/test').Page} page
 * @param {{ clicks: number, keystrokes: number, pastes: number }} counted
 * @param {import('./caught-browser.mjs').CaughtBrowser} browser
 * @returns {import('./demo-scenes.mjs').Stagehand}
 */
function stagehand(app, page, counted, browser) {
  return {
    app,
    page,
    async prompt() {
      const isPrompt = (/** @type {import('@playwright/test').Page} */ window) =>
        window.url().startsWith('app://prompt/')
      return app.windows().find(isPrompt) ?? (await app.waitForEvent('window'))
    },
    async click(role, name, within = page) {
      counted.clicks += 1
      const target = within.getByRole(role, { name, ...(typeof name === 'string' ? { exact: true } : {}) })
      // What is pressed in one of main's own windows answers it.
      await (target.page() === page ? target.click() : press(target))
    },
    async type(name, text) {
      counted.keystrokes += text.length
      await page.getByRole('textbox', { name }).fill(text)
    },
    async press(keys) {
      counted.keystrokes += 1
      if (keys === 'Control+V') counted.pastes += 1
      await page.keyboard.press(keys)
    },
    copyOutside: (text) => app.evaluate(({ clipboard }, value) => void clipboard.writeText(value), text),
    async openedAddress() {
      return (await browser.opened()).at(-1) ?? ''
    },
  }
}
