// Who may ask, and how often: the API key, the day's budget and the minute's stop.
import { codatRateLimits } from '../../domain/facts'
import type { Answer, Asked } from '../http-server'
import { perWorld } from '../per-world'
import { refusal } from './sayings'
import { type CodatStandIn, fingerprint, statusOf } from './stand-in'
import type { CodatStandInClient, CodatWorld } from './world'

export type Admitted =
  | { readonly client: CodatStandInClient; readonly headers: Readonly<Record<string, string>> }
  | { readonly client: null; readonly answer: Answer }

export interface Gate {
  admit(asked: Asked): Admitted
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

interface Used {
  readonly byClient: Map<string, { day: number; used: number }>
  minute: { minute: number; used: number }
}

/** Counts are kept per start of the stand-in and till a reset, as nobody needs them for longer. */
export function createGate(standIn: CodatStandIn): Gate {
  const usedIn = perWorld<CodatWorld, Used>(() => ({ byClient: new Map(), minute: { minute: 0, used: 0 } }))

  return {
    admit({ headers: { authorization } }) {
      const client = clientOf(standIn, authorization)
      if (client === null) return { client: null, answer: refusal('unauthorized') }
      const now = standIn.now().getTime()
      const used = usedIn(standIn.world())
      const minute = countIn(used.minute, 'minute', Math.floor(now / MINUTE_MS))
      used.minute = minute
      const today = countIn(used.byClient.get(client.id) ?? { day: 0, used: 0 }, 'day', Math.floor(now / DAY_MS))
      used.byClient.set(client.id, today)
      const limit = dailyLimit(standIn, client)
      const headers = {
        'X-Rate-Limit-Limit': String(limit),
        'X-Rate-Limit-Remaining': String(Math.max(0, limit - today.used)),
        'X-Rate-Limit-Reset': new Date((today.day + 1) * DAY_MS).toISOString(),
      }
      if (today.used > limit) return tooMany(headers, ((today.day + 1) * DAY_MS - now) / 1_000)
      if (minute.used > standIn.settings().requestsPerMinute) {
        return tooMany(headers, ((minute.minute + 1) * MINUTE_MS - now) / 1_000)
      }
      return { client, headers }
    },
  }
}

function countIn<K extends string>(
  before: Record<K, number> & { used: number },
  name: K,
  current: number,
): Record<K, number> & { used: number } {
  return { ...before, [name]: current, used: before[name] === current ? before.used + 1 : 1 }
}

function tooMany(headers: Readonly<Record<string, string>>, seconds: number): Admitted {
  const more = { ...headers, 'Retry-After': String(Math.max(1, Math.ceil(seconds))) }
  return { client: null, answer: refusal('rate-limited', { headers: more }) }
}

/** The client of a key. Strict: `Basic`, base64 of the key alone, no colon, nothing around it. */
export function clientOf(standIn: CodatStandIn, authorization: string | undefined): CodatStandInClient | null {
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return null
  const key = Buffer.from(encoded, 'base64').toString('utf8')
  if (Buffer.from(key, 'utf8').toString('base64') !== encoded) return null
  const hash = fingerprint(key)
  return standIn.world().clients.find((client) => client.keys.some((one) => one.hash === hash)) ?? null
}

function dailyLimit(standIn: CodatStandIn, client: CodatStandInClient): number {
  const { perDayBase, perDayPerActiveCompany } = codatRateLimits.value
  const isActive = (company: CodatStandInClient['companies'][number]): boolean =>
    company.connections.some((connection) => statusOf(standIn, client, connection) === 'Linked')
  const active = client.companies.filter(isActive).length + standIn.settings().extraCompanies
  return perDayBase + perDayPerActiveCompany * active
}
