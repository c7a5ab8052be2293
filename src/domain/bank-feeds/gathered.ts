// What Codat told of a company's bank feeds, taken into what was known before.
import type { CodatProblem } from '../codat/said'
import type { RawFeedsInfo, RawMappings, RawPushDetails, RawSourceAccount } from '../codat/feeds-shapes'
import type { RawConnection } from '../codat/shapes'
import type { CodatResult } from '../codat/problem'
import { codatBankTransactions } from '../facts'
import { endOf, toSourceAccount } from './accounts'
import type { FeedPlace } from './schema'
import { type FeedEvidence, withError } from './evidence'
import { withGone, withoutGone } from './gone'
import { explainOperation } from './explain'
import { utcOf } from './push/candidates'

export interface Gathered {
  readonly accounts: CodatResult<readonly RawSourceAccount[]>
  readonly mappings: CodatResult<RawMappings>
  readonly info: CodatResult<RawFeedsInfo>
  readonly connection: CodatResult<RawConnection>
  readonly pushes: CodatResult<readonly RawPushDetails[]>
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
  const there = connection.ok ? withoutGone(before) : before
  const isGone = !connection.ok && connection.problem.kind === 'not-found'
  const read: FeedEvidence = {
    ...(isGone ? withGone(there, at) : there),
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

function targetsOf(mappings: RawMappings): FeedEvidence['targets'] {
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

/** Pushes of bank transactions to a connection, the newest first. */
export function pushesIn(rows: readonly RawPushDetails[], { connectionId }: FeedPlace): RawPushDetails[] {
  return rows
    .filter((row) => row.dataConnectionKey === connectionId && row.dataType === codatBankTransactions.value)
    .toSorted((a, b) => (utcOf(b.requestedOnUtc) ?? 0) - (utcOf(a.requestedOnUtc) ?? 0))
}
