/** A text as a pattern of exactly itself, with the `u` flag or without: with it only what means something may be escaped. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, (character) => `\\${character}`)
}
