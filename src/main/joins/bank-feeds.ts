// Ties bank feeds to Codat, to the records, to the diagnosis of refusals and to the statement that is open.
import path from 'node:path'
import type { ActivityCode } from '../../domain/activity/codes'
import type { Remark } from '../../domain/activity/remark'
import type { EventPayload } from '../../contract/api'
import type { EventName } from '../../contract/calls'
import type { Explanation } from '../../domain/diagnosis/schema'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { Activity } from '../activity/activity'
import { type BankFeeds, openBankFeeds } from '../bank-feeds/bank-feeds'
import { openFeedFiles } from '../bank-feeds/feed-files'
import type { FeedCodat, FeedStatements } from '../bank-feeds/ports'
import { openPushes, type Pushes } from '../bank-feeds/push/pushes'
import type { CodatClients } from '../codat/clients'
import type { CodatQuestions } from '../codat/questions'
import { diagnose } from '../../domain/diagnosis/diagnose'
import type { Partner } from '../partner/partner'
import type { Clock, FileDialogs, Paths, Prompts, Random } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { FeedsVerdict } from '../../domain/xero/sign-in-feeds'
import { saveFile } from '../save-file'
import { xeroTold } from '../../domain/bank-feeds/told'

export interface BankFeedsJoinPorts {
  paths: Paths
  clock: Clock
  random: Random
  prompts: Prompts
  dialogs: FileDialogs
  activity: Activity
  records: RecordFiles<XeroApp>
  codat: { clients: CodatClients; questions: CodatQuestions }
  statements: FeedStatements
  partner: Pick<Partner, 'bankFeedsAgreement'>
  send: <K extends EventName>(name: K, payload: EventPayload<K>) => void
}

export interface BankFeedsRoom {
  readonly feeds: BankFeeds
  readonly pushes: Pushes
  /** What a sign-in test learnt about an app's bank feeds, where it is worth keeping. */
  hearSignIn(app: { readonly id: string; readonly clientId: string }, verdict: FeedsVerdict): Promise<void>
  /** A paste of Xero's page, while a sign-in test for bank feeds waits for the callback that never comes. */
  hearPaste(app: { readonly id: string; readonly clientId: string }, explanation: Explanation): Promise<void>
  forgetApp(appId: string): Promise<void>
}

export function openBankFeedsRoom(ports: BankFeedsJoinPorts): BankFeedsRoom {
  const { paths, clock, activity, records, send } = ports
  const dir = path.join(paths.records, 'bank-feeds')
  const shared = {
    ...ports,
    codat: feedCodat(ports.codat),
    note: (what: ActivityCode, about: { id: string; name: string }, remark?: Remark) =>
      activity.note(what, about, remark),
  }
  const pushes = openPushes({
    ...shared,
    dir: path.join(dir, 'pushes'),
    saveFile: {
      save: ({ suggestedName, text }) =>
        saveFile(ports.dialogs, { title: 'Save the report', suggestedName, contents: text }),
    },
    onChange: (appId) => send('feedsChanged', { appId }),
    onProgress: (view) => send('pushProgress', view),
    onSettled: (state) => feeds.learn(state),
  })
  const feeds: BankFeeds = openBankFeeds({
    ...shared,
    files: openFeedFiles(
      { words: path.join(dir, 'words'), evidence: path.join(dir, 'companies'), xeroSaid: path.join(dir, 'apps') },
      clock,
    ),
    apps: { get: (appId) => records.get(appId) },
    agreed: (appId) => agreementOf(ports.partner, appId),
    ownOperations: () => pushes.ownOperations(),
    onChange: (appId) => send('feedsChanged', { appId }),
  })
  return {
    feeds,
    pushes,
    async hearSignIn(app, verdict) {
      const told = xeroTold(verdict)
      if (told !== null) await feeds.hear(app, told)
    },
    async hearPaste(app, { findings }) {
      if (!findings.some(({ code }) => code === 'page.scope-not-granted')) return
      // Said anew: what was pasted isn't kept.
      await feeds.hear(app, { kind: 'refused', where: 'paste', diagnosis: diagnose('page.scope-not-granted') })
    },
    async forgetApp(appId) {
      const { clients } = await ports.codat.clients.list()
      await feeds.forgetApp(
        appId,
        clients.map(({ id }) => id),
      )
    },
  }
}

/** What an accepted partner application for bank feeds proves: the agreement, since that day. */
async function agreementOf(partner: BankFeedsJoinPorts['partner'], appId: string) {
  const { acceptedOn, documents } = await partner.bankFeedsAgreement(appId)
  return acceptedOn === null ? null : { on: acceptedOn, document: documents[0] ?? 'your partner application' }
}

function feedCodat({ clients, questions }: BankFeedsJoinPorts['codat']): FeedCodat {
  return {
    ask: (clientId, question) => questions.ask(clientId, undefined, question),
    async readCompanies(clientId) {
      const { summary, companies } = await questions.readCompanies(clientId, undefined, {})
      return {
        companies,
        complete: summary.state === 'complete',
        problem: summary.state === 'incomplete' ? summary.problem : null,
      }
    },
    async clientsOf(appId) {
      const { clients: all } = await clients.list()
      return all.filter(({ xeroAppIds }) => xeroAppIds.includes(appId)).map(({ id, name }) => ({ id, name }))
    },
  }
}
