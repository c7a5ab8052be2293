// Whose connections are counted again.

export const DAY_MS = 86_400_000
/** A count that could not be made, as without a network, is tried again after this. */
export const AGAIN_AFTER_MS = 60 * 60_000

/**
 * The app whose count is the oldest, if that is due. One that nobody ever counted is nobody's wish. `tried` says when each was tried last, in
 * milliseconds since 1970.
 */
export function dueApp(
  counts: readonly { readonly appId: string; readonly readAt: string | null }[],
  tried: ReadonlyMap<string, number>,
  at: Date,
): string | null {
  const now = at.getTime()
  const due = counts.flatMap(({ appId, readAt }) => {
    // One that is ahead was noted while the clock was: how old it is nobody knows.
    if (readAt === null || Math.abs(now - Date.parse(readAt)) < DAY_MS) return []
    return now - (tried.get(appId) ?? 0) < AGAIN_AFTER_MS ? [] : [{ appId, readAt: Date.parse(readAt) }]
  })
  return due.toSorted((a, b) => a.readAt - b.readAt)[0]?.appId ?? null
}
