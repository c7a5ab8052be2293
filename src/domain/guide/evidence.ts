// What the steps of the walk are judged by: the records of the Xero app and the Codat client, beside the integration's own.
import { mostTrusted, refusedLast } from '../vault/verdict'
import type { CodatClient } from '../codat/schema'
import type { StoredSecret, XeroApp } from '../xero-apps/schema'

export interface Evidence {
  /** Null where the integration has none yet, or it was deleted. */
  readonly app: XeroApp | null
  readonly codat: CodatClient | null
  readonly now: Date
  /** When another Xero app's keys were pasted at its Codat client since its own were; a client holds one app's at a time. */
  readonly replacedAt?: string | null
}

/** Whether its Codat client was given another app's keys since its own. */
export function isReplaced({ replacedAt }: Evidence): boolean {
  return replacedAt !== undefined && replacedAt !== null
}

/** Days after which a check is asked for again. Ours, not the providers': no source says how long an answer holds. */
export const RECHECK_DAYS = 30

const DAY_MS = 86_400_000

/** True for a time that is more than `RECHECK_DAYS` ago. */
export function isOld(at: string, now: Date): boolean {
  return now.getTime() - Date.parse(at) > RECHECK_DAYS * DAY_MS
}

/** True for a time that is more than a day ahead: this machine's clock was wrong when it was noted, or is now. */
export function isAhead(at: string, now: Date): boolean {
  return Date.parse(at) - now.getTime() > DAY_MS
}

/** The secret that an app is judged by. */
export function secretToJudge(app: XeroApp): StoredSecret | null {
  return mostTrusted(app.secrets.filter(({ pending }) => pending === null)) ?? null
}

/** True when Codat's last word on every key kept here was no. */
export function isKeyRefused({ keys }: CodatClient): boolean {
  return keys.length > 0 && keys.every(refusedLast)
}

/** Client ids are hexadecimal, so capitals don't tell two apart. */
export function sameClientId(a: string, b: string): boolean {
  return a.trim().toUpperCase() === b.trim().toUpperCase()
}

/** True for a redirect URI on this machine: the sign-in test's own. */
export function isLoopback(uri: string): boolean {
  if (!URL.canParse(uri)) return false
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(uri).hostname)
}
