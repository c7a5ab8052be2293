// A partial change as the page sends it: an absent field means "leave it", and so does one that is undefined.

export type WithoutUndefined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The fields that were given. */
export function withoutUndefined<T extends object>(fields: T): WithoutUndefined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as WithoutUndefined<T>
}
