// What the user said of bank feeds, as it is kept.
import { z } from 'zod'
import { recordId } from '../xero-apps/schema'
import { type AppFeedWords, type FeedWords, feedWords } from './schema'

export const wordsV1 = feedWords.extend({ version: z.literal(1), id: recordId })

export const noWords: FeedWords = { agreement: null, appEnabledOn: null, consentSince: null, production: null }

/** What is said of the app itself, the first of each. */
export function appWordsIn(words: readonly FeedWords[]): AppFeedWords {
  return {
    agreement: words.find(({ agreement }) => agreement !== null)?.agreement ?? null,
    appEnabledOn: words.find(({ appEnabledOn }) => appEnabledOn !== null)?.appEnabledOn ?? null,
  }
}
