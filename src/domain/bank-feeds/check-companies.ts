// Which companies of an app have their bank feeds asked about again, and what came of it.
import type { Standing } from '../standing/standing'
import type { FeedCompany, FeedVerdict, Ladder } from './schema'

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

/** Each takes a few requests of Codat's budget: as many as an app without a plan of its own may have connections. */
export const MOST_CHECKED = 25

type Wanted = Pick<Standing['bankFeeds'], 'verdict' | 'looked'>

const isWanted = ({ verdict }: Wanted): boolean => verdict !== 'not-used' && verdict !== 'unasked'

/** False where bank feeds are neither wanted nor were looked at. */
export function isWorthChecking(standing: Wanted): boolean {
  return isWanted(standing) || standing.looked > 0
}

/** Those that were looked at first, then, where bank feeds are wanted, those that are linked. */
export function dueCompanies(
  standing: Wanted,
  companies: readonly FeedCompany[],
  verdicts: readonly Pick<FeedVerdict, 'connectionId'>[],
): FeedCompany[] {
  const looked = new Set(verdicts.map(({ connectionId }) => connectionId))
  return companies
    .filter(({ status, connectionId }) => looked.has(connectionId) || (isWanted(standing) && status === 'Linked'))
    .toSorted((a, b) => Number(looked.has(b.connectionId)) - Number(looked.has(a.connectionId)))
    .slice(0, MOST_CHECKED)
}
