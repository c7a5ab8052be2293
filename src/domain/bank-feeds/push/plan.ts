// What a push would be, before anything is made of it: where to, how much, and what hinders it. Pure.
import { counted } from '../../amounts'
import type { FeedPlace, FeedWords, SourceAccount } from '../schema'
import type { PushPlan } from './schema'
import { Failure } from '../../failure'
import { parseMoney } from '../statements/money'
import type { LeftOutGroup } from '../statements/schema'
import type { BodiesWritten, DamagedJournal, Opened, PushTarget } from './entries'
import { openChunk, type PushState } from './state'
import { arrivedLines } from './view'

/** What a push needs to know of the statement it is of. */
export interface HeldSummary {
  readonly name: string
  readonly summary: {
    readonly lines: number
    readonly firstDate: string | null
    readonly lastDate: string | null
    readonly moneyIn: string
    readonly moneyOut: string
    readonly endBalance: string | null
    /** As the lines say; empty where they say nothing. */
    readonly currencies: readonly string[]
    readonly requests: number
    readonly stops: number
  }
}

/** What a push needs to know of where it goes. */
export interface PushDestination {
  readonly place: FeedPlace
  readonly clientName: string
  readonly companyName: string
  readonly organisation: string | null
  readonly isTrial: boolean | null
  readonly words: FeedWords
  readonly accounts: readonly SourceAccount[]
}

/** The pushes that were made before: as they stand, and those of which that can't be told. */
export interface OtherPushes {
  readonly states: readonly PushState[]
  readonly damaged: readonly DamagedJournal[]
}

/** Beside the pushes that were made before. Raises `feeds.no-account`. */
export function planOf(to: PushDestination, accountId: string, held: HeldSummary, others: OtherPushes): PushPlan {
  const account = to.accounts.find(({ id }) => id === accountId)
  if (account === undefined) throw new Failure('feeds.no-account')
  const { lines, requests, firstDate, lastDate, moneyIn, moneyOut, endBalance } = held.summary
  return {
    place: to.place,
    companyName: to.companyName,
    organisation: to.organisation,
    account,
    statement: held.name.slice(0, 300),
    lines,
    requests,
    firstDate: firstDate ?? '',
    lastDate: lastDate ?? '',
    moneyIn,
    moneyOut,
    closingBalance: endBalance ?? '',
    pushedBefore:
      others.states.find((state) => isTo(state, to.place, accountId) && looksTheSame(state, held))?.opened.at ?? null,
    hindrance: hindranceTo(to, account, held.summary, others),
  }
}

/** What hinders it, the statement first: it can be mended here. */
function hindranceTo(
  to: PushDestination,
  account: SourceAccount,
  { lines, stops, endBalance, currencies }: HeldSummary['summary'],
  others: OtherPushes,
): PushPlan['hindrance'] {
  if (lines === 0 || stops > 0 || endBalance === null) return 'statement-stops'
  if (account.state !== 'connected') return 'account-not-connected'
  if (account.currency !== null && currencies.some((one) => one !== account.currency)) return 'other-currency'
  const isHere = (one: Pick<PushState, 'opened'>): boolean => isTo(one, to.place, account.id)
  if (others.states.some((state) => isHere(state) && isUnfinished(state))) return 'another-push'
  // One that names no account could be to this one.
  if (others.damaged.some(({ opened }) => opened === null || isHere({ opened }))) return 'damaged-push'
  return to.isTrial === true || to.words.production !== null ? null : 'production-off'
}

/** Where a push goes, as its journal keeps it. */
export function targetOf(to: PushDestination, { account }: PushPlan): PushTarget {
  return {
    ...to.place,
    clientName: to.clientName,
    companyName: to.companyName,
    organisation: to.organisation,
    accountId: account.id,
    accountName: account.name.slice(0, 200),
    currency: account.currency,
  }
}

function isTo({ opened: { target } }: Pick<PushState, 'opened'>, place: FeedPlace, accountId: string): boolean {
  return target.connectionId === place.connectionId && target.accountId === accountId
}

/** The same number of lines, the same dates and sums, of which something arrived. */
function looksTheSame(state: PushState, { summary }: HeldSummary): boolean {
  const { moneyIn, moneyOut } = state.opened
  if (arrivedLines(state) === 0) return false
  const lines = state.chunks.reduce((sum, { plan }) => sum + plan.lines, 0)
  const [first, last] = [state.chunks[0]?.plan, state.chunks.at(-1)?.plan]
  const sameDates = first?.firstDate === summary.firstDate && last?.lastDate === summary.lastDate
  return (
    lines === summary.lines && sameDates && sameSum(moneyIn, summary.moneyIn) && sameSum(moneyOut, summary.moneyOut)
  )
}

/** `1.50` and `1.5` are the same; sums from outside may have any form. */
function sameSum(a: string, b: string): boolean {
  const [one, other] = [parseMoney(a, '.'), parseMoney(b, '.')]
  return a === b || (typeof one === 'bigint' && one === other)
}

/** Two pushes to one account at a time would mix their order, and their operations could not be told apart. */
function isUnfinished(state: PushState): boolean {
  const open = openChunk(state)?.chunk
  if (open === undefined) return false
  const over = open.phase === 'waiting' || open.phase === 'refused' || open.phase === 'failed'
  return !(state.cancelledAt !== null && over)
}

/** The journal's first entry for bodies that were written. Raises `push.not-pushable` for a line that can't be sent, and where they aren't of all lines. */
export function openedEntry(
  opened: Pick<Opened, 'pushId' | 'at' | 'target'>,
  held: HeldSummary & { readonly leftOut: readonly LeftOutGroup[] },
  written: BodiesWritten,
): Opened {
  if (written.kind === 'unfit') {
    throw new Failure('push.not-pushable', { detail: `${written.unfit.reason} in line ${written.unfit.line}` })
  }
  const { chunks, lines, moneyIn, moneyOut } = written
  if (lines !== held.summary.lines) {
    throw new Failure('push.not-pushable', { detail: `${lines} of ${held.summary.lines} lines` })
  }
  const leftOut = held.leftOut.map(toldOf)
  return {
    kind: 'opened',
    version: 1,
    ...opened,
    statement: held.name.slice(0, 300),
    chunks,
    moneyIn,
    moneyOut,
    leftOut,
  }
}

/** Lines of one reason that a journal names, where nobody gave each a reason of its own. */
const MOST_NAMED = 20

function toldOf(group: LeftOutGroup): LeftOutGroup {
  return group.why === 'by-hand' ? group : { ...group, places: group.places.slice(0, MOST_NAMED) }
}

/** What the activity log says of a push that begins. */
export function startedRemark({ lines, statement, account }: PushPlan): string {
  return `${counted(lines, 'line')} of “${statement}” to “${account.name}”`
}
