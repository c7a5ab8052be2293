// The page's bridge: one function per call of the contract, nothing generic. Runs sandboxed, so it is one CommonJS file.
import { contextBridge, ipcRenderer, webFrame, webUtils } from 'electron'
import { calls, events, firstCalls } from '../contract/calls'
import { askAhead } from './ask-ahead'

const ahead = askAhead(
  firstCalls,
  (name, input) => ipcRenderer.invoke(`call:${name}`, input),
  (listener) => {
    for (const name of events) ipcRenderer.once(`event:${name}`, listener)
  },
)
// With the first frame: what main does to answer would keep that waiting. A page that asks by itself before it is answered all the same.
requestAnimationFrame(() => ahead.begin())

const callFunctions = calls.map((name) => [name, (input: unknown) => ahead.ask(name, input)] as const)

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

/** How long after a middle click a paste still is its own. */
const MIDDLE_CLICK_MS = 100

contextBridge.exposeInMainWorld('latchkey', Object.fromEntries([...callFunctions, ...eventFunctions]))

// The clipboard is main's: every paste stops here, before the page hears of it, and main types in what may go there. A middle click
// pastes what is marked elsewhere, which main doesn't read: it pastes nothing.
let middleClickAt = Number.NEGATIVE_INFINITY
const stop = (event: Event): void => {
  event.preventDefault()
  event.stopImmediatePropagation()
}
const takesText = (element: Element | null): boolean =>
  element instanceof HTMLElement && (element.isContentEditable || element.matches('input, textarea'))
for (const type of ['mousedown', 'mouseup', 'auxclick'] as const) {
  window.addEventListener(
    type,
    ({ button }) => (middleClickAt = button === 1 ? performance.now() : middleClickAt),
    true,
  )
}
window.addEventListener(
  'paste',
  (event) => {
    stop(event)
    const isMiddleClick = performance.now() - middleClickAt < MIDDLE_CLICK_MS
    if (event.isTrusted && !isMiddleClick)
      ipcRenderer.send('paste-stopped', { intoText: takesText(document.activeElement) })
  },
  true,
)
window.addEventListener(
  'beforeinput',
  (event) => {
    if (/^insertFrom(?:Paste|Drop|Yank)/.test(event.inputType)) stop(event)
  },
  true,
)

// None of this reaches into a frame, and our page has none: before one can have the focus, main ends the page.
window.addEventListener(
  'blur',
  () => {
    if (webFrame.firstChild !== null) ipcRenderer.sendSync('page-has-frame')
  },
  true,
)

// A dropped file goes to main by its path, which the page never sees. Only the user's own drop counts: an event that a script
// made isn't trusted, and a file that a script made has no path.
window.addEventListener('dragover', (event) => event.preventDefault())
window.addEventListener(
  'drop',
  (event) => {
    stop(event)
    const [file] = event.dataTransfer?.files ?? []
    const path = event.isTrusted && file !== undefined ? webUtils.getPathForFile(file) : ''
    if (path !== '') ipcRenderer.send('dropped-file', path)
  },
  true,
)
