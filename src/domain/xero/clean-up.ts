// Which of a consent's connections a sign-in test certainly made, and which of them are gone.
import type { RemainReason, XeroConnection } from './schema'
import type { ApiAnswer, ConnectionList } from './api-answers'
import { parseXeroTime, type XeroTime } from './xero-time'

/** What a connection must be measured by to count as made by this test. */
export interface TestOrigin {
  /** `authentication_event_id` of the test's own access token. */
  readonly authEventId: string
  /** The latest that Xero's clock can have shown when the test began, or null while unknown. */
  readonly startedBy: XeroTime | null
}

export type CleanUpState = { readonly state: 'removed' } | { readonly state: 'remains'; readonly reason: RemainReason }

/**
 * Xero writes the two dates of a fresh connection one after the other: the sample in its own specification
 * (xero-identity.yaml) has them 2.3 ms apart. Within a second they are one act; nobody can connect, unlink and consent again
 * in less.
 */
const ONE_ACT: XeroTime = 1_000_000_000n

/**
 * Why a connection has to stay, or null if this test certainly made it: it carries the test's own consent, was never reconnected,
 * and was created after the test began, by Xero's clock. Every doubt is a reason.
 */
export function whyKeep(connection: XeroConnection, origin: TestOrigin): RemainReason | null {
  if (connection.authEventId === null) return 'other-consent'
  if (connection.authEventId.toLowerCase() !== origin.authEventId.toLowerCase()) return 'other-consent'
  const created = parseXeroTime(connection.createdDateUtc)
  const updated = parseXeroTime(connection.updatedDateUtc)
  if (created === null || updated === null) return 'dates-unreadable'
  // A difference means that the organisation had been connected before, perhaps by Codat.
  if (created > updated || updated - created > ONE_ACT) return 'dates-differ'
  if (origin.startedBy === null) return 'no-server-time'
  return created >= origin.startedBy ? null : 'older-than-test'
}

/** What was said to a removal. */
export type Asked = 'done' | 'refused' | 'no-answer'

const WHILE_LISTED: Readonly<Record<Asked, RemainReason>> = {
  done: 'still-listed',
  refused: 'refused',
  'no-answer': 'no-answer',
}
const WITHOUT_LIST: Readonly<Record<Asked, RemainReason>> = { ...WHILE_LISTED, done: 'unchecked' }

export function saidOf(answer: ApiAnswer<'removed' | 'already-gone'>): Asked {
  switch (answer.kind) {
    case 'ok':
      return 'done'
    case 'refused':
    case 'unreadable':
      return 'refused'
    case 'no-answer':
      return 'no-answer'
  }
}

/** The ids on a list that can be believed: whole, and with what nobody removed still on it. Null for any other. */
export function listedIn(answer: ApiAnswer<ConnectionList>, kept: Iterable<string>): ReadonlySet<string> | null {
  if (answer.kind !== 'ok' || answer.value.unreadableRows > 0) return null
  const ids = new Set(answer.value.connections.map(({ id }) => id))
  return [...kept].every((id) => ids.has(id)) ? ids : null
}

/** What became of each connection; `listed` are the ids on Xero's list after the removals, null without one that can be believed. */
export function statesAfter({
  kept,
  asked,
  listed,
}: {
  readonly kept: ReadonlyMap<string, RemainReason>
  readonly asked: ReadonlyMap<string, Asked>
  readonly listed: ReadonlySet<string> | null
}): Map<string, CleanUpState> {
  const states = new Map<string, CleanUpState>()
  for (const [id, reason] of kept) states.set(id, { state: 'remains', reason })
  for (const [id, said] of asked) {
    const reason = listed === null ? WITHOUT_LIST[said] : listed.has(id) ? WHILE_LISTED[said] : null
    states.set(id, reason === null ? { state: 'removed' } : { state: 'remains', reason })
  }
  return states
}
