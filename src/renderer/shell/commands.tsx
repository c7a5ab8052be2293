// Every action under one roof: screens register what can be done while they are shown, the palette and the shortcuts reach it.
import type { LucideIcon } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useMainEvent } from '../bridge'
import { hasAlt, hasMod } from '../components/kbd'
import type { commandIcons } from './command-icons'

export interface Command {
  readonly id: string
  readonly label: string
  /** Heading in the palette: the screen or record it belongs to. */
  readonly group: string
  /** By name where only the palette shows it. */
  readonly icon: LucideIcon | keyof typeof commandIcons
  readonly run: () => void
  /** Further words it is found by. */
  readonly keywords?: string
  /** As `mod+shift+V`; `mod` is Ctrl, or ⌘ on a Mac. */
  readonly shortcut?: string
  /** One more, which other programs have for it: with `alt`, which on a Mac moves within a text, it isn't heard there. */
  readonly alsoAt?: string
}

interface CommandBook {
  readonly commands: readonly Command[]
  readonly register: (owner: symbol, commands: readonly Command[]) => () => void
}

const CommandContext = createContext<CommandBook | null>(null)

export function CommandProvider({ children }: { children: ReactNode }) {
  const [owned, setOwned] = useState<ReadonlyMap<symbol, readonly Command[]>>(new Map())
  const register = useCallback((owner: symbol, commands: readonly Command[]) => {
    setOwned((before) => new Map(before).set(owner, commands))
    return () => {
      setOwned((before) => {
        const after = new Map(before)
        after.delete(owner)
        return after
      })
    }
  }, [])
  // One command can be offered by two parts of a screen, such as a step and the drawer beside it: the newer one stands.
  const commands = useMemo(
    () => [...new Map([...owned.values()].flat().map((command) => [command.id, command])).values()],
    [owned],
  )
  const book = useMemo(() => ({ commands, register }), [commands, register])
  useShortcuts(commands)
  return <CommandContext value={book}>{children}</CommandContext>
}

function useBook(): CommandBook {
  const book = useContext(CommandContext)
  if (!book) throw new Error('Commands are used outside their provider')
  return book
}

export function useCommandList(): readonly Command[] {
  return useBook().commands
}

/**
 * Offers commands while mounted. They are registered again only when their names change; `run` is always the newest,
 * so a command may close over state.
 */
export function useCommands(commands: readonly Command[]): void {
  const { register } = useBook()
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  const names = JSON.stringify(commands.map(({ id, label, group, shortcut }) => [id, label, group, shortcut]))
  useEffect(() => {
    const standing = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find(({ id }) => id === command.id)?.run(),
    }))
    return register(Symbol(names), standing)
  }, [register, names])
}

function matches(shortcut: string, event: KeyboardEvent): boolean {
  const parts = shortcut.toLowerCase().split('+')
  const held = parts.includes('alt') ? hasAlt(event) : hasMod(event)
  return held && event.shiftKey === parts.includes('shift') && event.key.toLowerCase() === parts.at(-1)
}

function useShortcuts(commands: readonly Command[]): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return
      const command = commands.find(({ shortcut, alsoAt }) =>
        [shortcut, alsoAt].some((keys) => keys !== undefined && matches(keys, event)),
      )
      if (!command) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [commands])
  useMainEvent('command', ({ id }) => commands.find((command) => command.id === id)?.run())
}
