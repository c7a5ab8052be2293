// The table of connections as rows of text: worded once, then sorted, filtered and searched without touching a date again. Pure.
import type { CodatLink, Demo, Connection } from '../../../domain/connections/schema'
import { dateFormat } from '../../../domain/date-format'
import { onDay, span } from '../../words/ages'

export const connectionColumns = [
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
export type ConnectionColumn = (typeof connectionColumns)[number]

export const columnWords: Record<ConnectionColumn, string> = {
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

export interface ConnectionRow {
  readonly key: string
  readonly connection: Connection
  readonly cells: Readonly<Record<ConnectionColumn, string>>
  /** What a column is sorted by; null comes last whichever the direction. */
  readonly ranks: Readonly<Record<ConnectionColumn, string | number | null>>
  /** Everything a search looks in, in small letters. */
  readonly text: string
}

/** One row per connection, in the order given. Ages are of `now`, in whole days. */
export function connectionRows(connections: readonly Connection[], now: number): ConnectionRow[] {
  return connections.map((connection) => connectionRow(connection, now))
}

function connectionRow(connection: Connection, now: number): ConnectionRow {
  const created = timeOf(connection.createdAt)
  const changed = timeOf(connection.changedAt)
  const organisation = connection.organisation ?? ''
  const cells = {
    organisation: organisation === '' ? 'Without a name' : organisation,
    xero: xeroWords[connection.xeroStatus],
    codat: codatWords(connection),
    created: created === null ? '' : shortDay.format(new Date(created)),
    changed: changed === null ? '' : shortDay.format(new Date(changed)),
    age: created === null ? '' : now - created < DAY ? 'Today' : span(now - created),
    demo: demoWords(connection.demo),
    madeBy: madeByWords[connection.madeBy],
    notes: connection.notes.join(' '),
  }
  return {
    key: connection.key,
    connection,
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
    text: searchText(
      connection,
      cells,
      [created, changed].flatMap((time) => (time === null ? [] : dayOf(time))),
    ),
  }
}

const DAY = 86_400_000

/** "15 Oct 2026": the whole name of a month is cut off in its column. A search finds a day by either. */
const shortDay = dateFormat({ day: 'numeric', month: 'short', year: 'numeric' })

function dayOf(time: number): string {
  return onDay(new Date(time).toISOString())
}

const xeroWords: Record<Connection['xeroStatus'], string> = {
  connected: 'Connected',
  absent: 'Not there',
  'not-read': 'Not read',
}

export const madeByWords: Record<Connection['madeBy'], string> = {
  'our-test': 'Our test',
  codat: 'Codat',
  unknown: 'Unknown',
}

export function codatWords({ codat, codatStatus }: Pick<Connection, 'codat' | 'codatStatus'>): string {
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

function searchText({ codat, xero }: Connection, cells: ConnectionRow['cells'], days: readonly string[]): string {
  const links = codat.map(({ companyName, clientName, companyId }) => `${companyName}\n${clientName}\n${companyId}`)
  return [...Object.values(cells), ...days, ...links, xero?.connectionId ?? '', xero?.tenantId ?? '']
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

export interface ConnectionOrder {
  readonly column: ConnectionColumn
  readonly direction: 'ascending' | 'descending'
}

export const firstOrder: ConnectionOrder = { column: 'organisation', direction: 'ascending' }

/** The order after a press on a column's heading. */
export function nextOrder(order: ConnectionOrder, column: ConnectionColumn): ConnectionOrder {
  const turned = order.column === column && order.direction === 'ascending'
  return { column, direction: turned ? 'descending' : 'ascending' }
}

/** Rows without a value come last in both directions; equals stay in the order of their organisation. */
export function sortRows(rows: readonly ConnectionRow[], { column, direction }: ConnectionOrder): ConnectionRow[] {
  const sign = direction === 'ascending' ? 1 : -1
  return rows.toSorted((a, b) => {
    const [one, other] = [a.ranks[column], b.ranks[column]]
    if (one === null || other === null) return one === other ? byName(a, b) : one === null ? 1 : -1
    if (one === other) return byName(a, b)
    return one < other ? -sign : sign
  })
}

function byName(a: ConnectionRow, b: ConnectionRow): number {
  const [one, other] = [a.ranks.organisation ?? '\uffff', b.ranks.organisation ?? '\uffff']
  if (one !== other) return one < other ? -1 : 1
  return a.key < b.key ? -1 : 1
}

// Filtering

/** Parts of the whole: every row is in exactly one, so that their counts make all of them. */
const connectionParts = ['linked', 'dead', 'no-codat', 'our-test', 'demo', 'not-in-xero', 'other'] as const
type ConnectionPart = (typeof connectionParts)[number]

export const connectionFilters = ['all', ...connectionParts] as const
export type ConnectionFilter = (typeof connectionFilters)[number]

export const filterWords: Record<ConnectionFilter, string> = {
  all: 'All',
  linked: 'Linked in Codat',
  dead: 'Unlinked or deauthorised',
  'no-codat': 'No Codat company',
  'our-test': 'Left by our tests',
  demo: 'Demo companies',
  'not-in-xero': 'Not in this Xero app',
  other: 'Pending or unsure',
}

export interface ConnectionChoice {
  readonly search: string
  readonly filter: ConnectionFilter
  /** Keys of the rows a finding is about, or null. */
  readonly only: ReadonlySet<string> | null
}

export const everyConnection: ConnectionChoice = { search: '', filter: 'all', only: null }

/** The rows that fit, in the order given. Every word of the search must be somewhere in the row. */
export function filterRows(
  rows: readonly ConnectionRow[],
  { search, filter, only }: ConnectionChoice,
): readonly ConnectionRow[] {
  const words = search.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean)
  if (words.length === 0 && filter === 'all' && only === null) return rows
  return rows.filter(
    (row) =>
      (only === null || only.has(row.key)) &&
      fits(row.connection, filter) &&
      words.every((word) => row.text.includes(word)),
  )
}

function fits(connection: Connection, filter: ConnectionFilter): boolean {
  return filter === 'all' || partOf(connection) === filter
}

/** By the same facts as the findings and the gauge, so that what is counted here is what is counted there. */
function partOf({ safety, demo, xeroStatus, codatStatus }: Connection): ConnectionPart {
  if (safety === 'own-test') return 'our-test'
  if (demo.isDemo) return 'demo'
  if (xeroStatus === 'absent') return 'not-in-xero'
  if (safety === 'no-codat') return 'no-codat'
  if (codatStatus === 'Linked') return 'linked'
  return codatStatus === 'Unlinked' || codatStatus === 'Deauthorized' ? 'dead' : 'other'
}

/** Filters that have rows, each with how many. */
export function filterCounts(rows: readonly ConnectionRow[]): readonly { filter: ConnectionFilter; count: number }[] {
  return connectionFilters
    .map((filter) => ({ filter, count: rows.filter(({ connection }) => fits(connection, filter)).length }))
    .filter(({ filter, count }) => filter === 'all' || count > 0)
}

/** "24 rows", "3 of 24 rows". */
export function shownWords(shown: number, all: number): string {
  const figure = (count: number) => count.toLocaleString('en-GB')
  if (shown === all) return `${figure(all)} ${all === 1 ? 'row' : 'rows'}`
  return `${figure(shown)} of ${figure(all)} rows`
}
