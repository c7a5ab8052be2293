// Starts Latchkey and uses it as soon as that can be: waits until the list of customers is painted and the window shown, presses a key and waits for
// what that does: Ctrl+K opens the palette, the most that a key does there; with `LATCHKEY_KEY=search` “/” goes to the search, the least.
// Copied beside a built Latchkey by `app-start.ts`.
import process from 'node:process'
// oxlint-disable-next-line latchkey/import-arrows -- run by Electron itself
import { app } from 'electron'

/** @typedef {{ keyCode: string, modifiers: ('control')[], does: string }} Key */
/** @type {Key} */
const SEARCH = { keyCode: '/', modifiers: [], does: 'input[type=search]:focus' }
/** @type {Key} */
const PALETTE = { keyCode: 'K', modifiers: ['control'], does: '[role=dialog]' }

/** In the page: settles in the frame after an element is there, which is on the screen by then. @param {string} selector */
const painted = (selector) => `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector(${JSON.stringify(selector)}) === null) return
    watch.disconnect()
    document.removeEventListener('focusin', look)
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))
  }
  const watch = new MutationObserver(look)
  watch.observe(document, { childList: true, subtree: true })
  document.addEventListener('focusin', look)
  look()
})`

app.once('browser-window-created', (_event, window) => {
  const shown = new Promise((resolve) => void window.once('show', () => resolve(undefined)))
  window.webContents.once('dom-ready', () => {
    void use(window, shown)
  })
})

/**
 * @param {import('electron').BrowserWindow} window
 * @param {Promise<unknown>} shown
 */
async function use({ webContents: page }, shown) {
  await Promise.all([shown, page.executeJavaScript(painted('[role=grid] [role=rowheader]'))])
  process.stdout.write('latchkey listed\n')
  page.focus()
  const { modifiers, keyCode, does } = process.env['LATCHKEY_KEY'] === 'search' ? SEARCH : PALETTE
  for (const type of /** @type {const} */ (['keyDown', 'keyUp'])) page.sendInputEvent({ type, keyCode, modifiers })
  await page.executeJavaScript(painted(does))
  process.stdout.write('latchkey used\n')
  app.quit()
}

await import('./out/main/index.js')
