// Codat's lists: pages, the envelope, and links that are relative.
import { codatPaging } from '../../domain/facts'
import type { Answer } from '../http-server'
import { MalformedQuery } from './query-language'
import { ok, refusal } from './sayings'

export interface Ask {
  readonly page: number
  readonly pageSize: number
  readonly query: string | null
  readonly tags: string | null
  readonly orderBy: string | null
}

/** The parameters of a list, or null where a number is out of its bounds. */
export function readAsk(parameters: URLSearchParams): Ask | null {
  const page = numberIn(parameters.get('page'), 1, 1, 2_147_483_647)
  const pageSize = numberIn(parameters.get('pageSize'), codatPaging.value.size, 1, codatPaging.value.largest)
  if (page === null || pageSize === null) return null
  return {
    page,
    pageSize,
    query: parameters.get('query'),
    tags: parameters.get('tags'),
    orderBy: parameters.get('orderBy'),
  }
}

function numberIn(text: string | null, standard: number, least: number, most: number): number | null {
  if (text === null) return standard
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : null
}

export interface Listed {
  readonly rows: readonly unknown[]
  readonly total: number
  /** A next page is linked whether there is one or not. */
  readonly endless?: boolean
}

/** A page's answer. `list` gives the rows of the asked page; a query it can't read is Codat's 400. */
export function pageAnswer(url: URL, list: (ask: Ask) => Listed): Answer {
  const ask = readAsk(url.searchParams)
  if (ask === null) return refusal('bad-request')
  try {
    const { rows, total, endless = false } = list(ask)
    const hasNext = endless || ask.page * ask.pageSize < total
    return ok({
      results: rows,
      pageNumber: ask.page,
      pageSize: ask.pageSize,
      totalResults: total,
      _links: {
        self: { href: url.pathname },
        current: { href: hrefOf(url, ask, ask.page) },
        ...(hasNext ? { next: { href: hrefOf(url, ask, ask.page + 1) } } : {}),
        ...(ask.page > 1 ? { previous: { href: hrefOf(url, ask, ask.page - 1) } } : {}),
      },
    })
  } catch (error) {
    if (!(error instanceof MalformedQuery)) throw error
    return refusal('bad-request', { error: error.message, service: 'ClientsApi' })
  }
}

function hrefOf(url: URL, { pageSize, query, tags, orderBy }: Ask, page: number): string {
  const parameters = new URLSearchParams({ page: String(page), pageSize: String(pageSize) })
  for (const [name, value] of Object.entries({ query, tags, orderBy })) if (value !== null) parameters.set(name, value)
  return `${url.pathname}?${parameters}`
}

/** The rows of one page out of all. */
export function slice<T>(all: readonly T[], { page, pageSize }: Ask): T[] {
  return all.slice((page - 1) * pageSize, page * pageSize)
}

/** Sorted by a property (`-name` for descending), or as they were. Unknown properties are refused, as Codat does. */
export function ordered<T>(
  all: readonly T[],
  orderBy: string | null,
  properties: Readonly<Record<string, (row: T) => string>>,
): readonly T[] {
  if (orderBy === null) return all
  const descending = orderBy.startsWith('-')
  const property = properties[orderBy.replace(/^-/, '')]
  if (property === undefined) throw new MalformedQuery(`Error parsing query - Could not resolve property ${orderBy}`)
  const sorted = all.toSorted((a, b) => property(a).localeCompare(property(b)))
  return descending ? sorted.toReversed() : sorted
}
