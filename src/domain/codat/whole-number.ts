/** A count as Codat gives it, or null for what can’t be one. */
export function wholeOrNull(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}
