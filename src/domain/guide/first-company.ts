// The first company, as Codat shows it: which one a wish led to, and when its link proves the keys.
import type { ConfirmRequest } from '../confirm-request'
import type { Creating, FirstCompany, Integration } from './schema'
import { codatIdempotencyMinutes } from '../facts'
import { type RawCompany, type RawConnection, toXeroConnection } from '../codat/shapes'
import { type Evidence, isReplaced } from './evidence'
import { changedSince } from './step-states'

const MINUTE_MS = 60_000
/** Some minutes short of Codat's memory, so that a key is never used at the very end of it. */
const REUSED_FOR_MS = (codatIdempotencyMinutes.value - 5) * MINUTE_MS

/** Whether the first company, or its connection, is another one than before. */
export function isAnother({ firstCompany: now }: Integration, { firstCompany: before }: Integration): boolean {
  return now?.companyId !== before?.companyId || now?.createdAt !== before?.createdAt
}

export function creationQuestion(name: string, { app, codat }: Evidence): ConfirmRequest {
  const where = codat?.environment === 'production' ? 'production' : 'test'
  return {
    title: `Create “${name}” at Codat?`,
    body: [
      `In the Codat client “${codat?.name ?? ''}” (${where}), Latchkey creates:`,
      `• a company named “${name}”`,
      '• one connection of it to Xero, which waits until its owner allows it',
      `Once it is linked, the organisation takes one of the places of “${app?.name ?? 'the Xero app'}” in Xero, unless it is a demo company.`,
    ],
    action: 'Create',
    danger: false,
  }
}

/** Codat's clock may be a little behind this machine's. */
export function isSince(created: string | null, at: string): boolean {
  return created !== null && Date.parse(created) >= Date.parse(at) - 5 * MINUTE_MS
}

/** Our connection, or another one of the company that got linked instead: Codat's page for a company makes its own. */
export function seenIn(company: RawCompany, before: FirstCompany, at: string): FirstCompany {
  const connections = (company.dataConnections ?? []).map(toXeroConnection).filter((one) => one !== null)
  const ours = connections.find(({ id }) => id === before.connectionId)
  const linked = connections.find(({ state, created }) => state === 'Linked' && isAfterOurs(created, ours, before))
  const shown = ours?.state === 'Linked' ? ours : (linked ?? ours)
  if (shown === undefined) return { ...before, state: 'gone', error: null, checkedAt: at }
  return {
    ...before,
    connectionId: shown.id,
    linkUrl: shown.linkUrl ?? before.linkUrl,
    state: shown.state,
    error: shown.state === 'Linked' ? null : shown.error,
    checkedAt: at,
  }
}

/** By Codat's own clock where it shows ours, whose times can be told apart to the second: one of minutes before is another link's. */
function isAfterOurs(
  created: string | null,
  ours: { readonly created: string | null } | undefined,
  before: FirstCompany,
): boolean {
  if (created === null || ours === undefined || ours.created === null) return isSince(created, before.createdAt)
  return Date.parse(created) >= Date.parse(ours.created)
}

/** The record after a look at the company, with the proof if this look gives it. */
export function withSeen(current: Integration, evidence: Evidence, seen: FirstCompany, at: string): Integration {
  const before = current.firstCompany
  const next = { ...current, firstCompany: seen }
  if (current.provedAt !== null || before === null || seen.connectionId === null) return next
  if (
    seen.state !== 'Linked' ||
    !isProof(current, before) ||
    isReplaced(evidence) ||
    changedSince(current, evidence) !== null
  )
    return next
  const { companyId, connectionId, companyName } = seen
  return { ...next, provedAt: at, proof: { companyId, connectionId, companyName } }
}

/** Made after the paste, or seen unlinked after it: only then can the link have used what was pasted. */
function isProof({ handOver }: Integration, before: FirstCompany): boolean {
  if (handOver === null) return false
  if (before.createdAt >= handOver.pastedAt) return true
  return before.state !== 'Linked' && before.checkedAt >= handOver.pastedAt
}

export function renewalQuestion({ companyName }: FirstCompany, { name }: { readonly name: string }): ConfirmRequest {
  return {
    title: `Make another link for “${companyName}”?`,
    body: [
      `In the Codat client “${name}”, Latchkey creates one more connection to Xero for this company, with a link of its own.`,
      'The old one stays, unlinked, and is no connection in Xero.',
    ],
    action: 'Make it',
    danger: false,
  }
}

/** A connection to Xero that a company has already, and that nobody linked: a creation that was cut off made it. */
export function waitingIn({ dataConnections }: RawCompany): RawConnection | undefined {
  return (dataConnections ?? []).find((one) => toXeroConnection(one) !== null && one.status === 'PendingAuth')
}

export function madeCompany(
  company: { readonly id: string; readonly name: string },
  connection: RawConnection,
  at: string,
): FirstCompany {
  const seen = toXeroConnection(connection)
  return {
    companyId: company.id.slice(0, 100),
    companyName: company.name.slice(0, 500),
    connectionId: connection.id.slice(0, 100),
    linkUrl: seen?.linkUrl ?? connection.linkUrl ?? null,
    createdAt: at,
    state: seen?.state ?? 'PendingAuth',
    error: null,
    checkedAt: at,
  }
}

/** What to send for a company of that name; `lookFor` is an open wish too old to be repeated, of which Codat has to be asked first. */
export function wishFor(
  name: string,
  open: Creating | null,
  keys: Pick<Creating, 'companyKey' | 'connectionKey'>,
  now: Date,
): { readonly plan: Creating; readonly lookFor: Creating | null } {
  const fresh: Creating = { name, ...keys, at: now.toISOString(), companyId: null, spent: false }
  if (open === null || open.name !== name) return { plan: fresh, lookFor: null }
  if (open.companyId !== null) return { plan: { ...fresh, companyId: open.companyId }, lookFor: null }
  const isYoung = !open.spent && now.getTime() - Date.parse(open.at) < REUSED_FOR_MS
  return isYoung ? { plan: open, lookFor: null } : { plan: fresh, lookFor: open }
}
