// The table of seats: one row per connection, Xero's side and Codat's side put together.
import type { CodatLink, Safety, Seat } from '../../contract/connections'
import { safeties } from '../../contract/connections'
import { countBy } from './count-by'
import { demoOf, type DemoKnowledge } from './demo'
import { codatKey, isInUse, matchSides, type Link, type Matches } from './match'
import { allCodatRows, codatIsWhole, mayHoldPlace, type CodatRow, type Snapshot, type XeroRow } from './snapshot'

export interface SeatKnowledge extends DemoKnowledge {
  /** Connections that Latchkey's own sign-in tests made and could not remove. */
  readonly ownTests: ReadonlySet<string>
}

/** Codat links shown on one row; a name that hundreds share would make each row hold hundreds. */
const MOST_LINKS_SHOWN = 20

interface View {
  readonly knowledge: SeatKnowledge
  readonly xeroRead: boolean
  readonly codatRead: boolean
  /** Why a connection without a Codat match may still be in use by Codat; null when that is ruled out. */
  readonly doubt: string | null
  readonly twins: ReadonlyMap<string, number>
}

/** All rows, sorted by organisation and key. The order of the sources' rows makes no difference. */
export function buildSeats(snapshot: Snapshot, knowledge: SeatKnowledge): Seat[] {
  const xero = snapshot.xero?.rows ?? []
  const matches = matchSides(xero, allCodatRows(snapshot))
  const view: View = {
    knowledge,
    xeroRead: snapshot.xero !== null,
    codatRead: snapshot.codat.some((client) => client.read !== null),
    doubt: doubtAbout(snapshot, matches),
    twins: countBy(xero, tenantOf),
  }
  const seats = [
    ...xero.map((row) => xeroSeat(row, matches.linksOf(row), view)),
    ...matches.extra.map((extra) => codatSeat(extra.row, extra.by, view)),
  ]
  return seats.sort(byOrganisation)
}

/** Why it can't be said that Codat doesn't use a connection, in words; null when it can. */
function doubtAbout(snapshot: Snapshot, matches: Matches): string | null {
  if (snapshot.codat.length === 0)
    return 'No Codat client is recorded for this Xero app, so its companies are not known.'
  if (!codatIsWhole(snapshot)) return 'Codat’s companies could not all be read.'
  if (matches.adrift === 0) return null
  const companies = matches.adrift === 1 ? '1 company that Codat uses' : `${matches.adrift} companies that Codat uses`
  return `${companies} could not be matched to a connection; this may be the one.`
}

function xeroSeat(row: XeroRow, links: readonly Link[], view: View): Seat {
  const demo = demoOf(row, view.knowledge)
  const dated = row.createdAt !== null && row.updatedAt !== null
  const reconnected = dated && row.createdAt !== row.updatedAt
  const own = view.knowledge.ownTests.has(row.connectionId)
  const ownUntouched = own && dated && !reconnected
  const safety = safetyOf({ links, ownUntouched, doubt: view.doubt })
  return {
    key: `xero/${row.connectionId}`,
    organisation: row.name,
    xero: { connectionId: row.connectionId, tenantId: row.tenantId, tenantType: row.tenantType, reconnected },
    codat: links
      .toSorted((a, b) => statusOrder(a.row) - statusOrder(b.row))
      .slice(0, MOST_LINKS_SHOWN)
      .map((link) => linkView(link.row, link.by)),
    xeroStatus: 'connected',
    codatStatus: codatStatusOf(links, view),
    createdAt: row.createdAt,
    changedAt: row.updatedAt ?? row.createdAt,
    demo,
    madeBy: ownUntouched ? 'our-test' : links.some((link) => mayHoldPlace(link.row)) ? 'codat' : 'unknown',
    safety,
    doubt: safety === 'unsure' ? (unknownStatusOf(links) ?? view.doubt) : null,
    notes: xeroNotes(row, links, { own, reconnected, view }),
  }
}

function codatSeat(row: CodatRow, by: CodatLink['matchedBy'], view: View): Seat {
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

function unknownStatusOf(links: readonly Link[]): string | null {
  const unknown = links.find((link) => safetyOfStatus(link.row) === 'unsure')
  return unknown === undefined
    ? null
    : `Codat calls its connection “${unknown.row.status}”, which Latchkey doesn’t know.`
}

function linkView(row: CodatRow, matchedBy: CodatLink['matchedBy']): CodatLink {
  const { tenantId: _tenantId, ...shown } = row
  return { ...shown, matchedBy }
}

/** How safe it is to free a connection. Whatever can't be ruled out counts as possible. */
export function safetyOf({
  links,
  ownUntouched,
  doubt,
}: {
  links: readonly Link[]
  /** Made by our own test, and nobody connected it again since. */
  ownUntouched: boolean
  doubt: string | null
}): Safety {
  const worst = leastSafe(links.map((link) => safetyOfStatus(link.row)))
  if (worst === 'linked' || worst === 'unsure') return worst
  if (ownUntouched) return 'own-test'
  const certain = links.some((link) => link.by === 'tenant')
  if (doubt !== null && !certain) return 'unsure'
  return worst ?? 'no-codat'
}

function safetyOfStatus(row: CodatRow): Safety {
  switch (row.status) {
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

function leastSafe(found: readonly Safety[]): Safety | undefined {
  return found.length === 0 ? undefined : safeties[Math.max(...found.map((safety) => safeties.indexOf(safety)))]
}

function statusOrder(row: CodatRow): number {
  return -safeties.indexOf(safetyOfStatus(row))
}

function codatStatusOf(links: readonly Link[], view: View): string {
  if (links.length === 0) return view.codatRead ? 'none' : 'not-read'
  const first = links.toSorted((a, b) => statusOrder(a.row) - statusOrder(b.row))[0]
  return first?.row.status ?? 'none'
}

function xeroNotes(
  row: XeroRow,
  links: readonly Link[],
  { own, reconnected, view }: { own: boolean; reconnected: boolean; view: View },
): string[] {
  const twins = view.twins.get(tenantOf(row)) ?? 1
  return notesOf([
    [own && !reconnected, 'A sign-in test of Latchkey’s made it.'],
    [own && reconnected, 'A sign-in test of Latchkey’s made it, and someone connected it again since.'],
    [!own && reconnected, 'It was disconnected once and connected again.'],
    [links.some((link) => link.by === 'name'), 'Matched by name only, which is a guess.'],
    [twins > 1, `The organisation has ${twins} connections to this app.`],
    [
      links.length > MOST_LINKS_SHOWN,
      `${links.length} Codat connections fit; the first ${MOST_LINKS_SHOWN} are listed.`,
    ],
  ])
}

function codatNotes(row: CodatRow, by: CodatLink['matchedBy'], view: View): string[] {
  return notesOf([
    [row.status === 'PendingAuth', 'Waiting for its owner’s consent, so it holds no place in Xero.'],
    [by !== 'alone', 'Its organisation’s Xero connection is the row of another Codat connection.'],
    [by === 'alone' && view.xeroRead && isInUse(row), 'Codat uses it, but this Xero app has no connection that fits.'],
  ])
}

function notesOf(candidates: readonly (readonly [boolean, string])[]): string[] {
  return candidates.filter(([applies]) => applies).map(([, note]) => note)
}

/** A connection whose tenant Xero didn’t name is taken for one of its own. */
export function tenantOf(row: { connectionId: string; tenantId: string | null }): string {
  return row.tenantId ?? `connection ${row.connectionId}`
}

const names = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true })

function byOrganisation(a: Seat, b: Seat): number {
  return names.compare(a.organisation ?? '\uffff', b.organisation ?? '\uffff') || (a.key < b.key ? -1 : 1)
}
