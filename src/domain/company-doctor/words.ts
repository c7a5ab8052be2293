// Pieces of the company doctor's sentences: lists, counts, how long to wait.
import type { CompanyDataset } from './schema'

const SHOWN = 4

/** Data types by name, a few of them in full. */
export function listed(datasets: readonly CompanyDataset[]): string {
  const names = datasets.map(({ dataType }) => dataType).toSorted()
  const shown = names.slice(0, SHOWN)
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : joined(shown)
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** `One write is`, `3 writes are`. */
export function count(number: number, one: string, many: string): string {
  return `${number === 1 ? 'One' : number} ${number === 1 ? one : many}`
}

/** What Codat said of the first data type, by name, of which it said anything. */
export function firstSaid(datasets: readonly CompanyDataset[]): string | null {
  return (
    datasets.toSorted((a, b) => a.dataType.localeCompare(b.dataType)).find(({ said }) => said !== null)?.said ?? null
  )
}

/** How long to wait, from `retry-after N` (seconds) in Codat's message, else a day at most. */
export function waitWords(said: string | null): string {
  const seconds = Number(/retry[- ]after\D{0,3}(\d{1,7})/i.exec(said ?? '')?.[1] ?? Number.NaN)
  if (!(seconds > 0)) return 'Wait: within a day Xero lets it go on by itself.'
  const hours = Math.ceil(seconds / 3_600)
  return `Wait: Xero said to come back in ${hours === 1 ? 'an hour' : `${hours} hours`}, and it goes on by itself.`
}
