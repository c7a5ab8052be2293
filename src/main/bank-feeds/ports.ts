// What bank feeds need from other rooms, in their own terms.
import type { ActivityCode } from '../../domain/activity/codes'
import type { Remark } from '../../domain/activity/remark'
import type { CodatProblem } from '../../domain/codat/schema'
import type { Diagnosis } from '../../domain/diagnosis/schema'
import type { CodatApi } from '../codat/api'
import type { RawPushDetails } from '../../domain/codat/feeds-shapes'
import type { CodatResult } from '../codat/problem'
import type { BodiesWritten } from '../../reader/push-bodies'

/** A statement that a push reads, as it was when it was held; it stays readable until it is released. */
export interface HeldStatement {
  readonly name: string
  readonly summary: {
    readonly lines: number
    readonly firstDate: string | null
    readonly lastDate: string | null
    readonly moneyIn: string
    readonly moneyOut: string
    readonly endBalance: string | null
    /** As the lines say; empty where they say nothing. */
    readonly currencies: readonly string[]
    readonly requests: number
    readonly stops: number
  }
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

/** What Xero told of a Xero app in a sign-in test; `paste` where its own page said it, and the user pasted that. */
export type XeroTold =
  | { readonly kind: 'enabled' }
  | { readonly kind: 'refused'; readonly diagnosis: Diagnosis; readonly where: 'sign-in' | 'paste' }
  | { readonly kind: 'undecided'; readonly about: 'organisation' | 'other' }

/** What a refusal means, in the words of the diagnosis. */
export interface FeedExplainer {
  operation(push: RawPushDetails): Diagnosis
  /** What Codat turned away at once, with Xero's own problem where it hands one on. */
  refusal(refused: {
    readonly status: number | null
    readonly said: string
    readonly messages: readonly string[]
  }): Diagnosis
  problem(problem: CodatProblem): Diagnosis
  /** What a pasted text says, decisive first. */
  text(text: string): readonly Diagnosis[]
  /** The bytes that are to be sent are gone. */
  bytesGone(): Diagnosis
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
