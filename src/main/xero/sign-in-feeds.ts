// Does Xero's bank feeds API let this Xero app in? Asked once, with the sign-in test's own token, before its connection is removed.
import { bankFeedsScope } from '../../domain/facts'
import type { BankFeedsAnswer } from '../../domain/xero/schema'
import type { XeroApi } from './xero-api'
import { demoRank, type FeedsQuestion, refusal } from '../../domain/xero/sign-in-feeds'

/** Asks about one organisation, a demo company last: those never take feeds. Null when the test wasn't about bank feeds. */
export async function askBankFeeds(
  api: Pick<XeroApi, 'feedConnections'>,
  { askedScopes, grantedScopes, organisations }: FeedsQuestion,
): Promise<BankFeedsAnswer | null> {
  const scope = bankFeedsScope.value
  if (!grantedScopes.includes(scope)) return askedScopes.includes(scope) ? { kind: 'not-granted' } : null
  const [organisation] = organisations.toSorted((a, b) => demoRank[a.demo] - demoRank[b.demo])
  if (organisation === undefined) return { kind: 'no-organisation' }
  const { tenantId, name } = organisation
  const answer = await api.feedConnections(tenantId)
  switch (answer.kind) {
    case 'ok':
      return { kind: 'enabled', organisation: name, feeds: answer.value.count }
    case 'refused':
      return refusal(answer.facts, name)
    case 'no-answer':
    case 'unreadable':
      return answer
  }
}
