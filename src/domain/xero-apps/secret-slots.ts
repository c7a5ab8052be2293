// Edits of a Xero app's record where its secrets are concerned. Pure: each gives a new record.
import type { Arrival, SlotNumber, StoredSecret, XeroApp } from './schema'

/** What the record says of one slot, or undefined for an empty one. */
export function secretIn(app: XeroApp, slot: SlotNumber): StoredSecret | undefined {
  return app.secrets.find((secret) => secret.slot === slot)
}

export interface NewSecret {
  slot: SlotNumber
  arrival: Arrival
  length: number
  machine: string
  at: string
}

/** Before the vault is written: from here on the slot may hold the old value, the new one or none. */
export function beginStoring(app: XeroApp, secret: NewSecret): XeroApp {
  const entry: StoredSecret = {
    slot: secret.slot,
    storedAt: secret.at,
    machine: secret.machine,
    arrival: secret.arrival,
    length: secret.length,
    lastAcceptedAt: null,
    lastRefusedAt: null,
    kept: 'keychain',
    pending: 'storing',
  }
  return withSlot(app, secret.slot, entry)
}

export function beginRemoving(app: XeroApp, slot: SlotNumber): XeroApp {
  const before = secretIn(app, slot)
  return before === undefined ? app : withSlot(app, slot, { ...before, pending: 'removing' })
}

/** Keychain and file agree again; `length` where the value was read. */
export function settle(app: XeroApp, slot: SlotNumber, kept: StoredSecret['kept'], length?: number): XeroApp {
  const before = secretIn(app, slot)
  if (before === undefined) return app
  return withSlot(app, slot, { ...before, kept, pending: null, length: length ?? before.length })
}

export function withoutSlot(app: XeroApp, slot: SlotNumber): XeroApp {
  return withSlot(app, slot, undefined)
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

/** The slot to ask Xero with: one it accepted last, else the first that wasn't refused last; null for a keyless app. */
export function secretForCalls(app: XeroApp): SlotNumber | null {
  const settled = app.secrets.filter(({ pending }) => pending !== 'removing')
  const byAcceptance = settled.toSorted((a, b) => (b.lastAcceptedAt ?? '').localeCompare(a.lastAcceptedAt ?? ''))
  const fine = byAcceptance.find(({ lastAcceptedAt, lastRefusedAt }) => (lastRefusedAt ?? '') <= (lastAcceptedAt ?? ''))
  return (fine ?? byAcceptance[0])?.slot ?? null
}
