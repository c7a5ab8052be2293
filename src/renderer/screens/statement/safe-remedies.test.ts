// “Mend all that is safe”. (The walk of 28 November: 39.)
import { expect, it } from 'vitest'
import type { RemedyKind } from '../../../domain/bank-feeds/statements/schema'
import { safeRemedies } from './safe-remedies'

const finding = (...remedies: RemedyKind[]) => ({ remedies })

it('are those that lose nothing, in the order in which they are applied', () => {
  const found = [finding('make-ids'), finding('drop-same-id'), finding('drop-likely'), finding('sort'), finding()]
  expect(safeRemedies(found)).toEqual(['sort', 'drop-same-id', 'make-ids'])
})

it('leave to the user what has two remedies, and what decides about money', () => {
  expect(safeRemedies([finding('type-from-sign', 'sign-from-type'), finding('balance-from-start')])).toEqual([])
  expect(safeRemedies([])).toEqual([])
})
