// Inputs for any call, made from its own schema and what earlier answers named, then spoilt in any way that Electron's IPC carries.
import { z } from 'zod'

export interface Chance {
  /** A whole number from 0 up to, without, `below`. */
  below(below: number): number
  /** True once in `times`. */
  onceIn(times: number): boolean
  pick<T>(from: readonly T[]): T
}

/** Numbers from a seed, so that an attack can be had again. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
  return {
    below,
    onceIn: (times) => below(times) === 0,
    pick: (from) => {
      const one = from[below(from.length)]
      if (one === undefined && from.length === 0) throw new Error('Nothing to pick from')
      return one as (typeof from)[number]
    },
  }
}

/** Values by the name they had in an answer: what a page could know, and hand in again anywhere. */
export interface Known {
  learn(answer: unknown): void
  under(name: string): readonly unknown[]
  ids(): readonly string[]
}

const MOST_KNOWN = 60
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

export function createKnown(): Known {
  const byName = new Map<string, unknown[]>()
  const note = (name: string, value: unknown): void => {
    const known = byName.get(name) ?? []
    byName.set(name, known)
    if (known.includes(value)) return
    if (known.length >= MOST_KNOWN) known.shift()
    known.push(value)
  }
  const learn = (answer: unknown, depth: number): void => {
    if (typeof answer !== 'object' || answer === null || depth > 12) return
    for (const [name, value] of Object.entries(answer).slice(0, 40)) {
      if (typeof value === 'string' && value.length <= 200) {
        note(name, value)
        if (UUID.test(value)) note('an id', value)
      } else if (typeof value === 'number' || typeof value === 'boolean') note(name, value)
      else learn(value, depth + 1)
    }
  }
  return {
    learn: (answer) => learn(answer, 0),
    under: (name) => byName.get(name) ?? [],
    ids: () => (byName.get('an id') ?? []).filter((one): one is string => typeof one === 'string'),
  }
}

type Shape = Readonly<Record<string, unknown>>
const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const shapes = new WeakMap<z.ZodType, Shape>()

function shapeOf(schema: z.ZodType): Shape {
  const made = shapes.get(schema) ?? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape)
  shapes.set(schema, made)
  return made
}

/** An input for a call: one that fits, nearly fits, or doesn't at all. */
export function anyInput(schema: z.ZodType, known: Known, chance: Chance): unknown {
  if (chance.onceIn(40)) return hostile(chance)
  const fitting = fit(shapeOf(schema), '', known, chance)
  return chance.onceIn(5) ? spoil(fitting, chance) : fitting
}

function fit(shape: Shape, name: string, known: Known, chance: Chance): unknown {
  const choices = [...list(shape['anyOf']), ...list(shape['oneOf'])].filter(isShape)
  if (choices.length > 0) return fit(chance.pick(choices), name, known, chance)
  if ('const' in shape) return shape['const']
  const named = list(shape['enum'])
  if (named.length > 0) return chance.pick(named)
  switch (shape['type']) {
    case 'object':
      return fitObject(shape, known, chance)
    case 'array': {
      const items = isShape(shape['items']) ? shape['items'] : {}
      return Array.from({ length: chance.below(4) }, () => fit(items, name, known, chance))
    }
    case 'boolean':
      return chance.onceIn(2)
    case 'integer':
    case 'number':
      return fitNumber(shape, known.under(name), chance)
    case 'null':
      return null
    case 'string':
      return fitString(shape, name, known, chance)
    default:
      return chance.pick([null, 'x', 1, {}, []])
  }
}

function fitObject(shape: Shape, known: Known, chance: Chance): unknown {
  const properties = isShape(shape['properties']) ? shape['properties'] : {}
  const required = new Set(list(shape['required']))
  const made: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(properties)) {
    if (!isShape(inner) || (!required.has(name) && chance.onceIn(2))) continue
    made[name] = fit(inner, name, known, chance)
  }
  if (isShape(shape['additionalProperties'])) {
    for (let extra = chance.below(3); extra > 0; extra -= 1) {
      made[chance.pick(['a', 'constructor', 'toString', '0'])] = fit(shape['additionalProperties'], '', known, chance)
    }
  }
  return made
}

function fitNumber(shape: Shape, known: readonly unknown[], chance: Chance): unknown {
  if (known.length > 0 && chance.onceIn(2)) return chance.pick(known)
  const least = typeof shape['minimum'] === 'number' ? shape['minimum'] : 0
  const most = typeof shape['maximum'] === 'number' ? shape['maximum'] : 1_000
  return chance.pick([least, most, least + chance.below(Math.min(most - least + 1, 1_000)), 0, 1, 2])
}

function fitString(shape: Shape, name: string, known: Known, chance: Chance): string {
  const texts = known.under(name).filter((one) => typeof one === 'string')
  const pattern = String(shape['pattern'] ?? '')
  const asId = shape['format'] === 'uuid' || pattern.includes('0-9a-f') || /id$/i.test(name)
  if (asId && known.ids().length > 0 && !chance.onceIn(6)) {
    return texts.length > 0 && !chance.onceIn(4) ? chance.pick(texts) : chance.pick(known.ids())
  }
  if (texts.length > 0 && chance.onceIn(2)) return chance.pick(texts)
  if (pattern !== '' && chance.onceIn(2)) return chance.pick(['2026-11-29', 'NZD', '112233', '10.00', '-0.01'])
  const most = typeof shape['maxLength'] === 'number' ? shape['maxLength'] : 2_000
  const text = chance.pick(TEXTS)
  return chance.onceIn(12) ? text.padEnd(Math.min(most, 30_000), text || 'x').slice(0, most) : text
}

const TEXTS = [
  '',
  ' ',
  'Kauri & Sons',
  'Ngā Tāngata 株式会社',
  '2026-11-29',
  '-0',
  '1e999',
  'null',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'C:\\con\\aux',
  'a\u0000b',
  '\ud800',
  '\u202Eexe.pdf',
  '=1+1',
  '<img src=x onerror=alert(1)>',
  '%00%2e%2e%2f',
  'https://example.com/?code=a&state=b',
  'http://127.0.0.1:1/',
  'javascript:alert(1)',
  '{"a":[{"b":null}]}',
  '${process.env.HOME}',
  '9'.repeat(400),
  'e\u0301'.repeat(200),
  '🏦'.repeat(100),
] as const

/** One place of a value that fits, spoilt. */
function spoil(value: unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null || chance.onceIn(4)) return hostile(chance)
  const names = Object.keys(value)
  if (names.length === 0) return hostile(chance)
  const name = chance.pick(names)
  const empty: object = Array.isArray(value) ? [] : {}
  const copy = Object.assign(empty, value) as Record<string, unknown>
  switch (chance.below(4)) {
    case 0:
      Reflect.deleteProperty(copy, name)
      return copy
    case 1:
      return Object.assign(copy, { [chance.pick(['extra', 'constructor', 'toJSON'])]: hostile(chance) })
    default:
      copy[name] = spoil(copy[name], chance)
      return copy
  }
}

/** What structured clone carries and no schema asks for. */
function hostile(chance: Chance): unknown {
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  return chance.pick<() => unknown>([
    () => undefined,
    () => null,
    () => Number.NaN,
    () => Number.POSITIVE_INFINITY,
    () => -0,
    () => 2 ** 53,
    () => -1,
    () => 0.5,
    () => 10n ** 40n,
    () => true,
    () => new Date(Number.NaN),
    () => new Map([['__proto__', 1]]),
    () => new Set([1]),
    () => /(a+)+$/,
    () => new Error('made by a page'),
    () => new Uint8Array(64),
    () => cyclic,
    () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    () => nested(2_000),
    () => 'x'.repeat(1_200_000),
    () => Array.from({ length: 50_000 }, () => 0),
    () => chance.pick(TEXTS),
    () => [chance.pick(TEXTS)],
    () => ({ [chance.pick(TEXTS)]: chance.pick(TEXTS) }),
  ])()
}

function nested(deep: number): unknown {
  let value: unknown = 'end'
  for (let level = 0; level < deep; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}
