// Words of the overview: who has the move and since when, keys, seats, what a round of checks found.
import type { BoardFeeds, BoardRow, UncheckedPart } from '../../../domain/guide/board-schema'
import type { CheckPart, CheckProgress } from '../../../contract/board'
import type { Gauge } from '../../../domain/connections/schema'
import { errorTexts } from '../../../domain/errors'
import type { Option } from '../../components/field'
import type { Tone } from '../../components/tone'
import { dayKey, onDay, span } from '../../words/ages'
import { partyWords } from './words'

export const EVERY_CUSTOMER = ''

/** Customers to narrow the list by, each once, in order. Integrations without one can't be chosen alone. */
export function customerOptions(rows: readonly BoardRow[]): readonly Option<string>[] {
  const customers = [...new Set(rows.map(({ integration }) => integration.customer))].filter((name) => name !== '')
  return [
    { value: EVERY_CUSTOMER, label: 'All customers' },
    ...customers.toSorted((a, b) => a.localeCompare(b)).map((name) => ({ value: name, label: name })),
  ]
}

export function rowsOf(rows: readonly BoardRow[], customer: string): readonly BoardRow[] {
  return customer === EVERY_CUSTOMER ? rows : rows.filter(({ integration }) => integration.customer === customer)
}

/** How many can go live, and whose move the others are. */
export function summaryWords(rows: readonly BoardRow[]): string {
  const ready = rows.filter(({ integration }) => integration.standing.ready).length
  const yours = rows.filter(({ waiting }) => waiting?.who === 'me').length
  const due = rows.filter(({ waiting }) => waiting?.due === true).length
  return [
    `${ready} of ${rows.length} can go live`,
    ...(yours === 0 ? [] : [`${yours} ${yours === 1 ? 'waits' : 'wait'} for you`]),
    ...(due === 0 ? [] : [`${due} to chase`]),
  ].join(' · ')
}

/** "Waiting on Codat for 9 days": what you noted, else whose move the first missing rung is. */
export function waitingWords({ waiting }: BoardRow, now: number): string | null {
  if (waiting === null) return null
  const length = span(Math.max(0, now - Date.parse(waiting.since)))
  return waiting.noted
    ? `Waiting on ${partyWords[waiting.who]} for ${length}${chaseWords(waiting.chaseOn, now)}`
    : `Next move: ${partyWords[waiting.who]}, for ${length}`
}

function chaseWords(chaseOn: string | null, now: number): string {
  if (chaseOn === null) return ''
  const today = dayKey(new Date(now).toISOString())
  if (chaseOn === today) return ', chase today'
  return chaseOn < today ? `, chase was due on ${onDay(chaseOn)}` : `, chase on ${onDay(chaseOn)}`
}

export function waitingTone({ waiting }: BoardRow): Tone {
  if (waiting === null) return 'neutral'
  if (waiting.due) return 'act'
  return waiting.who === 'me' ? 'info' : 'watch'
}

export const keysWords: Readonly<Record<BoardRow['keys'], { tone: Tone; text: string }>> = {
  none: { tone: 'act', text: 'Not here' },
  customer: { tone: 'neutral', text: 'With the customer' },
  unchecked: { tone: 'watch', text: 'Not checked' },
  refused: { tone: 'act', text: 'Refused by Xero' },
  accepted: { tone: 'ok', text: 'Accepted by Xero' },
}

const seatTones: Readonly<Record<Gauge['state'], Tone>> = {
  room: 'ok',
  watch: 'watch',
  full: 'act',
  over: 'act',
  unknown: 'neutral',
  stale: 'neutral',
}

export function seatsWords({ count, atLeast, limit, state }: Gauge): { tone: Tone; text: string } {
  if (count === null) return { tone: 'neutral', text: 'Not counted' }
  const of = limit.limit === null ? '' : ` of ${limit.limit.toLocaleString('en-GB')}`
  const old = state === 'stale' ? ', a while ago' : ''
  const unsure = limit.confirmed || limit.limit === null ? '' : ' (unconfirmed)'
  const text = `${atLeast ? 'At least ' : ''}${count.toLocaleString('en-GB')}${of}${unsure}${old}`
  return { tone: seatTones[state], text }
}

/** Bank feeds of an integration, the loudest first; undefined where nobody looked. */
export function feedsWords(feeds: BoardFeeds | undefined): { tone: Tone; text: string } {
  if (feeds === undefined) return { tone: 'neutral', text: 'Not looked at' }
  const { looked, works, missing, unknown } = feeds
  if (missing > 0)
    return { tone: 'act', text: looked === 1 ? 'Something is missing' : `${missing} of ${looked} lack something` }
  if (unknown > 0) return { tone: 'neutral', text: looked === 1 ? 'Not known' : `${unknown} of ${looked} not known` }
  if (works === looked) return { tone: 'ok', text: looked === 1 ? 'A push arrived' : `Pushes arrived in all ${looked}` }
  return { tone: 'info', text: 'Ready to try' }
}

export function progressWords({ done, total, name }: CheckProgress): string {
  return name === null ? `${done} of ${total} checked` : `${done} of ${total} checked, now ${name}`
}

const partNames: Readonly<Record<CheckPart, string>> = {
  keys: 'The keys',
  'codat-key': 'The Codat API key',
  integration: 'Whether Xero is enabled at Codat',
  'first-company': 'The first company',
  seats: 'The connections',
}

/** What a round could not check, with the reason; what isn't set up yet is no news. */
export function uncheckedWords(unchecked: readonly UncheckedPart[]): readonly { part: CheckPart; text: string }[] {
  return unchecked
    .filter(({ because }) => because === 'problem')
    .map(({ part, code }) => ({ part, text: `${partNames[part]} could not be checked. ${reason(code)}`.trim() }))
}

function reason(code: string | null): string {
  if (code === null || !Object.hasOwn(errorTexts, code)) return ''
  const { message, nextStep } = errorTexts[code as keyof typeof errorTexts]
  return `${message} ${nextStep}`
}
