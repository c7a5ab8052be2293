// Ties bank feeds to Codat, to the records, to the diagnosis of refusals and to the statement that is open.
import type { Service } from '../../contract/api'
import type { bankFeedCalls } from '../../contract/bank-feeds'
import type { Composed } from '../composed'
import { type BankFeeds, openBankFeeds } from './bank-feeds'
import type { FeedCodat, FeedStatements } from './ports'
import { openPushes, type Pushes } from './push/pushes'
import { saveFile } from '../save-file'
import { type KeptFeeds, pushesDir } from './known-ladders'

export interface BankFeedsRoomPorts extends Composed {
  statements: FeedStatements
  kept: KeptFeeds
}

/** The calls about bank feeds and pushes, and what other rooms ask of them. */
export interface BankFeedsRoom extends Service<keyof typeof bankFeedCalls> {
  readonly feeds: BankFeeds
  readonly pushes: Pushes
  forgetApp(appId: string): Promise<void>
}

export function openBankFeedsRoom(ports: BankFeedsRoomPorts): BankFeedsRoom {
  const { paths, activity, records, send } = ports
  const shared = {
    ...ports,
    codat: feedCodat(ports.codat),
    note: activity.note,
  }
  const pushes = openPushes({
    ...shared,
    dir: pushesDir(paths.records),
    saveFile: {
      save: ({ suggestedName, text }) =>
        saveFile(ports.dialogs, { title: 'Save the report', suggestedName, contents: text }),
    },
    assertThere: records.get,
    onChange: (appId) => send('feedsChanged', { appId }),
    onMoved: (appId) => send('standingsChanged', { appId }),
    onProgress: (view) => send('pushProgress', view),
    onSettled: (state) => feeds.learn(state),
  })
  const feeds: BankFeeds = openBankFeeds({
    ...shared,
    files: ports.kept.files,
    apps: records,
    applied: ports.kept.applied,
    ownOperations: () => pushes.ownOperations(),
    onChange: (appId) => send('feedsChanged', { appId }),
  })
  return {
    ...feeds,
    ...pushes,
    async planPush({ accountId, statementId, ...place }) {
      return { plan: await pushes.plan(await feeds.destination(place), accountId, statementId) }
    },
    async startPush({ accountId, statementId, ...place }) {
      return { push: await pushes.start(() => feeds.destination(place), accountId, statementId) }
    },
    feeds,
    pushes,
    async forgetApp(appId) {
      const { clients } = await ports.codat.clients.list()
      await feeds.forgetApp(
        appId,
        clients.map(({ id }) => id),
      )
    },
  }
}

function feedCodat({ clients, questions }: BankFeedsRoomPorts['codat']): FeedCodat {
  return {
    ask: (clientId, question) => questions.ask(clientId, undefined, question),
    async readCompanies(clientId) {
      const { summary, rows } = await questions.readCompanies(clientId, undefined, {})
      return {
        rows,
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
