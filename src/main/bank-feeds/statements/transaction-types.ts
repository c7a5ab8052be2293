// Types as files name them, for Codat's own.
import { feedTransactionTypes } from '../../../contract/facts'

const outgoing: ReadonlySet<string> = new Set([
  'd',
  'dr',
  'db',
  'debit',
  'debet',
  's',
  'soll',
  'out',
  'withdrawal',
  'af',
])
const incoming: ReadonlySet<string> = new Set(['c', 'cr', 'credit', 'h', 'haben', 'in', 'deposit', 'bij'])

function wordOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, '')
}

/** Whether a word of a type column says which way the money went. */
export function directionOf(text: string): 'in' | 'out' | null {
  const word = wordOf(text)
  if (outgoing.has(word)) return 'out'
  return incoming.has(word) ? 'in' : null
}

const indexOf = (name: (typeof feedTransactionTypes.value)[number]): number => feedTransactionTypes.value.indexOf(name)

/** Codat's names, OFX's where they differ, and the words for in and out. */
const TYPES: ReadonlyMap<string, number> = new Map([
  ...[...incoming].map((word) => [word, indexOf('Credit')] as const),
  ...[...outgoing].map((word) => [word, indexOf('Debit')] as const),
  // As Codat writes them too: most files need no further look.
  ...feedTransactionTypes.value.flatMap((name, index) => [
    [name.toLowerCase(), index] as const,
    [name, index] as const,
  ]),
  ['srvchg', indexOf('SerChg')] as const,
])

/** The place of a type in Codat's list; null for one it doesn't have. */
export function typeNamed(text: string): number | null {
  return TYPES.get(text) ?? TYPES.get(wordOf(text)) ?? null
}
