// What a page of Codat's lists says, and how long to wait before it is asked for again.
import type { CodatProblem } from './said'
import { wholeOrNull } from './whole-number'

export interface Patience {
  /** How often a page is asked for in all. */
  readonly attempts: number
  /** Milliseconds to wait before each further attempt, where Codat doesn't say. */
  readonly pausesMs: readonly number[]
  /** A longer wait than this is left to the user. */
  readonly longestWaitMs: number
}

export const patience: Patience = { attempts: 3, pausesMs: [1_000, 4_000], longestWaitMs: 60_000 }

export type PageStep =
  | {
      readonly step: 'page'
      readonly rows: readonly unknown[]
      /** How many there are in all by Codat's own word. */
      readonly told: number | null
      readonly last: boolean
    }
  /** A page failed and will be asked for again after that long. */
  | { readonly step: 'waiting'; readonly milliseconds: number; readonly problem: CodatProblem }
  /** It ends here, with pages unread. */
  | { readonly step: 'failed'; readonly because: 'page-failed' | 'endless'; readonly problem: CodatProblem | null }

export interface OnePage {
  readonly rows: readonly unknown[]
  readonly told: number | null
  readonly next: string | null
}

/** The address of the next page, if it lies at Codat itself: the key goes along with every request. */
export function pathBelow(href: string, base: URL): string | null {
  if (!URL.canParse(href, base)) return null
  const url = new URL(href, base)
  return url.origin === base.origin ? `${url.pathname}${url.search}` : null
}

/** A total of 0 beside rows stands in Codat's own examples: it says nothing. */
export function toldCount(total: number | null | undefined, rows: number): number | null {
  const whole = wholeOrNull(total)
  return whole === 0 && rows > 0 ? null : whole
}

export function isWorthAsking(problem: CodatProblem): boolean {
  return problem.canBeRetried && problem.kind !== 'cancelled' && problem.kind !== 'conflict'
}

export function waitBefore(problem: CodatProblem, pauseMs: number): number {
  // Never sooner than our own pause, whatever was told: a second of it after a 429 is no licence to hammer.
  return Math.max(pauseMs, (problem.retryAfterSeconds ?? 0) * 1_000)
}
