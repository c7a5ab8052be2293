// Stretches of a text, and the text without them.

/** From the first character to the one behind the last. */
export type Span = readonly [from: number, to: number]

/** The text with `mark` where each span was; spans that touch or overlap become one. */
export function withoutSpans(text: string, spans: readonly Span[], mark: string): string {
  if (spans.length === 0) return text
  const parts: string[] = []
  let done = 0
  for (const [from, to] of merged(spans)) {
    parts.push(text.slice(done, from), mark)
    done = to
  }
  parts.push(text.slice(done))
  return parts.join('')
}

function merged(spans: readonly Span[]): readonly Span[] {
  const found: [number, number][] = []
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = found.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else found.push([from, to])
  }
  return found
}
