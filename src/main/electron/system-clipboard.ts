// The system clipboard over both of Electron's interfaces: synchronous with a selection type (until 44), asynchronous with
// a `selection` object (now). The one API where a single build must know two shapes.
// The whole module: the older Electron has no ClipboardItem, and importing a missing name would stop the start.
import * as electron from 'electron'
import { concealedOn } from '../../domain/clipboard-histories'
import type { Clipboard } from '../ports'

/** The clipboard or, on X11, the PRIMARY selection. */
interface Board {
  readText(): Promise<string>
  hasAnything(): Promise<boolean>
  writeText(text: string, sensitive: boolean): Promise<void>
  clear(): void
}

type LegacyType = 'clipboard' | 'selection'
interface LegacyClipboard {
  readText(type: LegacyType): string
  writeText(text: string, type: LegacyType): void
  clear(type: LegacyType): void
  availableFormats(type: LegacyType): string[]
}

function currentBoard(board: Electron.Clipboard): Board {
  return {
    readText: () => board.readText(),
    hasAnything: async () => (await board.read()).some((item) => item.types.length > 0),
    async writeText(text, sensitive) {
      if (sensitive && (await writeConcealed(board, text))) return
      await board.writeText(text)
    },
    clear: () => board.clear(),
  }
}

async function writeConcealed(board: Electron.Clipboard, text: string): Promise<boolean> {
  try {
    await board.write([new electron.ClipboardItem({ 'text/plain': text, ...concealedOn(process.platform) })])
    return (await board.readText()) === text
  } catch {
    return false
  }
}

function legacyBoard(board: LegacyClipboard, type: LegacyType): Board {
  return {
    readText: async () => board.readText(type),
    hasAnything: async () => board.availableFormats(type).length > 0,
    writeText: async (text) => board.writeText(text, type),
    clear: () => board.clear(type),
  }
}

function isLegacy(board: unknown): board is LegacyClipboard {
  return typeof board === 'object' && board !== null && 'availableFormats' in board
}

function boards(): { main: Board; primary: Board | null } {
  const board: unknown = electron.clipboard
  if (isLegacy(board)) {
    const primary = process.platform === 'linux' ? legacyBoard(board, 'selection') : null
    return { main: legacyBoard(board, 'clipboard'), primary }
  }
  const selection: Electron.Clipboard | undefined = electron.clipboard.selection
  return { main: currentBoard(electron.clipboard), primary: selection === undefined ? null : currentBoard(selection) }
}

/** The real `Clipboard` port. Writing fills PRIMARY too where there is one, as a selection by hand would. */
export function createSystemClipboard(): Clipboard {
  const { main, primary } = boards()
  const clearOne = async (board: Board | null, text: string): Promise<boolean> => {
    if (board === null || (await board.readText()) !== text) return false
    board.clear()
    return true
  }
  return {
    readText: () => main.readText(),
    hasOnlyOther: async () => (await main.readText()) === '' && (await main.hasAnything()),
    async writeText(text, options) {
      await main.writeText(text, options?.sensitive === true)
      await primary?.writeText(text, options?.sensitive === true)
    },
    clearIfHolds: async (text) => ({ clipboard: await clearOne(main, text), selection: await clearOne(primary, text) }),
  }
}
