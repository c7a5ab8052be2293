// Finds JSON in a text that may hold other things too, and walks through its objects within fixed bounds.
import { isFields, type Fields } from './fields'

const MAX_BLOCKS = 30
const MAX_OBJECTS = 5_000
/** How deep JSON inside a JSON string is followed. */
const MAX_INNER = 3

/** Every JSON value that can be read out of the text: all of it, or the blocks in balanced braces. Linear. */
export function jsonIn(text: string): unknown[] {
  const whole = parse(text.trim())
  if (whole !== undefined) return [whole]
  return blocks(text).flatMap((block) => {
    const value = parse(block)
    return value === undefined ? [] : [value]
  })
}

function parse(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Stretches from an opening brace to the one that closes it, braces in strings aside. An unclosed brace ends the search. */
function blocks(text: string): string[] {
  const found: string[] = []
  let depth = 0
  let start = 0
  for (let at = text.indexOf('{'); at !== -1 && at < text.length && found.length < MAX_BLOCKS; at += 1) {
    const character = text.charCodeAt(at)
    if (character === QUOTE && depth > 0) at = endOfString(text, at + 1)
    else if (character === OPEN) {
      if (depth === 0) start = at
      depth += 1
    } else if (character === CLOSE && depth > 0) {
      depth -= 1
      if (depth === 0) found.push(text.slice(start, at + 1))
    }
  }
  return found
}

const QUOTE = 0x22
const OPEN = 0x7b
const CLOSE = 0x7d
const BACKSLASH = 0x5c
const LINE_FEED = 0x0a

/** The closing quote, or the line break that no JSON string holds. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (character === BACKSLASH) at += 1
    else if (character === QUOTE || character === LINE_FEED) return at
  }
  return text.length
}

/** All objects in the values, outer ones first, and those in strings that are JSON themselves. */
export function objectsIn(values: readonly unknown[]): Fields[] {
  const found: Fields[] = []
  let level: { value: unknown; inner: number }[] = values.map((value) => ({ value, inner: 0 }))
  while (level.length > 0 && found.length < MAX_OBJECTS) {
    const next: typeof level = []
    for (const { value, inner } of level) {
      if (found.length + next.length > MAX_OBJECTS * 4) break
      if (isFields(value)) found.push(value)
      if (typeof value === 'object' && value !== null) {
        for (const child of Object.values(value)) if (mayHold(child)) next.push({ value: child, inner })
      } else if (typeof value === 'string' && inner < MAX_INNER) {
        for (const child of jsonIn(value)) next.push({ value: child, inner: inner + 1 })
      }
    }
    level = next
  }
  return found.slice(0, MAX_OBJECTS)
}

function mayHold(value: unknown): boolean {
  return typeof value === 'object' ? value !== null : typeof value === 'string' && value.includes('{')
}
