// Work that can be stopped by an id that whoever asked for it gave.

export function createStoppable() {
  const running = new Map<string, AbortController>()
  return {
    /** Runs a task under an id; its signal fires when that is stopped. */
    async run<T>(id: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const own = new AbortController()
      running.set(id, own)
      try {
        return await task(own.signal)
      } finally {
        if (running.get(id) === own) running.delete(id)
      }
    },
    /** False if nothing of that id is under way. */
    stop(id: string): boolean {
      const found = running.get(id)
      found?.abort()
      return found !== undefined
    },
  }
}
