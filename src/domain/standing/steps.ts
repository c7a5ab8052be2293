// The one way in which steps are counted. Pure.
import type { KnownStep } from './known'

export interface StepCount {
  /** Steps that are needed and done, by a check's word or by somebody's. */
  readonly done: number
  /** Steps that are needed. One that was skipped is still among them. */
  readonly total: number
  /** Of `done`, those that are only said. */
  readonly said: number
  readonly skipped: number
}

/** Counts steps: a skipped one is neither done nor not needed, a stale one is to be done again. */
export function countSteps(steps: readonly Pick<KnownStep, 'state'>[]): StepCount {
  const having = (state: KnownStep['state']): number => steps.filter((step) => step.state === state).length
  const said = having('said-done')
  return {
    done: having('verified') + said,
    total: steps.length - having('not-needed'),
    said,
    skipped: having('skipped'),
  }
}

/** “9 of 11 (2 said, not proved)”. */
export function stepCountWords({ done, total, said, skipped }: StepCount): string {
  const beside = [said === 0 ? '' : `${said} said, not proved`, skipped === 0 ? '' : `${skipped} skipped`]
  const given = beside.filter((part) => part !== '').join(', ')
  return `${done} of ${total}${given === '' ? '' : ` (${given})`}`
}
