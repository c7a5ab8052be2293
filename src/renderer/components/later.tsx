// Parts whose code is a file of its own. React's `lazy` would do, but what it has shown nothing for is held back until 300 ms have
// passed since (its throttle of fallbacks), code that has long been read included: the palette stood a third of a second after its key.
import { type ComponentType, type FunctionComponent, type ReactNode, useLayoutEffect, useState } from 'react'

/** A component that can be read before it is wanted. */
export interface Later<P> extends FunctionComponent<P> {
  /** Reads its code, once; drawn after that it is there at once. Fails where the file can’t be read, and can be asked again. */
  readonly read: () => Promise<void>
}

/** A component whose code `load` reads, when it is first drawn or before; `meanwhile` stands in its place till then. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, meanwhile: ReactNode = null): Later<P> {
  let Read: ComponentType<P> | null = null
  let reading: Promise<void> | null = null
  const read = (): Promise<void> => {
    reading ??= load().then(
      (Component) => {
        Read = Component
      },
      (error: unknown) => {
        reading = null
        throw error
      },
    )
    return reading
  }
  function Later(props: P) {
    const [, setRead] = useState(Read !== null)
    useLayoutEffect(() => {
      if (Read !== null) return
      let isThere = true
      // One that can’t be read now is read when it is next drawn.
      void read().then(
        () => isThere && setRead(true),
        () => undefined,
      )
      return () => {
        isThere = false
      }
    }, [])
    return Read === null ? meanwhile : <Read {...props} />
  }
  return Object.assign(Later, { read })
}
