// Long lists for the page, in parts.
import { MOST_IN_A_PART } from '../../contract/connections'

export interface Part<T> {
  readonly rows: T[]
  readonly total: number
  readonly edition: number
}

/** Gives the part of a list that begins `from` there. Lists that are another object are another edition: none may be changed in place. */
export function createParts(): <T>(list: readonly T[], from: number) => Part<T> {
  const editions = new WeakMap<object, number>()
  let last = 0
  return (list, from) => {
    const edition = editions.get(list) ?? (last += 1)
    editions.set(list, edition)
    return { rows: list.slice(from, from + MOST_IN_A_PART), total: list.length, edition }
  }
}
