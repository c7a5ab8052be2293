// Every page Latchkey may open, by id. The page asks for an id; main knows the address. https only, hosts exactly those below.

export interface Link {
  readonly url: string
  readonly label: string
}

/** Hosts that a link may have. Nothing else is ever opened by id. */
export const linkHosts = [
  'www.xero.com',
  'www.codat.io',
  'developer.xero.com',
  'status.xero.com',
  'app.codat.io',
  'docs.codat.io',
  'status.codat.io',
] as const

export const links = {
  'xero.my-apps': { url: 'https://developer.xero.com/app/manage', label: 'My Apps in the Xero developer portal' },
  'xero.scopes': {
    url: 'https://developer.xero.com/documentation/guides/oauth2/scopes/',
    label: 'Xero’s list of scopes',
  },
  'xero.granular-scopes': {
    url: 'https://developer.xero.com/faq/granular-scopes',
    label: 'Xero’s questions and answers on granular scopes',
  },
  'xero.troubleshooting': {
    url: 'https://developer.xero.com/documentation/oauth2/troubleshooting',
    label: 'Xero’s page on sign-in errors',
  },
  'xero.oauth-faq': {
    url: 'https://developer.xero.com/faq/oauth2',
    label: 'Xero’s questions and answers on OAuth 2.0',
  },
  'xero.limits': {
    url: 'https://developer.xero.com/documentation/guides/oauth2/limits/',
    label: 'Xero’s limits',
  },
  'xero.pricing': { url: 'https://developer.xero.com/pricing', label: 'Xero’s plans' },
  'xero.connections': {
    url: 'https://developer.xero.com/documentation/best-practices/managing-connections/connections',
    label: 'Xero on connections',
  },
  'xero.certification': {
    url: 'https://developer.xero.com/documentation/xero-app-store/app-partner-guides/certification-checkpoints/',
    label: 'Xero’s certification checkpoints',
  },
  'xero.partner-guide': {
    url: 'https://developer.xero.com/documentation/xero-app-store/app-partner-guides/grow-your-app-with-xero',
    label: 'Xero on becoming an app partner',
  },
  'xero.developer-sign-up': {
    url: 'https://www.xero.com/uk/signup/developers/',
    label: 'Sign up for a Xero Developer account',
  },
  'xero.bank-feeds': {
    url: 'https://developer.xero.com/documentation/bank-feeds-api/overview',
    label: 'Xero’s overview of the Bank Feeds API',
  },
  'xero.partner-overview': {
    url: 'https://developer.xero.com/documentation/xero-app-store/app-partner-guides/overview',
    label: 'Xero’s App Partner overview',
  },
  'xero.partner-steps': {
    url: 'https://developer.xero.com/documentation/xero-app-store/app-partner-guides/app-partner-steps',
    label: 'Steps to becoming an app partner, by Xero',
  },
  'xero.partner-faqs': {
    url: 'https://developer.xero.com/documentation/xero-app-store/app-partner-guides/faqs/',
    label: 'Xero’s App Partner Program FAQs',
  },
  'codat.certification-article': {
    url: 'https://www.codat.io/blog/get-your-app-certified-on-the-xero-app-store/',
    label: 'Codat’s article: how to get your app certified',
  },
  'xero.security-standard': {
    url: 'https://developer.xero.com/partner/security-standard-for-xero-api-consumers',
    label: 'Xero’s security standard for apps',
  },
  'xero.support': {
    url: 'https://developer.xero.com/contact-xero-developer-platform-support',
    label: 'Xero developer support',
  },
  'xero.status': { url: 'https://status.xero.com/', label: 'Xero’s status page' },
  'codat.integrations': {
    url: 'https://app.codat.io/settings/integrations/accounting',
    label: 'Accounting integrations in the Codat portal',
  },
  'codat.api-keys': { url: 'https://app.codat.io/developers/api-keys', label: 'API keys in the Codat portal' },
  'codat.redirects': { url: 'https://app.codat.io/settings/redirects', label: 'Redirects in the Codat portal' },
  'codat.events': { url: 'https://app.codat.io/monitor/events', label: 'Webhooks in the Codat portal' },
  'codat.companies': { url: 'https://app.codat.io/companies', label: 'Companies in the Codat portal' },
  'codat.xero-setup': {
    url: 'https://docs.codat.io/integrations/accounting/xero/accounting-xero-setup',
    label: 'Codat’s Xero set-up page',
  },
  'codat.xero-faq': {
    url: 'https://docs.codat.io/integrations/accounting/xero/xero-faq',
    label: 'Codat’s Xero troubleshooting page',
  },
  'codat.xero-scopes': {
    url: 'https://docs.codat.io/integrations/accounting/xero/partner-certification/scopes',
    label: 'Codat’s Xero scopes by use case',
  },
  'codat.partner-program': {
    url: 'https://docs.codat.io/integrations/accounting/xero/xero-app-partner-program',
    label: 'Codat on Xero’s app partner program',
  },
  'codat.checkpoints-app-store': {
    url: 'https://docs.codat.io/integrations/accounting/xero/partner-certification/checkpoints-app-store',
    label: 'Codat’s checkpoints for the App Store',
  },
  'codat.checkpoints-bank-feeds': {
    url: 'https://docs.codat.io/integrations/accounting/xero/partner-certification/checkpoints-bank-feeds',
    label: 'Codat’s checkpoints for bank feeds',
  },
  'codat.bank-feeds-partner': {
    url: 'https://docs.codat.io/integrations/bank-feeds/xero-bank-feeds/xero-bank-feeds-partner',
    label: 'Codat on the bank feeds partnership',
  },
  'codat.bank-feeds': {
    url: 'https://docs.codat.io/integrations/bank-feeds/xero-bank-feeds/xero-bank-feeds-setup',
    label: 'Codat’s Xero bank feeds set-up page',
  },
  'codat.bank-feeds-push': {
    url: 'https://docs.codat.io/integrations/bank-feeds/xero-bank-feeds/xero-bank-feeds-push-bank-transactions',
    label: 'Codat on writing bank transactions to Xero',
  },
  'codat.errors': { url: 'https://docs.codat.io/using-the-api/errors', label: 'Codat’s status codes and errors' },
  'codat.rate-limits': { url: 'https://docs.codat.io/using-the-api/rate-limits', label: 'Codat’s rate limits' },
  'codat.authentication': {
    url: 'https://docs.codat.io/using-the-api/authentication',
    label: 'Codat on API keys',
  },
  'codat.idempotency': {
    url: 'https://docs.codat.io/using-the-api/write-data/idempotency',
    label: 'Codat on idempotency keys',
  },
  'codat.hosted-link': {
    url: 'https://docs.codat.io/auth-flow/authorize-hosted-link',
    label: 'Codat on Link addresses',
  },
  'codat.link-redirects': {
    url: 'https://docs.codat.io/auth-flow/customize/set-up-redirects',
    label: 'Codat on what Link sends back',
  },
  'codat.status': { url: 'https://status.codat.io/', label: 'Codat’s status page' },
} as const satisfies Record<string, Link>

export type LinkId = keyof typeof links
export const linkIds = Object.keys(links) as [LinkId, ...LinkId[]]

export function isLinkId(id: string): id is LinkId {
  return Object.hasOwn(links, id)
}

/** The address of a link, or null for an id that isn't in the table. */
export function linkUrl(id: string): string | null {
  return isLinkId(id) ? links[id].url : null
}
