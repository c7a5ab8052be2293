// Bank feeds of a company as a service: its parts put together, the ladder out of all that is known, and the user's words.
import type { Service } from '../../contract/api'
import type { AppFeeds, bankFeedCalls, FeedPanel } from '../../contract/bank-feeds'
import { appFeeds, feedPanel } from '../../domain/bank-feeds/panel'
import type { FeedPlace } from '../../domain/bank-feeds/schema'
import { codeOfProblem } from '../../domain/codat/problem'
import { Failure, isFailure } from '../../domain/failure'
import type { Note } from '../activity/activity'
import type { Log } from '../log'
import type { MainPorts, Prompts } from '../ports'
import { withoutUndefined } from '../../domain/without-undefined'
import { type FeedEvidence, isTrial, type XeroTold } from '../../domain/bank-feeds/evidence'
import { openFeedCompanies } from './feed-companies'
import { gather } from './gather'
import { type KnownLadders, type KnownLaddersPorts, openKnownLadders } from './known-ladders'
import { problemIn, withGathered } from '../../domain/bank-feeds/gathered'
import { withPushState, withTold } from '../../domain/bank-feeds/learnt'
import type { FeedCodat } from './ports'
import type { PushDestination } from '../../domain/bank-feeds/push/plan'
import type { PushState } from '../../domain/bank-feeds/push/state'
import { placeOf } from '../../domain/bank-feeds/push/view'
import { openPushesAtCodat } from './pushes-at-codat'
import { productionQuestion } from '../../domain/bank-feeds/questions'
import type { PushCall } from './push/pushes'
import { openSourceAccounts } from './source-accounts'
import { comparedWithList, withGone, withoutGone, withStatus } from '../../domain/bank-feeds/gone'
import { clientsSeen, verdictOf } from '../../domain/bank-feeds/verdicts'

export interface BankFeedsPorts extends KnownLaddersPorts, Pick<MainPorts, 'clock' | 'random'> {
  readonly prompts: Pick<Prompts, 'confirm'>
  readonly codat: FeedCodat
  readonly note: Note
  /** Operations of the pushes made here. */
  readonly ownOperations: () => Promise<ReadonlySet<string>>
  readonly onChange: (appId: string) => void
  readonly log: Pick<Log, 'error'>
}

/** The calls about a company's bank feeds, and what other rooms ask of them. */
export interface BankFeeds
  extends
    Service<Exclude<keyof typeof bankFeedCalls, PushCall | 'planPush' | 'startPush'>>,
    Pick<KnownLadders, 'ladders'> {
  /** What a push needs to know of a company. Raises `feeds.no-company`, and `record.missing` for an app that isn’t there. */
  destination(place: FeedPlace): Promise<PushDestination>
  /** What Xero itself told of the app with this client id, in a sign-in test: it goes for every company of it. Null is nothing. */
  hear(app: { readonly id: string; readonly clientId: string }, told: XeroTold | null): Promise<void>
  /** Takes away all that is kept of a deleted Xero app, but for the journals of its pushes. */
  forgetApp(appId: string, clientIds: readonly string[]): Promise<void>
  /** What a push of ours taught; nothing where its app is gone by now. */
  learn(state: PushState): Promise<void>
}

export function openBankFeeds(ports: BankFeedsPorts): BankFeeds {
  const { files, clock, prompts, codat, apps } = ports
  const companies = openFeedCompanies({
    clientsOf: (appId) => codat.clientsOf(appId),
    readCompanies: (clientId) => codat.readCompanies(clientId),
    async onWhole(listed) {
      const { gone, back, moved } = comparedWithList(await files.all(), listed)
      for (const place of gone) await files.changeEvidence(place, (before) => withGone(before, now()))
      for (const place of back) await files.changeEvidence(place, withoutGone)
      for (const { place, status } of moved) {
        await files.changeEvidence(place, (before) => withStatus(before, status, now()))
      }
      if (gone.length + back.length + moved.length > 0) ports.onChange(listed.appId)
    },
  })
  const { ladders, xeroSaidOf } = openKnownLadders(ports)
  const now = (): string => clock.now().toISOString()

  async function panelOf(place: FeedPlace, companyName: string, evidence: FeedEvidence): Promise<FeedPanel> {
    const app = await apps.get(place.appId)
    const all = await files.all()
    const [words, applied, xeroSaid] = await Promise.all([
      files.words(place.appId, place.clientId, clientsSeen(all)(place.appId)),
      ports.applied?.(place.appId) ?? null,
      files.xeroSaid(place.appId, app.clientId),
    ])
    return feedPanel({ place, companyName, evidence, words, environment: app.environment }, { applied, xeroSaid, all })
  }

  async function ofApp(appId: string): Promise<AppFeeds> {
    const [clients, applied, xeroSaid, all] = await Promise.all([
      codat.clientsOf(appId),
      ports.applied?.(appId) ?? null,
      xeroSaidOf(appId),
      files.all(),
    ])
    const words = await files.appWords(appId, [...clients.map(({ id }) => id), ...clientsSeen(all)(appId)])
    return appFeeds(appId, words, { applied, xeroSaid, all })
  }

  return {
    ...openSourceAccounts(ports),
    ...openPushesAtCodat(ports),
    listFeedCompanies: ({ appId, again }) => companies.list(appId, again),
    ladders,
    async listFeedVerdicts({ appId }) {
      return { verdicts: (await ladders()).filter(({ place }) => place.appId === appId).map(verdictOf) }
    },
    getFeedPanel: async ({ companyName, ...place }) => panelOf(place, companyName, await files.evidence(place)),
    // Raises `codat.*` when Codat could not be asked at all.
    async checkFeeds({ companyName, ...place }) {
      const read = await codat.ask(place.clientId, async (api) => ({ ok: true, value: await gather(api, place) }))
      if (!read.ok) throw new Failure(codeOfProblem(read.problem.kind))
      const problem = problemIn(read.value)
      const evidence = await files.changeEvidence(place, (before) => withGathered(before, read.value, now()))
      if (problem !== null) throw new Failure(codeOfProblem(problem.kind), { detail: JSON.stringify(problem) })
      ports.onChange(place.appId)
      return panelOf(place, companyName, evidence)
    },
    async sayFeedWords({ appId, clientId, words: said }) {
      const words = await files.changeWords(appId, clientId, (before) => ({
        ...before,
        ...withoutUndefined(said),
      }))
      ports.onChange(appId)
      return words
    },
    getAppFeeds: ({ appId }) => ofApp(appId),
    async sayAppFeedWords({ appId, words: said }) {
      const clientIds = (await codat.clientsOf(appId)).map(({ id }) => id)
      await files.changeAppWords(appId, clientIds, (before) => ({ ...before, ...withoutUndefined(said) }))
      ports.onChange(appId)
      return ofApp(appId)
    },
    async setProductionPush({ appId, clientId, on }) {
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
    async destination(place) {
      // Nothing begins for an app that is in the trash, or gone. What had begun goes on to its end.
      await apps.get(place.appId)
      const clients = await codat.clientsOf(place.appId)
      const client = clients.find(({ id }) => id === place.clientId)
      const company = companies.find(place)
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
      if (told === null) return
      const at = now()
      await files.changeXeroSaid(id, clientId, (before) => withTold(before, told, at))
      ports.onChange(id)
    },
    async forgetApp(appId, clientIds) {
      companies.forgetApp(appId)
      await files.forgetApp(appId, clientIds)
    },
    async learn(state) {
      const place = placeOf(state)
      try {
        await files.changeEvidence(place, (before) => withPushState(before, state))
      } catch (error) {
        if (!isFailure(error, 'record.missing')) throw error
      }
      ports.onChange(place.appId)
    },
  }
}
