// What an application says of Xero's agreement to bank feeds, for whoever asks whether they can work. Pure.
import type { CaseStatus, ItemAnswer, PartnerApplication } from './schema'
import { answerOf, standing } from './application'

/** Whether Xero has agreed to bank feeds of an app, as far as its application here says. */
export interface BankFeedsAgreement {
  readonly status: CaseStatus | 'not-begun'
  /** The day it was accepted (YYYY-MM-DD); null while it isn't. */
  readonly acceptedOn: string | null
  /** The state of the item “Partnership agreement with Xero”, and what was attached to it. */
  readonly agreement: ItemAnswer['state']
  readonly documents: readonly string[]
}

export function bankFeedsAgreementOf(application: PartnerApplication): BankFeedsAgreement {
  const kase = application.cases['bank-feeds']
  const agreement = answerOf(application, 'pre.agreement')
  const accepted =
    kase?.status === 'accepted' ? kase.history.findLast(({ status }) => status === 'accepted') : undefined
  return {
    status: kase?.status ?? 'not-begun',
    acceptedOn: accepted?.on ?? null,
    agreement: agreement.state,
    documents: standing(agreement).flatMap((one) =>
      one.kind === 'file' ? [one.name] : one.kind === 'link' ? [one.url] : [],
    ),
  }
}
