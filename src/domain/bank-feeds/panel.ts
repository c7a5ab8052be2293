// What is known of a company's bank feeds, and of its app's, put together for whoever looks.
import { type FeedEvidence, isTrial, nothingKnown, type XeroSaid } from './evidence'
import { ladderOf } from './ladder'
import { isOfApp } from './rungs'
import type { AppFeedWords, FeedPlace, FeedWords } from './schema'
import { seenByApp } from './verdicts'
import { noWords } from './words'

interface AroundCompany {
  /** The agreement with Xero as the app's partner application proves it: it goes where the user said nothing. */
  readonly agreed: FeedWords['agreement']
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

export function feedPanel(company: OfCompany, { agreed, xeroSaid, all }: AroundCompany) {
  const { place, companyName, evidence, words, environment } = company
  const known = { ...words, agreement: words.agreement ?? agreed }
  const ladder = ladderOf(companyName, known, evidence, { xeroSaid, companies: seenByApp(all)(place.appId) })
  const { accounts, targets } = evidence
  return { place, companyName, words, environment, isTrial: isTrial(evidence), ladder, accounts, targets }
}

/** What goes for every company of an app. A ladder of no company at all: of its rungs only those of the app say something. */
export function appFeeds(appId: string, words: AppFeedWords, { agreed, xeroSaid, all }: AroundCompany) {
  const known = { ...noWords, ...words, agreement: words.agreement ?? agreed }
  const nowhere = nothingKnown('', { appId, clientId: '', companyId: '', connectionId: '' })
  const { rungs } = ladderOf('', known, nowhere, { xeroSaid, companies: seenByApp(all)(appId) })
  return { rungs: rungs.filter(isOfApp), words }
}
