// The bank feeds of all companies of an app, asked again one after another: those that were looked at, and where bank feeds are
// wanted, those that are linked.
import { dueCompanies, type FeedsChecked, isWorthChecking } from '../../domain/bank-feeds/check-companies'
import { codeOfProblem } from '../../domain/codat/problem'
import { isFailure } from '../../domain/failure'
import type { Standing } from '../../domain/standing/standing'
import type { BankFeeds } from './bank-feeds'

export interface CheckCompaniesPorts {
  readonly feeds: Pick<BankFeeds, 'listFeedCompanies' | 'listFeedVerdicts' | 'checkFeeds'>
  /** Of the app's one standing: whether bank feeds are wanted, and whether any were looked at. */
  readonly bankFeedsOf: (appId: string) => Promise<Standing['bankFeeds'] | null>
}

/** Gives null where bank feeds are neither wanted nor were looked at. What Codat doesn't answer is a code, and no rejection. */
export async function checkCompanies(
  { feeds, bankFeedsOf }: CheckCompaniesPorts,
  appId: string,
  signal: AbortSignal,
): Promise<FeedsChecked | null> {
  const standing = await bankFeedsOf(appId)
  if (standing === null || !isWorthChecking(standing)) return null
  const [read, { verdicts }] = await Promise.all([
    feeds.listFeedCompanies({ appId, again: true }),
    feeds.listFeedVerdicts({ appId }),
  ])
  const companies: FeedsChecked['companies'][number][] = []
  let problem: string | null = read.problem === null ? null : codeOfProblem(read.problem.kind)
  for (const { clientId, companyId, connectionId, companyName } of dueCompanies(standing, read.companies, verdicts)) {
    if (signal.aborted) break
    try {
      const { ladder } = await feeds.checkFeeds({ appId, clientId, companyId, connectionId, companyName })
      companies.push({ clientId, connectionId, name: companyName, verdict: ladder.verdict })
    } catch (error) {
      if (!isFailure(error)) throw error
      problem ??= error.code
    }
  }
  return { companies, problem }
}
