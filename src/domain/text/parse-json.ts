/** What a text says as JSON, or undefined for one that isn't JSON. For borders where a broken text is an ordinary case. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
