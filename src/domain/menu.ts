// The application menu: the few items a system expects, and the shortcuts that must work wherever the focus is. Pasting has no item: main
// decides what may reach the page.

export type MenuItem =
  | 'separator'
  /** A command of the page, by its id. */
  | { readonly label: string; readonly command: string; readonly key?: string }
  /** What the system does itself, by Electron's names. */
  | { readonly role: (typeof ROLES)[number] }

const ROLES = [
  'close',
  'copy',
  'cut',
  'quit',
  'redo',
  'resetZoom',
  'selectAll',
  'toggleDevTools',
  'togglefullscreen',
  'undo',
  'zoomIn',
  'zoomOut',
] as const

const role = (name: (typeof ROLES)[number]): MenuItem => ({ role: name })
const command = (label: string, id: string, key?: string): MenuItem => ({
  label,
  command: id,
  ...(key === undefined ? {} : { key: `CmdOrCtrl+${key}` }),
})

/** Each menu between the system's own, by its name. */
export function menus({ onMac, devTools }: { onMac: boolean; devTools: boolean }): Record<string, MenuItem[]> {
  return {
    File: [
      command('New Xero app', 'xero-apps.new', 'N'),
      command('Command palette', 'palette.open', 'K'),
      command('Paste what you see', 'diagnosis.open', 'Shift+V'),
      'separator',
      command('Settings', 'settings.open', ','),
      command('Lock now', 'lock.now', 'Shift+L'),
      'separator',
      role(onMac ? 'close' : 'quit'),
    ],
    Edit: [role('undo'), role('redo'), 'separator', role('cut'), role('copy'), role('selectAll')],
    View: [
      ...(['zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen'] as const).map(role),
      ...(devTools ? [role('toggleDevTools')] : []),
    ],
  }
}
