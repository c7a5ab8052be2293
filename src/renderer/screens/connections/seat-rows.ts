// The table of seats as rows of text: worded once, then sorted, filtered and searched without touching a date again. Pure.
import type { CodatLink, Demo, Seat } from '../../../domain/connections/schema'
import { onDay, span } from '../../words/ages'

export const seatColumns = [
  'organisation',
  'xero',
  'codat',
  'created',
  'changed',
  'age',
  'demo',
  'madeBy',
  'notes',
] as const
export type SeatColumn = (typeof seatColumns)[number]

export const columnWords: Record<SeatColumn, string> = {
  organisation: 'Organisation',
  xero: 'In Xero',
  codat: 'In Codat',
  created: 'Created',
  changed: 'Last change',
  age: 'Age',
  demo: 'Demo',
  madeBy: 'Made by',
  notes: 'Notes',
}

export interface SeatRow {
  readonly key: string
  readonly seat: Seat
  readonly cells: Readonly<Record<SeatColumn, string>>
  /** What a column is sorted by; null comes last whichever the direction. */
  readonly ranks: Readonly<Record<SeatColumn, string | number | null>>
  /** Everything a search looks in, in small letters. */
  readonly text: string
}

/** One row per seat, in the order given. Ages are of `now`, in whole days. */
export function seatRows(seats: readonly Seat[], now: number): SeatRow[] {
  return seats.map((seat) => seatRow(seat, now))
}

function seatRow(seat: Seat, now: number): SeatRow {
  const created = timeOf(seat.createdAt)
  const changed = timeOf(seat.changedAt)
  const organisation = seat.organisation ?? ''
  const cells = {
    organisation: organisation === '' ? 'Without a name' : organisation,
    xero: xeroWords[seat.xeroStatus],
    codat: codatWords(seat),
    created: created === null ? '' : onDay(new Date(created).toISOString()),
    changed: changed === null ? '' : onDay(new Date(changed).toISOString()),
    age: created === null ? '' : now - created < DAY ? 'Today' : span(now - created),
    demo: demoWords(seat.demo),
    madeBy: madeByWords[seat.madeBy],
    notes: seat.notes.join(' '),
  }
  return {
    key: seat.key,
    seat,
    cells,
    ranks: {
      ...cells,
      organisation: organisation === '' ? null : plain(organisation),
      created,
      changed,
      // The older, the higher: ages count the other way round than dates.
      age: created === null ? null : -created,
      demo: cells.demo === '' ? null : cells.demo,
      notes: cells.notes === '' ? null : cells.notes,
    },
    text: searchText(seat, cells),
  }
}

const DAY = 86_400_000

const xeroWords: Record<Seat['xeroStatus'], string> = {
  connected: 'Connected',
  absent: 'Not there',
  'not-read': 'Not read',
}

export const madeByWords: Record<Seat['madeBy'], string> = {
  'our-test': 'Our test',
  codat: 'Codat',
  unknown: 'Unknown',
}

export function codatWords({ codat, codatStatus }: Pick<Seat, 'codat' | 'codatStatus'>): string {
  if (codatStatus === 'none') return 'No company'
  if (codatStatus === 'not-read') return 'Not read'
  return isGuess(codat) ? `${stateWords(codatStatus)} (guess)` : stateWords(codatStatus)
}

/** Codat's words for a connection's state, spaced as English. One we don't know stays as it is. */
export function stateWords(status: string): string {
  if (status === 'PendingAuth') return 'Pending'
  return status === 'Deauthorized' ? 'Deauthorised' : status
}

function isGuess(links: readonly CodatLink[]): boolean {
  return links.length > 0 && links.every(({ matchedBy }) => matchedBy === 'name')
}

export function demoWords({ isDemo, how }: Demo): string {
  switch (how) {
    case 'known':
      return isDemo ? 'Yes' : 'No'
    case 'suspected':
      return 'Probably'
    case 'overruled':
      return isDemo ? 'Yes, you said' : 'No, you said'
    case 'no':
      return ''
  }
}

function searchText({ codat, xero }: Seat, cells: SeatRow['cells']): string {
  const links = codat.map(({ companyName, clientName, companyId }) => `${companyName}\n${clientName}\n${companyId}`)
  return [...Object.values(cells), ...links, xero?.connectionId ?? '', xero?.tenantId ?? '']
    .join('\n')
    .toLocaleLowerCase('en-GB')
}

function timeOf(iso: string | null): number | null {
  if (iso === null) return null
  const time = Date.parse(iso)
  return Number.isNaN(time) ? null : time
}

/** Without accents and case. Compared as it stands: a collator takes fifty times as long over ten thousand rows. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en-GB')
}

// Sorting

export interface SeatOrder {
  readonly column: SeatColumn
  readonly direction: 'ascending' | 'descending'
}

export const firstOrder: SeatOrder = { column: 'organisation', direction: 'ascending' }

/** The order after a press on a column's heading. */
export function nextOrder(order: SeatOrder, column: SeatColumn): SeatOrder {
  const turned = order.column === column && order.direction === 'ascending'
  return { column, direction: turned ? 'descending' : 'ascending' }
}

/** Rows without a value come last in both directions; equals stay in the order of their organisation. */
export function sortRows(rows: readonly SeatRow[], { column, direction }: SeatOrder): SeatRow[] {
  const sign = direction === 'ascending' ? 1 : -1
  return rows.toSorted((a, b) => {
    const [one, other] = [a.ranks[column], b.ranks[column]]
    if (one === null || other === null) return one === other ? byName(a, b) : one === null ? 1 : -1
    if (one === other) return byName(a, b)
    return one < other ? -sign : sign
  })
}

function byName(a: SeatRow, b: SeatRow): number {
  const [one, other] = [a.ranks.organisation ?? '\uffff', b.ranks.organisation ?? '\uffff']
  if (one !== other) return one < other ? -1 : 1
  return a.key < b.key ? -1 : 1
}

// Filtering

/** Parts of the whole: every row is in exactly one, so that their counts make all of them. */
const seatParts = ['linked', 'dead', 'no-codat', 'our-test', 'demo', 'not-in-xero', 'other'] as const
type SeatPart = (typeof seatParts)[number]

export const seatFilters = ['all', ...seatParts] as const
export type SeatFilter = (typeof seatFilters)[number]

export const filterWords: Record<SeatFilter, string> = {
  all: 'All',
  linked: 'Linked in Codat',
  dead: 'Unlinked or deauthorised',
  'no-codat': 'No Codat company',
  'our-test': 'Left by our tests',
  demo: 'Demo companies',
  'not-in-xero': 'Not in this Xero app',
  other: 'Pending or unsure',
}

export interface SeatChoice {
  readonly search: string
  readonly filter: SeatFilter
  /** Keys of the rows a finding is about, or null. */
  readonly only: ReadonlySet<string> | null
}

export const everySeat: SeatChoice = { search: '', filter: 'all', only: null }

/** The rows that fit, in the order given. Every word of the search must be somewhere in the row. */
export function filterRows(rows: readonly SeatRow[], { search, filter, only }: SeatChoice): readonly SeatRow[] {
  const words = search.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean)
  if (words.length === 0 && filter === 'all' && only === null) return rows
  return rows.filter(
    (row) =>
      (only === null || only.has(row.key)) && fits(row.seat, filter) && words.every((word) => row.text.includes(word)),
  )
}

function fits(seat: Seat, filter: SeatFilter): boolean {
  return filter === 'all' || partOf(seat) === filter
}

/** By the same facts as the findings and the gauge, so that what is counted here is what is counted there. */
function partOf({ safety, demo, xeroStatus, codatStatus }: Seat): SeatPart {
  if (safety === 'own-test') return 'our-test'
  if (demo.isDemo) return 'demo'
  if (xeroStatus === 'absent') return 'not-in-xero'
  if (safety === 'no-codat') return 'no-codat'
  if (codatStatus === 'Linked') return 'linked'
  return codatStatus === 'Unlinked' || codatStatus === 'Deauthorized' ? 'dead' : 'other'
}

/** Filters that have rows, each with how many. */
export function filterCounts(rows: readonly SeatRow[]): readonly { filter: SeatFilter; count: number }[] {
  return seatFilters
    .map((filter) => ({ filter, count: rows.filter(({ seat }) => fits(seat, filter)).length }))
    .filter(({ filter, count }) => filter === 'all' || count > 0)
}

/** "24 rows", "3 of 24 rows". */
export function shownWords(shown: number, all: number): string {
  const figure = (count: number) => count.toLocaleString('en-GB')
  if (shown === all) return `${figure(all)} ${all === 1 ? 'row' : 'rows'}`
  return `${figure(shown)} of ${figure(all)} rows`
}
