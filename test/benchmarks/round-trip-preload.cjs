// A bridge with one call that nothing looks at.
// oxlint-disable-next-line latchkey/import-arrows -- run by Electron itself
const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('bare', {
  getSettings: (/** @type {unknown} */ input) => ipcRenderer.invoke('bare', input),
})
