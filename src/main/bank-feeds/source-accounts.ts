// Changes to a company's source accounts at Codat: asked about first, and followed by a new look at what is so.
import type { CallOutput, Service } from '../../contract/api'
import type { ActivityCode } from '../../domain/activity/codes'
import type { FeedPlace, SourceAccount } from '../../domain/bank-feeds/schema'
import type { Diagnosis } from '../../domain/diagnosis/schema'
import type { ConfirmRequest } from '../../domain/confirm-request'
import type { CodatApi } from '../codat/api'
import type { CodatResult } from '../../domain/codat/problem'
import { Failure } from '../../domain/failure'
import type { Note } from '../activity/activity'
import type { Log } from '../log'
import type { MainPorts, Prompts } from '../ports'
import type { FeedFiles } from './feed-files'
import { gather } from './gather'
import { withChange } from '../../domain/bank-feeds/learnt'
import { newSourceAccount } from '../../domain/bank-feeds/account-types'
import { refusalOfProblem, refusedMapping } from '../../domain/bank-feeds/explain'
import type { FeedApps, FeedCodat } from './ports'
import { createQuestion, disconnectQuestion, mapQuestion } from '../../domain/bank-feeds/questions'

type AccountOutcome = CallOutput<'mapSourceAccount'>

/** Raise `feeds.no-account`. Without a target an account is mapped to one that Xero makes. */
export type SourceAccounts = Service<'createSourceAccount' | 'mapSourceAccount' | 'disconnectSourceAccount'>

export interface SourceAccountsPorts extends Pick<MainPorts, 'clock' | 'random'> {
  readonly files: Pick<FeedFiles, 'evidence' | 'changeEvidence'>
  readonly prompts: Pick<Prompts, 'confirm'>
  readonly apps: FeedApps
  readonly codat: Pick<FeedCodat, 'ask'>
  readonly note: Note
  readonly onChange: (appId: string) => void
  readonly log: Pick<Log, 'error'>
}

export function openSourceAccounts(ports: SourceAccountsPorts): SourceAccounts {
  const { files, clock, random, prompts, codat, apps } = ports

  /** Main's question, the change at Codat, and what is known afterwards. */
  async function change<T>(
    place: FeedPlace,
    question: ConfirmRequest,
    ask: (api: CodatApi) => Promise<CodatResult<T>>,
    refusedIn: (value: T) => Diagnosis | null = () => null,
  ): Promise<AccountOutcome> {
    if (!(await prompts.confirm(question))) return { kind: 'declined' }
    const answer = await codat.ask(place.clientId, ask)
    const diagnosis = answer.ok ? refusedIn(answer.value) : refusalOfProblem(answer.problem)
    await whateverComes(lookAgain(place, diagnosis))
    ports.onChange(place.appId)
    return diagnosis === null ? { kind: 'done' } : { kind: 'refused', diagnosis }
  }

  /** Done is done: where what follows it fails, nobody may be led to ask for it a second time. */
  const whateverComes = (work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: unknown) => ports.log.error('after a change at Codat', error))

  async function lookAgain(place: FeedPlace, diagnosis: Diagnosis | null): Promise<void> {
    const read = await codat
      .ask(place.clientId, async (api) => ({ ok: true, value: await gather(api, place) }))
      .catch(() => null)
    const at = clock.now().toISOString()
    await files.changeEvidence(place, (before) =>
      withChange(before, { read: read?.ok === true ? read.value : null, diagnosis, at }),
    )
  }

  async function accountOf(place: FeedPlace, accountId: string): Promise<SourceAccount> {
    const found = (await files.evidence(place)).accounts.find(({ id }) => id === accountId)
    if (found === undefined) throw new Failure('feeds.no-account')
    return found
  }

  async function noteChange(what: ActivityCode, place: FeedPlace, account: string): Promise<void> {
    const { name } = await apps.get(place.appId)
    await ports.note(what, { id: place.appId, name }, { name: account })
  }

  return {
    async createSourceAccount({ account, ...place }) {
      const outcome = await change(place, createQuestion(account), (api) =>
        api.createSourceAccount(place, newSourceAccount(account), { idempotencyKey: random.id() }),
      )
      if (outcome.kind === 'done') await whateverComes(noteChange('source-account.created', place, account.name))
      return outcome
    },
    async mapSourceAccount({ accountId, targetId, ...place }) {
      const account = await accountOf(place, accountId)
      const { targets } = await files.evidence(place)
      const target = targetId === null ? null : targets.find(({ id }) => id === targetId)
      if (target === undefined) throw new Failure('feeds.no-account')
      const outcome = await change(
        place,
        mapQuestion(account, target?.name ?? null),
        (api) =>
          api.mapSourceAccount(
            place,
            { sourceAccountId: accountId, ...(targetId === null ? {} : { targetAccountId: targetId }) },
            { idempotencyKey: random.id() },
          ),
        (mapping) => refusedMapping(accountId, mapping),
      )
      if (outcome.kind === 'done') await whateverComes(noteChange('source-account.mapped', place, account.name))
      return outcome
    },
    async disconnectSourceAccount({ accountId, ...place }) {
      const account = await accountOf(place, accountId)
      const outcome = await change(place, disconnectQuestion(account), (api) =>
        api.disconnectSourceAccount(place, accountId, { idempotencyKey: random.id() }),
      )
      if (outcome.kind === 'done') await whateverComes(noteChange('source-account.disconnected', place, account.name))
      return outcome
    },
  }
}
