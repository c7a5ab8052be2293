// The real app while it reads a statement of a million lines: how long keys wait for the page, and how long its window and main
// are held up. Prints the figures as JSON. Goal: no key waits longer than 100 ms.
import path from 'node:path'
import type { Page } from '@playwright/test'
import { attach } from '../../scripts/attach.mjs'
import { startDesktop } from '../../scripts/desktop.mjs'
import { presentElectron } from '../../scripts/electron-runtime.mjs'
import { stageApplication } from '../../scripts/stage.mjs'
import { writeCsv } from './large-statements'

const GOAL_MS = 100
const PRESS_EVERY_MS = 50
const LIMIT_MS = 120_000

const electron = await presentElectron()
if (electron === null) throw new Error('There is no Electron to measure; npm test prepares one')
const stage = await stageApplication(electron)
const desktop = await startDesktop()
try {
  const file = path.join(desktop.home, 'million.csv')
  const lines = await writeCsv(file)
  const app = await attach(desktop, stage, { args: ['--practice'] })
  const page = await app.firstWindow()
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, file)
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Bank statement' }).click()
  await listen(page)
  const begun = performance.now()
  await page.getByRole('button', { name: 'Open a file…' }).click()
  const done = page.getByText(/^(?:Not ready|Ready) to push/).waitFor({ timeout: LIMIT_MS })
  let presses = 0
  for (let read = false; !read; presses += 1) {
    await page.keyboard.press('Shift')
    read = await Promise.race([done.then(() => true), page.waitForTimeout(PRESS_EVERY_MS).then(() => false)])
  }
  const tookMs = performance.now() - begun
  const waits = await page.evaluate(() => window.keyWaits)
  const longestMs = Math.round(Math.max(...waits))
  const report = { lines, tookMs: Math.round(tookMs), presses, heard: waits.length, longestMs, goalMs: GOAL_MS }
  process.stdout.write(`${JSON.stringify({ ...report, reached: longestMs <= GOAL_MS }, null, 2)}\n`)
  await app.close()
} finally {
  await desktop.dispose()
  stage.dispose()
}

declare global {
  interface Window {
    keyWaits: number[]
  }
}

/** Notes of every key how long it waited between the browser process and the page's own handler. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.keyWaits = []
    window.addEventListener('keydown', (event) => window.keyWaits.push(performance.now() - event.timeStamp), true)
  })
}
