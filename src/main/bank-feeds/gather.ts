// Asks Codat for all it can tell about a company's bank feeds, and keeps what was known where a question got no answer.
import type { CodatProblem } from '../../domain/codat/schema'
import type { FeedPlace } from '../../domain/bank-feeds/schema'
import { codatBankTransactions } from '../../domain/facts'
import type { CodatApi } from '../codat/api'
import { rawPushDetails, type RawPushDetails } from '../../domain/codat/feeds-shapes'
import type { CodatResult } from '../../domain/codat/problem'
import { endOf, toSourceAccount } from '../../domain/bank-feeds/accounts'
import { type FeedEvidence, withError } from '../../domain/bank-feeds/evidence'
import { explainOperation } from '../../domain/bank-feeds/explain'
import { utcOf } from '../../domain/bank-feeds/push/candidates'

export interface Gathered {
  readonly accounts: Awaited<ReturnType<CodatApi['sourceAccounts']>>
  readonly mappings: Awaited<ReturnType<CodatApi['feedMappings']>>
  readonly info: Awaited<ReturnType<CodatApi['feedsInfo']>>
  readonly connection: Awaited<ReturnType<CodatApi['getConnection']>>
  readonly pushes: CodatResult<readonly RawPushDetails[]>
}

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
  const own = found
    .filter((row) => row.dataConnectionKey === place.connectionId && row.dataType === codatBankTransactions.value)
    .toSorted((a, b) => (utcOf(b.requestedOnUtc) ?? 0) - (utcOf(a.requestedOnUtc) ?? 0))
  const read: RawPushDetails[] = []
  for (const [index, row] of own.entries()) {
    const isBare = /^failed$/i.test(row.status) && !row.errorMessage && index < MOST_READ
    const whole = isBare ? await api.pushOperation(place.companyId, row.pushOperationKey) : null
    read.push(whole?.ok === true ? whole.value : row)
  }
  return { ok: true, value: read }
}

/** The first problem among the answers that isn't Codat's own refusal of bank feeds. */
export function problemIn({ connection, accounts, pushes }: Gathered): CodatProblem | null {
  for (const answer of [connection, accounts, pushes]) {
    if (!answer.ok && !isRefusal(answer.problem)) return answer.problem
  }
  return null
}

/** Codat knows the key, and has no bank feeds for it. */
function isRefusal({ kind }: CodatProblem): boolean {
  return kind === 'forbidden' || kind === 'not-found'
}

/** The evidence with what was gathered. What got no answer stays as it was. Pure. */
export function withGathered(
  before: FeedEvidence,
  { connection, accounts, mappings, info, pushes }: Gathered,
  at: string,
): FeedEvidence {
  const nobody = [connection, accounts, pushes].every((answer) => !answer.ok && !isRefusal(answer.problem))
  if (nobody) return before
  const read: FeedEvidence = {
    ...before,
    readAt: at,
    connection: connection.ok
      ? { status: connection.value.status ?? '', created: connection.value.created ?? null }
      : before.connection,
    feedsAnswer: accounts.ok ? 'answered' : isRefusal(accounts.problem) ? 'refused' : before.feedsAnswer,
    accounts: accounts.ok ? accounts.value.slice(0, 500).map(toSourceAccount) : before.accounts,
    targets: mappings.ok ? targetsOf(mappings.value) : before.targets,
    organisation: info.ok
      ? {
          name: info.value.companyName ?? null,
          plan: info.value.planType ?? null,
          baseCurrency: info.value.baseCurrency ?? null,
        }
      : before.organisation,
  }
  return pushes.ok ? withPushes(read, pushes.value, at) : read
}

function targetsOf(mappings: Extract<Gathered['mappings'], { ok: true }>['value']): FeedEvidence['targets'] {
  return mappings
    .flatMap(({ sourceAccountId, targetAccountOptions }) =>
      (targetAccountOptions ?? []).map(({ id, name, accountNumber, balance }) => ({
        id: id.slice(0, 100),
        name: name ?? '',
        offeredTo: sourceAccountId?.slice(0, 200) ?? null,
        numberEnd: endOf(accountNumber),
        balance: balance ?? null,
      })),
    )
    .slice(0, 500)
}

/** Newest first: the last push, the last proof, and the refusals that weren't counted yet. */
export function withPushes(before: FeedEvidence, pushes: readonly RawPushDetails[], at: string): FeedEvidence {
  const [newest] = pushes
  const success = pushes.find(({ status }) => /^success$/i.test(status))
  const provedAt = latest(before.provedAt, success === undefined ? null : timeOf(success, at))
  const news = pushes.filter(
    ({ status, pushOperationKey }) =>
      /^(?:failed|timedout)$/i.test(status) && !before.counted.includes(pushOperationKey),
  )
  const known: FeedEvidence = {
    ...before,
    provedAt,
    lastPush:
      newest === undefined
        ? before.lastPush
        : { key: newest.pushOperationKey, status: newest.status, at: timeOf(newest, at) },
    counted: [...before.counted, ...news.map(({ pushOperationKey }) => pushOperationKey)].slice(-500),
  }
  return news.reduce(
    (sofar, push) => withError(sofar, explainOperation(push), { at: timeOf(push, at), where: 'push' }),
    known,
  )
}

function timeOf({ completedOnUtc, requestedOnUtc }: RawPushDetails, otherwise: string): string {
  const at = utcOf(completedOnUtc) ?? utcOf(requestedOnUtc)
  return at === null ? otherwise : new Date(at).toISOString()
}

function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}
