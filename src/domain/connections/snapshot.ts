// The last known answers of Xero and Codat about one Xero app: what is shown offline, and what connections are made from.
import { z } from 'zod'
import { count, MOST_COUNTED, sourceProblem } from './counting'
import type { XeroConnection } from '../xero/schema'
import { recordId } from '../xero-apps/schema'
import { onceWhile } from '../once-while'
import { oneLine } from './one-line'
import { providerTime } from './provider-time'

const id = z.string().max(100)
const time = z.string().max(40)
const name = z.string().max(300)

export const xeroRow = z.object({
  connectionId: id,
  tenantId: id.nullable(),
  tenantType: z.string().max(60).nullable(),
  name: name.nullable(),
  createdAt: time.nullable(),
  updatedAt: time.nullable(),
})
export type XeroRow = z.infer<typeof xeroRow>

export const codatRow = z.object({
  clientId: id,
  clientName: name,
  companyId: id,
  companyName: name,
  connectionId: id,
  status: z.string().max(60),
  createdAt: time.nullable(),
  lastSync: time.nullable(),
  tenantId: id.nullable(),
})
export type CodatRow = z.infer<typeof codatRow>

export const codatClientRead = z.object({
  clientId: id,
  clientName: name,
  /** A read with a page missing never takes the place of a whole one. */
  read: z.object({ at: time, complete: z.boolean(), rows: z.array(codatRow) }).nullable(),
  problem: sourceProblem.nullable(),
  linkedFigure: z.object({ at: time, linked: count.max(MOST_COUNTED) }).nullable(),
})
export type CodatClientRead = z.infer<typeof codatClientRead>

export const snapshotV1 = z.object({
  version: z.literal(1),
  appId: recordId,
  xero: z.object({ at: time, rows: z.array(xeroRow), unreadableRows: count.max(MOST_COUNTED) }).nullable(),
  xeroProblem: sourceProblem.nullable(),
  codat: z.array(codatClientRead),
})
export type Snapshot = z.infer<typeof snapshotV1>

/** What is known before anyone was asked. */
export function emptySnapshot(appId: string): Snapshot {
  return { version: 1, appId, xero: null, xeroProblem: null, codat: [] }
}

/** Xero's list as rows. A connection listed twice is one row. */
export function xeroRows(connections: readonly XeroConnection[]): XeroRow[] {
  const rows = new Map<string, XeroRow>()
  for (const connection of connections)
    rows.set(connection.id, {
      connectionId: connection.id,
      tenantId: connection.tenantId?.slice(0, 100) ?? null,
      tenantType: connection.tenantType === null ? null : oneLine(connection.tenantType, 60),
      name: connection.tenantName === null ? null : oneLine(connection.tenantName) || null,
      createdAt: providerTime(connection.createdDateUtc),
      updatedAt: providerTime(connection.updatedDateUtc),
    })
  return [...rows.values()]
}

/**
 * Every row that Codat's clients gave last, each connection once: pages can overlap while companies are added, and one Codat
 * client can stand in Latchkey twice.
 */
export const allCodatRows = onceWhile(
  () => null,
  (snapshot: Snapshot): readonly CodatRow[] => {
    const rows = new Map<string, CodatRow>()
    for (const client of snapshot.codat)
      for (const row of client.read?.rows ?? []) {
        const key = `${row.companyId}/${row.connectionId}`
        if (!rows.has(key)) rows.set(key, row)
      }
    return [...rows.values()]
  },
)

/** True when every Codat client of the app was read whole, and there is at least one. */
export function codatIsWhole(snapshot: Snapshot): boolean {
  return snapshot.codat.length > 0 && snapshot.codat.every((client) => client.read?.complete === true)
}

/** `PendingAuth` never reached Xero; everything else may still hold its place, unlinked and deauthorized ones too. */
export function mayHoldPlace(row: CodatRow): boolean {
  return row.status !== 'PendingAuth'
}

/** A Codat reading this old is still good enough to say whom a removal unplugs: reading thousands again takes long on a call. */
const CODAT_RECENT_MS = 5 * 60 * 1_000

export function codatIsRecent(snapshot: Snapshot, now: Date): boolean {
  const oldest = now.getTime() - CODAT_RECENT_MS
  return codatIsWhole(snapshot) && snapshot.codat.every(({ read }) => read !== null && Date.parse(read.at) >= oldest)
}

/** `code` is an error code of the contract where there is one. */
export interface NotRead {
  readonly kind: 'not-read'
  readonly code: string
}

export interface CodatClientName {
  readonly id: string
  readonly name: string
}

export interface CompaniesAnswer {
  readonly kind: 'read'
  /** False where not every company was seen, with the code of what was in the way. */
  readonly complete: boolean
  readonly code: string | null
  readonly rows: readonly CodatRow[]
}

export interface FigureAnswer {
  readonly kind: 'read'
  readonly linked: number | null
}

/** What is known of a Codat client after it was asked. What can't be read keeps its last known value. */
export function clientRead(
  client: CodatClientName,
  { answer, figure, at }: { answer: CompaniesAnswer | NotRead; figure: FigureAnswer | NotRead; at: string },
  last: CodatClientRead | undefined,
): CodatClientRead {
  const before = last?.read ?? null
  // A read with a page missing takes the place of nothing, or of an earlier one like it; never of a whole one.
  const keepsLast = answer.kind === 'not-read' || (!answer.complete && before?.complete === true)
  return {
    clientId: client.id,
    clientName: client.name,
    read: keepsLast ? before : { at, rows: [...answer.rows], complete: answer.complete },
    problem: answer.code === null ? null : { code: answer.code, at },
    linkedFigure: figureRead(figure, at, last),
  }
}

function figureRead(figure: FigureAnswer | NotRead, at: string, last: CodatClientRead | undefined) {
  if (figure.kind === 'not-read') return last?.linkedFigure ?? null
  return figure.linked === null ? null : { at, linked: Math.min(figure.linked, MOST_COUNTED) }
}
