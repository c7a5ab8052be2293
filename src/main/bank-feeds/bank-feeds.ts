// Bank feeds as a service: companies, the ladder, source accounts, the user's words, pushes opened and pushes made.
import type {
  FeedCompany,
  FeedPanel,
  FeedPlace,
  FeedWords,
  Ladder,
  ListedPush,
  OpenedPush,
  SourceAccount,
} from '../../contract/bank-feeds'
import type { CodatProblem } from '../../contract/codat'
import type { Diagnosis } from '../../contract/diagnosis'
import { demoCompanyName } from '../../contract/facts'
import { Failure } from '../failure'
import { codeOfProblem, type CodatResult } from '../codat/problem'
import { rawPushDetails, type RawPushDetails } from '../codat/feeds-shapes'
import type { CodatApi } from '../codat/api'
import type { Clock, Prompts, Random } from '../ports'
import { type FeedEvidence, type FeedFiles, withError, type XeroSaid } from './evidence'
import { gather, problemIn, withGathered } from './gather'
import { ladderOf, rungOfDiagnosis } from './ladder'
import { openPushFrom, type OpenedOutcome } from './open-push'
import type { FeedApps, FeedCodat, FeedExplainer, FeedNote, XeroTold } from './ports'
import type { PushDestination } from './push/plan'
import { refusalOf } from './push/refusal'
import { isEnded, type PushState } from './push/state'
import { placeOf } from './push/view'

export interface BankFeedsPorts {
  /** The agreement with Xero as the app's partner application has it, once accepted; asked where the user said nothing. */
  readonly agreed?: (appId: string) => Promise<FeedWords['agreement']>
  readonly files: FeedFiles
  readonly clock: Clock
  readonly random: Random
  readonly prompts: Pick<Prompts, 'confirm'>
  readonly apps: FeedApps
  readonly codat: FeedCodat
  readonly explain: FeedExplainer
  readonly note: FeedNote
  /** Operations of the pushes made here. */
  readonly ownOperations: () => Promise<ReadonlySet<string>>
  readonly onChange: (appId: string) => void
}

export interface NewAccount {
  readonly id: string
  readonly name: string
  readonly kind: 'bank' | 'card'
  readonly number: string
  readonly currency: string
  readonly balance: string
}

export type AccountOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'refused'; readonly diagnosis: Diagnosis }

export interface BankFeeds {
  companies(appId: string, again: boolean): Promise<CompaniesRead>
  panel(place: FeedPlace, companyName: string): Promise<FeedPanel>
  /** The last known ladder of every company that was looked at, without asking anyone. */
  ladders(): Promise<{ place: FeedPlace; ladder: Ladder }[]>
  /** Asks Codat. Raises `codat.*` when it could not be asked at all. */
  check(place: FeedPlace, companyName: string): Promise<FeedPanel>
  say(appId: string, clientId: string, words: SaidWords): Promise<FeedWords>
  setProduction(appId: string, clientId: string, on: boolean): Promise<FeedWords>
  createAccount(place: FeedPlace, account: NewAccount): Promise<AccountOutcome>
  mapAccount(place: FeedPlace, accountId: string, targetId: string): Promise<AccountOutcome>
  disconnectAccount(place: FeedPlace, accountId: string): Promise<AccountOutcome>
  /** What a push needs to know of a company. Raises `feeds.no-company`. */
  destination(place: FeedPlace): Promise<PushDestination>
  /** What Xero itself told of the app with this client id, in a sign-in test: it goes for every company of it. */
  hear(app: { readonly id: string; readonly clientId: string }, told: XeroTold): Promise<void>
  /** Takes away all that is kept of a deleted Xero app, but for the journals of its pushes. */
  forgetApp(appId: string, clientIds: readonly string[]): Promise<void>
  /** What a push of ours taught. */
  learn(state: PushState): Promise<void>
  openPush(place: FeedPlace, text: string): Promise<OpenedOutcome>
  companyPushes(place: FeedPlace): Promise<{ pushes: ListedPush[]; complete: boolean; problem: CodatProblem | null }>
}

export type SaidWords = { readonly [K in keyof Omit<FeedWords, 'production'>]?: FeedWords[K] | undefined }

interface CompaniesRead {
  readonly companies: FeedCompany[]
  readonly complete: boolean
  readonly clients: number
  readonly problem: CodatProblem | null
}

const MOST_COMPANIES = 20_000
const MOST_LISTED = 500

export function openBankFeeds(ports: BankFeedsPorts): BankFeeds {
  const { files, clock, random, prompts, codat, explain, apps } = ports
  /** Companies as they were read last, by Xero app: only for this run, as they change at Codat. */
  const known = new Map<string, CompaniesRead>()
  const now = (): string => clock.now().toISOString()

  async function readCompanies(appId: string): Promise<CompaniesRead> {
    const clients = await codat.clientsOf(appId)
    const companies: FeedCompany[] = []
    let complete = true
    let problem: CodatProblem | null = null
    for (const { id, name } of clients) {
      const read = await codat.readCompanies(id, (page) => {
        for (const company of page) {
          for (const connection of company.connections) {
            if (companies.length >= MOST_COMPANIES) return
            companies.push({
              clientId: id,
              clientName: name,
              companyId: company.id,
              companyName: company.name,
              connectionId: connection.id,
              status: connection.status,
              created: connection.created,
            })
          }
        }
      })
      complete &&= read.complete
      problem ??= read.problem
    }
    return { companies, complete, clients: clients.length, problem }
  }

  async function panelOf(place: FeedPlace, companyName: string, evidence: FeedEvidence): Promise<FeedPanel> {
    const app = await apps.get(place.appId)
    const [words, agreed, xeroSaid, all] = await Promise.all([
      files.words(place.appId, place.clientId),
      ports.agreed?.(place.appId) ?? null,
      files.xeroSaid(place.appId, app.clientId),
      files.all(),
    ])
    const known = { ...words, agreement: words.agreement ?? agreed }
    return {
      place,
      companyName,
      words,
      environment: app.environment,
      isTrial: isTrial(evidence),
      ladder: ladderOf(companyName, known, evidence, { xeroSaid, sisters: sistersIn(all, place) }),
      accounts: evidence.accounts,
      targets: evidence.targets,
    }
  }

  /** Null for an app whose record is gone, too. */
  async function xeroSaidOf(appId: string): Promise<XeroSaid | null> {
    const app = await apps.get(appId).catch(() => null)
    return app === null ? null : files.xeroSaid(appId, app.clientId)
  }

  async function about(place: FeedPlace): Promise<{ id: string; name: string }> {
    return { id: place.appId, name: (await apps.get(place.appId)).name }
  }

  /** Main's question, the change at Codat, and what is known afterwards. */
  async function change<T>(
    place: FeedPlace,
    question: Parameters<Prompts['confirm']>[0],
    ask: (api: CodatApi) => Promise<CodatResult<T>>,
    refusedIn: (value: T) => Diagnosis | null = () => null,
  ): Promise<AccountOutcome> {
    if (!(await prompts.confirm(question))) return { kind: 'declined' }
    const answer = await codat.ask(place.clientId, ask)
    const diagnosis = answer.ok ? refusedIn(answer.value) : refusalOfProblem(answer.problem, explain)
    const read = await codat.ask(place.clientId, async (api) => ({ ok: true, value: await gather(api, place) }))
    await files.changeEvidence(place, (before) => {
      const learnt = read.ok ? withGathered(before, read.value, { at: now(), explain }) : before
      if (diagnosis === null || rungOfDiagnosis(diagnosis) === null) return learnt
      return withError(learnt, diagnosis, { at: now(), where: 'mapping' })
    })
    ports.onChange(place.appId)
    return diagnosis === null ? { kind: 'done' } : { kind: 'refused', diagnosis }
  }

  async function accountOf(place: FeedPlace, accountId: string): Promise<SourceAccount> {
    const found = (await files.evidence(place)).accounts.find(({ id }) => id === accountId)
    if (found === undefined) throw new Failure('feeds.no-account')
    return found
  }

  return {
    async companies(appId, again) {
      const before = known.get(appId)
      if (before !== undefined && !again) return before
      const read = await readCompanies(appId)
      known.set(appId, read)
      return read
    },
    async ladders() {
      const all = await files.all()
      const looked = all.filter(({ readAt }) => readAt !== null)
      const appIds = [...new Set(looked.map(({ place }) => place.appId))]
      const xeroSaid = new Map(await Promise.all(appIds.map(async (id) => [id, await xeroSaidOf(id)] as const)))
      return Promise.all(
        looked.map(async (evidence) => {
          const { place, organisation } = evidence
          const words = await files.words(place.appId, place.clientId)
          const ofApp = { xeroSaid: xeroSaid.get(place.appId) ?? null, sisters: sistersIn(all, place) }
          return { place, ladder: ladderOf(organisation?.name ?? 'a company', words, evidence, ofApp) }
        }),
      )
    },
    panel: async (place, companyName) => panelOf(place, companyName, await files.evidence(place)),
    async check(place, companyName) {
      const read = await codat.ask(place.clientId, async (api) => ({ ok: true, value: await gather(api, place) }))
      if (!read.ok) throw new Failure(codeOfProblem(read.problem.kind))
      const problem = problemIn(read.value)
      const evidence = await files.changeEvidence(place, (before) =>
        withGathered(before, read.value, { at: now(), explain }),
      )
      if (problem !== null) throw new Failure(codeOfProblem(problem.kind), { detail: JSON.stringify(problem) })
      ports.onChange(place.appId)
      return panelOf(place, companyName, evidence)
    },
    async say(appId, clientId, said) {
      const words = await files.changeWords(appId, clientId, (before) => ({
        ...before,
        ...(said.agreement === undefined ? {} : { agreement: said.agreement }),
        ...(said.appEnabledOn === undefined ? {} : { appEnabledOn: said.appEnabledOn }),
        ...(said.consentSince === undefined ? {} : { consentSince: said.consentSince }),
      }))
      ports.onChange(appId)
      return words
    },
    async setProduction(appId, clientId, on) {
      const { name } = await apps.get(appId)
      if (on && !(await prompts.confirm(productionQuestion(name)))) return files.words(appId, clientId)
      const words = await files.changeWords(appId, clientId, (before) => ({
        ...before,
        production: on ? { since: now() } : null,
      }))
      await ports.note(on ? 'push.production-on' : 'push.production-off', { id: appId, name })
      ports.onChange(appId)
      return words
    },
    async createAccount(place, account) {
      const outcome = await change(place, createQuestion(account), (api) =>
        api.createSourceAccount(
          place,
          {
            id: account.id,
            accountName: account.name,
            accountType: account.kind === 'card' ? 'Credit' : 'Debit',
            accountNumber: account.number,
            currency: account.currency,
            balance: Number(account.balance),
          },
          { idempotencyKey: random.id() },
        ),
      )
      if (outcome.kind === 'done') await ports.note('source-account.created', await about(place), account.name)
      return outcome
    },
    async mapAccount(place, accountId, targetId) {
      const account = await accountOf(place, accountId)
      const target = (await files.evidence(place)).targets.find(({ id }) => id === targetId)
      if (target === undefined) throw new Failure('feeds.no-account')
      const outcome = await change(
        place,
        mapQuestion(account, target.name),
        (api) =>
          api.mapSourceAccount(
            place,
            { sourceAccountId: accountId, targetAccountId: targetId },
            { idempotencyKey: random.id() },
          ),
        ({ status, error }) =>
          status?.toLowerCase() === 'failed'
            ? explain.operation({ pushOperationKey: accountId, status: 'Failed', errorMessage: error ?? null })
            : null,
      )
      if (outcome.kind === 'done') await ports.note('source-account.mapped', await about(place), account.name)
      return outcome
    },
    async disconnectAccount(place, accountId) {
      const account = await accountOf(place, accountId)
      const outcome = await change(place, disconnectQuestion(account), (api) =>
        api.disconnectSourceAccount(place, accountId, { idempotencyKey: random.id() }),
      )
      if (outcome.kind === 'done') await ports.note('source-account.disconnected', await about(place), account.name)
      return outcome
    },
    async destination(place) {
      const clients = await codat.clientsOf(place.appId)
      const client = clients.find(({ id }) => id === place.clientId)
      const company = known
        .get(place.appId)
        ?.companies.find((one) => one.companyId === place.companyId && one.connectionId === place.connectionId)
      if (client === undefined || company === undefined) throw new Failure('feeds.no-company')
      const [evidence, words] = await Promise.all([files.evidence(place), files.words(place.appId, place.clientId)])
      return {
        place,
        clientName: client.name,
        companyName: company.companyName,
        organisation: evidence.organisation?.name ?? null,
        isTrial: isTrial(evidence),
        words,
        accounts: evidence.accounts,
      }
    },
    async hear({ id, clientId }, told) {
      const at = now()
      await files.changeXeroSaid(id, clientId, (before) => withTold(before, told, at))
      ports.onChange(id)
    },
    async forgetApp(appId, clientIds) {
      known.delete(appId)
      await files.forgetApp(appId, clientIds)
    },
    async learn(state) {
      const place = placeOf(state)
      await files.changeEvidence(place, (before) => learnt(before, state, explain))
      ports.onChange(place.appId)
    },
    async openPush(place, text) {
      const ask = (question: (api: CodatApi) => Promise<CodatResult<RawPushDetails>>) =>
        codat.ask(place.clientId, question)
      const outcome = await openPushFrom(text, place, { ask, explain })
      if (outcome.kind === 'explained') {
        const { diagnosis } = outcome
        await files.changeEvidence(place, (before) => withError(before, diagnosis, { at: now(), where: 'paste' }))
        ports.onChange(place.appId)
      }
      if (outcome.kind === 'opened' && outcome.push.rung !== null && isOf(outcome.push, place)) {
        const at = outcome.push.completedOn ?? outcome.push.requestedOn ?? now()
        const { diagnosis, pushOperationKey } = outcome.push
        await files.changeEvidence(place, (before) =>
          before.counted.includes(pushOperationKey)
            ? before
            : {
                ...withError(before, diagnosis, { at, where: 'push' }),
                counted: [...before.counted, pushOperationKey].slice(-MOST_LISTED),
              },
        )
        ports.onChange(place.appId)
      }
      return outcome
    },
    async companyPushes(place) {
      const own = await ports.ownOperations()
      const read = await codat.ask(place.clientId, async (api) => ({ ok: true, value: await gatherPushes(api, place) }))
      if (!read.ok) return { pushes: [], complete: false, problem: read.problem }
      const pushes = read.value.rows.map((row) => ({ ...row, own: own.has(row.pushOperationKey) }))
      return { pushes, complete: read.value.complete, problem: read.value.problem }
    },
  }
}

function isOf({ companyId, connectionId }: OpenedPush, place: FeedPlace): boolean {
  return companyId === place.companyId && (connectionId === null || connectionId === place.connectionId)
}

async function gatherPushes(api: CodatApi, place: FeedPlace) {
  const rows: Omit<ListedPush, 'own'>[] = []
  for await (const step of api.pushPages(place.companyId)) {
    if (step.step === 'waiting') continue
    if (step.step === 'failed') return { rows, complete: false, problem: step.problem }
    for (const row of step.rows) {
      const read = rawListedPush(row)
      if (read !== null) rows.push(read)
    }
    if (rows.length >= MOST_LISTED) return { rows: rows.slice(0, MOST_LISTED), complete: step.last, problem: null }
  }
  return { rows, complete: true, problem: null }
}

function rawListedPush(row: unknown): Omit<ListedPush, 'own'> | null {
  const { data } = rawPushDetails.safeParse(row)
  if (data === undefined) return null
  const { pushOperationKey, status, dataType, requestedOnUtc } = data
  return {
    pushOperationKey: pushOperationKey.slice(0, 100),
    status,
    dataType: dataType ?? null,
    requestedOn: requestedOnUtc?.slice(0, 60) ?? null,
  }
}

/** Of other companies whose pushes go through the same Xero app. */
function sistersIn(all: readonly FeedEvidence[], { appId, clientId, connectionId }: FeedPlace): FeedEvidence[] {
  return all.filter(
    ({ place }) => place.appId === appId && place.clientId === clientId && place.connectionId !== connectionId,
  )
}

/** Null while Codat hasn't said what the organisation is. */
function isTrial({ organisation }: FeedEvidence): boolean | null {
  if (organisation === null) return null
  if (demoCompanyName.value.test(organisation.name ?? '')) return true
  return organisation.plan === null ? null : /^(?:trial|demo)$/i.test(organisation.plan)
}

function refusalOfProblem(problem: CodatProblem, explain: FeedExplainer): Diagnosis {
  const { status, said, bodyExcerpt, validation } = problem
  if (status === null || status >= 500) return explain.problem(problem)
  return explain.refusal({ status, said: said ?? bodyExcerpt ?? '', messages: validation })
}

function withTold(before: XeroSaid, told: XeroTold, at: string): XeroSaid {
  switch (told.kind) {
    case 'enabled':
      return { ...before, enabled: { at } }
    case 'refused':
      return { ...before, refused: { at, diagnosis: told.diagnosis, where: told.where } }
    case 'undecided':
      return { ...before, undecided: { at, about: told.about } }
  }
}

/** Arrivals are proof; refusals land on their rungs. */
function learnt(before: FeedEvidence, state: PushState, explain: FeedExplainer): FeedEvidence {
  const arrived = state.chunks.filter(({ phase }) => phase === 'success')
  const newest = arrived.at(-1)
  const proved: FeedEvidence =
    newest === undefined || newest.endedAt === null
      ? before
      : {
          ...before,
          provedAt: newest.endedAt > (before.provedAt ?? '') ? newest.endedAt : before.provedAt,
          lastPush: { key: newest.pushOperationKey ?? '', status: 'Success', at: newest.endedAt },
        }
  const open = state.chunks.find((chunk) => !isEnded(chunk))
  if (open === undefined || open.endedAt === null) return proved
  if (open.phase !== 'failed' && open.phase !== 'refused') return proved
  const key = open.pushOperationKey
  const after: FeedEvidence = {
    ...withError(proved, refusalOf(open, explain), { at: open.endedAt, where: 'push' }),
    counted: key === null ? proved.counted : [...proved.counted, key].slice(-MOST_LISTED),
  }
  return key === null ? after : { ...after, lastPush: { key, status: 'Failed', at: open.endedAt } }
}

type Question = Parameters<Prompts['confirm']>[0]

function productionQuestion(name: string): Question {
  return {
    title: `Allow pushes to real organisations for ${name}?`.slice(0, 200),
    body: [
      'Until now Latchkey pushes to trial organisations only. After this it pushes to any company of this Xero app and Codat client.',
      'Each push still asks you, and wants the company’s name typed.',
    ],
    action: 'Allow',
    danger: true,
  }
}

function createQuestion(account: NewAccount): Question {
  return {
    title: `Create the source account “${account.name}”?`,
    body: [
      `Codat gets an account with the id ${account.id}, ${account.kind === 'card' ? 'a credit card' : 'a bank account'} in ${account.currency}.`,
      'Nothing changes in Xero yet: it stays pending until it is mapped to one of Xero’s accounts.',
    ],
    action: 'Create',
    danger: false,
  }
}

function mapQuestion(account: SourceAccount, target: string): Question {
  return {
    title: `Map “${account.name}” to “${target}”?`.slice(0, 200),
    body: [
      `Xero connects a feed to its account “${target}”. What is pushed to “${account.name}” is booked there from then on.`.slice(
        0,
        1_000,
      ),
      'A Xero account takes one feed. Where it has one already, under this or another Xero app, this is refused.',
    ],
    action: 'Map',
    danger: true,
  }
}

function disconnectQuestion(account: SourceAccount): Question {
  return {
    title: `Disconnect “${account.name}”?`.slice(0, 200),
    body: [
      'Its feed ends: nothing can be pushed to it any more, by Latchkey or by the customer’s own system.',
      'What has arrived in Xero stays. To feed it again, it has to be mapped again.',
    ],
    action: 'Disconnect',
    danger: true,
    typed: account.name.slice(0, 200),
  }
}
