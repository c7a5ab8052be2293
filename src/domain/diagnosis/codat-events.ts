// What Codat’s webhooks send: the event’s type says what happened; a connection may come along with its state, and is then told by itself.
// Source: docs.codat.io/using-the-api/webhooks/event-types, as of 17 August 2026.
import type { Diagnosis, DiagnosisCode } from './schema'
import { connectionCode, isCodatConnection } from './codat'
import { diagnose, type Found } from './diagnose'
import { field, isFields, list, text, type Fields } from './fields'

const types: readonly (readonly [pattern: RegExp, code: DiagnosisCode])[] = [
  [/^[A-Za-z]{1,60}\.write\.unsuccessful$/, 'codat.push-failed'],
  [/^[A-Za-z]{1,60}\.write\.successful$/, 'codat.push-done'],
  [/^connection\.(?:re)?connected$/, 'codat.connection-linked'],
  [/^connection\.failed$/, 'codat.link-failed'],
  [/^connection\.disconnected$/, 'codat.connection-deauthorized'],
  [/^client\.rateLimit\.reached$/, 'codat.rate-limit'],
]

/** Others name their events alike; a company to refer to, and a daily quota, come along with Codat’s alone. */
function payloadOf(event: Fields): Fields | null {
  const payload = field(event, 'payload')
  if (!isFields(payload)) return null
  return isFields(field(payload, 'referenceCompany')) || Object.hasOwn(payload, 'dailyQuota') ? payload : null
}

export function isCodatEvent(fields: Fields): boolean {
  return text(fields, 'eventType') !== '' && payloadOf(fields) !== null
}

/** An event, unless the connection in it tells more. */
export function diagnoseCodatEvent(event: Fields): Diagnosis[] {
  const type = text(event, 'eventType')
  const payload = payloadOf(event)
  const code = types.find(([pattern]) => pattern.test(type))?.[1]
  if (code === undefined || payload === null) return []
  const inside = field(payload, 'connection')
  const connection = isFields(inside) ? inside : {}
  const isTold =
    code === 'codat.link-failed' ? list(connection, 'dataConnectionErrors').length > 0 : isCodatConnection(connection)
  if (isTold) return []
  const found: Found = {
    facts: [
      ['Event', type],
      ['Push operation', text(payload, 'pushOperationKey')],
      ['Connection id', text(payload, 'connectionId') || text(connection, 'id')],
      ['Calls left', field(payload, 'quotaRemaining')],
      ['Budget starts anew', text(payload, 'expiryDate')],
    ],
  }
  if (code !== 'codat.connection-deauthorized') return [diagnose(code, found)]
  const state = connectionCode(text(connection, 'status'))
  return [state === null ? diagnose(code, { ...found, ...endedSomehow }) : diagnose(state, found)]
}

const endedSomehow = {
  title: 'A connection at Codat has ended; the event doesn’t say how',
  cause: 'Codat sends this when a connection is deauthorized and when it is unlinked. Its state didn’t come along.',
  canBe: [
    'Deauthorized: the customer disconnected the app, or the consent lapsed. They open the Link address again.',
    'Unlinked: somebody unlinked it in Codat, in the portal or by the API.',
  ],
  nextStep:
    'Look at the connection’s status and at “View timeline” on Manage Connections in the Codat portal. To tell them apart here, paste the connection as Codat’s API gives it.',
} as const
