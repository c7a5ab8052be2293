// Names of somebody who isn't meant to be named, found in texts and taken out of them.
import { literalPattern } from './literal-pattern'

export const SOMEBODY_ELSE = '(another customer)'

export interface Strangers {
  /** Those that a text names, the longest first, so that a name inside a longer one isn't what is found. */
  readonly in: (text: string) => readonly string[]
  /** The text with each of them as `SOMEBODY_ELSE`. */
  readonly without: (text: string) => string
  /** Whether the text is such a name and nothing else, however short. */
  readonly isOne: (text: string) => boolean
}

export interface StrangersOptions {
  /** Names that may stay, and so whatever is part of them. */
  readonly own: readonly string[]
  readonly others: readonly string[]
}

/** Shorter ones are let be within a text: they would be found everywhere. */
const SHORTEST_NAME = 3

/** Names are found as whole words whatever their case. A name that is part of an own one isn't a stranger's. */
export function strangersOf({ own, others }: StrangersOptions): Strangers {
  const ownNames = own.map(folded)
  const all = [...new Set(others.map((name) => name.trim()))].filter(
    (name) => name !== '' && ownNames.every((mine) => !mine.includes(folded(name))),
  )
  const whole = new Set(all.map(folded))
  const byFirstWord = new Map<string, string[]>()
  for (const name of all.filter(({ length }) => length >= SHORTEST_NAME)) {
    const word = wordsOf(name)[0] ?? ''
    const same = byFirstWord.get(word)
    if (same === undefined) byFirstWord.set(word, [name])
    else same.push(name)
  }

  const present = (text: string): readonly string[] => {
    const candidates = ['', ...new Set(wordsOf(text))].flatMap((word) => byFirstWord.get(word) ?? [])
    return candidates.filter((name) => wholeWord(name, 'iu').test(text)).toSorted((a, b) => b.length - a.length)
  }
  return {
    in: present,
    without: (text) =>
      present(text).reduce((rest, name) => rest.replaceAll(wholeWord(name, 'giu'), SOMEBODY_ELSE), text),
    isOne: (text) => whole.has(folded(text.trim())),
  }
}

function folded(text: string): string {
  return text.toLowerCase()
}

/** Runs of letters and digits: a name is only looked for where its first one stands. */
function wordsOf(text: string): readonly string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

function wholeWord(name: string, flags: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${literalPattern(name)}(?![\\p{L}\\p{N}])`, flags)
}
