// What of main's answers and events the page may get while a call is on: only what belongs to the customer of the call. Others see the
// screen then, and a page keeps what it got.
import { SOMEBODY_ELSE, type Strangers, strangersOf } from '../text/strangers'
import { entryOf, fieldOf, leastEntries, mostCharacters, namesNobody, type Place } from './place-of-text'

export interface SetUpLinks {
  readonly id: string
  readonly xeroAppId: string | null
  readonly codatClientId: string | null
  readonly callSince: string | null
}

/** A record with everything it is called by and every name that it knows. */
export interface Named {
  readonly id: string
  /** What else stands for it: a client id at Xero, an id at Codat. */
  readonly alsoIds: readonly string[]
  readonly names: readonly string[]
}

export interface KnownToACall {
  readonly setUps: readonly SetUpLinks[]
  readonly apps: readonly Named[]
  readonly clients: readonly (Named & { readonly xeroAppIds: readonly string[] })[]
}

export interface OnACall {
  readonly integrationId: string
  readonly own: ReadonlySet<string>
  readonly foreign: ReadonlySet<string>
  readonly strangers: Strangers
}

/** Who is on the call and who isn't; null without one. The customer's own are its Xero app and all that is linked with that. */
export function onACall({ setUps, apps, clients }: KnownToACall): OnACall | null {
  const call = setUps.find(({ callSince }) => callSince !== null)
  if (call === undefined) return null
  const { id, xeroAppId, codatClientId } = call
  const isOwnClient = (client: KnownToACall['clients'][number]): boolean =>
    client.id === codatClientId || (xeroAppId !== null && client.xeroAppIds.includes(xeroAppId))
  const records = [
    ...apps.map((app) => ({ ...app, isOwn: app.id === xeroAppId })),
    ...clients.map((client) => ({ ...client, isOwn: isOwnClient(client) })),
    ...setUps.map((setUp) => ({
      id: setUp.id,
      alsoIds: [],
      names: [],
      isOwn: setUp.id === id || (xeroAppId !== null && setUp.xeroAppId === xeroAppId),
    })),
  ]
  const idsOf = (own: boolean): string[] =>
    records
      .filter(({ isOwn }) => isOwn === own)
      .flatMap((one) => [one.id, ...one.alsoIds.filter((other) => other !== '')])
  const namesOf = (own: boolean): string[] =>
    records.filter(({ isOwn }) => isOwn === own).flatMap(({ names }) => names.filter((name) => name.trim() !== ''))
  const own = new Set(idsOf(true))
  return {
    integrationId: id,
    own,
    foreign: new Set(idsOf(false).filter((other) => !own.has(other))),
    strangers: strangersOf({ own: namesOf(true), others: namesOf(false) }),
  }
}

/**
 * Whether a call's input is about the customer of the call alone. Words that were blanked here and come back would be written over the
 * user's own.
 */
export function isAboutTheCall(input: unknown, call: OnACall): boolean {
  return textsIn(input).every((text) => !call.foreign.has(text) && !text.includes(SOMEBODY_ELSE))
}

/**
 * A value as the page may get it; undefined where all of it is somebody else's. `place` is what its schema lets stand there: what fitted it
 * before fits it after.
 */
export function shownOnACall(value: unknown, call: OnACall, place: Place): unknown {
  if (typeof value === 'string') return shownText(value, call, place)
  if (Array.isArray(value)) {
    const entry = entryOf(place)
    const left = value.flatMap((item: unknown) => {
      const isForeign = typeof item === 'string' && call.foreign.has(item)
      const shown = isForeign ? undefined : shownOnACall(item, call, entry)
      return shown === undefined ? [] : [shown]
    })
    return left.length < value.length && left.length < leastEntries(place) ? undefined : left
  }
  if (typeof value !== 'object' || value === null) return value
  if (whose(value, call) === 'foreign') return undefined
  const shown: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) {
    if (call.foreign.has(name)) continue
    const kept = shownOnACall(inner, call, fieldOf(place, name))
    // A part that can't be left out takes the whole with it.
    if (kept === undefined && inner !== undefined) return undefined
    shown[name] = kept
  }
  return shown
}

function shownText(text: string, { strangers }: OnACall, place: Place): string {
  if (namesNobody(text, place, SOMEBODY_ELSE)) return text
  if (strangers.isOne(text)) return SOMEBODY_ELSE
  const shown = strangers.without(text)
  const most = mostCharacters(place)
  // It ends with these words then: what has them in it never comes back to be kept.
  return shown === text || shown.length <= most
    ? shown
    : `${shown.slice(0, most - SOMEBODY_ELSE.length)}${SOMEBODY_ELSE}`
}

/** By the ids that it holds itself, own ones first, else by those of its parts. */
function whose(value: object, call: OnACall): 'own' | 'foreign' | null {
  const inner = Object.values(value) as unknown[]
  const texts = inner.filter((one) => typeof one === 'string')
  if (texts.some((text) => call.own.has(text))) return 'own'
  if (texts.some((text) => call.foreign.has(text))) return 'foreign'
  for (const part of inner) {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) continue
    const found = whose(part, call)
    if (found !== null) return found
  }
  return null
}

/** All texts of a value, however deep, its names of fields among them. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)])
}
