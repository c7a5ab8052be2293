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
 * A row that stays keeps its element, with the focus that may be in it. A new one takes over the element of a row that went from between
 * the same neighbours, so that no element is moved, which costs what a new one does. None does where the list is another: the focus
 * would be in a row that nobody chose. Answers `before` itself where the rows are the same.
 */
export function rowSlots(before: RowSlots, keys: readonly string[], isSameList: boolean): RowSlots {
  const stays = new Set(keys.filter((key) => before.of.has(key)))
  if (stays.size === keys.length && stays.size === before.of.size) return before
  const old = [...before.of]
  const places = new Map(old.map(([key], at) => [key, at]))
  let { next } = before
  let at = 0
  const slotOf = (key: string): number => {
    const place = places.get(key)
    if (place !== undefined) {
      at = Math.max(at, place + 1)
      return before.of.get(key) ?? next++
    }
    const [gone, slot] = old[at] ?? []
    if (!isSameList || gone === undefined || slot === undefined || stays.has(gone)) return next++
    at += 1
    return slot
  }
  const of = new Map(keys.map((key) => [key, slotOf(key)]))
  return { of, next }
}
