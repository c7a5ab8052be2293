// A problem with Codat for tests: of its kind alone, and whatever a test adds.
import type { CodatProblem } from '../../src/domain/codat/said'
import { blankProblem } from '../../src/domain/codat/problem'

export const codatProblem = (
  kind: CodatProblem['kind'],
  { request = 'GET /companies', ...more }: Partial<Omit<CodatProblem, 'kind'>> = {},
): CodatProblem => ({ ...blankProblem(request, kind), ...more })
