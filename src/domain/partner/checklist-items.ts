// Version 1 of the checklists. What checkpoints want is said in our words, by what Codat publishes of each; Xero's own form for
// bank feeds isn't public. A changed item gets `changedIn`, a new one `since`; an id is never used twice.
import {
  appStoreCheckpoints,
  bankFeedsCheckpoints,
  bankFeedsPartnerWay,
  disconnectMeansDelete,
  doubtOf,
  financialServicesTerms,
  genericContact,
  listingTerms,
  bankFeedsPublished,
  lendingPublished,
  lendingWriteBack,
  paymentsPublished,
  signUpWithXero,
  type PublishedCheckpoint,
  partnerActiveConnections,
  partnerDetailLinks,
  securityAssessment,
  xeroScopes,
  type Fact,
} from '../facts'
import { grouped } from '../amounts'
import type { PartnerCheckKind, PartnerDoer } from './schema'
import type { Checklist, ChecklistItem, Checklists } from './checklist'

const VERSION = 1

interface Told {
  readonly id: string
  readonly title: string
  readonly wants: string | null
  readonly howToShow: string
  readonly by?: PartnerDoer
  readonly from: Fact<unknown>
  readonly check?: PartnerCheckKind
  readonly onlyForListing?: boolean
}

function item(kind: ChecklistItem['kind'], told: Told): ChecklistItem {
  const { id, title, wants, howToShow, by, from, check, onlyForListing } = told
  return {
    id,
    kind,
    title,
    wants,
    howToShow,
    suggestedDoer: by ?? null,
    source: from.source,
    asOf: from.asOf,
    doubt: doubtOf(from),
    check: check ?? null,
    since: 1,
    ...(onlyForListing === undefined ? {} : { onlyForListing }),
  }
}

const prerequisite = (told: Told): ChecklistItem => item('prerequisite', told)

/** What every route asks of the app's details. */
const details: readonly ChecklistItem[] = [
  prerequisite({
    id: 'pre.privacy-policy',
    title: 'Privacy policy link',
    wants: 'An https:// link on the app’s details page that anyone can open.',
    howToShow: 'Enter it under “What you hand in”. Latchkey opens it and dates the answer.',
    by: 'you',
    from: partnerDetailLinks,
    check: 'privacy-link',
  }),
  prerequisite({
    id: 'pre.terms',
    title: 'Terms and conditions link',
    wants: 'An https:// link on the app’s details page that anyone can open.',
    howToShow: 'Enter it under “What you hand in”. Latchkey opens it and dates the answer.',
    by: 'you',
    from: partnerDetailLinks,
    check: 'terms-link',
  }),
  prerequisite({
    id: 'pre.company-url',
    title: 'Company URL',
    wants: 'The company’s or product’s own page, by https://.',
    howToShow: 'It is the company URL in Details. Latchkey opens it and dates the answer.',
    by: 'you',
    from: partnerDetailLinks,
    check: 'company-link',
  }),
  prerequisite({
    id: 'pre.name',
    title: 'Name of the app',
    wants: 'The name you go to market with. It must not contain “Xero”.',
    howToShow: 'Latchkey reads the name in Details. Compare it with the one in My Apps.',
    by: 'you',
    from: genericContact,
    check: 'name',
  }),
  prerequisite({
    id: 'pre.support-contact',
    title: 'Support contact',
    wants: genericContact.value,
    howToShow: 'Enter it under “What you hand in”.',
    by: 'you',
    from: genericContact,
    check: 'support-contact',
  }),
  prerequisite({
    id: 'pre.scopes',
    title: 'Scopes minimal and justified',
    wants: 'Only scopes the product needs, each with its reason. offline_access has to be among them.',
    howToShow: 'Fill in the scope table: a use case gives the list, you give the reasons.',
    by: 'codat',
    from: xeroScopes.open,
    check: 'scopes',
  }),
  prerequisite({
    id: 'pre.redirect-uris',
    title: 'Redirect URIs',
    wants: 'Codat’s address, and nothing left over from tests on this machine.',
    howToShow: 'Latchkey reads those in Details. Remove the loopback address in My Apps before review, and in Details.',
    by: 'you',
    from: partnerDetailLinks,
    check: 'redirect-uris',
  }),
]

const appStoreOnly: readonly ChecklistItem[] = [
  prerequisite({
    id: 'pre.login-url',
    title: 'Login URL',
    wants: 'The page where people sign in to the product, for Xero’s app launcher.',
    howToShow: 'Enter it under “What you hand in”. Latchkey opens it and dates the answer.',
    by: 'product',
    from: appStoreCheckpoints,
    check: 'login-link',
  }),
  prerequisite({
    id: 'pre.sign-up',
    title: 'Sign Up with Xero',
    wants: 'Built into the product before certification is asked for.',
    howToShow: `A recording or screenshots of a person signing up to the product with Xero. Codat has it ready: ${signUpWithXero.value.address}, and in its portal ${signUpWithXero.value.setting}. Companies made so are called ${signUpWithXero.value.companyName} at first (${signUpWithXero.source}, as of ${signUpWithXero.asOf}).`,
    by: 'product',
    from: listingTerms,
  }),
  prerequisite({
    id: 'pre.active-connections',
    title: `${partnerActiveConnections.value} active customer connections`,
    wants: `At least ${partnerActiveConnections.value} customers connected. Starter holds five, so Core comes first.`,
    howToShow: 'Latchkey compares the gauge’s own count.',
    by: 'you',
    from: partnerActiveConnections,
    check: 'seats',
  }),
  prerequisite({
    id: 'pre.security',
    title: 'Security self-assessment, where due',
    wants: `Yearly above ${grouped(String(securityAssessment.value.overConnections))} connections; the form goes out at ${securityAssessment.value.formFrom}. ${securityAssessment.value.days}`,
    howToShow: 'Latchkey compares connections and plan. Where it is due, attach the assessment.',
    by: 'you',
    from: securityAssessment,
    check: 'security',
  }),
  prerequisite({
    id: 'pre.support-docs',
    title: 'Public support documents',
    wants: 'Help pages that anyone can open, and the listing’s texts and pictures.',
    howToShow: 'Enter the address under “What you hand in”; attach the listing’s assets.',
    by: 'you',
    from: listingTerms,
    check: 'docs-link',
    onlyForListing: true,
  }),
]

const checkpointNames = appStoreCheckpoints.value

/** In the order of the facts' names. Sources: Codat's list, and Xero's page as reported. */
const appStoreCheckpointItems: readonly ChecklistItem[] = [
  checkpoint('app-store.sign-up', checkpointNames[0], {
    wants: 'Somebody can sign up to the product with their Xero login.',
    howToShow: 'A recording from the product’s first page to the finished account.',
    by: 'product',
  }),
  checkpoint('app-store.listing', checkpointNames[1], {
    wants: listingTerms.value,
    howToShow: 'The listing’s draft, or a note that no listing is wanted.',
    by: 'you',
  }),
  checkpoint('app-store.connection', checkpointNames[2], {
    wants: `The product shows which organisation is connected and whether it still is; has buttons to connect, reconnect and disconnect; notices when the connection was ended in Xero; disconnects customers who leave; and one rule for one or many organisations per customer. ${disconnectMeansDelete.value}`,
    howToShow: 'A recording of connect, disconnect and reconnect; Latchkey’s own activity shows both for a test.',
    by: 'product',
    check: 'activity',
  }),
  checkpoint('app-store.branding', checkpointNames[3], {
    wants:
      'The name you go to market with, without “Xero”, and Xero’s brand guidelines. Xero recommends its own connect and disconnect buttons; a product with several integrations may keep its own set.',
    howToShow: 'Screenshots of every place where Xero is named.',
    by: 'product',
  }),
  checkpoint('app-store.scopes', checkpointNames[4], {
    wants: 'As few scopes as the product needs, each justified; offline_access is required.',
    howToShow: 'The scope table of this dossier.',
    by: 'codat',
    check: 'scopes',
  }),
  checkpoint('app-store.errors', checkpointNames[5], {
    wants: 'People see what went wrong in the product, and what to do.',
    howToShow: 'Screenshots of the usual failures, such as an ended connection.',
    by: 'product',
  }),
  checkpoint('app-store.integrity', checkpointNames[6], {
    wants: 'Only active accounts and contacts are used, and several currencies are handled.',
    howToShow: 'Screenshots with an archived account or contact, and with a foreign currency.',
    by: 'product',
  }),
  checkpoint('app-store.mapping', checkpointNames[7], {
    wants: 'The customer chooses the account codes that are written to.',
    howToShow: 'A screenshot of the choice.',
    by: 'product',
  }),
  checkpoint('app-store.taxes', checkpointNames[8], {
    wants: 'Tax rates are mapped to those of the organisation.',
    howToShow: 'A screenshot of the mapping.',
    by: 'product',
  }),
]

function checkpoint(
  id: string,
  title: string,
  told: { wants: string; howToShow: string; by: PartnerDoer; check?: PartnerCheckKind },
): ChecklistItem {
  return item('checkpoint', { id, title, from: appStoreCheckpoints, ...told })
}

const bankFeedsWay: readonly ChecklistItem[] = [
  prerequisite({
    id: 'pre.introduction',
    title: 'Introduction by Codat',
    wants: bankFeedsPartnerWay.value,
    howToShow: 'Send your Codat contact the letter below; attach their answer.',
    by: 'codat',
    from: bankFeedsPartnerWay,
  }),
  prerequisite({
    id: 'pre.proposal',
    title: 'Bank Feeds Integration Proposal',
    wants: 'Handed in after the introduction.',
    howToShow: 'Attach the proposal as it was sent.',
    by: 'you',
    from: bankFeedsPartnerWay,
  }),
  prerequisite({
    id: 'pre.agreement',
    title: 'Partnership agreement with Xero',
    wants: 'Signed before the technical certification. It is non-commercial.',
    howToShow: 'Attach the signed agreement or note its day.',
    by: 'you',
    from: bankFeedsPartnerWay,
  }),
  prerequisite({
    id: 'pre.review-form',
    title: 'App Review Form',
    wants: 'Xero’s form isn’t public: get it from Codat, attach it, tick against it.',
    howToShow: 'Ask your Codat contact for the form and attach it here.',
    by: 'codat',
    from: bankFeedsCheckpoints,
  }),
]

const bankFeedsIds = [
  'portal-settings',
  'branding',
  'connection',
  'errors',
  'offline-access',
  'rate-limits',
  'scopes',
  'mapping',
  'bank-name',
  'refresh',
  'missed-statements',
] as const

const bankFeedsItems: readonly ChecklistItem[] = bankFeedsCheckpoints.value.map((title, index) =>
  item('checkpoint', {
    id: `bank-feeds.${bankFeedsIds[index] ?? index}`,
    title,
    ...published(bankFeedsPublished.value[index]),
    howToShow: 'As the App Review Form says. Attach the form first.',
    from: bankFeedsPublished,
  }),
)

/** What Codat's page asks, with how much of it is the client's own. */
function published(told: PublishedCheckpoint | undefined): { wants: string | null; by?: PartnerDoer } {
  if (told === undefined) return { wants: null }
  return {
    wants: `${told.wants} By Codat, yours to do: ${told.action}.`,
    by: told.action === 'none' ? 'codat' : 'product',
  }
}

const otherIds = [
  'sign-up',
  'listing',
  'connection',
  'branding',
  'scopes',
  'errors',
  'integrity',
  'mapping',
  'taxes',
] as const

const howToShowWords = 'A recording or screenshots; where Codat covers it or it isn’t relevant, say so.'

const writeBack = prerequisite({
  id: 'pre.lending-write-back',
  title: 'Lending write-back',
  wants: lendingWriteBack.value,
  howToShow: 'A recording of a loan from payout to repayment, as it stands in Xero.',
  by: 'product',
  from: lendingWriteBack,
})

function otherRoute(route: 'lending' | 'payments'): Checklist {
  const page = route === 'lending' ? lendingPublished : paymentsPublished
  return {
    route,
    version: VERSION,
    intro: `${financialServicesTerms.value} Talk to Xero and your Codat contact first.`,
    items: [
      prerequisite({
        id: `pre.${route}-agreement`,
        title: 'Agreement with Xero',
        wants: financialServicesTerms.value,
        howToShow: 'Attach the agreement or note its day and who answered.',
        by: 'you',
        from: financialServicesTerms,
      }),
      ...(route === 'lending' ? [writeBack] : []),
      ...details,
      ...checkpointNames.map((title, index) =>
        item('checkpoint', {
          id: `${route}.${otherIds[index] ?? index}`,
          title,
          ...published(page.value[index]),
          howToShow: howToShowWords,
          from: page,
        }),
      ),
    ],
  }
}

/** What this version of Latchkey knows. */
export const checklists: Checklists = {
  'app-store': {
    route: 'app-store',
    version: VERSION,
    intro: 'What Xero wants is said in our words. Xero’s own page is the one that counts.',
    items: [...details, ...appStoreOnly, ...appStoreCheckpointItems],
  },
  'bank-feeds': {
    route: 'bank-feeds',
    version: VERSION,
    intro:
      'What Codat’s page asks is said in our words. Xero’s own form isn’t public: get the App Review Form from Codat, attach it, tick against it.',
    items: [...bankFeedsWay, ...details, ...bankFeedsItems],
  },
  lending: otherRoute('lending'),
  payments: otherRoute('payments'),
  none: null,
}
