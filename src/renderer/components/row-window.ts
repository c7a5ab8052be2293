// Which rows of a long list are worth drawing: those in view and a few around them. Pure.

export interface RowWindowInput {
  readonly count: number
  readonly rowHeight: number
  /** Pixels scrolled, and pixels in view. */
  readonly scrollTop: number
  readonly height: number
  /** Rows drawn above and below what is in view; `AROUND` unless said. */
  readonly around?: number
}

/** Rows drawn above and below what is in view, so that scrolling shows no blank before the next frame. */
export const AROUND = 8
/** Whatever the height of the screen, no more rows than this are in the document. */
export const MOST_ROWS = 72

/** Half open: `from` is drawn, `to` isn't. */
export interface RowWindow {
  readonly from: number
  readonly to: number
}

export function rowWindow({ count, rowHeight, scrollTop, height, around = AROUND }: RowWindowInput): RowWindow {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight) - around
  const last = Math.ceil((Math.max(0, scrollTop) + Math.max(0, height)) / rowHeight) + around
  const to = Math.min(count, Math.max(0, last))
  const from = Math.max(0, Math.min(first, to))
  return { from, to: Math.min(to, from + MOST_ROWS) }
}

/** What was drawn `before`, what is worth drawing `now`, and what of it is in view. */
export interface Drawing {
  readonly before: readonly number[]
  readonly now: RowWindow
  readonly inView: RowWindow
  /** How many rows out of view may be new. */
  readonly most: number
}

/**
 * The rows to draw next, in the order of their elements: all in view, those that are drawn already, and a few more of those around, the
 * nearest first. After a leap the rows that stood in the places of those around them stay until these are drawn, out of sight, so that
 * their elements can be taken over.
 */
export function rowsToDraw({ before, now, inView, most }: Drawing): readonly number[] {
  const rows = rowsOf(now)
  const away = (row: number) => Math.max(inView.from - row, row - inView.to + 1)
  const there = new Set(before)
  const missing = rows.filter((row) => away(row) > 0 && !there.has(row)).toSorted((a, b) => away(a) - away(b))
  const later = new Set(missing.slice(most))
  const isInPlace = before.every((row, at) => row === rows[at] || row < now.from || now.to <= row)
  return rows.flatMap((row, at) => (later.has(row) ? (isInPlace ? before.slice(at, at + 1) : []) : [row]))
}

/** True when all that is worth drawing is drawn. */
export function isWhole(drawn: readonly number[], now: RowWindow): boolean {
  return drawn.length === now.to - now.from && drawn.every((row, at) => row === now.from + at)
}

function rowsOf({ from, to }: RowWindow): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at)
}

/** Where to scroll so that a row is wholly in view; where it is, if it is already. */
export function scrollToShow(
  index: number,
  { rowHeight, scrollTop, height }: Pick<RowWindowInput, 'rowHeight' | 'scrollTop' | 'height'>,
): number {
  const top = index * rowHeight
  if (top < scrollTop) return top
  if (top + rowHeight > scrollTop + height) return Math.max(0, top + rowHeight - height)
  return scrollTop
}
