// What a test opened and has to end, last opened first.

export interface Endings {
  add(end: () => Promise<void>): void
  /** For `afterEach`. */
  run(): Promise<void>
}

export function createEndings(): Endings {
  const ends: (() => Promise<void>)[] = []
  return {
    add: (end) => void ends.push(end),
    async run() {
      // oxlint-disable-next-line no-await-in-loop
      for (const end of ends.splice(0).toReversed()) await end()
    },
  }
}
