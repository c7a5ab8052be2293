// Which remedies need no look at the lines first: they lose nothing, and each can be undone. Pure.
import type { RemedyKind, StatementFinding } from '../../../domain/bank-feeds/statements/schema'

/** In the order in which they are applied: balances are compared once the lines are in order and there once. */
const SAFE = ['sort', 'drop-same-id', 'type-from-sign', 'make-ids', 'split'] as const satisfies readonly RemedyKind[]
export type SafeRemedy = (typeof SAFE)[number]

/** Those that a finding offers beside no other: where there is a choice, it is the user's. */
export function safeRemedies(findings: readonly Pick<StatementFinding, 'remedies'>[]): readonly SafeRemedy[] {
  return SAFE.filter((kind) => findings.some(({ remedies }) => remedies.length === 1 && remedies[0] === kind))
}
