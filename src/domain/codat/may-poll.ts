import type { CodatBudget } from './said'

/** The part of Codat's daily budget that is left to everyone else. Ours: with no company linked the budget is 1,000 a day. */
export const LEFT_TO_OTHERS = 0.2

/** False once so little of the day's budget is left that polling would take it from others. Unknown budgets may be asked. */
export function mayPoll({ day: { limit, remaining } }: CodatBudget): boolean {
  if (limit === null || remaining === null || limit === 0) return true
  return remaining / limit > LEFT_TO_OTHERS
}
