// What may not leave in a dossier: secrets, the client id unless it was ticked, and the names of other customers.
import { redactAround } from '../text/redaction'

export interface Discretion {
  /** A text as it may leave. */
  readonly clean: (text: string) => string
  /** Other customers that the text names. */
  readonly strangersIn: (text: string) => readonly string[]
  /** Whether a text file may leave as it is; else why not, in words that name nobody. */
  readonly objection: (text: string) => string | null
}

export interface DiscretionOptions {
  readonly clientId: string
  readonly withClientId: boolean
  /** Names that are this dossier's own: its app and customer. */
  readonly own: readonly string[]
  /** Names of everybody else that Latchkey knows of. */
  readonly others: readonly string[]
}

export const SOMEBODY_ELSE = '(another customer)'
export const NO_CLIENT_ID = '(client id left out)'
const SHORTEST_NAME = 3

/**
 * Names are found as whole words whatever their case. A name that is part of an own one isn't a stranger's. Very short names
 * are let be: they would be found everywhere.
 */
export function createDiscretion({ clientId, withClientId, own, others }: DiscretionOptions): Discretion {
  const ownNames = own.map(folded)
  const strangers = [...new Set(others.map((name) => name.trim()))].filter(
    (name) => name.length >= SHORTEST_NAME && ownNames.every((mine) => !mine.includes(folded(name))),
  )
  const byFirstWord = new Map<string, string[]>()
  for (const name of strangers) {
    const word = wordsOf(name)[0] ?? ''
    const same = byFirstWord.get(word)
    if (same === undefined) byFirstWord.set(word, [name])
    else same.push(name)
  }

  /** The longest first, so that a name inside a longer one isn't what is found. */
  const present = (text: string): readonly string[] => {
    const candidates = ['', ...new Set(wordsOf(text))].flatMap((word) => byFirstWord.get(word) ?? [])
    return candidates.filter((name) => wholeWord(name, 'iu').test(text)).toSorted((a, b) => b.length - a.length)
  }
  const safe = redactAround([...own, ...strangers])
  const hideId = (text: string): string =>
    withClientId || clientId === '' ? text : text.replaceAll(new RegExp(escaped(clientId), 'gi'), NO_CLIENT_ID)

  return {
    clean: (text) =>
      present(text).reduce((rest, name) => rest.replaceAll(wholeWord(name, 'giu'), SOMEBODY_ELSE), hideId(safe(text))),
    strangersIn: present,
    objection(text) {
      if (safe(text) !== text) return 'it holds something that looks like a secret'
      if (hideId(text) !== text) return 'it holds the client id'
      return present(text).length > 0 ? 'it names another customer' : null
    },
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
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, flags)
}

/** Only what a pattern with the u flag lets be escaped. */
function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, (character) => `\\${character}`)
}
