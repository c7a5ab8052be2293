// What the company doctor judges: all that was read of a company at Codat.
import type { CodatProblem } from '../codat/said'
import type { CompanyConnection, CompanyDataset, CompanyPush } from './schema'

export interface CompanySeen {
  readonly name: string
  readonly connections: readonly CompanyConnection[]
  readonly datasets: readonly CompanyDataset[]
  /** Newest first. */
  readonly pushes: readonly CompanyPush[]
  /** Parts that could not be read: nothing is concluded from their absence. */
  readonly unread: readonly {
    readonly part: 'data-status' | 'history' | 'push'
    readonly problem: CodatProblem | null
  }[]
  readonly now: Date
}
