// The edge between main and the page while a call is on: calls, answers and events are held to the one customer of the call.
import { z } from 'zod'
import { eventPayloads, type EventPayload, type Handlers, schemasOf, type SendEvent } from '../contract/api'
import type { CallName, EventName } from '../contract/calls'
import { callsOnACall, eventsOnACall, eventsThatNameNobody } from '../contract/on-a-call'
import { Failure } from '../domain/failure'
import { type Place, placeOf } from '../domain/guide/place-of-text'
import type { KnownToACall, OnACall } from '../domain/guide/shown-on-a-call'
import { atFirstUse } from './at-first-use'

export interface OnACallPorts {
  /** Set-ups, each with whether a call is on about it. Read again after any of them changed. */
  setUps(): Promise<KnownToACall['setUps']>
  /** Whoever is known by name. Asked while a call is on, and again after any of them changed. */
  known(): Promise<Pick<KnownToACall, 'apps' | 'clients'>>
  send: SendEvent
}

export interface OneCustomer {
  /** The handlers as the page may call them. */
  guard(handlers: Handlers): Handlers
  /** Sends an event as the page may get it, in order. */
  send: OnACallPorts['send']
  /** The integration of the call, or null. */
  current(): Promise<string | null>
}

/** Records whose change may change who is on the call, or what anybody is called. */
const CHANGES_NAMES: readonly EventName[] = ['xeroAppsChanged', 'codatClientsChanged', 'connectionsChanged']

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Without a call everything passes as it is, at the price of one look at the set-ups after each of their changes. */
export function holdToOneCustomer(ports: OnACallPorts): OneCustomer {
  const rules = atFirstUse(() => import('../domain/guide/shown-on-a-call'))
  let known: Promise<OnACall | null> | null = null
  /** As it was last found: undefined before the first look, and while another is due. */
  let found: OnACall | null | undefined
  let lastId: string | null | undefined
  /** What was asked on this call, by the ids that the page gave it: progress of anything else is somebody else's. */
  const asked = new Set<string>()

  async function look(): Promise<OnACall | null> {
    const setUps = await ports.setUps().catch(() => [])
    if (setUps.every(({ callSince }) => callSince === null)) return null
    const { onACall } = await rules.get()
    return onACall({ setUps, ...(await ports.known()) })
  }

  function now(): Promise<OnACall | null> {
    if (known !== null) return known
    const mine: Promise<OnACall | null> = look().then((call) => {
      if (known !== mine) return now()
      found = call
      const id = call?.integrationId ?? null
      if (lastId !== undefined && lastId !== id) {
        asked.clear()
        // What the page knows of others, it reads again: fewer of them as a call begins, all once it is over.
        ports.send('xeroAppsChanged', {})
        ports.send('codatClientsChanged', {})
        ports.send('standingsChanged', { appId: null })
      }
      lastId = id
      return call
    })
    known = mine
    mine.catch(() => {
      known = null
    })
    return mine
  }

  function forget(): void {
    known = null
    found = undefined
  }

  function noteChange(name: EventName): void {
    if (name === 'integrationsChanged' || (found !== null && CHANGES_NAMES.includes(name))) forget()
  }

  async function through(name: CallName, input: unknown, handle: (input: unknown) => unknown): Promise<unknown> {
    const before = await now()
    if (before !== null) {
      const { isAboutTheCall, textsIn } = await rules.get()
      // The call itself may be moved to somebody else.
      const isMove = name === 'startCall'
      if (!isMove && !(callsOnACall.includes(name) && isAboutTheCall(input, before)))
        throw new Failure('guide.not-on-a-call')
      if (!isMove) for (const text of textsIn(input)) if (UUID.test(text)) asked.add(text)
    }
    const answer = await handle(input)
    const call = await now()
    if (call === null) return answer
    const [{ shownOnACall }, place] = await Promise.all([rules.get(), placeOfAnswer(name)])
    const shown = shownOnACall(answer, call, place)
    if (shown === undefined && answer !== undefined) throw new Failure('guide.not-on-a-call')
    return shown
  }

  /** Events that wait for a look, and those after them. */
  let last = Promise.resolve()
  let waiting = 0

  async function sendHeld<K extends EventName>(name: K, payload: EventPayload<K>): Promise<void> {
    const call = await now().catch(() => null)
    if (call === null) return ports.send(name, payload)
    if (!eventsOnACall.includes(name)) return
    const { shownOnACall, textsIn } = await rules.get()
    const ids = textsIn(payload).filter((text) => UUID.test(text))
    if (ids.length > 0 && !ids.some((id) => asked.has(id) || call.own.has(id))) return
    const shown = shownOnACall(payload, call, await placeOfEvent(name))
    if (shown !== undefined) ports.send(name, shown as EventPayload<K>)
  }

  return {
    guard: (handlers) =>
      Object.fromEntries(
        Object.entries(handlers).map(([name, handle]) => [
          name,
          // The tie between a name and its input is kept by the schemas; here the name is a union.
          (input: unknown) => through(name as CallName, input, handle as (input: unknown) => unknown),
        ]),
      ) as unknown as Handlers,
    send(name, payload) {
      noteChange(name)
      if (eventsThatNameNobody.includes(name) || (found === null && waiting === 0)) return ports.send(name, payload)
      waiting += 1
      last = last
        .then(() => sendHeld(name, payload))
        .finally(() => {
          waiting -= 1
        })
    },
    current: async () => (await now())?.integrationId ?? null,
  }
}

const places = new Map<string, Place>()

/** What the schema lets stand where. Made once, as that takes long. */
async function placeIn(name: string, schema: () => Promise<z.ZodType>): Promise<Place> {
  const made = places.get(name) ?? placeOf(z.toJSONSchema(await schema(), { unrepresentable: 'any' }))
  places.set(name, made)
  return made
}

const placeOfAnswer = (name: CallName): Promise<Place> =>
  placeIn(`call ${name}`, async () => (await schemasOf(name)).output)

const placeOfEvent = (name: EventName): Promise<Place> => placeIn(`event ${name}`, () => eventPayloads[name]())
