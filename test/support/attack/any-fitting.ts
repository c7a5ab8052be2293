// Values that fit a schema, made from the schema itself: what it accepts and nobody thought of.
import { z } from 'zod'
import type { Chance } from './any-input'

export interface FittingOptions {
  readonly chance: Chance
  /** Texts to stand where they fit, among others. */
  readonly texts?: readonly string[]
  /** Of the input, as JSON on a disk, or of what comes out of the schema. */
  readonly io: 'input' | 'output'
}

type Shape = Readonly<Record<string, unknown>>
const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** How often a value that some rule beyond its shape refuses is made anew. */
const TRIES = 200

/** A value that `schema` accepts, as it was made. */
export function anyFitting(schema: z.ZodType, options: FittingOptions): unknown {
  const shape = shapeOf(schema, options.io)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const made = fit(shape, options)
    if (schema.safeParse(made).success) return made
  }
  throw new Error(`Nothing fits ${JSON.stringify(shape).slice(0, 300)}`)
}

const shapes = { input: new WeakMap<z.ZodType, Shape>(), output: new WeakMap<z.ZodType, Shape>() }

function shapeOf(schema: z.ZodType, io: 'input' | 'output'): Shape {
  const made = shapes[io].get(schema) ?? (z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Shape)
  shapes[io].set(schema, made)
  return made
}

function fit(shape: Shape, options: FittingOptions): unknown {
  const { chance } = options
  const choices = [...list(shape['anyOf']), ...list(shape['oneOf'])].filter(isShape)
  if (choices.length > 0) return fit(chance.pick(choices), options)
  if ('const' in shape) return shape['const']
  const named = list(shape['enum'])
  if (named.length > 0) return chance.pick(named)
  switch (shape['type']) {
    case 'object':
      return fitObject(shape, options)
    case 'array': {
      const least = numberOf(shape['minItems'], 0)
      const most = Math.min(numberOf(shape['maxItems'], least + 3), least + 3)
      const items = isShape(shape['items']) ? shape['items'] : {}
      return Array.from({ length: least + chance.below(most - least + 1) }, () => fit(items, options))
    }
    case 'boolean':
      return chance.onceIn(2)
    case 'integer':
    case 'number': {
      const least = numberOf(shape['minimum'], shape['exclusiveMinimum'] === 0 ? 1 : -1_000)
      const most = numberOf(shape['maximum'], 1_000_000)
      return chance.pick([least, most, Math.min(most, Math.max(least, 0)), Math.min(most, least + chance.below(50))])
    }
    case 'null':
      return null
    case 'string':
      return fitText(shape, options)
    default:
      return chance.pick([null, 'x', 1])
  }
}

function fitObject(shape: Shape, options: FittingOptions): unknown {
  const { chance } = options
  const properties = isShape(shape['properties']) ? shape['properties'] : {}
  const required = new Set(list(shape['required']))
  const made: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(properties)) {
    if (!isShape(inner) || (!required.has(name) && chance.onceIn(3))) continue
    made[name] = fit(inner, options)
  }
  const extra = shape['additionalProperties']
  const names = isShape(shape['propertyNames']) ? shape['propertyNames'] : { type: 'string', minLength: 1 }
  if (isShape(extra) && Object.keys(extra).length > 0) {
    const keys = required.size > 0 ? [...required].map(String) : []
    for (let more = chance.below(3); more > 0; more -= 1) keys.push(String(fit(names, options)))
    for (const key of keys) if (!(key in made)) made[key] = fit(extra, options)
  }
  return made
}

function fitText(shape: Shape, { chance, texts = [] }: FittingOptions): string {
  const pattern = typeof shape['pattern'] === 'string' ? new RegExp(shape['pattern'], 'u') : null
  const least = numberOf(shape['minLength'], 0)
  const most = numberOf(shape['maxLength'], 2_000)
  const ofForm = pattern === null ? [] : FORMS.filter((form) => pattern.test(form))
  const from = pattern === null || chance.onceIn(2) ? [...texts, ...ODD] : ofForm
  const fits = [...from, ...ofForm, 'x'.repeat(least)].filter(
    (text) => text.length >= least && text.length <= most && (pattern === null || pattern.test(text)),
  )
  const text = chance.pick(fits.length === 0 ? ['x'.repeat(least)] : fits)
  // As long as it may be.
  const isOpen = pattern === null && text !== '' && chance.onceIn(6)
  return isOpen ? text.repeat(Math.ceil(most / text.length)).slice(0, most) : text
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

/** Texts of every form that a schema here asks for, the ends of what it takes among them. */
const FORMS = [
  '2026-11-29',
  '0000-01-01',
  '9999-12-31',
  '2028-02-29',
  '2026-11-29T10:00:00.000Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '2026-11-29T10:00Z',
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
  '00000000-0000-0000-0000-000000000000',
  'NZD',
  'XXX',
  '112233',
  '-0',
  '-0.01',
  '999999999999999.9999',
  '0123456789abcdef'.repeat(4),
  'customers view',
  'tab 11111111-1111-4111-8111-111111111111',
  'needs you',
  'http://127.0.0.1:1',
] as const

/** What a text may be where nothing but its length is said. */
const ODD = [
  '',
  ' ',
  'x',
  'Kauri & Sons',
  '2026-11-29',
  '2026-11-29T10:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.000Z',
  'Sun, 29 Nov 2026 10:00:00 GMT',
  '-0',
  '1e999',
  'null',
  '__proto__',
  'a\u0000b',
  '\ud800',
  '%',
  'https://example.com/?code=a&state=b',
  'e\u0301',
  '🏦',
] as const
