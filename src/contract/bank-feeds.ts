// The calls and events of bank feeds: a company's ladder, source accounts, mappings and pushes.
import { MOST_LISTED } from '../domain/bank-feeds/push/listed'
import { z } from 'zod'
import { damagedPush, listedPush, openPushOutcome, pushPlan, pushView } from '../domain/bank-feeds/push/schema'
import { sourceAccountId } from '../domain/codat/schema'
import { codatProblem } from '../domain/codat/said'
import { diagnosis } from '../domain/diagnosis/schema'
import { accountTypes, isCard, sortCodeOf } from '../domain/bank-feeds/account-types'
import { cardNumber } from '../domain/facts'
import { decimalText } from '../domain/bank-feeds/statements/schema'
import { recordId } from '../domain/xero-apps/schema'
import {
  count,
  feedCompany,
  feedPlace,
  feedVerdict,
  feedWords,
  appFeedWords,
  rung,
  ladder,
  mappingTarget,
  outside,
  rungIds,
  type rungStates,
  sourceAccount,
} from '../domain/bank-feeds/schema'

export type RungState = (typeof rungStates)[number]

export const feedPanel = z.object({
  place: feedPlace,
  companyName: outside,
  words: feedWords,
  /** Whether the Xero app's record says test or production. */
  environment: z.enum(['test', 'production']),
  /** The organisation is for trial or a demo, by Codat's word. */
  isTrial: z.boolean().nullable(),
  ladder,
  accounts: z.array(sourceAccount).max(500),
  targets: z.array(mappingTarget).max(500),
})
export type FeedPanel = z.infer<typeof feedPanel>

/** What goes for every company of a Xero app, and is asked once. */
export const appFeeds = z.object({ rungs: z.array(rung).max(rungIds.length), words: appFeedWords })
export type AppFeeds = z.infer<typeof appFeeds>

/** What became of a change at Codat. */
export const accountOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('declined') }),
  z.object({ kind: z.literal('refused'), diagnosis }),
])

// --- Calls

const byPush = z.object({ pushId: recordId })
const planInput = feedPlace.extend({ accountId: sourceAccountId, statementId: recordId })

export const bankFeedCalls = {
  /** Companies of the app's Codat clients that have a connection to Xero. `again` asks Codat anew. */
  listFeedCompanies: {
    input: z.object({ appId: recordId, again: z.boolean().default(false) }),
    output: z.object({
      companies: z.array(feedCompany).max(20_000),
      complete: z.boolean(),
      clients: count,
      problem: codatProblem.nullable(),
    }),
  },
  /** The last known word on each company of the app that was looked at, without asking anyone. */
  listFeedVerdicts: {
    input: z.object({ appId: recordId }),
    output: z.object({ verdicts: z.array(feedVerdict).max(20_000) }),
  },
  /** The last known state, without asking anyone. */
  getFeedPanel: { input: feedPlace.extend({ companyName: outside }), output: feedPanel },
  /** Asks Codat for all it can tell. */
  checkFeeds: { input: feedPlace.extend({ companyName: outside }), output: feedPanel },
  /** The last known rungs of the app itself, without asking anyone. */
  getAppFeeds: { input: z.object({ appId: recordId }), output: appFeeds },
  /** The user's words on the app, whichever Codat client holds it. */
  sayAppFeedWords: { input: z.object({ appId: recordId, words: appFeedWords.partial() }), output: appFeeds },
  /** The user's words; `production` is switched by a call of its own. */
  sayFeedWords: {
    input: z.object({
      appId: recordId,
      clientId: recordId,
      words: feedWords.omit({ production: true }).partial(),
    }),
    output: feedWords,
  },
  /** Main asks before it is switched on. */
  setProductionPush: {
    input: z.object({ appId: recordId, clientId: recordId, on: z.boolean() }),
    output: feedWords,
  },
  /** Main asks first. */
  createSourceAccount: {
    input: feedPlace.extend({
      account: z
        .object({
          id: z.string().trim().min(1).max(50),
          name: z.string().trim().min(1).max(30),
          type: z.enum([...accountTypes['debit-credit'], ...accountTypes['five-types']]),
          number: z.string().trim().min(1).max(40),
          /** Six digits; null where the currency's accounts have none. */
          sortCode: z
            .string()
            .regex(/^\d{6}$/)
            .nullable(),
          currency: z.string().regex(/^[A-Z]{3}$/),
          balance: decimalText,
        })
        .refine((account) => account.sortCode !== null || sortCodeOf(account) !== 'needed')
        .refine((account) => !isCard(account) || cardNumber.value.test(account.number)),
    }),
    output: accountOutcome,
  },
  /** Main asks first. */
  mapSourceAccount: {
    input: feedPlace.extend({ accountId: sourceAccountId, targetId: z.string().min(1).max(100).nullable() }),
    output: accountOutcome,
  },
  /** Main asks first. */
  disconnectSourceAccount: {
    input: feedPlace.extend({ accountId: sourceAccountId }),
    output: accountOutcome,
  },
  planPush: { input: planInput, output: z.object({ plan: pushPlan }) },
  /** Main shows what goes where and wants it typed. Null when the user said no. */
  startPush: { input: planInput, output: z.object({ push: pushView.nullable() }) },
  listPushes: {
    input: z.object({ appId: recordId }),
    output: z.object({ pushes: z.array(pushView).max(MOST_LISTED), damaged: z.array(damagedPush).max(MOST_LISTED) }),
  },
  /** Main asks first. A damaged push hinders others to its account until then. */
  setAsidePush: { input: byPush.extend({ appId: recordId }), output: z.object({ setAside: z.boolean() }) },
  getPush: { input: byPush, output: pushView },
  /** Goes on with a push that stands still. */
  resumePush: { input: byPush, output: pushView },
  pausePush: { input: byPush, output: pushView },
  /** Ends it before its next chunk; what is on its way is waited for. Main asks first. */
  cancelPush: { input: byPush, output: pushView },
  /** The user's word on a chunk, after a look into Xero. Main asks once more. */
  answerPush: { input: byPush.extend({ arrived: z.boolean() }), output: pushView },
  /** Sends a refused chunk anew, once its cause is mended. */
  retryPush: { input: byPush, output: pushView },
  exportPushReport: {
    input: byPush.extend({ format: z.enum(['markdown', 'csv']) }),
    output: z.object({ outcome: z.enum(['saved', 'cancelled']), rows: count }),
  },
  /** A key, an address of Codat's, or a pasted push operation. */
  openPush: { input: feedPlace.extend({ text: z.string().max(100_000) }), output: openPushOutcome },
  listCompanyPushes: {
    input: feedPlace,
    output: z.object({ pushes: z.array(listedPush).max(500), complete: z.boolean(), problem: codatProblem.nullable() }),
  },
} as const

export const bankFeedEvents = {
  feedsChanged: z.object({ appId: recordId }),
  pushProgress: pushView,
} as const
