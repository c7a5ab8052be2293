// The calls about bank feeds and pushes, over the services.
import type { Handlers } from '../../contract/api'
import type { bankFeedCalls } from '../../contract/bank-feeds'
import type { FeedPlace } from '../../domain/bank-feeds/schema'
import type { BankFeeds } from './bank-feeds'
import type { Pushes } from './push/pushes'

type BankFeedHandlers = Pick<Handlers, keyof typeof bankFeedCalls>

export function bankFeedHandlers({ feeds, pushes }: { feeds: BankFeeds; pushes: Pushes }): BankFeedHandlers {
  return {
    listFeedCompanies: ({ appId, again }) => feeds.companies(appId, again),
    listFeedVerdicts: async ({ appId }) => ({ verdicts: await feeds.verdicts(appId) }),
    getFeedPanel: ({ companyName, ...place }) => feeds.panel(place, companyName),
    checkFeeds: ({ companyName, ...place }) => feeds.check(place, companyName),
    getAppFeeds: ({ appId }) => feeds.ofApp(appId),
    sayAppFeedWords: ({ appId, words }) => feeds.sayOfApp(appId, words),
    sayFeedWords: ({ appId, clientId, words }) => feeds.say(appId, clientId, words),
    setProductionPush: ({ appId, clientId, on }) => feeds.setProduction(appId, clientId, on),
    createSourceAccount: ({ account, ...place }) => feeds.createAccount(place, account),
    mapSourceAccount: ({ accountId, targetId, ...place }) => feeds.mapAccount(place, accountId, targetId),
    disconnectSourceAccount: ({ accountId, ...place }) => feeds.disconnectAccount(place, accountId),
    async planPush({ accountId, statementId, ...place }) {
      return { plan: await pushes.plan(await feeds.destination(place), accountId, statementId) }
    },
    async startPush({ accountId, statementId, ...place }) {
      return { push: await pushes.start(() => feeds.destination(place), accountId, statementId) }
    },
    listPushes: async ({ appId }) => ({ pushes: await pushes.list(appId), damaged: await pushes.damaged(appId) }),
    getPush: ({ pushId }) => pushes.get(pushId),
    resumePush: ({ pushId }) => pushes.resume(pushId),
    pausePush: ({ pushId }) => pushes.pause(pushId),
    cancelPush: ({ pushId }) => pushes.cancel(pushId),
    answerPush: ({ pushId, arrived }) => pushes.answer(pushId, arrived),
    retryPush: ({ pushId }) => pushes.retry(pushId),
    setAsidePush: async ({ appId, pushId }) => ({ setAside: await pushes.setAside(appId, pushId) }),
    exportPushReport: ({ pushId, format }) => pushes.report(pushId, format),
    openPush: ({ text, ...place }) => feeds.openPush(place, text),
    listCompanyPushes: (place: FeedPlace) => feeds.companyPushes(place),
  }
}
