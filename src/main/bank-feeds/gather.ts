// Asks Codat for all it can tell about a company's bank feeds, and keeps what was known where a question got no answer.
import type { FeedPlace } from '../../domain/bank-feeds/schema'
import type { CodatApi } from '../codat/api'
import { type RawPushDetails, rawPushDetails } from '../../domain/codat/feeds-shapes'
import type { CodatResult } from '../../domain/codat/problem'
import { type Gathered, pushesIn } from '../../domain/bank-feeds/gathered'

/** Pages of pushes that are looked through: enough for what happened of late. */
const MOST_PAGES = 3
/** Failed pushes that are read one by one: the list carries their messages too, but not always. */
const MOST_READ = 3

/** Five questions, one after the other: a budget of a thousand a day is small. */
export async function gather(api: CodatApi, place: FeedPlace): Promise<Gathered> {
  const connection = await api.getConnection(place.companyId, place.connectionId)
  const accounts = await api.sourceAccounts(place)
  const mappings = await api.feedMappings(place)
  const info = await api.feedsInfo(place)
  return { accounts, mappings, info, connection, pushes: await readPushes(api, place) }
}

async function readPushes(api: CodatApi, place: FeedPlace): Promise<CodatResult<readonly RawPushDetails[]>> {
  const found: RawPushDetails[] = []
  let pages = 0
  for await (const step of api.pushPages(place.companyId)) {
    if (step.step === 'waiting') continue
    if (step.step === 'failed') {
      if (found.length === 0 && step.problem !== null) return { ok: false, problem: step.problem }
      break
    }
    found.push(...step.rows.flatMap((row) => rawPushDetails.safeParse(row).data ?? []))
    pages += 1
    if (pages >= MOST_PAGES) break
  }
  const own = pushesIn(found, place)
  const read: RawPushDetails[] = []
  for (const [index, row] of own.entries()) {
    const isBare = /^failed$/i.test(row.status) && !row.errorMessage && index < MOST_READ
    const whole = isBare ? await api.pushOperation(place.companyId, row.pushOperationKey) : null
    read.push(whole?.ok === true ? whole.value : row)
  }
  return { ok: true, value: read }
}
