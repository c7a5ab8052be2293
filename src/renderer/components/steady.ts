import { useCallback, useLayoutEffect, useRef } from 'react'

/** The newest `act` behind a function that stays the same, so that what is given it isn't drawn anew. Not to be called while drawing. */
export function useSteady<Given extends readonly unknown[]>(act: (...given: Given) => void): (...given: Given) => void {
  const latest = useRef(act)
  useLayoutEffect(() => {
    latest.current = act
  })
  return useCallback((...given: Given) => latest.current(...given), [])
}
