// Where things were left: the table's view, an app's tab, a set-up's step. Kept over a restart by main, as names of ours only.
import { useCallback, useState } from 'react'
import { call } from '../bridge'

const places = new Map<string, string>()

/** What main kept of earlier runs. What was noted in this one stands. */
export function recall(left: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(left)) if (!places.has(name)) places.set(name, value)
}

/** What was noted under this name last. */
export function remembered(name: string): string | null {
  return places.get(name) ?? null
}

export function remember(name: string, value: string): void {
  if (places.get(name) === value) return
  places.set(name, value)
  // What is searched for stays in memory: it may be anything.
  if (!name.endsWith('search')) void call('keepLeft', { name, value })
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
