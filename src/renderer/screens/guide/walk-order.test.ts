// Which step of a set-up is shown first, and where a step that is done leads on to. (The walk of 28 November: 26, 45c.)
import { expect, it } from 'vitest'
import type { StepId } from '../../../domain/guide/schema'
import type { IntegrationView, StepView } from '../../../domain/guide/views'
import { stepIds } from '../../../domain/guide/terms'
import { firstOpenStep, nextOpenStep } from './walk-order'

function steps(states: Partial<Record<StepId, StepView['state']>>): StepView[] {
  return stepIds.map((id) => ({ id, state: states[id] ?? 'to-do' }) as StepView)
}

const standing = (step: StepId | null) => ({ step }) as IntegrationView['standing']

it('opens what is under way, else what the banner names, else the first open step', () => {
  expect(firstOpenStep({ steps: steps({ scopes: 'doing' }), standing: standing('keys') })).toBe('scopes')
  expect(firstOpenStep({ steps: steps({}), standing: standing('keys') })).toBe('keys')
  expect(firstOpenStep({ steps: steps({ keys: 'verified' }), standing: standing('keys') })).toBe('plan')
  expect(firstOpenStep({ steps: steps({ plan: 'said-done' }), standing: standing(null) })).toBe('create-app')
})

it('leads from a step that is done to the next open one below, then to those above', () => {
  expect(nextOpenStep(steps({ plan: 'said-done', 'create-app': 'verified' }), 'plan')).toBe('policy-links')
  const lastDone = Object.fromEntries(stepIds.slice(1).map((id) => [id, 'verified' as const]))
  expect(nextOpenStep(steps(lastDone), 'afterwards')).toBe('plan')
  expect(nextOpenStep(steps({ ...lastDone, plan: 'skipped' }), 'afterwards')).toBeNull()
})
