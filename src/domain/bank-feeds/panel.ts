// What is known of a company's bank feeds, and of its app's, put together for whoever looks.
import { type FeedEvidence, isTrial, nothingKnown, type XeroSaid } from './evidence'
import type { Applied } from './agreement'
import { ladderOf } from './ladder'
import { isOfApp } from './rungs'
import type { AppFeedWords, FeedPlace, FeedWords } from './schema'
import { seenByApp } from './verdicts'
import { noWords } from './words'

interface AroundCompany {
  /** The agreement with Xero as the app's partner application has it. */
  readonly applied: Applied | null
  readonly xeroSaid: XeroSaid | null
  /** Of every company that was looked at. */
  readonly all: readonly FeedEvidence[]
}

interface OfCompany {
  readonly place: FeedPlace
  readonly companyName: string
  readonly evidence: FeedEvidence
  readonly words: FeedWords
  readonly environment: 'test' | 'production'
}

export function feedPanel(company: OfCompany, { applied, xeroSaid, all }: AroundCompany) {
  const { place, companyName, evidence, words, environment } = company
  const ladder = ladderOf(companyName, words, evidence, { xeroSaid, companies: seenByApp(all)(place.appId), applied })
  const { accounts, targets } = evidence
  return { place, companyName, words, environment, isTrial: isTrial(evidence), ladder, accounts, targets }
}

/** What goes for every company of an app. A ladder of no company at all: of its rungs only those of the app say something. */
export function appFeeds(appId: string, words: AppFeedWords, { applied, xeroSaid, all }: AroundCompany) {
  const nowhere = nothingKnown('', { appId, clientId: '', companyId: '', connectionId: '' })
  const { rungs } = ladderOf('', { ...noWords, ...words }, nowhere, {
    xeroSaid,
    companies: seenByApp(all)(appId),
    applied,
  })
  return { rungs: rungs.filter(isOfApp), words }
}
