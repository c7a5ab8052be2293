import type { Diagnosis } from './schema'

/** A code's words in the catalogue. */
export type Entry = Pick<Diagnosis, 'title' | 'cause' | 'side' | 'nextStep' | 'severity' | 'link'> & {
  /** What it can be, where this diagnosis names a class of causes: the likeliest first. */
  readonly canBe?: readonly string[]
  /** Overrides the rank of the severity; higher is more decisive. */
  readonly rank?: number
}
