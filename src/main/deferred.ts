// A promise with its ends handed out (`Promise.withResolvers`, which Node 20 lacks).

export interface Deferred<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
  reject(error: unknown): void
}

/** A promise to settle from outside; settling it again has no effect. */
export function deferred<T>(): Deferred<T> {
  const ends: { resolve?: (value: T) => void; reject?: (error: unknown) => void } = {}
  const promise = new Promise<T>((resolve, reject) => {
    ends.resolve = resolve
    ends.reject = reject
  })
  return { promise, resolve: (value) => ends.resolve?.(value), reject: (error) => ends.reject?.(error) }
}
