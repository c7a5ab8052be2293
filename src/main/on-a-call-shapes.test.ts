// Whatever another customer is called, what is left of an answer or event on a call fits its own schema: taking names out spoils no day, no
// id and no word of ours, and makes nothing too long.
import { expect, it } from 'vitest'
import type { Handlers } from '../contract/api'
import { eventPayloads, schemasOf } from '../contract/api'
import { type CallName, calls } from '../contract/calls'
import { callsOnACall, eventsOnACall } from '../contract/on-a-call'
import { anyFitting } from '../../test/support/attack/any-fitting'
import { type Chance, chanceFrom } from '../../test/support/attack/any-input'
import { textsIn } from '../domain/guide/shown-on-a-call'
import { isFailure } from '../domain/failure'
import { SOMEBODY_ELSE } from '../domain/text/strangers'
import { holdToOneCustomer } from './on-a-call'

const OWN = '33333333-3333-4333-8333-333333333333'
const OTHER = '11111111-1111-4111-8111-111111111111'
const SEED = Number(process.env['LATCHKEY_CALLS_SEED'] ?? '20261130')
const TIMES = Number(process.env['LATCHKEY_SHAPES'] ?? '1')

/** A call about one app, while another's customer has these names. */
function pageWith(names: readonly string[], send: (name: string, payload: unknown) => void = () => {}) {
  return holdToOneCustomer({
    setUps: async () => [{ id: OWN, xeroAppId: OWN, codatClientId: null, callSince: '2026-11-29' }],
    known: async () => ({
      apps: [
        { id: OWN, alsoIds: [], names: [] },
        { id: OTHER, alsoIds: [], names },
      ],
      clients: [],
    }),
    send,
  })
}

async function answered(name: CallName, answer: unknown, names: readonly string[]): Promise<unknown> {
  const page = pageWith(names)
  const handlers = page.guard({ [name]: () => answer } as unknown as Handlers) as unknown as Record<
    string,
    (input: object) => Promise<unknown>
  >
  return handlers[name]?.({})
}

/** Some of the names that a value could be said to hold: its texts, and pieces of them. */
function namesIn(value: unknown, chance: Chance): readonly string[] {
  const texts = textsIn(value).filter((text) => text.length <= 120 && text !== OWN)
  const pieces = texts.flatMap((text) => text.match(/[\p{L}\p{N}]{3,}/gu) ?? [])
  const all = [...new Set([...texts, ...pieces])]
  return ['2026', 'x', 'Abc', ...(all.length <= 12 ? all : Array.from({ length: 12 }, () => chance.pick(all)))]
}

it.each(callsOnACall)('an answer of %s', async (name) => {
  const { output } = await schemasOf(name)
  const chance = chanceFrom(SEED + calls.indexOf(name))
  const spoilt: unknown[] = []
  for (let time = 0; time < TIMES; time += 1) {
    const answer = anyFitting(output, { chance, io: 'output', texts: ['Abc', 'Abc '.repeat(6).trim()] })
    const shown = await answered(name, answer, namesIn(answer, chance)).catch((error: unknown) => {
      if (isFailure(error, 'guide.not-on-a-call')) return answer
      throw error
    })
    spoilt.push(...(output.safeParse(shown).error?.issues ?? []))
  }
  expect(spoilt).toEqual([])
})

it.each(eventsOnACall)('an event %s', async (name) => {
  const schema = await eventPayloads[name]()
  const chance = chanceFrom(SEED)
  const spoilt: unknown[] = []
  for (let time = 0; time < 4 * TIMES; time += 1) {
    const sent: unknown[] = []
    const payload = anyFitting(schema, { chance, io: 'output' })
    const page = pageWith(namesIn(payload, chance), (_, given) => void sent.push(given))
    page.send(name, payload as never)
    const last = {}
    page.send('copyCountdown', last as never)
    await expect.poll(() => sent.at(-1)).toEqual(last)
    spoilt.push(...sent.slice(0, -1).flatMap((given) => schema.safeParse(given).error?.issues ?? []))
  }
  expect(spoilt).toEqual([])
})

it.each([
  ['a customer’s name is a day', '2026-11-29', { createdOn: '2026-11-29' }],
  ['it is a year', '2026', { createdOn: '2026-11-29', createdAt: '2026-11-29T10:00:00.000Z' }],
  ['it is a part of an id', '4333', { id: OWN }],
])('leaves days, times and ids as they are where %s', async (_, name, kept) => {
  const output = { apps: [{ id: OWN, notes: `As ${name} did`, ...kept }], damaged: [] }
  expect(await answered('listXeroApps', output, [name])).toMatchObject({
    apps: [{ ...kept, notes: `As ${SOMEBODY_ELSE} did` }],
  })
})

it('names nobody in a text that grew too long, and says in it that somebody was named', async () => {
  const notes = 'Abc Abc '.repeat(500).trim()
  const shown = await answered('listXeroApps', { apps: [{ id: OWN, notes }], damaged: [] }, ['Abc'])
  const [left = ''] = textsIn(shown).filter((text) => text.includes(SOMEBODY_ELSE))
  expect(left.length).toBeLessThanOrEqual(4_000)
  expect(left).not.toContain('Abc')
  // What comes back with these words in it isn't written over the user's own.
  expect(left.endsWith(SOMEBODY_ELSE)).toBe(true)
})
