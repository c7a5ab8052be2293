// A long list is drawn in two: the rows that fit for the first frame, the rest when that stands.
import { startTransition, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** The first rows of groups, `most` in all, as they come; groups that are left with none are left out. Pure. */
export function firstRows<T>(
  groups: readonly (readonly [string, readonly T[]])[],
  most: number,
): [string, readonly T[]][] {
  let left = most
  return groups.flatMap(([group, rows]): [string, readonly T[]][] => {
    const kept = rows.slice(0, Math.max(left, 0))
    left -= kept.length
    return kept.length === 0 ? [] : [[group, kept]]
  })
}

/**
 * Whether the rest may be drawn: from the first idle moment after the first frame, or with the first key that moves, before it is heard,
 * so that the last row is the true one for it and for who is told how many there are.
 */
export function useAfterFirstFrame(): boolean {
  const [isAfter, setIsAfter] = useState(false)
  useEffect(() => {
    if (isAfter) return
    const idle = requestIdleCallback(() => startTransition(() => setIsAfter(true)))
    const pressed = ({ key }: KeyboardEvent) => {
      // What types a letter asks for another list.
      if (key.length > 1) flushSync(() => setIsAfter(true))
    }
    window.addEventListener('keydown', pressed, { capture: true })
    return () => {
      cancelIdleCallback(idle)
      window.removeEventListener('keydown', pressed, { capture: true })
    }
  }, [isAfter])
  return isAfter
}
