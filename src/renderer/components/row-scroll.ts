// Long grids: which rows are drawn, which one is the grid's tab stop, and the scrolling that keeps the two together.
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { AROUND, rowWindow, scrollToShow } from './row-window'

/** A whole row, or a cell of it. */
const TAB_STOPS = '[role=row], [role=gridcell], [role=rowheader]'

/** Which rows are in view, which one is the grid's tab stop, and the scrolling that keeps the two together. */
export function useRowScroll(count: number, rowHeight: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ scrollTop: 0, height: 480, around: AROUND })
  const [active, setActive] = useState(0)
  const current = Math.min(active, Math.max(0, count - 1))
  // A shorter list moves the scroll position before it is told: what is drawn must not lag behind.
  const lowest = Math.max(0, count * rowHeight - view.height + rowHeight)
  const scrollTop = Math.min(view.scrollTop, lowest)
  const { from, to } = rowWindow({ count, rowHeight, scrollTop, height: view.height, around: view.around })

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const watcher = new ResizeObserver(() => setView((before) => ({ ...before, height: element.clientHeight })))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  // After a leap nearly every row is new: laid out in the task that made them, so that they aren't in the one that paints them too.
  const laidOut = useRef(AROUND)
  useLayoutEffect(() => {
    if (laidOut.current === view.around) return
    laidOut.current = view.around
    scroller.current?.getBoundingClientRect()
  }, [view.around])
  const onScroll = () => {
    const scrollTop = scroller.current?.scrollTop ?? 0
    // Drawn anew only when another row comes into view. After a leap nearly all are new: those in view first, the ones around them after.
    const leap = Math.abs(scrollTop - view.scrollTop) > AROUND * rowHeight
    setView((before) =>
      Math.floor(before.scrollTop / rowHeight) === Math.floor(scrollTop / rowHeight)
        ? before
        : { ...before, scrollTop, around: leap ? 0 : before.around },
    )
    if (leap) startTransition(() => setView((before) => ({ ...before, around: AROUND })))
  }
  const focusActive = useRef(false)
  useEffect(() => {
    if (!focusActive.current) return
    focusActive.current = false
    scroller.current?.querySelector<HTMLElement>(`:is(${TAB_STOPS})[tabindex="0"]`)?.focus({ preventScroll: true })
  })
  /** Moves the tab stop to another row, which is focused when it is drawn. */
  const focusOn = (index: number) => {
    focusActive.current = true
    const element = scroller.current
    if (element === null || count === 0) return
    const next = Math.max(0, Math.min(index, count - 1))
    // The heading stays on top of the rows, so it takes its height off what is in view.
    const height = element.clientHeight - rowHeight
    const scrollTop = scrollToShow(next, { rowHeight, scrollTop: element.scrollTop, height })
    element.scrollTop = scrollTop
    setView((before) => ({ ...before, scrollTop }))
    setActive(next)
  }
  const drawn = current >= from && current < to ? range(from, to) : [...range(from, to), current]
  return { scroller, onScroll, current, setActive, focusOn, drawn, rowsInView: Math.floor(view.height / rowHeight) }
}

/** How far each key moves a row; the ends are reached by steps as long as the list. */
export function keySteps(page: number, count: number): Readonly<Record<string, number>> {
  return { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)
}
