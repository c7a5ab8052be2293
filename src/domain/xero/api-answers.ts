// What Xero's API answers to the few questions that Latchkey asks, read out of its JSON.
import { z } from 'zod'
import type { FetchFailure } from '../network'
import type { ProviderFacts, XeroConnection } from './schema'
import { clip } from './provider-facts'
import type { ServerTime } from './xero-time'

export type ApiAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly serverTime: ServerTime | null }
  | { readonly kind: 'refused'; readonly facts: ProviderFacts }
  | { readonly kind: 'no-answer'; readonly failure: FetchFailure }
  | { readonly kind: 'unreadable' }

export interface ConnectionList {
  readonly connections: readonly XeroConnection[]
  /** Rows without a usable id. They count as connections, but nothing can be done with them. */
  readonly unreadableRows: number
}

export interface Organisation {
  readonly name: string | null
  readonly isDemo: boolean | null
  readonly country: string | null
  readonly currency: string | null
  readonly xeroClass: string | null
}

export interface FeedConnections {
  /** How many there are in all, if told. */
  readonly count: number | null
}

/** Ids are UUIDs. Anything else, a `..` for one, has no place in a path. */
export const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

const text = z.string().nullish().catch(null)

const clipped = text.transform((said) => clip(said))

const connectionRow: z.ZodType<XeroConnection> = z.object({
  id: z.string().regex(ID),
  authEventId: clipped,
  tenantId: clipped,
  tenantType: clipped,
  tenantName: clipped,
  createdDateUtc: clipped,
  updatedDateUtc: clipped,
})

/** Null for what is no list of them. */
export function readConnections(json: unknown): ConnectionList | null {
  const rows = z.array(z.unknown()).safeParse(json)
  if (!rows.success) return null
  const read = rows.data.map((row) => connectionRow.safeParse(row))
  const connections = read.filter((row) => row.success).map(({ data }) => data)
  return { connections, unreadableRows: rows.data.length - connections.length }
}

const organisations = z.looseObject({
  Organisations: z
    .array(
      z.looseObject({
        Name: text,
        IsDemoCompany: z.boolean().nullish().catch(null),
        Class: text,
        CountryCode: text,
        BaseCurrency: text,
      }),
    )
    .min(1),
})

export function readOrganisation(json: unknown): Organisation | null {
  const parsed = organisations.safeParse(json)
  const first = parsed.success ? parsed.data.Organisations[0] : undefined
  if (first === undefined) return null
  return {
    name: clip(first.Name),
    isDemo: first.IsDemoCompany ?? null,
    country: clip(first.CountryCode),
    currency: clip(first.BaseCurrency),
    xeroClass: clip(first.Class),
  }
}

export const feedConnections = z.looseObject({
  pagination: z
    .looseObject({ itemCount: z.int().nonnegative().nullish().catch(null) })
    .nullish()
    .catch(null),
  items: z.array(z.unknown()),
})

export function readFeedConnections(json: unknown): FeedConnections | null {
  const { data } = feedConnections.safeParse(json)
  return data === undefined ? null : { count: data.pagination?.itemCount ?? null }
}
