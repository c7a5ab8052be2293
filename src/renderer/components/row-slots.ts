// Which element each row of a long list is drawn in. After a leap the elements that showed other rows show the new ones: a few words
// change in each, where new ones would have to be made, styled and laid out. Pure.

/** The element of each row that is drawn, by the row's key, in the order in which they stand in the page. */
export interface RowSlots {
  readonly of: ReadonlyMap<string, number>
  /** The next element that was never used. */
  readonly next: number
}

export const NO_SLOTS: RowSlots = { of: new Map(), next: 0 }

/**
 * A row that stays keeps its element, with the focus that may be in it. The others' are taken over after a leap alone: what is drawn
 * in another order among those that stay would be moved, which costs what a new one does. Nor where the list is another: the focus
 * would be in a row that nobody chose. Answers `before` itself where the rows are the same.
 */
export function rowSlots(before: RowSlots, keys: readonly string[], isSameList: boolean): RowSlots {
  const staying = keys.filter((key) => before.of.has(key)).length
  if (staying === keys.length && staying === before.of.size) return before
  // The row that has the tab stop stays, wherever it is scrolled to.
  const isLeap = isSameList && staying <= 1
  const free = isLeap ? [...before.of].filter(([key]) => !keys.includes(key)).map(([, slot]) => slot) : []
  let { next } = before
  const of = new Map(keys.map((key) => [key, before.of.get(key) ?? free.shift() ?? next++]))
  return { of, next }
}
