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
