// The queue of apps that wait for keys: whose turn it is, and what is left after it.
import type { SlotNumber } from '../../../domain/xero-apps/schema'
import type { XeroAppView } from '../../../contract/xero-apps'
import { needsKeys } from './needs-keys'

/** Ids of the apps that wait, by name: main lists records in no order. */
export function queueOf(apps: readonly XeroAppView[]): readonly string[] {
  return apps
    .filter(needsKeys)
    .sort((one, other) => one.name.localeCompare(other.name))
    .map(({ id }) => id)
}

export interface Turn {
  /** Its place in the queue, 0 for the first. */
  readonly at: number
  readonly app: XeroAppView
  /** Where its secret is, or will go. */
  readonly slot: SlotNumber
}

/**
 * The first turn at or after `from`. The queue stays as it was when it was begun, so that an app that has just got its keys is
 * still there to be checked; one that was deleted meanwhile is passed over.
 */
export function turnAt(queue: readonly string[], from: number, apps: readonly XeroAppView[]): Turn | null {
  for (const [at, id] of queue.entries()) {
    const app = apps.find((known) => known.id === id)
    if (at >= from && app) return { at, app, slot: app.secrets[0]?.slot ?? 1 }
  }
  return null
}

export function endWords(waiting: number): string {
  if (waiting === 0) return 'Every app has its keys.'
  return waiting === 1 ? 'One app still waits for keys.' : `${waiting} apps still wait for keys.`
}

export function nextWords(hasKeys: boolean, last: boolean): string {
  if (hasKeys) return last ? 'Finish' : 'Next app'
  return last ? 'Leave it for later' : 'Leave it, next app'
}
