// What is done later, or again and again.

/** Does a task after that many milliseconds; gives its cancel. Tests that don't want to wait have their own. */
export type Schedule = (task: () => void, milliseconds: number) => () => void

export const byTimer: Schedule = (task, milliseconds) => {
  const timer = setTimeout(task, milliseconds)
  return () => clearTimeout(timer)
}

/** Looks that long after the last look ended, for the first time after as long, whatever fails; gives the end of it. */
export function lookEvery(
  milliseconds: number,
  look: () => Promise<void>,
  { schedule, onFailure }: { readonly schedule: Schedule; readonly onFailure: (error: unknown) => void },
): () => void {
  let isOver = false
  let cancel = schedule(() => void turn(), milliseconds)

  async function turn(): Promise<void> {
    try {
      await look()
    } catch (error) {
      onFailure(error)
    }
    if (!isOver) cancel = schedule(() => void turn(), milliseconds)
  }

  return () => {
    isOver = true
    cancel()
  }
}
