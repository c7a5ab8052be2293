// The companies of the Codat clients that hold a Xero app's keys, as they were read last.
import type { FeedCompany, FeedPlace } from '../../domain/bank-feeds/schema'
import type { Listed } from '../../domain/bank-feeds/gone'
import type { CodatProblem } from '../../domain/codat/said'
import type { FeedCodat } from './ports'

interface CompaniesRead {
  readonly companies: FeedCompany[]
  readonly complete: boolean
  readonly clients: number
  readonly problem: CodatProblem | null
}

export interface FeedCompaniesPorts extends Pick<FeedCodat, 'clientsOf' | 'readCompanies'> {
  /** Every company of these Codat clients was seen just now. */
  onWhole(listed: Listed): Promise<void>
}

const MOST_COMPANIES = 20_000

export function openFeedCompanies(codat: FeedCompaniesPorts) {
  /** By Xero app: only for this run, as they change at Codat. */
  const known = new Map<string, CompaniesRead>()
  return {
    /** As they were read last, unless nothing was read yet or they are to be read `again`. */
    async list(appId: string, again: boolean): Promise<CompaniesRead> {
      const before = known.get(appId)
      if (before !== undefined && !again) return before
      const read = await readCompanies(codat, appId)
      known.set(appId, read)
      return read
    },
    /** The company at a place, if it was among those read last. */
    find: ({ appId, companyId, connectionId }: FeedPlace): FeedCompany | undefined =>
      known.get(appId)?.companies.find((one) => one.companyId === companyId && one.connectionId === connectionId),
    forgetApp: (appId: string) => void known.delete(appId),
  }
}

async function readCompanies(codat: FeedCompaniesPorts, appId: string): Promise<CompaniesRead> {
  const clients = await codat.clientsOf(appId)
  const companies: FeedCompany[] = []
  let complete = true
  let problem: CodatProblem | null = null
  for (const client of clients) {
    const read = await codat.readCompanies(client.id)
    companies.push(...read.rows.slice(0, MOST_COMPANIES - companies.length))
    complete &&= read.complete
    problem ??= read.problem
  }
  const isWhole = complete && problem === null && companies.length < MOST_COMPANIES
  if (isWhole) await codat.onWhole({ appId, clientIds: clients.map(({ id }) => id), companies })
  return { companies, complete, clients: clients.length, problem }
}
