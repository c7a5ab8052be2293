// “Mend all that is safe”. (The walk of 28 November: 39.)
import { expect, it } from 'vitest'
import type { FindingCode, RemedyKind, StatementFinding } from '../../../domain/bank-feeds/statements/schema'
import { safeRemedies } from './safe-remedies'
import { mendedWords, stillToMend } from './words'

const finding = (...remedies: RemedyKind[]) => ({ remedies })

it('are those that lose nothing, in the order in which they are applied', () => {
  const found = [finding('make-ids'), finding('drop-same-id'), finding('drop-likely'), finding('sort'), finding()]
  expect(safeRemedies(found)).toEqual(['sort', 'drop-same-id', 'make-ids'])
})

it('leave to the user what has two remedies, and what decides about money', () => {
  expect(safeRemedies([finding('type-from-sign', 'sign-from-type'), finding('balance-from-start')])).toEqual([])
  expect(safeRemedies([])).toEqual([])
})

it('say what is left, which may only show once they are done, and the verdict names it', () => {
  const found = (code: FindingCode, severity: StatementFinding['severity'] = 'stop'): StatementFinding => ({
    code,
    severity,
    count: 1,
    places: [],
    remedies: [],
  })
  const left = [found('id.missing', 'watch'), found('balance.breaks'), found('duplicate.id')]
  expect(mendedWords(['sorted by date'], [])).toBe('Mended, each can be undone: sorted by date.')
  expect(mendedWords(['sorted by date'], left.slice(0, 2))).toMatch(/: sorted by date\. Left to mend: [A-Z][^.]+\.$/)
  expect(stillToMend(left)).toMatch(/^To mend: [A-Z].+, and 1 more$/)
  expect(stillToMend(left.slice(0, 1))).toBeNull()
})
