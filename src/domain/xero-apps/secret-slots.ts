// Edits of a Xero app's record where its secrets are concerned. Pure: each gives a new record.
import type { Places } from '../vault/kept-secret'
import { inUse, withSaid } from '../vault/verdict'
import type { SlotNumber, StoredSecret, XeroApp } from './schema'

/** What the record says of one slot, or undefined for an empty one. */
export function secretIn(app: XeroApp, slot: SlotNumber): StoredSecret | undefined {
  return app.secrets.find((secret) => secret.slot === slot)
}

/** The record with `entry` as what it says of `slot`; undefined empties it. */
export function withSlot(app: XeroApp, slot: SlotNumber, entry: StoredSecret | undefined): XeroApp {
  const others = app.secrets.filter((secret) => secret.slot !== slot)
  const secrets = entry === undefined ? others : [...others, entry].sort((a, b) => a.slot - b.slot)
  return { ...app, secrets }
}

/** A pair as it was sent to Xero: which secret, by when it was stored, with which client id and redirect URIs. */
export interface AskedPair {
  readonly slot: SlotNumber
  /** Null for a slot that was empty. */
  readonly storedAt: string | null
  readonly clientId: string
  readonly redirectUris: readonly string[]
}

export function askedPair(app: Pick<XeroApp, 'clientId' | 'redirectUris' | 'secrets'>, slot: SlotNumber): AskedPair {
  const storedAt = app.secrets.find((secret) => secret.slot === slot)?.storedAt ?? null
  return { slot, storedAt, clientId: app.clientId, redirectUris: app.redirectUris }
}

/** What Xero said of a pair; nothing where the secret was stored anew, or the client id changed, since it was asked. */
export function withVerdict(app: XeroApp, asked: AskedPair, accepted: boolean, at: string): XeroApp {
  const before = secretIn(app, asked.slot)
  if (before === undefined || before.storedAt !== asked.storedAt || !hasSameId(app, asked)) return app
  return withSlot(app, asked.slot, withSaid(before, accepted, at))
}

/** What a sign-in that went through proves: the pair, and the redirect URIs that were there when it began. */
export function withSignIn(app: XeroApp, asked: AskedPair, at: string): XeroApp {
  const after = withVerdict(app, asked, true, at)
  return after !== app && hasSameRedirects(app, asked) ? { ...after, signInProvedAt: at } : after
}

type Identified = Pick<AskedPair, 'clientId' | 'redirectUris'>

const hasSameId = (a: Identified, b: Identified): boolean => a.clientId.toUpperCase() === b.clientId.toUpperCase()
const hasSameRedirects = (a: Identified, b: Identified): boolean =>
  a.redirectUris.join('\n') === b.redirectUris.join('\n')

/** Verdicts belong to the client id they were given for, and a proved sign-in to its redirect URIs too. */
export function unprovedIfChanged(before: XeroApp, after: XeroApp): XeroApp {
  const sameId = hasSameId(before, after)
  const sameRedirects = hasSameRedirects(before, after)
  const secrets = sameId
    ? after.secrets
    : after.secrets.map((secret) => ({ ...secret, lastAcceptedAt: null, lastRefusedAt: null }))
  return { ...after, secrets, signInProvedAt: sameId && sameRedirects ? after.signInProvedAt : null }
}

/** The slot to ask Xero with; null for a keyless app. */
export function secretForCalls(app: XeroApp): SlotNumber | null {
  return inUse(app.secrets)?.slot ?? null
}

/** Where a Xero app's record keeps what it says of its secrets. */
export const secretPlaces: Places<XeroApp, SlotNumber, StoredSecret> = {
  entries: ({ secrets }) => secrets,
  nameOf: ({ slot }) => slot,
  with: withSlot,
}
