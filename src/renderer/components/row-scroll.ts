// Long grids: which rows are drawn, which one is the grid's tab stop, and the scrolling that keeps the two together.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { NO_SLOTS, rowSlots } from './row-slots'
import { AROUND, rowWindow, scrollToShow } from './row-window'

/** A whole row, or a cell of it. */
const TAB_STOPS = '[role=row], [role=gridcell], [role=rowheader]'

/** Which rows are in view, which one is the grid's tab stop, and the scrolling that keeps the two together. */
export function useRowScroll(count: number, rowHeight: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ scrollTop: 0, height: 480, leaps: 0 })
  const [active, setActive] = useState(0)
  const current = Math.min(active, Math.max(0, count - 1))
  // A shorter list moves the scroll position before it is told: what is drawn must not lag behind.
  const lowest = Math.max(0, count * rowHeight - view.height + rowHeight)
  const scrollTop = Math.min(view.scrollTop, lowest)
  const { from, to } = rowWindow({ count, rowHeight, scrollTop, height: view.height })

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const watcher = new ResizeObserver(() => setView((before) => ({ ...before, height: element.clientHeight })))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  // After a leap nearly every row shows another: laid out in the task that drew them, so that they aren't in the one that paints them too.
  const laidOut = useRef(0)
  useLayoutEffect(() => {
    if (laidOut.current === view.leaps) return
    laidOut.current = view.leaps
    scroller.current?.getBoundingClientRect()
  }, [view.leaps])
  const onScroll = () => {
    const scrollTop = scroller.current?.scrollTop ?? 0
    // Drawn anew only when another row comes into view.
    setView((before) => {
      if (Math.floor(before.scrollTop / rowHeight) === Math.floor(scrollTop / rowHeight)) return before
      const isLeap = Math.abs(scrollTop - before.scrollTop) > AROUND * rowHeight
      return { ...before, scrollTop, leaps: before.leaps + (isLeap ? 1 : 0) }
    })
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

/** The rows of `list` that are drawn, each with the element that it stands in, for the `key` of what draws it. */
export function useDrawnRows<T extends { readonly key: string }>(list: readonly T[], drawn: readonly number[]) {
  const rows = drawn.flatMap((index) => {
    const row = list[index]
    return row === undefined ? [] : [{ index, row }]
  })
  const [held, setHeld] = useState({ list, slots: NO_SLOTS })
  const keys = rows.map(({ row }) => row.key)
  const slots = rowSlots(held.slots, keys, held.list === list)
  if (slots !== held.slots || list !== held.list) setHeld({ list, slots })
  return rows.map(({ index, row }) => ({ index, row, slot: slots.of.get(row.key) }))
}

/** How far each key moves a row; the ends are reached by steps as long as the list. */
export function keySteps(page: number, count: number): Readonly<Record<string, number>> {
  return { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)
}
