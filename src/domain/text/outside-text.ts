// Text from outside, made safe to stand beside our own.

/** The most that a sentence of ours takes: more than a few names from outside can make of it, however long each may be. */
export const MOST_OWN_WORDS = 10_000

/** Marks that turn the direction of what follows, so that a name could reorder the words around it on the page. */
const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** The text without its direction marks, and no longer than `most` characters. Letters of any script keep their own direction. */
export function outsideText(text: string, most: number): string {
  return text.replaceAll(DIRECTION_MARKS, '').slice(0, most)
}
