// Names from outside, made fit to stand on one line of ours.

/** Control and format characters (which can reorder or hide text) become spaces; cut at `max` characters. */
export function oneLine(text: string, max = 300): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .slice(0, max)
}
