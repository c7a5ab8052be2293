// In what order a set-up's steps are gone to. Pure.
import type { StepId } from '../../../domain/guide/schema'
import type { IntegrationView, StepView } from '../../../domain/guide/views'

export function isDone({ state }: StepView): boolean {
  return state === 'verified' || state === 'not-needed'
}

export function isSettled(view: StepView): boolean {
  return isDone(view) || view.state === 'said-done' || view.state === 'skipped'
}

/** Where to go on: what is under way, else what the banner names, else the first step that nobody has done or said to be done. */
export function firstOpenStep({ steps, standing }: Pick<IntegrationView, 'steps' | 'standing'>): StepId | null {
  const open = steps.filter((view) => !isSettled(view))
  const named = open.find(({ id }) => id === standing.step)
  return (open.find(({ state }) => state === 'doing') ?? named ?? open[0])?.id ?? null
}

/** The next step below that is open, else the first one that is; null where none is left. */
export function nextOpenStep(steps: readonly StepView[], after: StepId): StepId | null {
  const open = steps.filter((view) => !isSettled(view))
  const from = steps.findIndex(({ id }) => id === after)
  const below = open.find(({ id }) => steps.findIndex((view) => view.id === id) > from)
  return (below ?? open.find(({ id }) => id !== after))?.id ?? null
}
