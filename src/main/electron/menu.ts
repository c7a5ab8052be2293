// Sets the application menu.
import { Menu, type MenuItemConstructorOptions } from 'electron'
import { type MenuItem, menus } from '../../domain/menu'

export interface MenuOptions {
  platform: NodeJS.Platform
  devTools: boolean
  /** A command of the page, by its id. */
  onCommand: (id: string) => void
}

export function setMenu({ platform, devTools, onCommand }: MenuOptions): void {
  const onMac = platform === 'darwin'
  const itemOf = (item: MenuItem): MenuItemConstructorOptions => {
    if (item === 'separator') return { type: 'separator' }
    if ('role' in item) return item
    const { label, key, command } = item
    return { label, ...(key === undefined ? {} : { accelerator: key }), click: () => onCommand(command) }
  }
  const own = Object.entries(menus({ onMac, devTools })).map(([label, items]) => ({
    label,
    submenu: items.map(itemOf),
  }))
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...(onMac ? [{ role: 'appMenu' } as const] : []), ...own, { role: 'windowMenu' }]),
  )
}
