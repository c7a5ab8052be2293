// What stands in a file of JSON lines.
import type { z } from 'zod'
import { parseJson } from '../text/parse-json'

/** The entries of a file's text that fit, and the number of lines that don't. */
export function parseLines<S extends z.ZodType>(
  text: string,
  schema: S,
): { entries: z.output<S>[]; unreadable: number } {
  const entries: z.output<S>[] = []
  let unreadable = 0
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const parsed = schema.safeParse(parseJson(line))
    if (parsed.success) entries.push(parsed.data)
    else unreadable += 1
  }
  return { entries, unreadable }
}
