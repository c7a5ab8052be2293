// Types as files name them, for Codat's own.
import { feedTransactionTypes } from '../../facts'
import { incoming, outgoing, wordOf } from './line-words'

const indexOf = (name: (typeof feedTransactionTypes.value)[number]): number => feedTransactionTypes.value.indexOf(name)

/** Codat's names, OFX's where they differ, and the words for in and out. */
const TYPES: ReadonlyMap<string, number> = new Map([
  ...[...incoming].map((word) => [word.replaceAll(' ', ''), indexOf('Credit')] as const),
  ...[...outgoing].map((word) => [word.replaceAll(' ', ''), indexOf('Debit')] as const),
  // As Codat writes them too: most files need no further look.
  ...feedTransactionTypes.value.flatMap((name, index) => [
    [name.toLowerCase(), index] as const,
    [name, index] as const,
  ]),
  ['srvchg', indexOf('SerChg')] as const,
])

/** The place of a type in Codat's list; null for one it doesn't have. */
export function typeNamed(text: string): number | null {
  return TYPES.get(text) ?? TYPES.get(wordOf(text).replaceAll(' ', '')) ?? null
}
