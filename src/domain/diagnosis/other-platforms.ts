// Codat connects other platforms as well. What it tells of one of those is the same failure, and no doing of Xero’s.
import type { Diagnosis, DiagnosisCode } from './schema'
import { namesXero } from './whose-text'

const PLATFORMS =
  /\b(?:QuickBooks|QBO|Sage|NetSuite|FreeAgent|FreshBooks|MYOB|Exact Online|Zoho Books|KashFlow|ClearBooks|Pandle|Wave|Dynamics 365|Business Central|Shopify|Stripe|Square|Clover|Lightspeed|WooCommerce|Plaid|TrueLayer)\b/i

/** True where a text names another platform that Codat connects, and not Xero. */
export function namesOtherPlatform(text: string): boolean {
  return PLATFORMS.test(text) && !namesXero(text)
}

const words: Readonly<Partial<Record<DiagnosisCode, Pick<Diagnosis, 'title' | 'cause' | 'nextStep'>>>> = {
  'codat.connection-deauthorized': {
    title: 'The platform no longer lets Codat into this company',
    cause:
      'It is a connection to another platform than the one Latchkey is about. The customer disconnected the app there, or the consent lapsed. “View timeline” on Manage Connections in the Codat portal shows when it ended.',
    nextStep: 'Send the connection’s Link address again.',
  },
  'codat.connection-pending': {
    title: 'Nobody has signed in for this connection yet',
    cause: 'It waits for the customer to open its link and allow access to the platform.',
    nextStep: 'Send the customer the Link address, or ask where they got stuck.',
  },
  'codat.connection-unlinked': {
    title: 'This connection was unlinked in Codat',
    cause: 'Codat no longer reads it. “View timeline” on Manage Connections shows when that was.',
    nextStep: 'Link it again with its Link address, or delete the connection if it is not needed.',
  },
  'codat.dataset-auth': {
    title: 'Codat could not sign in to the platform for this data',
    cause: 'The consent is gone: disconnected or lapsed. The platform is another than Xero.',
    nextStep: 'Let the customer open the connection’s Link address again.',
  },
}

/** The same finding in words that don’t speak of Xero; its link leads to Xero’s set-up and goes. */
export function asOfOtherPlatform(one: Diagnosis): Diagnosis {
  const told = words[one.code]
  if (told === undefined) return one
  const { link: _, ...rest } = one
  return { ...rest, ...told }
}
