/** As many of an app's pushes as are shown at once: two accounts, a push a day, make as many in three years. */
export const MOST_LISTED = 2_000

/** The newest of `pushes`, which come newest first, up to as many as are shown; ended ones make way for those that aren't. */
export function listed<T extends { readonly state: string }>(pushes: readonly T[]): T[] {
  if (pushes.length <= MOST_LISTED) return [...pushes]
  const isOver = ({ state }: T): boolean => state === 'done' || state === 'cancelled'
  const open = pushes.filter((push) => !isOver(push)).slice(0, MOST_LISTED)
  const kept = new Set([...open, ...pushes.filter(isOver).slice(0, MOST_LISTED - open.length)])
  return pushes.filter((push) => kept.has(push))
}
