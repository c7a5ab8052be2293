// How long ago a time of Codat's was.

/** Hours since a time of Codat's, which may lack its zone (then it is UTC); 0 where there is none. */
export function hoursSince(at: string | null, now: Date): number {
  if (at === null) return 0
  const zoned = /(?:z|[+-]\d\d:?\d\d)$/i.test(at) || !at.includes('T') ? at : `${at}Z`
  const then = Date.parse(zoned)
  return Number.isNaN(then) ? 0 : (now.getTime() - then) / 3_600_000
}
