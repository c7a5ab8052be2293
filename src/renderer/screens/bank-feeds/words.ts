// How the ladder, source accounts and pushes are worded.
import { type AccountShape, type AccountType, accountTypes } from '../../../domain/bank-feeds/account-types'
import { grouped } from '../../../domain/amounts'
import type { Ladder, MappingTarget, Rung, RungId, SourceAccount } from '../../../domain/bank-feeds/schema'
import type { PushPlan, PushView } from '../../../domain/bank-feeds/push/schema'
import type { Tone } from '../../components/tone'

export const rungTitles: Record<RungId, string> = {
  agreement: 'Agreement with Xero',
  'app-enabled': 'Bank Feeds API on the app',
  'codat-enabled': 'Bank Feeds at Codat',
  linked: 'Company linked',
  consent: 'Consent has bankfeeds',
  role: 'Role of who connected',
  organisation: 'Organisation takes feeds',
  'account-type': 'Bank account or card',
  'source-account': 'Source account connected',
  'last-push': 'A push arrived',
}

export const rungStateWords: Record<Rung['state'], string> = {
  yes: 'Yes',
  no: 'No',
  unknown: 'Not known',
  'not-from-here': 'Can’t be checked from here',
}

export const rungTones: Record<Rung['state'], Tone> = {
  yes: 'ok',
  no: 'act',
  unknown: 'watch',
  'not-from-here': 'info',
}

/** Beside the way to the sign-in test, which says the rest. */
export const askXeroWords =
  'It needs a trial organisation: a demo company never takes feeds. While connected it uses one of the app’s connections; the test removes it again, unless it was connected before.'

export const verdictTones: Record<Ladder['verdict'], Tone> = {
  works: 'ok',
  try: 'info',
  missing: 'act',
  unknown: 'watch',
}

/** A verdict in a table's cell. */
export const verdictWords: Record<Ladder['verdict'], string> = {
  works: 'Works: a push arrived',
  try: 'Nothing against it',
  missing: 'Something is missing',
  unknown: 'Not known yet',
}

/** What fails first, then what isn't known, then what only a push can tell. */
const rungUrgency: Record<Rung['state'], number> = { no: 0, unknown: 1, 'not-from-here': 2, yes: 3 }

/** The rungs that are open, the one that fails first, and those that are passed, in their order. */
export function openAndPassed(rungs: readonly Rung[]): {
  readonly open: readonly Rung[]
  readonly passed: readonly Rung[]
} {
  const open = rungs.filter(({ state }) => state !== 'yes')
  return {
    open: open.toSorted((a, b) => rungUrgency[a.state] - rungUrgency[b.state]),
    passed: rungs.filter(({ state }) => state === 'yes'),
  }
}

/** What goes for every company, folded into one line. */
export function appRungsWords(rungs: readonly Rung[]): string {
  const open = rungs.filter(({ state }) => state !== 'yes')
  if (open.length === 0) return 'For every company of this app: agreement and Bank Feeds API are met'
  const said = open.map(({ id, state }) => `${rungTitles[id]}, ${rungStateWords[state].toLowerCase()}`)
  return `For every company of this app: ${said.join('; ')}`
}

export const accountStateWords: Record<SourceAccount['state'], string> = {
  pending: 'Pending',
  connecting: 'Connecting',
  connected: 'Connected',
  disconnected: 'Disconnected',
  unknown: 'Not known',
  other: 'A state Latchkey doesn’t know',
}

export const accountTones: Record<SourceAccount['state'], Tone> = {
  pending: 'watch',
  connecting: 'watch',
  connected: 'ok',
  disconnected: 'neutral',
  unknown: 'watch',
  other: 'watch',
}

export function accountKind({ kind, type }: SourceAccount): string {
  switch (kind) {
    case 'bank':
      return 'Bank account'
    case 'card':
      return 'Credit card'
    case 'other':
      return `${type}: may be refused`
    case null:
      return type === '' ? 'Type not told' : type
  }
}

export const pushStateWords: Record<PushView['state'], string> = {
  ready: 'Not sent yet',
  running: 'Pushing',
  waiting: 'Waiting',
  paused: 'Paused',
  asking: 'Asks you',
  refused: 'Refused',
  stopped: 'Stopped',
  cancelled: 'Cancelled',
  done: 'Arrived',
}

export const pushTones: Record<PushView['state'], Tone> = {
  ready: 'neutral',
  running: 'info',
  waiting: 'info',
  paused: 'neutral',
  asking: 'act',
  refused: 'act',
  stopped: 'watch',
  cancelled: 'neutral',
  done: 'ok',
}

/** Sent, and nobody knows yet whether they arrived. */
const underWay: ReadonlySet<PushView['chunks'][number]['phase']> = new Set(['sending', 'unsure', 'accepted'])

/** What became of the lines that haven't arrived, once a push rests or is over; that it ends, while it is being cancelled. */
export function endWords({ state, cancelAsked, chunks }: Pick<PushView, 'state' | 'cancelAsked' | 'chunks'>): string {
  const lines = (of: typeof chunks): number => of.reduce((sum, chunk) => sum + chunk.lines, 0)
  if (state === 'done') return cancelAsked ? 'It was cancelled too late: all of it had been sent.' : ''
  if (state !== 'cancelled' && state !== 'refused') {
    if (cancelAsked) return 'Cancelled: nothing more is sent. It ends once it is known what arrived.'
    const rests = state === 'paused' || state === 'stopped'
    const sent = rests ? lines(chunks.filter(({ phase }) => underWay.has(phase))) : 0
    if (sent === 0) return ''
    return `${lineCount(sent)} ${sent === 1 ? 'was' : 'were'} sent before that and may have arrived by now: going on tells.`
  }
  const refused = lines(chunks.filter(({ phase }) => phase === 'refused' || phase === 'failed'))
  const unsent = lines(chunks.filter(({ phase }) => phase === 'waiting'))
  return [
    ...(refused === 0 ? [] : [`${lineCount(refused)} ${refused === 1 ? 'was' : 'were'} sent and refused.`]),
    ...(unsent === 0 ? [] : [`${lineCount(unsent)} ${unsent === 1 ? 'wasn’t' : 'weren’t'} sent.`]),
  ].join(' ')
}

/** Why it waits, with the time until which. */
export function waitingWords(waiting: NonNullable<PushView['waiting']>, until: string): string {
  switch (waiting.because) {
    case 'rate-limited':
      return `Codat asked for a pause, until ${until}.`
    case 'pending':
      return 'Codat has it as Pending; Latchkey asks again every few seconds. You can leave it and close the app.'
    case 'no-answer':
      return 'Codat didn’t answer; the same request goes out again in a moment.'
    case 'day':
      return `Codat’s budget for the day is nearly used up. It starts anew at ${until}.`
    case 'minute':
      return 'Slowed down: Codat’s stop for a minute is near.'
  }
}

export const doubtWords: Record<NonNullable<PushView['question']>['why'], string> = {
  'none-fits':
    'Codat’s answer was lost, and its list of pushes shows none that could be this one. It may be there all the same.',
  'several-fit': 'Codat’s answer was lost, and its list of pushes shows several that could be this one.',
  'timed-out': 'Codat gave up waiting for Xero. The lines may have arrived or not.',
}

export const hindranceWords: Record<NonNullable<PushPlan['hindrance']>, string> = {
  'production-off':
    'This isn’t known to be a trial organisation, and pushing to real ones is off for this Xero app and Codat client.',
  'account-not-connected': 'The source account isn’t connected.',
  'other-currency':
    'The statement is in another currency than the source account, and Xero would take its numbers as they are.',
  'statement-stops': 'The statement has findings that stop it, or no closing balance.',
  'damaged-push':
    'The journal of an earlier push, maybe to this account, is damaged, and nobody can tell which of its lines arrived. It is shown below: look in Xero, then set it aside.',
  'another-push': 'A push to this account isn’t finished yet. It is shown below: finish it there, or cancel it.',
}

/** "about 3 minutes left", or nothing while it can't be said. */
export function timeLeft(seconds: number | null): string | null {
  if (seconds === null) return null
  if (seconds < 60) return 'less than a minute left'
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `about ${minutes} minute${minutes === 1 ? '' : 's'} left`
  return `about ${Math.round(minutes / 60)} hours left`
}

export function lineCount(lines: number): string {
  return `${lines.toLocaleString('en-GB')} line${lines === 1 ? '' : 's'}`
}

/** What the button of a push says. */
export function pushLabel({ lines, pushedBefore }: Pick<PushPlan, 'lines' | 'pushedBefore'>): string {
  return `Push ${lineCount(lines)}${pushedBefore === null ? '' : ' again'}…`
}

/** Whether it can be cancelled: not while it ends by itself, since that was asked for. */
export function mayCancel({ state, cancelAsked }: Pick<PushView, 'state' | 'cancelAsked'>): boolean {
  return isOpen({ state }) && !(cancelAsked && (state === 'running' || state === 'waiting'))
}

/** Whether anything about a push is still to be done. */
export function isOpen({ state }: Pick<PushView, 'state'>): boolean {
  return state !== 'done' && state !== 'cancelled'
}

/** The pushes above the companies: those that aren't finished, and those that were `seen` there before they were. */
export function pushOffered(pushes: readonly PushView[], seen: ReadonlySet<string>): readonly PushView[] {
  return pushes.filter((push) => isOpen(push) || seen.has(push.id))
}

const typeWords: Readonly<Record<AccountType, string>> = {
  Debit: 'Bank account (Debit)',
  Credit: 'Credit card (Credit)',
  checking: 'Bank account (checking)',
  savings: 'Savings account (savings)',
  creditCard: 'Credit card (creditCard)',
  prepaidCard: 'Prepaid card (prepaidCard)',
  loan: 'Loan (loan)',
}

export function typeOptions(shape: AccountShape): { value: AccountType; label: string }[] {
  return accountTypes[shape].map((type) => ({ value: type, label: typeWords[type] }))
}

export const shapeOptions: { value: AccountShape; label: string }[] = [
  { value: 'five-types', label: 'checking, savings …, for integrations set up since 1 August 2024' },
  { value: 'debit-credit', label: 'Debit and Credit, as Codat’s page on Xero has them' },
]

/** Stand for an account that Xero makes, and for none yet: no account of Xero's has one as its id. */
export const NEW_ACCOUNT = 'new'
export const NONE_CHOSEN = ''

/** What Codat offers to this source account. */
export function targetOptions(
  targets: readonly MappingTarget[],
  { id, currency }: Pick<SourceAccount, 'id' | 'currency'>,
): { value: string; label: string }[] {
  return targets
    .filter(({ offeredTo }) => offeredTo === null || offeredTo === id)
    .map(({ id: value, name, numberEnd, balance }) => {
      const ends = numberEnd === '' ? '' : `, ends ${numberEnd}`
      const holds =
        balance === null ? '' : `, balance ${grouped(String(balance))}${currency === null ? '' : ` ${currency}`}`
      return { value, label: `${name}${ends}${holds}` }
    })
}
