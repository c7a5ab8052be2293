// The fixtures of every end-to-end test: a staged build, a desktop of its own, the app in it, and a sweep for the canary.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { test as base, expect, type ElectronApplication, type Page } from '@playwright/test'
import { attach } from '../../scripts/attach.mjs'
import { startDesktop, type Desktop, type DesktopOptions } from '../../scripts/desktop.mjs'
import { presentElectron } from '../../scripts/electron-runtime.mjs'
import { stageApplication, type Stage } from '../../scripts/stage.mjs'

import { publicTemporaryFolder } from '../../scripts/unprivileged.mjs'
import { sweepFor, type Window } from './canary'
import { toldOf, watchMain } from './main-tasks'
import { slowAsAsked } from './slow-page'

export { expect }

export interface Latchkey {
  app: ElectronApplication
  page: Page
  /** What the app printed so far. */
  printed: () => string
  /** Main's own window that opens next, or is open already, once its content is there. */
  prompt: () => Promise<Page>
  /** Runs a step that records main by itself: two recordings at a time can't be. */
  unwatched: (step: () => Promise<void>) => Promise<void>
  close: () => Promise<void>
}

export interface LaunchOptions {
  /** Practice mode, unless told otherwise. */
  args?: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Scripts that are loaded into main before the app's own code; in Electron only. */
  first?: readonly string[]
}

interface TestFixtures {
  desktopOptions: DesktopOptions
  desktop: Desktop
  /** For tests whose app listens where Latchkey does of itself: one at a time on this machine. Such a file holds the lock `default-port`. */
  usesDefaultPort: boolean
  turn: void
  launch: (options?: LaunchOptions) => Promise<Latchkey>
  /** Values that must be found nowhere outside the keychain. Tests add theirs; the sweep comes at the end. */
  canaries: string[]
}

interface WorkerFixtures {
  stage: Stage
}

/** A practice secret of the usual length that no other test uses. */
export function practiceSecret(): string {
  return `PRACTICE${randomLetters(40)}`
}

/** A value like a real secret. */
export function canarySecret(): string {
  return `Canary${randomLetters(42)}`
}

function randomLetters(length: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
  return Array.from({ length }, () => letters.charAt(Math.floor(Math.random() * letters.length))).join('')
}

/** A file that whoever uses the default port holds locked; the system frees it with the process. */
const TURN_FILE = path.join(publicTemporaryFolder(), 'latchkey-default-port.lock')

/**
 * Waits until no other run of these tests on this machine uses the default port. Within one run Playwright's own lock sees to
 * that. Gives its end.
 */
async function takeTurn(): Promise<() => void> {
  const holder = spawn('flock', [TURN_FILE, 'sh', '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  return () => holder.stdin.end()
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stage: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const electron = await presentElectron()
      if (electron === null) throw new Error('There is no Electron to test on; npm test prepares one')
      const stage = await stageApplication(electron)
      await use(stage)
      stage.dispose()
    },
    { scope: 'worker' },
  ],

  desktopOptions: [{}, { option: true }],

  usesDefaultPort: [false, { option: true }],

  turn: [
    async ({ usesDefaultPort }, use) => {
      const end = usesDefaultPort ? await takeTurn() : () => {}
      await use()
      end()
    },
    { auto: true, timeout: 480_000 },
  ],

  desktop: async ({ desktopOptions }, use) => {
    const desktop = await startDesktop(desktopOptions)
    await use(desktop)
    await desktop.dispose()
  },

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  canaries: async ({}, use) => use([]),

  launch: async ({ stage, desktop, canaries }, use, testInfo) => {
    const running: Latchkey[] = []
    const complaints: string[] = []
    let printed = ''
    await use(async ({ args = ['--practice'], env = {}, first = [] } = {}) => {
      const app = inChromium
        ? await inChromium.openInChromium({ desktop, stage, args, env })
        : await attach(desktop, stage, { args: [...WITHOUT_GPU, ...args], env, first })
      let mine = ''
      const keep = (chunk: Buffer): void => {
        mine += chunk.toString()
        printed += chunk.toString()
      }
      app.process().stdout?.on('data', keep)
      app.process().stderr?.on('data', keep)
      app.on('window', (window) => listen(window, complaints))
      for (const window of app.windows()) listen(window, complaints)
      const page = await windowAt(app, 'app://latchkey/')
      await page.waitForLoadState('load')
      // Nobody presses a shortcut, or drops a file, on a window that shows nothing yet.
      await page.locator('main').first().waitFor()
      await slowAsAsked(page)
      const watch = async () => (isElectron ? await watchMain(app) : undefined)
      let watching = await watch()
      const judge = async () => {
        const done = await watching?.()
        if (done === undefined) return
        testInfo.annotations.push(...toldOf(done))
      }
      const latchkey: Latchkey = {
        app,
        page,
        printed: () => mine,
        prompt: async () => {
          const prompt = await windowAt(app, 'app://prompt/')
          await prompt.getByRole('button').first().waitFor()
          return prompt
        },
        async unwatched(step) {
          await judge()
          await step()
          watching = await watch()
        },
        async close() {
          await judge()
          watching = undefined
          await app.close()
        },
      }
      running.push(latchkey)
      return latchkey
    })
    const windows = running.flatMap(openWindows)
    const found = await sweepFor(canaries, { desktop, printed: () => printed, windows })
    await Promise.all(running.map(({ close }) => close().catch(() => {})))
    const left = await sweepFor(canaries, { desktop, printed: () => printed, windows: [] })
    expect([...found, ...left], 'places where the canary was found').toEqual([])
    expect(complaints, 'complaints of the content security policy and uncaught errors').toEqual([])
  },
})

/** `npm run engines` runs these journeys in the engine that users will have, without Electron. */
const inChromium = process.env['LATCHKEY_ENGINE'] === 'chromium' ? await import('../engines/chromium-app') : undefined
/** False in that engine, where what only a preload or the shell can do is left out. */
export const isElectron = inChromium === undefined
const addressOf = (window: Page): string => inChromium?.appAddress(window.url()) ?? window.url()

/** A virtual display has none: Chromium would start a process for it, see it fail and start another without. */
const WITHOUT_GPU = ['--disable-gpu']

function openWindows({ app }: Latchkey): Window[] {
  try {
    return app
      .windows()
      .filter((page) => !page.isClosed())
      .map((page) => ({ app, page }))
  } catch {
    return []
  }
}

/** Collects what the page says about refused content, and errors nobody caught. */
function listen(window: Page, complaints: string[]): void {
  window.on('pageerror', (error) => complaints.push(`${error.name}: ${error.message}`))
  window.on('console', (message) => {
    if (message.type() === 'error' || /content security policy|trusted ?type/i.test(message.text())) {
      complaints.push(message.text())
    }
  })
}

/** The window whose address begins with `prefix`, now or as soon as there is one. */
async function windowAt(app: ElectronApplication, prefix: string): Promise<Page> {
  const find = (): Page | undefined =>
    app.windows().find((window) => !window.isClosed() && addressOf(window).startsWith(prefix))
  let found = find()
  // Looked at often, as looking costs nothing: it asks no process.
  await expect
    .poll(
      () => {
        found = find()
        return found !== undefined
      },
      { message: `a window at ${prefix}`, intervals: [10] },
    )
    .toBe(true)
  if (found === undefined) throw new Error(`no window at ${prefix}`)
  return found
}

export { press } from '../../scripts/press.mjs'

/** Waits until nothing that ends by itself moves or fades any more: on its way it looks like neither before nor after. */
export async function settled(window: Page): Promise<void> {
  await window.evaluate(async () => {
    const isPassing = ({ effect, playState }: Animation) =>
      playState === 'running' && effect?.getComputedTiming().endTime !== Infinity
    // By frames and not by `finished`: Chromium makes none for what fades out of sight, and settles that promise in one.
    while (document.getAnimations().some(isPassing)) await new Promise(requestAnimationFrame)
  })
}

/** Leaves a picture of a window where people look at it: `LATCHKEY_PICTURES`, or nowhere. */
export async function picture(window: Page, name: string): Promise<void> {
  const folder = process.env['LATCHKEY_PICTURES']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await settled(window)
  await window.screenshot({ path: path.join(folder, `${name}.png`) })
}

/** Leaves figures where the pictures go. */
export async function leave(name: string, figures: unknown): Promise<void> {
  const folder = process.env['LATCHKEY_PICTURES']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await writeFile(path.join(folder, name), `${JSON.stringify(figures, null, 2)}\n`)
}
