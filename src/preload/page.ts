// The page's bridge: one function per call of the contract, nothing generic. Runs sandboxed, so it is one CommonJS file.
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { calls, events } from '../contract/calls'

const callFunctions = calls.map(
  (name) => [name, (input: unknown) => ipcRenderer.invoke(`call:${name}`, input)] as const,
)

const eventFunctions = events.map((name) => {
  const subscribe = (listener: (payload: unknown) => void) => {
    // The page gets the payload only: the event object would hand it the sender.
    const relay = (_event: unknown, payload: unknown) => listener(payload)
    ipcRenderer.on(`event:${name}`, relay)
    return () => {
      ipcRenderer.removeListener(`event:${name}`, relay)
    }
  }
  return [`on${name.charAt(0).toUpperCase()}${name.slice(1)}`, subscribe] as const
})

contextBridge.exposeInMainWorld('latchkey', Object.fromEntries([...callFunctions, ...eventFunctions]))

// A dropped file goes to main by its path, which the page never sees. Only the user's own drop counts: an event that a script
// made isn't trusted, and a file that a script made has no path.
window.addEventListener('dragover', (event) => event.preventDefault())
window.addEventListener('drop', (event) => {
  event.preventDefault()
  const [file] = event.dataTransfer?.files ?? []
  const path = event.isTrusted && file !== undefined ? webUtils.getPathForFile(file) : ''
  if (path !== '') ipcRenderer.send('dropped-file', path)
})
