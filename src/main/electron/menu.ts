// The application menu: the few items a system expects, and the shortcuts that must work wherever the focus is.
import { Menu, type MenuItemConstructorOptions } from 'electron'

export interface MenuOptions {
  platform: NodeJS.Platform
  devTools: boolean
  /** A command of the page, by its id. */
  onCommand: (id: string) => void
}

/** Sets the menu. Pasting has no item: `paste-guard.ts` decides what may reach the page. */
export function setMenu({ platform, devTools, onCommand }: MenuOptions): void {
  const command = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => onCommand(id),
  })
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      command('New Xero app', 'xero-apps.new', 'CmdOrCtrl+N'),
      command('Command palette', 'palette.open', 'CmdOrCtrl+K'),
      command('Paste what you see', 'diagnosis.open', 'CmdOrCtrl+Shift+V'),
      { type: 'separator' },
      command('Settings', 'settings.open', 'CmdOrCtrl+,'),
      command('Lock now', 'lock.now', 'CmdOrCtrl+Shift+L'),
      { type: 'separator' },
      { role: platform === 'darwin' ? 'close' : 'quit' },
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'selectAll' },
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'resetZoom' },
      { role: 'togglefullscreen' },
      ...(devTools ? [{ role: 'toggleDevTools' } as const] : []),
    ],
  }
  const mac: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(Menu.buildFromTemplate([...mac, file, edit, view, { role: 'windowMenu' }]))
}
