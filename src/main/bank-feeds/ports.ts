// What bank feeds need from other rooms, in their own terms.
import type { ActivityCode } from '../../domain/activity/codes'
import type { Remark } from '../../domain/activity/remark'
import type { HeldSummary } from '../../domain/bank-feeds/push/plan'
import type { LeftOutGroup } from '../../domain/bank-feeds/statements/schema'
import type { CodatProblem } from '../../domain/codat/schema'
import type { CodatApi } from '../codat/api'
import type { CodatResult } from '../../domain/codat/problem'
import type { BodiesWritten } from '../../reader/push-bodies'

/** A statement that a push reads, as it was when it was held; it stays readable until it is released. */
export interface HeldStatement extends HeldSummary {
  /** Lines of it that aren't pushed, by why. */
  readonly leftOut: readonly LeftOutGroup[]
  /**
   * Writes the bodies of a push of the lines to a source account into `dir`, which is there. Rejects with `statement.changed` if the
   * lines are others by now.
   */
  readonly writeBodies: (dir: string, accountId: string) => Promise<BodiesWritten>
  readonly release: () => void
}

export interface FeedStatements {
  hold(id: string): HeldStatement
}

/** Codat by the records' ids. Raises `record.missing`, `codat.no-key` and `vault.*`. */
export interface FeedCodat {
  ask<T>(clientId: string, question: (api: CodatApi) => Promise<CodatResult<T>>): Promise<CodatResult<T>>
  readCompanies(clientId: string): Promise<{
    readonly companies: readonly FeedCompanyRow[]
    readonly complete: boolean
    readonly problem: CodatProblem | null
  }>
  /** The Codat clients that hold a Xero app's keys. */
  clientsOf(appId: string): Promise<readonly { readonly id: string; readonly name: string }[]>
}

export interface FeedCompanyRow {
  readonly id: string
  readonly name: string
  readonly connections: readonly { readonly id: string; readonly status: string; readonly created: string | null }[]
}

export interface FeedApps {
  /** Raises `record.missing`. */
  get(appId: string): Promise<{
    readonly name: string
    readonly environment: 'test' | 'production'
    /** Xero's. */
    readonly clientId: string
  }>
}

export type FeedNote = (what: ActivityCode, about: { id: string; name: string }, note?: Remark) => Promise<void>

export interface SaveFile {
  save(file: { readonly suggestedName: string; readonly text: string }): Promise<'saved' | 'cancelled'>
}
