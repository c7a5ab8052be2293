// The table of connections: one row per connection, Xero's side and Codat's side put together.
import type { CodatLink, Safety, Connection } from './schema'
import { safeties } from './schema'
import { countBy } from './count-by'
import { demoOf, type DemoKnowledge } from './demo'
import { codatKey, isInUse, matchSides, tenantOf, type Link } from './match'
import { allCodatRows, codatIsWhole, mayHoldPlace, type CodatRow, type Snapshot, type XeroRow } from './snapshot'

export interface ConnectionKnowledge extends DemoKnowledge {
  /** Connections that Latchkey's own sign-in tests made and could not remove. */
  readonly ownTests: ReadonlySet<string>
}

/** Codat links shown on one row; a name that hundreds share would make each row hold hundreds. */
const MOST_LINKS_SHOWN = 20

interface Keyed {
  readonly connection: Connection
  readonly sortKey: string
}

interface View {
  readonly knowledge: ConnectionKnowledge
  readonly xeroRead: boolean
  readonly codatRead: boolean
  /** Why a connection without a Codat match may still be in use by Codat; null when that is ruled out. */
  readonly doubt: string | null
  readonly twins: ReadonlyMap<string, number>
  readonly summaryOf: (links: readonly Link[]) => LinkSummary
}

/** What the Codat connections of one row come to. */
interface LinkSummary {
  /** The least safe first. */
  readonly shown: readonly CodatLink[]
  readonly leastSafe: Safety | undefined
  readonly status: string | undefined
  /** At least one is matched by tenant. */
  readonly certain: boolean
  readonly guessed: boolean
  readonly mayHoldPlace: boolean
}

/** All rows, sorted by organisation and key. The order of the sources' rows makes no difference. */
export function buildConnections(snapshot: Snapshot, knowledge: ConnectionKnowledge): Connection[] {
  const xero = snapshot.xero?.rows ?? []
  const matches = matchSides(xero, allCodatRows(snapshot))
  const view: View = {
    knowledge,
    xeroRead: snapshot.xero !== null,
    codatRead: snapshot.codat.some((client) => client.read !== null),
    doubt: doubtAbout(snapshot, matches.adrift),
    twins: countBy(xero, tenantOf),
    summaryOf: createSummaries(),
  }
  const connections = [
    ...xero.map((row) => xeroConnection(row, matches.linksOf(row), view)),
    ...matches.extra.map((extra) => codatConnection(extra.row, extra.by, view)),
  ]
  return connections
    .map((connection) => ({ connection, sortKey: connection.organisation?.toLowerCase() ?? '\uffff' }))
    .sort(byOrganisation)
    .map(({ connection }) => connection)
}

/** Why it can't be said that Codat doesn't use a connection, in words; null when it can. */
function doubtAbout(snapshot: Snapshot, adrift: number): string | null {
  if (snapshot.codat.length === 0)
    return 'No Codat client is recorded for this Xero app, so its companies are not known.'
  if (!codatIsWhole(snapshot)) return 'Codat’s companies could not all be read.'
  if (adrift === 0) return null
  const companies = adrift === 1 ? '1 company that Codat uses' : `${adrift} companies that Codat uses`
  return `${companies} could not be matched to a connection; this may be the one.`
}

/** Rows of one organisation or name share one list of links, which is summed up once. */
function createSummaries(): View['summaryOf'] {
  const made = new Map<readonly Link[], LinkSummary>()
  return (links) => {
    const summary = made.get(links) ?? summarise(links)
    made.set(links, summary)
    return summary
  }
}

function summarise(links: readonly Link[]): LinkSummary {
  const sorted = links.length < 2 ? links : links.toSorted((a, b) => riskOf(b.row) - riskOf(a.row))
  const first = sorted[0]
  return {
    shown: sorted.slice(0, MOST_LINKS_SHOWN).map((link) => linkView(link.row, link.by)),
    leastSafe: first === undefined ? undefined : safetyOfStatus(first.row.status),
    status: first?.row.status,
    certain: links.some((link) => link.by === 'tenant'),
    guessed: links.some((link) => link.by === 'name'),
    mayHoldPlace: links.some((link) => mayHoldPlace(link.row)),
  }
}

function riskOf(row: CodatRow): number {
  return safeties.indexOf(safetyOfStatus(row.status))
}

function xeroConnection(row: XeroRow, links: readonly Link[], view: View): Connection {
  const dated = row.createdAt !== null && row.updatedAt !== null
  const reconnected = dated && !atOnce(row.createdAt, row.updatedAt)
  const own = view.knowledge.ownTests.has(row.connectionId)
  const ownUntouched = own && dated && !reconnected
  const summary = view.summaryOf(links)
  const safety = safetyOf({ ...summary, ownUntouched, doubt: view.doubt })
  return {
    key: `xero/${row.connectionId}`,
    organisation: row.name,
    xero: { connectionId: row.connectionId, tenantId: row.tenantId, tenantType: row.tenantType, reconnected },
    codat: [...summary.shown],
    xeroStatus: 'connected',
    codatStatus: summary.status ?? (view.codatRead ? 'none' : 'not-read'),
    createdAt: row.createdAt,
    changedAt: row.updatedAt ?? row.createdAt,
    demo: demoOf(row, view.knowledge),
    madeBy: ownUntouched ? 'our-test' : summary.mayHoldPlace ? 'codat' : 'unknown',
    safety,
    doubt: safety === 'unsure' ? doubtOf(summary, view) : null,
    notes: xeroNotes({ own, ownUntouched, reconnected, twins: view.twins.get(tenantOf(row)) ?? 1, links, summary }),
  }
}

interface NoteInput {
  readonly own: boolean
  readonly ownUntouched: boolean
  readonly reconnected: boolean
  /** Connections of the same organisation, this one included. */
  readonly twins: number
  readonly links: readonly Link[]
  readonly summary: LinkSummary
}

function xeroNotes({ own, ownUntouched, reconnected, twins, links, summary }: NoteInput): string[] {
  const notes: string[] = []
  if (ownUntouched) notes.push('A sign-in test of Latchkey’s made it.')
  if (own && reconnected) notes.push('A sign-in test of Latchkey’s made it, and someone connected it again since.')
  if (!own && reconnected) notes.push('It was disconnected once and connected again.')
  if (summary.guessed) notes.push('Matched by name only, which is a guess.')
  if (twins > 1) notes.push(`The organisation has ${twins} connections to this app.`)
  if (links.length > MOST_LINKS_SHOWN)
    notes.push(`${links.length} Codat connections fit; the first ${MOST_LINKS_SHOWN} are listed.`)
  return notes
}

function doubtOf({ leastSafe, status }: LinkSummary, view: View): string | null {
  if (leastSafe !== 'unsure') return view.doubt
  return `Codat calls its connection “${status ?? ''}”, which Latchkey doesn’t know.`
}

function codatConnection(row: CodatRow, by: CodatLink['matchedBy'], view: View): Connection {
  return {
    key: `codat/${codatKey(row)}`,
    organisation: row.companyName,
    xero: null,
    codat: [linkView(row, by)],
    xeroStatus: by !== 'alone' ? 'connected' : view.xeroRead ? 'absent' : 'not-read',
    codatStatus: row.status,
    createdAt: row.createdAt,
    changedAt: row.lastSync ?? row.createdAt,
    demo: demoOf({ tenantId: row.tenantId, name: row.companyName }, view.knowledge),
    madeBy: 'codat',
    safety: null,
    doubt: null,
    notes: codatNotes(row, by, view),
  }
}

function linkView(row: CodatRow, matchedBy: CodatLink['matchedBy']): CodatLink {
  const { clientId, clientName, companyId, companyName, connectionId, status, createdAt, lastSync } = row
  return { clientId, clientName, companyId, companyName, connectionId, status, createdAt, lastSync, matchedBy }
}

/** How safe it is to free a connection. Whatever can't be ruled out counts as possible. */
function safetyOf({
  leastSafe,
  certain,
  ownUntouched,
  doubt,
}: {
  leastSafe: Safety | undefined
  certain: boolean
  /** Made by our own test, and nobody connected it again since. */
  ownUntouched: boolean
  doubt: string | null
}): Safety {
  if (leastSafe === 'linked' || leastSafe === 'unsure') return leastSafe
  if (ownUntouched) return 'own-test'
  if (doubt !== null && !certain) return 'unsure'
  return leastSafe ?? 'no-codat'
}

function safetyOfStatus(status: string): Safety {
  switch (status) {
    case 'Linked':
      return 'linked'
    case 'Deauthorized':
      return 'deauthorized'
    case 'Unlinked':
      return 'unlinked'
    case 'PendingAuth':
      return 'pending'
    default:
      return 'unsure'
  }
}

function codatNotes(row: CodatRow, by: CodatLink['matchedBy'], view: View): string[] {
  const notes: string[] = []
  if (row.status === 'PendingAuth') notes.push('Waiting for its owner’s consent, so it is no connection of Xero’s yet.')
  if (by !== 'alone') notes.push('Its organisation’s Xero connection is the row of another Codat connection.')
  else if (view.xeroRead && isInUse(row)) notes.push('Codat uses it, but this Xero app has no connection that fits.')
  return notes
}

/**
 * Xero stamps a connection twice when it is made: in the sample of its own description the stamps are 2 ms apart. Connecting
 * again takes a person through a consent page, which takes longer than this.
 */
const ONE_ACT_MS = 5_000

function atOnce(createdAt: string | null, updatedAt: string | null): boolean {
  return Math.abs(Date.parse(updatedAt ?? '') - Date.parse(createdAt ?? '')) < ONE_ACT_MS
}

/** By plain comparison: the page sorts as the reader wants it, and a collator takes longer than all the rest. */
function byOrganisation(a: Keyed, b: Keyed): number {
  if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? -1 : 1
  return a.connection.key < b.connection.key ? -1 : 1
}
