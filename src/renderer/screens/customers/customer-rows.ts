// Which customers stand in the table and in what order: search, filter by whose move it is, grouping, sorting. Pure.
import type { StandingRow } from '../../../contract/standings'
import { compareNames } from '../../words/by-name'
import { waitingForYou } from '../../words/waiting'
import { connectionsShort, moverWords } from './standing-words'

export const moverFilters = ['all', 'me', 'customer', 'codat', 'xero', 'reviewer', 'live', 'keys'] as const
export type MoverFilter = (typeof moverFilters)[number]

export const filterLabels: Readonly<Record<MoverFilter, string>> = {
  all: 'All',
  me: 'Mine',
  customer: 'Customer',
  codat: 'Codat',
  xero: 'Xero',
  reviewer: 'Reviewer',
  live: 'Live',
  keys: 'Keys needed',
}

export const customerOrders = ['urgency', 'name', 'customer', 'fullest', 'waiting'] as const
export type CustomerOrder = (typeof customerOrders)[number]

export const orderLabels: Readonly<Record<CustomerOrder, string>> = {
  urgency: 'Most urgent first',
  name: 'Name',
  customer: 'Customer',
  fullest: 'Fullest first',
  waiting: 'Longest wait first',
}

export interface CustomerView {
  readonly filter: MoverFilter
  readonly grouped: boolean
  readonly order: CustomerOrder
}

export const firstView: CustomerView = { filter: 'all', grouped: false, order: 'urgency' }

/** A row with what it is found by. */
export interface CustomerRow {
  readonly row: StandingRow
  readonly needsKeys: boolean
  /** Every field of it, lower case. */
  readonly text: string
}

/** What of an app stands in no standing and yet is looked for. */
export interface AppFields {
  readonly id: string
  readonly clientId: string
  readonly notes: string
  readonly companyUrl: string
  readonly needsKeys: boolean
}

export function customerRows(rows: readonly StandingRow[], fields: readonly AppFields[]): CustomerRow[] {
  const byId = new Map(fields.map((app) => [app.id, app]))
  return rows.map((row) => {
    const { app, codatNames, standing } = row
    const more = byId.get(app.id)
    const words = [
      app.name,
      app.customer,
      app.environment,
      ...codatNames,
      more?.clientId,
      more?.notes,
      more?.companyUrl,
      standing.sentence,
      standing.short,
      standing.bankFeeds.short,
      connectionsShort(standing.connections),
      standing.move === null ? '' : `${moverWords[standing.move.who]} ${standing.move.what}`,
      more?.needsKeys === true ? 'keys needed' : '',
    ]
    return { row, needsKeys: more?.needsKeys ?? false, text: words.join('\n').toLocaleLowerCase('en-GB') }
  })
}

function isLive({ standing: { goLive } }: StandingRow): boolean {
  return goLive === 'live' || goLive === 'ready'
}

function fits({ row, needsKeys }: CustomerRow, filter: MoverFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'live':
      return isLive(row)
    case 'keys':
      return needsKeys
    case 'me':
    case 'customer':
    case 'codat':
    case 'xero':
    case 'reviewer':
      return row.standing.move?.who === filter
  }
}

/** Each filter with how many it shows; those that show none are left out, but for the chosen one. */
export function filterCounts(
  rows: readonly CustomerRow[],
  chosen: MoverFilter,
): { readonly filter: MoverFilter; readonly count: number }[] {
  return moverFilters
    .map((filter) => ({ filter, count: rows.filter((row) => fits(row, filter)).length }))
    .filter(({ filter, count }) => count > 0 || filter === 'all' || filter === chosen)
}

const liveRank = { troubled: 0, never: 1, 'not-yet': 1, ready: 2, live: 2 } as const
const weightRank = { fatal: 0, blocks: 1, watch: 2, note: 3 } as const

/** Lower is more urgent: what is due, then live customers in trouble, then what is yours, then what others have to do. */
function urgency({ standing: { goLive, move, reasons } }: StandingRow): readonly number[] {
  const [worst] = reasons
  return [
    move?.due === true ? 0 : 1,
    liveRank[goLive] === 0 ? 0 : 1,
    move === null ? 2 : move.who === 'me' ? 0 : 1,
    worst === undefined ? 4 : weightRank[worst.weight],
  ]
}

function compareUrgency(a: StandingRow, b: StandingRow): number {
  const [left, right] = [urgency(a), urgency(b)]
  const at = left.findIndex((value, index) => value !== right[index])
  return at < 0 ? longestWait(a, b) : (left[at] ?? 0) - (right[at] ?? 0)
}

function longestWait(a: StandingRow, b: StandingRow): number {
  const [left, right] = [a.standing.move?.since ?? '9', b.standing.move?.since ?? '9']
  return left === right ? 0 : left < right ? -1 : 1
}

/** How much of the limit is taken; without a count or a limit it is last. */
function fullness({ standing: { connections } }: StandingRow): number {
  const { count, limit } = connections
  return count === null || limit === null ? -1 : count / Math.max(1, limit)
}

const byName = (a: StandingRow, b: StandingRow): number => compareNames(a.app.name, b.app.name)

const orders: Readonly<Record<CustomerOrder, (a: StandingRow, b: StandingRow) => number>> = {
  urgency: compareUrgency,
  name: byName,
  customer: (a, b) => compareNames(a.app.customer, b.app.customer),
  fullest: (a, b) => fullness(b) - fullness(a),
  waiting: longestWait,
}

export function sortRows(rows: readonly CustomerRow[], order: CustomerOrder): CustomerRow[] {
  return rows.toSorted((a, b) => orders[order](a.row, b.row) || byName(a.row, b.row))
}

/** Every word of the search has to stand somewhere in the row. */
export function filterRows(rows: readonly CustomerRow[], filter: MoverFilter, search: string): CustomerRow[] {
  const words = search.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean)
  return rows.filter((row) => fits(row, filter) && words.every((word) => row.text.includes(word)))
}

/** A line of the table: an app, or the heading of those of one customer. */
export type TableLine =
  | { readonly kind: 'app'; readonly key: string; readonly row: StandingRow }
  | { readonly kind: 'group'; readonly key: string; readonly name: string; readonly count: number }

/** The rows as lines; grouped, each customer's stand under their name, the customer with the first row first. */
export function linesOf(rows: readonly CustomerRow[], grouped: boolean): TableLine[] {
  const line = ({ row }: CustomerRow): TableLine => ({ kind: 'app', key: row.app.id, row })
  if (!grouped) return rows.map(line)
  const groups = new Map<string, CustomerRow[]>()
  for (const one of rows) {
    const members = groups.get(one.row.app.customer)
    if (members === undefined) groups.set(one.row.app.customer, [one])
    else members.push(one)
  }
  return [...groups].flatMap(([name, members]) => [
    {
      kind: 'group' as const,
      key: `customer ${name}`,
      name: name === '' ? 'No customer yet' : name,
      count: members.length,
    },
    ...members.map(line),
  ])
}

/** "4 of 15 can go live, 1 as far as is known · 9 wait for you · 2 to chase". */
export function summaryWords(rows: readonly StandingRow[]): string {
  const live = rows.filter(isLive)
  const guessed = live.filter(({ standing }) => standing.sureness === 'guessed').length
  const mine = waitingForYou(rows)
  const due = rows.filter(({ standing }) => standing.move?.due === true).length
  return [
    `${live.length} of ${rows.length} can go live${guessed === 0 ? '' : `, ${guessed} as far as is known`}`,
    ...(mine === 0 ? [] : [`${mine} ${mine === 1 ? 'waits' : 'wait'} for you`]),
    ...(due === 0 ? [] : [`${due} to chase`]),
  ].join(' · ')
}

/** A view as it was kept; the first one for anything else. */
export function viewFrom(kept: string): CustomerView {
  const [filter, grouped, order] = kept.split(' ')
  return {
    filter: moverFilters.find((one) => one === filter) ?? firstView.filter,
    grouped: grouped === 'grouped',
    order: customerOrders.find((one) => one === order) ?? firstView.order,
  }
}

export function viewText({ filter, grouped, order }: CustomerView): string {
  return `${filter} ${grouped ? 'grouped' : 'flat'} ${order}`
}
