// What a schema lets stand at each place of a value, read from its JSON Schema: which texts name nobody there, and how long one may be.

type Shape = Readonly<Record<string, unknown>>

/** What may stand at one place, each alternative by itself; empty where the schema doesn't know the place. */
export type Place = readonly Shape[]

const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value)
const shapesIn = (value: unknown): readonly Shape[] => (Array.isArray(value) ? value.filter(isShape) : [])

/** The place of a whole value. */
export function placeOf(shape: unknown): Place {
  if (!isShape(shape)) return []
  const alternatives = ['anyOf', 'oneOf', 'allOf'].flatMap((how) => shapesIn(shape[how]))
  return [shape, ...alternatives.flatMap(placeOf)]
}

/** The place of a field. */
export function fieldOf(place: Place, name: string): Place {
  return place.flatMap(({ properties, additionalProperties }) =>
    placeOf(isShape(properties) && Object.hasOwn(properties, name) ? properties[name] : additionalProperties),
  )
}

/** The place of a list's entries. */
export function entryOf(place: Place): Place {
  return place.flatMap(({ items }) => placeOf(items))
}

/** How few entries a list may have. */
export function leastEntries(place: Place): number {
  const least = place
    .filter(({ type }) => type === 'array')
    .map(({ minItems }) => (typeof minItems === 'number' ? minItems : 0))
  return least.length === 0 ? 0 : Math.min(...least)
}

/** How long a text may be. */
export function mostCharacters(place: Place): number {
  const most = place
    .filter(({ type }) => type === 'string')
    .map(({ maxLength }) => (typeof maxLength === 'number' ? maxLength : Number.POSITIVE_INFINITY))
  return most.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...most)
}

/** A day, a moment or an id, and nothing else. */
const WRITTEN = /^(\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/**
 * Whether a text names nobody where it stands, whatever anybody is called: a day, a moment, an id, a word of the schema's own, or a text of a
 * form or a length into which `instead`, the words for a name, would not go.
 */
export function namesNobody(text: string, place: Place, instead: string): boolean {
  if (WRITTEN.test(text) || mostCharacters(place) < instead.length) return true
  return place.some((shape) => {
    if (shape['const'] === text) return true
    if (Array.isArray(shape['enum']) && shape['enum'].includes(text)) return true
    const { pattern } = shape
    if (typeof pattern !== 'string') return false
    const form = formOf(pattern)
    return form.test(text) && !form.test(instead)
  })
}

const forms = new Map<string, RegExp>()

function formOf(pattern: string): RegExp {
  const form = forms.get(pattern) ?? new RegExp(pattern)
  forms.set(pattern, form)
  return form
}
