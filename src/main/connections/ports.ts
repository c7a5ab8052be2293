// What the gauge and the seats need from other rooms, in their own terms, so that each can be replaced or made to fail alone.
import type { SeatApp } from '../../domain/connections/schema'
import type { NotRead } from '../../domain/connections/snapshot'
import type { XeroConnection } from '../../domain/xero/schema'
import type { CodatSeatsSource } from '../codat/seats-source'

export interface XeroSeats {
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

/** Codat as the gauge asks it. */
export type CodatSeats = CodatSeatsSource

export interface SeatApps {
  /** Raises `record.missing`. */
  get(appId: string): Promise<SeatApp>
}
