// The bank feeds of all companies of an app, asked again one after another: those that were looked at, and where bank feeds are
// wanted, those that are linked.
import type { Ladder } from '../../domain/bank-feeds/schema'
import { codeOfProblem } from '../../domain/codat/problem'
import { isFailure } from '../../domain/failure'
import type { Standing } from '../../domain/standing/standing'
import type { BankFeeds } from './bank-feeds'

export interface FeedsChecked {
  readonly companies: readonly {
    readonly clientId: string
    readonly connectionId: string
    readonly name: string
    readonly verdict: Ladder['verdict']
  }[]
  /** The error code of the first company that could not be asked, or of the list of companies. */
  readonly problem: string | null
}

export interface CheckCompaniesPorts {
  readonly feeds: Pick<BankFeeds, 'listFeedCompanies' | 'listFeedVerdicts' | 'checkFeeds'>
  /** Of the app's one standing: whether bank feeds are wanted, and whether any were looked at. */
  readonly bankFeedsOf: (appId: string) => Promise<Standing['bankFeeds'] | null>
}

/** Each takes a few requests of Codat's budget: as many as an app without a plan of its own may have connections. */
export const MOST_CHECKED = 25

/** Gives null where bank feeds are neither wanted nor were looked at. What Codat doesn't answer is a code, and no rejection. */
export async function checkCompanies(
  { feeds, bankFeedsOf }: CheckCompaniesPorts,
  appId: string,
  signal: AbortSignal,
): Promise<FeedsChecked | null> {
  const standing = await bankFeedsOf(appId)
  if (standing === null) return null
  const wanted = standing.verdict !== 'not-used' && standing.verdict !== 'unasked'
  if (!wanted && standing.looked === 0) return null
  const [read, { verdicts }] = await Promise.all([
    feeds.listFeedCompanies({ appId, again: true }),
    feeds.listFeedVerdicts({ appId }),
  ])
  const looked = new Set(verdicts.map(({ connectionId }) => connectionId))
  const due = read.companies
    .filter(({ status, connectionId }) => looked.has(connectionId) || (wanted && status === 'Linked'))
    .toSorted((a, b) => Number(looked.has(b.connectionId)) - Number(looked.has(a.connectionId)))
    .slice(0, MOST_CHECKED)
  const companies: FeedsChecked['companies'][number][] = []
  let problem: string | null = read.problem === null ? null : codeOfProblem(read.problem.kind)
  for (const { clientId, companyId, connectionId, companyName } of due) {
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
