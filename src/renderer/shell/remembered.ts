// Where things were left, for as long as the window lives: an app's tab, a set-up's step. Names and ids only, in memory only.
import { useCallback, useState } from 'react'

const places = new Map<string, string>()

/** What was noted under this name last. */
export function remembered(name: string): string | null {
  return places.get(name) ?? null
}

export function remember(name: string, value: string): void {
  places.set(name, value)
}

/** A state that is found again where it was left. `initial` counts where nothing was. */
export function useRemembered(name: string, initial: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => remembered(name) ?? initial)
  const change = useCallback(
    (next: string) => {
      remember(name, next)
      setValue(next)
    },
    [name],
  )
  return [value, change]
}
