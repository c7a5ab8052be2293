// Main's own file dialogs: the page asks for one and never learns a path.
import { dialog, type BrowserWindow } from 'electron'
import type { FileDialogs } from '../ports'

/** In practice mode each suggested name says so: what leaves the app can't be told apart otherwise. */
export function createFileDialogs(of: { parent: () => BrowserWindow | undefined; practice: boolean }): FileDialogs {
  const { parent, practice } = of
  return {
    async chooseSave({ title, suggestedName }) {
      const options = { title, defaultPath: practice ? `practice-${suggestedName}` : suggestedName }
      const window = parent()
      const { canceled, filePath } = await (window === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options))
      return canceled || filePath === '' ? null : filePath
    },
    async chooseOpen({ title, extensions }) {
      const filters = [{ name: title, extensions: [...extensions] }]
      const options: Electron.OpenDialogOptions = { title, filters, properties: ['openFile'] }
      const window = parent()
      const { canceled, filePaths } = await (window === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options))
      return canceled ? null : (filePaths[0] ?? null)
    },
  }
}
