// What was entered and not saved yet: it survives leaving a form, a tab or a place, for as long as the window lives. In memory only.
import { useCallback, useState } from 'react'

const drafts = new Map<string, unknown>()

export interface Draft<T> {
  readonly value: T
  readonly change: (next: T | ((before: T) => T)) => void
  /** It is done with: saved, or thrown away. */
  readonly clear: () => void
  /** It was left here before, and is found again. */
  readonly wasLeft: boolean
}

/** A state that is found again as it was left. One name stands for one type. */
export function useDraft<T>(name: string, blank: T): Draft<T> {
  const [wasLeft, setWasLeft] = useState(() => drafts.has(name))
  const [value, setValue] = useState<T>(() => (drafts.has(name) ? (drafts.get(name) as T) : blank))
  const change = useCallback<Draft<T>['change']>(
    (next) =>
      setValue((before) => {
        const after = typeof next === 'function' ? (next as (before: T) => T)(before) : next
        drafts.set(name, after)
        return after
      }),
    [name],
  )
  const clear = useCallback(() => {
    drafts.delete(name)
    setWasLeft(false)
    setValue(blank)
  }, [name, blank])
  return { value, change, clear, wasLeft }
}
