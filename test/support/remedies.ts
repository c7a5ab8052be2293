// What the app itself offers, followed as somebody in a hurry would.
import type { StatementRemedy } from '../../src/contract/statements'
import type { StatementFinding } from '../../src/domain/bank-feeds/statements/schema'
import type { OpenStatement } from '../../src/reader/open-statement'

const MOST_STEPS = 15

/** Applies every first remedy that is offered to a stop, until nothing stops or nothing is offered. */
export function followFirstRemedies(statement: OpenStatement): void {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const finding = statement
      .view()
      .findings.find(({ severity, remedies }) => severity === 'stop' && remedies.length > 0)
    const remedy = finding === undefined ? null : firstRemedy(statement, finding)
    if (remedy === null) return
    statement.apply(remedy)
  }
}

function firstRemedy(statement: OpenStatement, { code, remedies }: StatementFinding): StatementRemedy | null {
  const kind = remedies[0]
  const { accounts, summary } = statement.view()
  switch (kind) {
    case undefined:
    case 'set-side':
      return null
    case 'leave-out':
    case 'count-in':
      return { kind, code }
    case 'leave-out-line':
      return { kind, at: 0, reason: 'told to' }
    case 'only-account':
      return { kind, account: accounts[0] ?? '' }
    case 'only-currency':
      return { kind, currency: summary.currencies[0] ?? '' }
    case 'balance-from-start':
    case 'balance-from-end':
      return { kind, balance: '10.00' }
    default:
      return { kind }
  }
}
