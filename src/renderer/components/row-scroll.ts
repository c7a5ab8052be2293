// Long grids: which rows are drawn, which one is the grid's tab stop, and the scrolling that keeps the two together.
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { NO_SLOTS, rowSlots, type RowSlots } from './row-slots'
import { AROUND, type Drawing, isWhole, rowsToDraw, rowWindow, scrollToShow } from './row-window'

/** A whole row, or a cell of it. */
const TAB_STOPS = '[role=row], [role=gridcell], [role=rowheader]'

/** How many rows out of view are made in one go: a task with more is felt in the next key or frame. */
const AT_ONCE = 4

/** Which rows of `list` are drawn, each with the element that it stands in, which one is the grid's tab stop, and the scrolling that keeps them together. */
export function useRowScroll<T extends { readonly key: string }>(list: readonly T[], rowHeight: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ scrollTop: 0, height: 480 })
  const [active, setActive] = useState(0)
  const current = Math.min(active, Math.max(0, list.length - 1))
  const windowOf = (around: number) => {
    // A shorter list moves the scroll position before it is told: what is drawn must not lag behind.
    const scrollTop = Math.min(view.scrollTop, Math.max(0, list.length * rowHeight - view.height + rowHeight))
    return rowWindow({ count: list.length, rowHeight, scrollTop, height: view.height, around })
  }
  const now = windowOf(AROUND)
  const inView = windowOf(0)
  const [held, setHeld] = useState<Held<T>>({ list: [], drawn: [], slots: NO_SLOTS })
  const next = drawnNext(held, list, current, { now, inView, most: 0 })
  if (next !== held) setHeld(next)

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const watcher = new ResizeObserver(() => setView((before) => ({ ...before, height: element.clientHeight })))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  useLayoutEffect(() => {
    // Laid out in the task that drew them, so that they aren't in the one that paints them too.
    if (next.drawn.length > 0) scroller.current?.getBoundingClientRect()
  }, [next])
  useEffect(() => {
    if (isWhole(next.drawn, now)) return
    startTransition(() => setHeld((before) => drawnNext(before, list, current, { now, inView, most: AT_ONCE })))
  })
  /** Drawn anew only when another row comes into view. */
  const scrolledTo = (scrollTop: number) =>
    setView((before) => {
      const isSame = Math.floor(before.scrollTop / rowHeight) === Math.floor(scrollTop / rowHeight)
      return isSame ? before : { ...before, scrollTop }
    })
  const onScroll = () => scrolledTo(scroller.current?.scrollTop ?? 0)
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
    if (element === null || list.length === 0) return
    const to = Math.max(0, Math.min(index, list.length - 1))
    // The heading stays on top of the rows, so it takes its height off what is in view.
    const height = element.clientHeight - rowHeight
    const scrollTop = scrollToShow(to, { rowHeight, scrollTop: element.scrollTop, height })
    element.scrollTop = scrollTop
    scrolledTo(scrollTop)
    setActive(to)
  }
  const shown = withRow(next.drawn, current).flatMap((index) => {
    const row = list[index]
    return row === undefined ? [] : [{ index, row, slot: next.slots.of.get(row.key) }]
  })
  return { scroller, onScroll, current, setActive, focusOn, shown, rowsInView: Math.floor(view.height / rowHeight) }
}

interface Held<T> {
  readonly list: readonly T[]
  readonly drawn: readonly number[]
  readonly slots: RowSlots
}

/** What to draw after `held`: itself where nothing changes. A row of another list counts as drawn where it stood in the one before. */
function drawnNext<T extends { readonly key: string }>(
  held: Held<T>,
  list: readonly T[],
  current: number,
  wanted: Omit<Drawing, 'before'>,
): Held<T> {
  const isSameList = held.list === list
  const stays = (index: number) => list[index] !== undefined && list[index].key === held.list[index]?.key
  const before = isSameList ? held.drawn : held.drawn.filter(stays)
  const drawn = rowsToDraw({ ...wanted, before })
  const keys = withRow(drawn, current).flatMap((index) => list[index]?.key ?? [])
  const slots = rowSlots(held.slots, keys, isSameList)
  const isSame = isSameList && slots === held.slots && drawn.every((row, at) => row === held.drawn[at])
  return isSame && drawn.length === held.drawn.length ? held : { list, drawn, slots }
}

/** The row that has the tab stop is drawn wherever it is: above the others or below them. */
function withRow(rows: readonly number[], row: number): readonly number[] {
  if (rows.includes(row)) return rows
  return row < (rows[0] ?? 0) ? [row, ...rows] : [...rows, row]
}

/** How far each key moves a row; the ends are reached by steps as long as the list. */
export function keySteps(page: number, count: number): Readonly<Record<string, number>> {
  return { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count }
}
