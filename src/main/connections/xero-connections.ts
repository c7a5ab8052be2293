// Xero's own list and removals as the connections ask for them, over the app's own view of its connections.
import { codeOfXero } from '../../domain/xero/codes'
import type { AppConnections } from '../xero/app-connections'
import type { NotRead } from '../../domain/connections/snapshot'
import type { XeroConnection } from '../../domain/xero/schema'

export interface XeroConnections {
  /** All connections of the app, by an app-level token. */
  list(appId: string, signal: AbortSignal): Promise<XeroListed | NotRead>
  /** Removes one connection by its id. `no-answer` means that it may or may not have been done. */
  remove(appId: string, connectionId: string): Promise<'removed' | 'not-there' | 'refused' | 'no-answer'>
}

export interface XeroListed {
  readonly kind: 'listed'
  readonly connections: readonly XeroConnection[]
  /** Rows without a usable id. They take places, but nothing can be done with them. */
  readonly unreadableRows: number
}

/** Opens the app's own view with its stored keys. Raises what the vault raises. */
export type OpenAppConnections = (appId: string, signal?: AbortSignal) => Promise<AppConnections>

/**
 * The removals that follow a list share one view and with it one token. It is opened without the operation's signal,
 * because a removal is never cut off, and forgotten at the next list, because the keys may have changed since.
 */
export function createXeroConnections(open: OpenAppConnections): XeroConnections {
  const removing = new Map<string, Promise<AppConnections>>()
  return {
    async list(appId, signal) {
      removing.delete(appId)
      const answer = await (await open(appId, signal)).list()
      return answer.kind === 'ok'
        ? { kind: 'listed', ...answer.value }
        : { kind: 'not-read', code: codeOfXero[answer.kind] }
    },
    async remove(appId, connectionId) {
      const view = removing.get(appId) ?? open(appId)
      removing.set(appId, view)
      const answer = await (await view).remove(connectionId)
      if (answer.kind === 'ok') return answer.value === 'removed' ? 'removed' : 'not-there'
      return answer.kind === 'no-answer' ? 'no-answer' : 'refused'
    },
  }
}
