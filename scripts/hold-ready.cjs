// Loaded into the app before its own code, by `attach.mjs`: for the app, Electron is ready only once Playwright has attached and
// calls `__playwright_run`.
const { app } = require('electron')

const ready = app.whenReady()
const attached = new Promise((resolve) => {
  globalThis.__playwright_run = () => ready.then(resolve)
})
app.whenReady = () => attached
