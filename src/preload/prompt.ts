// The bridge of main's own windows: what to show, and the answer. Nothing else.
import { contextBridge, ipcRenderer } from 'electron'

contextBridge.exposeInMainWorld('promptBridge', {
  view: () => ipcRenderer.invoke('prompt:view'),
  answer: (answer: unknown) => ipcRenderer.invoke('prompt:answer', answer),
})
