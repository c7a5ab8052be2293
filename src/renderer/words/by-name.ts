// The order of names for people: numbers by their size, accents and case aside.

let collator: Intl.Collator | undefined

/** Compares two names. The language's data, 3 MB in memory, is read at the first comparison and not at the start. */
export function compareNames(one: string, other: string): number {
  return (collator ??= new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })).compare(one, other)
}
