// Starts Latchkey with a second window beside it whose one call is bare, and measures both. Copied beside a built Latchkey by
// `call-round-trip.ts`.
import path from 'node:path'
import process from 'node:process'
// oxlint-disable-next-line latchkey/import-arrows -- run by Electron itself
import { app, BrowserWindow, ipcMain } from 'electron'

const ROUNDS = 30
const CALLS = 100

app.once('browser-window-created', (_event, window) => {
  window.once('show', () => void measure(window.webContents))
})

/** @param {import('electron').WebContents} latchkey */
async function measure(latchkey) {
  const { value } = await latchkey.executeJavaScript('window.latchkey.getSettings({})')
  ipcMain.handle('bare', () => ({ ok: true, value }))
  const preload = path.join(import.meta.dirname, 'round-trip-preload.cjs')
  const { webContents: bare } = new BrowserWindow({
    webPreferences: { sandbox: true, contextIsolation: true, preload },
  })
  await bare.loadURL('about:blank')
  const times = { latchkey: [NaN], bare: [NaN] }
  // The first of each is what its parts are made in.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const pair = { latchkey: await timed(latchkey, 'latchkey'), bare: await timed(bare, 'bare') }
    if (round === 0) continue
    times.latchkey.push(pair.latchkey)
    times.bare.push(pair.bare)
  }
  process.stdout.write(`measured ${median(times.latchkey)} ${median(times.bare)}\n`)
  app.quit()
}

/** Milliseconds of one call, over many one after the other. @param {import('electron').WebContents} page @param {string} bridge @returns {Promise<number>} */
function timed(page, bridge) {
  return page.executeJavaScript(`(async () => {
    const begun = performance.now()
    for (let call = 0; call < ${CALLS}; call += 1) await window.${bridge}.getSettings({})
    return (performance.now() - begun) / ${CALLS}
  })()`)
}

/** @param {readonly number[]} times */
function median(times) {
  const sorted = times.filter((time) => !Number.isNaN(time)).toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

await import('./out/main/index.js')
