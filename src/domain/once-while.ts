// What is worked out once for an object that nobody changes in place.

/** As `work`, done once for each object for as long as what `goesBy` tells of the rest is the same. */
export function onceWhile<K extends object, Rest extends readonly unknown[], T>(
  goesBy: (...rest: Rest) => unknown,
  work: (of: K, ...rest: Rest) => T,
): (of: K, ...rest: Rest) => T {
  const done = new WeakMap<K, { readonly by: string; readonly made: T }>()
  return (of, ...rest) => {
    const by = JSON.stringify(goesBy(...rest))
    const before = done.get(of)
    if (before?.by === by) return before.made
    const made = work(of, ...rest)
    done.set(of, { by, made })
    return made
  }
}
