// Which way to Xero: from a handful of answers to the route, or to “talk to Xero first”, with reasons and their sources. Pure.
import {
  bankFeedsPartnerWay,
  doubtOf,
  financialServicesTerms,
  ineligibleUses,
  listingTerms,
  partnerDuration,
  partnershipIsNotForAll,
  plans,
  type Fact,
} from '../facts'
import type { PartnerRoute, RouteAdvice, Sourced } from './schema'
import type { PartnerAnswers } from './answers'

export const noAnswers: PartnerAnswers = {
  product: null,
  financialServices: null,
  bankFeeds: null,
  companies: null,
  listing: null,
  regions: [],
}

const TALK =
  'Xero app partnership isn’t possible for all use cases: talk to Xero and your Codat contact before you build.'

/**
 * The route for a set of answers. Financial services (bank feeds, lending, payments) come before the number of companies,
 * since Xero's plans don't cover them. Where the facts don't say that a use is eligible, there is no route, only the advice to
 * ask. Sources: the facts each reason carries.
 */
export function routeFor(answers: PartnerAnswers): RouteAdvice {
  const unanswered = missingAnswers(answers)
  const reasons = reasonsFor(answers)
  const closed = closedUse(answers)
  if (closed !== null)
    return { route: null, talkFirst: true, unanswered, sentence: TALK, reasons: [closed, ...reasons] }
  const financial = financialRoute(answers)
  if (financial !== null) return { route: financial, talkFirst: true, unanswered, sentence: TALK, reasons }
  if (isOpenQuestion(answers)) return { route: null, talkFirst: true, unanswered, sentence: TALK, reasons }
  if (unanswered.length > 0)
    return { route: null, talkFirst: false, unanswered, sentence: 'Answer the questions to see the way.', reasons: [] }
  const route = needsCertification(answers) ? 'app-store' : 'none'
  return { route, talkFirst: false, unanswered, sentence: sentences[route], reasons }
}

const sentences: Readonly<Record<'app-store' | 'none', string>> = {
  'app-store': 'App Store certification: it comes with Xero’s Plus plan.',
  none: 'No application is needed: a plan without certification holds what you expect.',
}

/** The most connections a plan allows that needs no certification. */
export function mostWithoutCertification(): number {
  return Math.max(...plans.value.filter(({ certified }) => !certified).map(({ connections }) => connections ?? 0))
}

/** Financial services of a kind that no route is known for, and whatever Xero has to be asked about. */
function isOpenQuestion({ financialServices, bankFeeds, product }: PartnerAnswers): boolean {
  return financialServices === 'yes' || financialServices === 'unsure' || bankFeeds === 'unsure' || product === 'other'
}

function needsCertification({ companies, listing }: PartnerAnswers): boolean {
  return (companies ?? 0) > mostWithoutCertification() || listing === 'yes'
}

function missingAnswers(answers: PartnerAnswers): RouteAdvice['unanswered'] {
  const keys = ['product', 'financialServices', 'bankFeeds', 'companies', 'listing'] as const
  const open: RouteAdvice['unanswered'] = keys.filter(
    (key) => answers[key] === null && !(key === 'bankFeeds' && answers.product === 'bank-feeds'),
  )
  return answers.regions.length === 0 ? [...open, 'regions'] : open
}

/** A use that Codat lists as not eligible. Lending is only closed in some regions, so it keeps its route. */
function closedUse({ product }: PartnerAnswers): Sourced | null {
  if (product !== 'insurance' && product !== 'brokering' && product !== 'fx-hedging') return null
  return from(ineligibleUses, `Codat lists ${ineligibleUses.value[product]} among the uses Xero doesn’t accept.`)
}

function financialRoute({ product, bankFeeds }: PartnerAnswers): Exclude<PartnerRoute, 'app-store' | 'none'> | null {
  if (bankFeeds === 'yes' || product === 'bank-feeds') return 'bank-feeds'
  if (product === 'lending') return 'lending'
  return product === 'payables' ? 'payments' : null
}

function reasonsFor(answers: PartnerAnswers): Sourced[] {
  const { product, financialServices, bankFeeds, companies, listing } = answers
  const most = mostWithoutCertification()
  const financial = financialRoute(answers)
  const reasons: Sourced[] = []
  if (financial !== null || financialServices === 'yes') reasons.push(stated(financialServicesTerms))
  if (financial !== null || financialServices !== 'no') reasons.push(stated(partnershipIsNotForAll))
  if (financialServices === 'unsure')
    reasons.push(
      from(partnershipIsNotForAll, 'Whether this counts as financial services decides the way, so that comes first.'),
    )
  if (product === 'lending')
    reasons.push(
      from(
        ineligibleUses,
        `Codat lists ${ineligibleUses.value.lending} as not eligible and doesn’t say which: ask for yours.`,
      ),
    )
  if (financial === 'bank-feeds') reasons.push(stated(bankFeedsPartnerWay))
  if (bankFeeds === 'unsure')
    reasons.push(from(financialServicesTerms, 'A direct bank feed would need that agreement; without one it doesn’t.'))
  if (financial !== null) return reasons
  if (companies !== null && companies > most)
    reasons.push(
      from(
        plans,
        `${companies.toLocaleString('en-GB')} companies don’t fit the ${most} of a plan without certification.`,
      ),
    )
  else if (companies !== null)
    reasons.push(
      from(plans, `${companies.toLocaleString('en-GB')} companies fit the ${most} of a plan without certification.`),
    )
  if (listing === 'yes') reasons.push(stated(listingTerms))
  if ((companies ?? 0) > most || listing === 'yes') reasons.push(stated(partnerDuration))
  return reasons
}

/** A fact as it stands, or another sentence that rests on it. */
export function stated(fact: Fact<string>): Sourced {
  return from(fact, fact.value)
}

export function from(fact: Fact<unknown>, text: string): Sourced {
  return { text, source: fact.source, asOf: fact.asOf, doubt: doubtOf(fact) }
}
