// What an application says of Xero's agreement to bank feeds, for whoever asks whether they can work. Pure.
import { type Applied, appliedIn } from '../bank-feeds/agreement'
import { answerOf, standing } from './application'
import type { PartnerApplication } from './schema'

/** Null while there is no application for bank feeds with Xero. The document is what is attached to the agreement. */
export function appliedForFeeds(application: PartnerApplication): Applied | null {
  const [document] = standing(answerOf(application, 'pre.agreement')).flatMap((one) =>
    one.kind === 'file' ? [one.name] : one.kind === 'link' ? [one.url] : [],
  )
  return appliedIn(application.cases['bank-feeds'], document ?? 'your partner application')
}
