// Edits of a Xero app's record where its secrets are concerned. Pure: each gives a new record.
import type { Places } from '../vault/kept-secret'
import { inUse } from '../vault/verdict'
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

/** What Xero said of the pair with this slot's secret. */
export function withVerdict(app: XeroApp, slot: SlotNumber, accepted: boolean, at: string): XeroApp {
  const before = secretIn(app, slot)
  if (before === undefined) return app
  return withSlot(app, slot, accepted ? { ...before, lastAcceptedAt: at } : { ...before, lastRefusedAt: at })
}

/** Verdicts belong to the client id they were given for, and a proved sign-in to its redirect URIs too. */
export function unprovedIfChanged(before: XeroApp, after: XeroApp): XeroApp {
  const sameId = before.clientId.toUpperCase() === after.clientId.toUpperCase()
  const sameRedirects = before.redirectUris.join('\n') === after.redirectUris.join('\n')
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
