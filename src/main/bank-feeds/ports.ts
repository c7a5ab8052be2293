// What bank feeds need from other rooms, in their own terms.
import type { CodatProblem } from '../../domain/codat/said'
import type { FeedCompany } from '../../domain/bank-feeds/schema'
import type { CodatApi } from '../codat/api'
import type { CodatResult } from '../../domain/codat/problem'
import type { HeldSummary } from '../../domain/bank-feeds/push/plan'
import type { Statements } from './statements/statements'

/** A statement that a push reads, as it was when it was held; it stays readable until it is released. */
export type HeldStatement = HeldSummary & Pick<ReturnType<Statements['hold']>, 'leftOut' | 'writeBodies' | 'release'>

export interface FeedStatements {
  hold(id: string): HeldStatement
}

/** Codat by the records' ids. Raises `record.missing`, `codat.no-key` and `vault.*`. */
export interface FeedCodat {
  ask<T>(clientId: string, question: (api: CodatApi) => Promise<CodatResult<T>>): Promise<CodatResult<T>>
  readCompanies(clientId: string): Promise<{
    readonly rows: readonly FeedCompany[]
    readonly complete: boolean
    readonly problem: CodatProblem | null
  }>
  /** The Codat clients that hold a Xero app's keys. */
  clientsOf(appId: string): Promise<readonly { readonly id: string; readonly name: string }[]>
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
