// One piece of work at a time per Xero app, each with an id that stops it: two at once would undo each other's snapshots.
import { Failure } from '../../domain/failure'
import { createStoppable } from '../stoppable'

export function createWork() {
  const refreshing = new Map<string, Promise<unknown>>()
  const freeing = new Set<string>()
  const stoppable = createStoppable()

  return {
    /** A refresh while another is under way waits for that one and gives its result. Raises `seats.busy` during a freeing. */
    refresh<T>(appId: string, operationId: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
      if (freeing.has(appId)) return Promise.reject(new Failure('seats.busy'))
      // Every refresh of an app gives the same kind of result.
      const underWay = refreshing.get(appId) as Promise<T> | undefined
      if (underWay !== undefined) return underWay
      const mine = stoppable.run(operationId, task).finally(() => refreshing.delete(appId))
      refreshing.set(appId, mine)
      return mine
    },
    /** Waits for a refresh that is under way. Raises `seats.busy` while another freeing is. */
    async free<T>(appId: string, operationId: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
      if (freeing.has(appId)) throw new Failure('seats.busy')
      freeing.add(appId)
      try {
        await refreshing.get(appId)?.catch(() => {})
        return await stoppable.run(operationId, task)
      } finally {
        freeing.delete(appId)
      }
    },
    cancel: stoppable.stop,
  }
}
