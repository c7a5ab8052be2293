// What Xero and Codat say today. Every number, address and name of theirs that Latchkey relies on stands here, with its source
// and the day it was read, so that a screen can show both and a newer fact changes one line.

/** How sure a fact is: read on the owner's own page or source, seen by others, or inferred. */
export type Trust = 'primary' | 'reported' | 'inferred'

export interface Fact<T> {
  readonly value: T
  readonly source: string
  /** ISO date on which the source was read. */
  readonly asOf: string
  readonly trust: Trust
  readonly note?: string
}

const trustWords: Readonly<Record<Trust, string | null>> = {
  primary: null,
  reported: 'Reported by others, not read on the owner’s own page.',
  inferred: 'Inferred: no page says it.',
}

/** What is doubtful about a fact, in a sentence or two, or null. Shown wherever the fact is. */
export function doubtOf({ trust, note }: Pick<Fact<unknown>, 'trust' | 'note'>): string | null {
  const said = [trustWords[trust], note ?? null].filter((one) => one !== null)
  return said.length === 0 ? null : said.join(' ')
}

const READ = '2026-11-23'

function fact<T>(value: T, source: string, trust: Trust = 'primary', note?: string): Fact<T> {
  return note === undefined ? { value, source, asOf: READ, trust } : { value, source, asOf: READ, trust, note }
}

const XERO_IDENTITY_SPEC = 'https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero-identity.yaml'
const XERO_OAUTH_FAQ = 'https://developer.xero.com/faq/oauth2'
const XERO_SCOPES = 'https://developer.xero.com/documentation/guides/oauth2/scopes/'
const XERO_GRANULAR_FAQ = 'https://developer.xero.com/faq/granular-scopes'
const XERO_PRICING = 'https://developer.xero.com/pricing'
const XERO_FEEDS_OAS = 'https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero_bankfeeds.yaml'
const XERO_AUTH_FLOW = 'https://developer.xero.com/documentation/guides/oauth2/auth-flow/'
const CODAT_SETUP = 'https://docs.codat.io/integrations/accounting/xero/accounting-xero-setup'
const CODAT_SCOPES =
  'https://github.com/codatio/codat-docs/blob/main/docs/integrations/accounting/xero/partner-certification/scopes.md'

/** Xero's addresses. Practice mode replaces the hosts, never the paths. */
export const xeroAddresses = {
  issuer: fact('https://identity.xero.com', 'https://github.com/XeroAPI/xero-node/blob/master/src/XeroClient.ts'),
  authorize: fact('https://login.xero.com/identity/connect/authorize', XERO_IDENTITY_SPEC),
  token: fact('https://identity.xero.com/connect/token', XERO_IDENTITY_SPEC),
  api: fact('https://api.xero.com', XERO_IDENTITY_SPEC),
  connectionLimitPage: fact(
    'https://authorize.xero.com/connectionLimit',
    'https://github.com/PipedreamHQ/pipedream/issues/21951',
    'reported',
  ),
} as const

/** Codat's addresses. */
export const codatAddresses = {
  api: fact('https://api.codat.io', 'https://github.com/codatio/oas/blob/main/json/Codat-Platform.json'),
  redirectUri: fact('https://xero.codat.io/oauth2/callback', CODAT_SETUP),
} as const

/** The redirect URI that the sign-in test uses unless the user chose another. */
export const DEFAULT_LOOPBACK_REDIRECT = 'http://localhost:8743/callback'

export const xeroClientId = fact(
  /^[0-9A-Fa-f]{32}$/,
  'https://github.com/XeroAPI/xero-python-oauth2-app/issues/35',
  'reported',
  'Consistent in every public sample, not documented: warn, do not block.',
)

export const redirectUrisPerApp = fact(50, XERO_OAUTH_FAQ, 'primary', 'An older copy of the page said 3.')

export const tokenLifetimes = {
  accessSeconds: fact(1_800, XERO_OAUTH_FAQ),
  refreshUnusedDays: fact(60, XERO_OAUTH_FAQ),
  refreshGraceMinutes: fact(30, XERO_OAUTH_FAQ),
  codeMinutes: fact(5, XERO_AUTH_FLOW, 'reported'),
} as const

/** Apps created on or after this day can't ask for broad scopes. */
export const granularOnlyFrom = fact('2026-03-02', XERO_GRANULAR_FAQ)
/** From this day broad scopes stop for every app. */
export const broadScopesStop = fact('2027-09-13', XERO_SCOPES, 'reported', 'Xero’s FAQ says September 2027.')
/** The day before which whoever has to consent again is safe, as the owner's own page names no day. */
export const consentAgainBefore = fact(
  '2027-09-01',
  XERO_GRANULAR_FAQ,
  'primary',
  'Xero’s FAQ says September 2027; the 13th is reported by others.',
)

/** Broad scopes and the granular ones that replace them. */
export const retiredScopes = fact<Readonly<Record<string, readonly string[]>>>(
  {
    'accounting.transactions': [
      'accounting.invoices',
      'accounting.payments',
      'accounting.banktransactions',
      'accounting.manualjournals',
    ],
    'accounting.transactions.read': [
      'accounting.invoices.read',
      'accounting.payments.read',
      'accounting.banktransactions.read',
      'accounting.manualjournals.read',
    ],
    'accounting.reports.read': [
      'accounting.reports.aged.read',
      'accounting.reports.balancesheet.read',
      'accounting.reports.banksummary.read',
      'accounting.reports.budgetsummary.read',
      'accounting.reports.executivesummary.read',
      'accounting.reports.profitandloss.read',
      'accounting.reports.trialbalance.read',
      'accounting.reports.taxreports.read',
    ],
  },
  XERO_SCOPES,
  'reported',
)

/** What Codat asks for whatever the use case. */
export const codatAlwaysNeeds = fact(['offline_access', 'accounting.settings'] as const, CODAT_SCOPES)

export interface Plan {
  readonly name: string
  /** Connections the plan allows; null for no limit. */
  readonly connections: number | null
  /** AUD a month without tax; null where the price is on application. */
  readonly audPerMonth: number | null
  /** Whether the app must be certified first. */
  readonly certified: boolean
  readonly condition: string
}

/** Xero's plans since 2 March 2026. */
export const plans = fact<readonly Plan[]>(
  [
    {
      name: 'Starter',
      connections: 5,
      audPerMonth: 0,
      certified: false,
      condition: 'The sixth connection needs a payment card and moves the app to Core.',
    },
    {
      name: 'Core',
      connections: 50,
      audPerMonth: 35,
      certified: false,
      condition: 'A hard stop until Plus, which needs certification.',
    },
    { name: 'Plus', connections: 1_000, audPerMonth: 245, certified: true, condition: 'Needs certification.' },
    {
      name: 'Advanced',
      connections: 10_000,
      audPerMonth: 1_445,
      certified: true,
      condition: 'Needs certification and a yearly security assessment.',
    },
    {
      name: 'Enterprise',
      connections: null,
      audPerMonth: null,
      certified: true,
      condition: 'On application; certification and a yearly security assessment.',
    },
  ],
  XERO_PRICING,
  'primary',
  'Codat’s Xero page says otherwise: more than 5 companies need Xero’s partner program. By Xero’s pricing page Core holds 50 without certification.',
)

/** What the 2023 guide gave an app that is not a partner's. */
export const legacyLimit = fact(
  25,
  'https://docs.codat.io/integrations/accounting/overview',
  'reported',
  'Pages disagree: Codat’s overview says 25, its Xero page 5 since 17 June 2026, Xero’s auth-flow page 25.',
)

/** Paths below Xero's API address. */
export const xeroPaths = {
  connections: fact('/connections', XERO_IDENTITY_SPEC),
  organisation: fact(
    '/api.xro/2.0/Organisation',
    'https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero_accounting.yaml',
  ),
  feedConnections: fact(
    '/bankfeeds.xro/1.0/FeedConnections',
    XERO_FEEDS_OAS,
    'primary',
    'What it answers to an app without bank feeds isn’t documented: the sample of invalid-application (403) is for POST /Statements.',
  ),
} as const

/** The scope that Xero's bank feeds API wants. Restricted: an app has to be granted it. */
export const bankFeedsScope = fact(
  'bankfeeds',
  XERO_FEEDS_OAS,
  'primary',
  'Bank Feeds 2.0 has a scope of its own, bankfeedsv2, for feed connections. No end of 1.0 is announced, and Codat names bankfeeds only.',
)

/** Bank Feeds 2.0: published beside 1.0, for feed connections only. */
export const bankFeedsV2 = fact(
  { path: '/bankfeeds.xro/2.0/FeedConnections', scope: 'bankfeedsv2', itemsAtATime: 50 } as const,
  'https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero_bankfeeds_v2.yaml',
  'primary',
  'For financial institutions with a Xero partnership and approved app partners; without a direct feed for the latter. Whether Codat uses it isn’t known.',
)

/** What Xero says at the consent to an app that asks for a restricted scope it wasn't granted. */
export const scopeNotGranted = fact(
  /\binvalid scope for client\b/i,
  'https://github.com/XeroAPI/xero-node-oauth2-app/issues/33',
  'reported',
)

/** Scope of an app-level token that lists and removes the app's connections. It has no place in an authorize address. */
export const appConnectionsScope = fact(
  'app.connections',
  'https://developer.xero.com/documentation/guides/oauth2/client-credentials/',
  'reported',
  'In an authorize address Xero answers “Requested wrong apps scopes” before the login.',
)

/** What a sign-in test always asks for: who signed in. */
export const identityScopes = fact(['openid', 'profile', 'email'] as const, XERO_SCOPES)

/** The least a sign-in test asks for on top: the organisation's own details, which say whether it is a demo company. */
export const leastApiScopes = fact(
  ['accounting.settings.read'] as const,
  'https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero_accounting.yaml',
)

/** Scopes that let a token read the Organisation endpoint. */
export const organisationScopes = fact(
  ['accounting.settings', 'accounting.settings.read'] as const,
  'https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero_accounting.yaml',
)

/** How Xero names its demo companies: the only hint where the Organisation endpoint may not be read. */
export const demoCompanyName = fact(
  /^Demo Company\b/i,
  'https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero-identity.yaml',
  'inferred',
)

/** Xero's scopes by what it takes to ask for them; `.read` variants are named. */
export const xeroScopes = {
  /** About the person and the refresh token. */
  identity: fact(['openid', 'profile', 'email', 'offline_access'] as const, XERO_SCOPES),
  /** Any app may ask for these. The broad ones are in `retiredScopes`. */
  open: fact(
    [
      'accounting.invoices',
      'accounting.invoices.read',
      'accounting.payments',
      'accounting.payments.read',
      'accounting.banktransactions',
      'accounting.banktransactions.read',
      'accounting.manualjournals',
      'accounting.manualjournals.read',
      'accounting.settings',
      'accounting.settings.read',
      'accounting.contacts',
      'accounting.contacts.read',
      'accounting.attachments',
      'accounting.attachments.read',
      'accounting.budgets.read',
      'accounting.reports.aged.read',
      'accounting.reports.balancesheet.read',
      'accounting.reports.banksummary.read',
      'accounting.reports.budgetsummary.read',
      'accounting.reports.executivesummary.read',
      'accounting.reports.profitandloss.read',
      'accounting.reports.trialbalance.read',
      'accounting.reports.taxreports.read',
      'assets',
      'assets.read',
      'files',
      'files.read',
      'projects',
      'projects.read',
      'payroll.employees',
      'payroll.employees.read',
      'payroll.payruns',
      'payroll.payruns.read',
      'payroll.payslip',
      'payroll.payslip.read',
      'payroll.settings',
      'payroll.settings.read',
      'payroll.timesheets',
      'payroll.timesheets.read',
    ] as const,
    XERO_SCOPES,
    'reported',
  ),
  /** Xero grants these to an app by name; `accounting.journals.read` comes with the Advanced plan. */
  restricted: fact(
    [
      'bankfeeds',
      'bankfeedsv2',
      'paymentservices',
      'accounting.journals.read',
      'accounting.reports.tenninetynine.read',
      'finance.accountingactivity.read',
      'finance.bankstatementsplus.read',
      'finance.cashvalidation.read',
      'finance.statements.read',
    ] as const,
    XERO_SCOPES,
    'reported',
  ),
  /** Only for client credentials: in an authorize URL it ends on Xero’s error page. */
  appOnly: fact(
    ['app.connections', 'marketplace.billing'] as const,
    'https://developer.xero.com/documentation/guides/oauth2/client-credentials/',
    'reported',
  ),
} as const

/** Scopes that people still ask for, and what became of them. */
export const closedScopes = {
  'accounting.classicexpenses': fact(
    'For Receipts and Expense Claims, closed to new apps; their end is announced for February 2027.',
    'https://developer.xero.com/changelog',
    'reported',
  ),
  'accounting.classicexpenses.read': fact(
    'For Receipts and Expense Claims, closed to new apps; their end is announced for February 2027.',
    'https://developer.xero.com/changelog',
    'reported',
  ),
  'accounting.reports.bankstatement.read': fact(
    'In Codat’s broad lending list still; one developer reports that Xero stopped granting it on 2 September 2026 and the consent ends on the error page.',
    CODAT_SCOPES,
    'reported',
    'One report only.',
  ),
  practicemanager: fact('Practice Manager’s: Xero grants it to an app by name.', XERO_SCOPES, 'inferred'),
} as const

/** API calls Xero allows per organisation and app. */
export const xeroRateLimits = fact(
  { perMinute: 60, perDayStarter: 1_000, perDay: 5_000, appPerMinute: 10_000 } as const,
  'https://developer.xero.com/faq/limits',
  'primary',
  'Pages disagree on Starter: 1,000 a day by press and blogs, 5,000 for all by Xero’s own limits page.',
)

/** Uncertified apps that one organisation may be connected to. */
export const uncertifiedAppsPerOrganisation = fact(
  2,
  'https://developer.xero.com/documentation/guides/oauth2/limits/',
  'reported',
  'The rule is from before the plans of March 2026; whether it holds unchanged isn’t known.',
)

const CODAT_OAS = 'https://github.com/codatio/oas/blob/main/json/Codat-Platform.json'

/** How Codat names Xero. A connection carries the key since April 2026 only, so the ids and the name are fallbacks. */
export const codatXero = {
  platformKey: fact('gbol', 'https://docs.codat.io/integrations/accounting/overview'),
  integrationId: fact(
    '0f20c943-12d0-4800-9f6c-d218f62d494c',
    'https://github.com/codatio/codat-docs/blob/main/docs/commerce/build/sync-platform-selection.md',
    'reported',
    'From a sample of Codat’s documentation.',
  ),
  sourceId: fact(
    '8a156a5a-39cb-4f9d-856e-76ef9b9a9607',
    'https://github.com/codatio/codat-docs/blob/main/docs/commerce/build/sync-platform-selection.md',
    'reported',
    'From a sample of Codat’s documentation.',
  ),
  platformName: fact('Xero', 'https://docs.codat.io/integrations/accounting/overview'),
} as const

export const codatRateLimits = fact(
  {
    perDayBase: 1_000,
    perDayPerActiveCompany: 1_000,
    perMinutePerAddress: 1_000,
    concurrentPerActiveCompany: 10,
  } as const,
  'https://docs.codat.io/using-the-api/rate-limits',
  'primary',
  'The day’s budget is 1,000 for each active connected company and 1,000 more; it starts again at 00:00 UTC.',
)

/** When …/connectionManagement/accessToken ended; /companies/{companyId}/accessToken stands in its place. */
export const codatAccessTokenMoved = fact(
  '2026-10-12',
  'https://github.com/codatio/codat-docs/blob/main/blog/260624-deprecation-connection-management-access-token.md',
)

export const codatPaging = fact(
  { size: 100, largest: 5_000 } as const,
  CODAT_OAS,
  'primary',
  'The description allows 5,000 as a parameter and 2,000 in the answer; 100 is advised.',
)

export const codatIdempotencyMinutes = fact(90, 'https://docs.codat.io/using-the-api/write-data/idempotency')

/** What a source account needs beside name, type, number and balance, by its currency. */
export const sourceAccountSortCode = fact(
  { currency: 'GBP', digits: 6 } as const,
  'https://docs.codat.io/bank-feeds/create-account',
  'primary',
  '“For bank accounts in GBP, sortCode is also a required field.” What Codat answers without it was not seen, nor whether a prepaid card counts as one. The newer shape has routingInfo too: no page says whether it can stand for sortCode, so Latchkey sends sortCode.',
)

/** What a source account is called once it is fed. */
export const fedAccountStatuses = fact(
  ['connected', 'linked'] as const,
  'https://github.com/codatio/oas/blob/main/json/Codat-Bank-Feeds.json',
  'primary',
  'Pages disagree: the description and Codat’s Xero pages say connected, its page on creating accounts linked. Both are read.',
)

/** A loan as a source account for Xero. */
export const loanFeeds = fact(
  'Xero’s bank feeds take bank accounts and credit cards only, so a loan may be refused.',
  'https://docs.codat.io/integrations/bank-feeds/xero-bank-feeds/xero-bank-feeds-setup',
  'primary',
  'Pages disagree: Codat’s troubleshooting page makes a loan or mortgage a Credit account (docs.codat.io/bank-feeds/troubleshooting).',
)

/** How a card's number is written in a source account: never the whole of it. */
export const cardNumber = fact(
  /^\d{4}$/,
  'https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero_bankfeeds.yaml',
  'primary',
  'Xero’s specification: for a card only the last four digits. Codat’s pages don’t say.',
)

/** Codat’s own limit, answered by 402: never to be mixed up with Xero's connections. */
export const codatFreePlanCompanies = fact(50, 'https://docs.codat.io/using-the-api/errors')

/** Characters Codat keeps in a company's name; it drops others without a word. */
export const codatCompanyName = fact(/^[A-Za-z0-9\s\-',&@.,?!]+$/, CODAT_OAS)

/** Xero's own name has no place in an app's name. */
export const xeroAppNameRule = fact(
  /xero/i,
  'https://docs.codat.io/integrations/accounting/xero/partner-certification/checkpoints-bank-feeds',
)

/** Codat's one-time links: used once, and for a day. */
export const codatLinkHours = fact(
  24,
  'https://docs.codat.io/auth-flow/authorize-hosted-link',
  'primary',
  'Pages disagree on whether links are used once by default: that page says so, the update of January 2025 has it switched on first.',
)

/** Hosts of the links Codat hands out. */
export const codatLinkHost = fact(
  /^(?:[a-z0-9-]+\.)*codat\.io$/,
  'https://docs.codat.io/auth-flow/authorize-hosted-link',
  'inferred',
  'Samples show link.codat.io and link-api.codat.io.',
)

/** The form of the one key that Codat's description shows. */
export const codatKeyForm = fact(/^[A-Za-z0-9]{40}$/, CODAT_OAS, 'inferred', 'Not documented: say so, do not block.')

/** From this day Xero counts connections by plan. */
export const plansSince = fact('2026-03-02', 'https://developer.xero.com/faq/pricing-and-policy-updates')

/** Apps that Xero's plans do not cover. */
export const outsidePlans = fact(
  'Financial-services apps (banking, credit, payments), custom connections and bespoke apps for one client are outside these plans: your contract with Xero says how many connections they may have.',
  'https://www.accountingtoday.com/news/xero-shifts-to-tiered-pricing-model-for-developers',
  'reported',
)

/** What happens at any limit, whatever the plan. */
export const atTheLimit = {
  stranded: fact(
    'Xero shows the next person its connection limit page and does not send them back.',
    'https://github.com/PipedreamHQ/pipedream/issues/21951',
    'reported',
  ),
  reconnecting: fact(
    'At the limit even reconnecting a company that was connected before can fail.',
    'https://fivetran.com/docs/connectors/applications/xero',
    'reported',
  ),
  secondApp: fact(
    'A second app to get round the limit breaks Xero’s terms.',
    'https://developer.xero.com/xero-developer-platform-commercial-terms',
    'reported',
    'Clause 29.',
  ),
} as const

/** Whether demo companies count against the limit. */
export const demoCompaniesCount = fact(
  false,
  'https://community.xero.com/developer/discussion/144257521/',
  'reported',
  'Xero staff, before the plans of March 2026.',
)

/** Scopes Xero grants with a plan and not by name. */
export const planBoundScopes = fact<Readonly<Record<string, string>>>(
  { 'accounting.journals.read': 'Advanced' },
  CODAT_SCOPES,
  'primary',
  'Xero’s scopes page says so too, with a security assessment.',
)

/** Scope names printed wrongly somewhere that people copy from, and the real ones. */
export const misprintedScopes = fact<Readonly<Record<string, string>>>(
  { 'accounting.reports.balancesheets.read': 'accounting.reports.balancesheet.read' },
  CODAT_SCOPES,
  'primary',
  'Codat’s table has the plural; Xero’s own command line the singular.',
)

/** What Codat needs by use case, on top of `codatAlwaysNeeds`: its column of granular scopes, with the misprint mended. */
export const codatUseCases = fact(
  {
    'bank-feeds': { label: 'Bank feeds', scopes: ['bankfeeds'] },
    'loan-qualification': {
      label: 'Lending: loan qualification',
      scopes: [
        'accounting.invoices',
        'accounting.payments',
        'accounting.banktransactions',
        'accounting.reports.balancesheet.read',
        'accounting.reports.profitandloss.read',
        'accounting.contacts',
        'accounting.attachments',
        'accounting.reports.banksummary.read',
      ],
    },
    'invoice-finance': {
      label: 'Lending: invoice finance',
      scopes: [
        'accounting.invoices',
        'accounting.payments',
        'accounting.banktransactions',
        'accounting.contacts',
        'accounting.attachments',
        'accounting.reports.balancesheet.read',
      ],
    },
    dashboarding: { label: 'Dashboarding (read only: Codat’s specialist sets the scopes)', scopes: [] },
    expenses: {
      label: 'Managing expenses',
      scopes: ['accounting.banktransactions', 'accounting.contacts', 'accounting.attachments', 'bankfeeds'],
    },
    payables: {
      label: 'Automating payables',
      scopes: [
        'accounting.invoices',
        'accounting.payments',
        'accounting.banktransactions',
        'accounting.contacts',
        'accounting.attachments',
      ],
    },
    receivables: {
      label: 'Automating receivables',
      scopes: ['accounting.invoices', 'accounting.payments', 'accounting.contacts', 'accounting.attachments'],
    },
    commerce: {
      label: 'Integrating commerce data',
      scopes: [
        'accounting.invoices',
        'accounting.payments',
        'accounting.banktransactions',
        'accounting.journals.read',
        'accounting.contacts',
      ],
    },
    payroll: { label: 'Managing payroll', scopes: ['accounting.manualjournals', 'accounting.journals.read'] },
    'spend-insights': {
      label: 'Spend Insights',
      scopes: [
        'accounting.invoices',
        'accounting.payments',
        'accounting.banktransactions',
        'accounting.contacts',
        'accounting.attachments',
      ],
    },
    'fx-insights': {
      label: 'FX Insights',
      scopes: [
        'accounting.invoices',
        'accounting.payments',
        'accounting.banktransactions',
        'accounting.contacts',
        'accounting.attachments',
      ],
    },
  } as const,
  CODAT_SCOPES,
)

/** What one bank feeds request to Xero may hold. */
export const feedStatementLimits = fact({ bytes: 3_000_000, oldestYears: 1 } as const, XERO_FEEDS_OAS)

/** Custom connections made on or after this day can't use broad scopes. */
export const granularOnlyCustomFrom = fact('2026-04-29', XERO_GRANULAR_FAQ)

/** Days after which a free Codat account ends; every call then answers 402. */
export const codatFreeAccountDays = fact(365, 'https://docs.codat.io/using-the-api/errors')

/** API keys one Codat client can have. */
export const codatKeysPerClient = fact(10, CODAT_OAS)

/** Calls Xero takes at a time from an app for one organisation. */
export const xeroConcurrentCalls = fact(5, 'https://developer.xero.com/faq/limits')

const CODAT_FEEDS_OAS = 'https://github.com/codatio/oas/blob/main/json/Codat-Bank-Feeds.json'
const CODAT_XERO_FEEDS =
  'https://github.com/codatio/codat-docs/blob/main/docs/integrations/bank-feeds/xero-bank-feeds/xero-bank-feeds-push-bank-transactions.md'

/** Bank transactions in one push. */
export const feedRequestLines = fact(1_000, CODAT_FEEDS_OAS)

/** Kinds of bank transaction Codat knows. */
export const feedTransactionTypes = fact(
  [
    'Unknown',
    'Credit',
    'Debit',
    'Int',
    'Div',
    'Fee',
    'SerChg',
    'Dep',
    'Atm',
    'Pos',
    'Xfer',
    'Check',
    'Payment',
    'Cash',
    'DirectDep',
    'DirectDebit',
    'RepeatPmt',
    'Other',
  ] as const,
  CODAT_FEEDS_OAS,
)

/** Characters Xero keeps of a statement line's texts. */
export const feedTextLimits = fact({ description: 2_000, counterparty: 255, reference: 255 } as const, XERO_FEEDS_OAS)

/** How far back a pushed line may lie, and that it may not lie ahead. */
export const feedAge = fact(
  { oldestYears: 1 } as const,
  CODAT_XERO_FEEDS,
  'primary',
  'Dates today or earlier; older ones fail.',
)

/** How Codat names the data type of such a push. */
export const codatBankTransactions = fact('bankTransactions', CODAT_XERO_FEEDS)

/** What Xero makes of Codat's account types: a prepaid card is money one has, not a credit card. */
export const xeroKindOfType = fact(
  {
    debit: 'bank',
    checking: 'bank',
    savings: 'bank',
    prepaidcard: 'bank',
    credit: 'card',
    creditcard: 'card',
    loan: 'other',
  } as const,
  'https://docs.codat.io/bank-feeds/troubleshooting',
  'primary',
  'Codat’s table makes a prepaid card a Debit account. For a loan see the other fact: its pages disagree.',
)

/** Since this day Codat refuses to map a Xero account that another company on the same Xero app feeds already. */
export const duplicateFeedsRefusedSince = fact(
  '2026-06-24',
  'https://docs.codat.io/updates/260624-xero-duplicate-feedconnection-prevention',
)

const XERO_PARTNER_GUIDE =
  'https://developer.xero.com/documentation/xero-app-store/app-partner-guides/building-and-growing-your-app/'
const XERO_SECURITY_STANDARD = 'https://developer.xero.com/partner/security-standard-for-xero-api-consumers'
const CODAT_PARTNER_PAGES =
  'https://github.com/codatio/codat-docs/blob/main/docs/integrations/accounting/xero/partner-certification'
const CODAT_PARTNER_PROGRAM =
  'https://github.com/codatio/codat-docs/blob/main/docs/integrations/accounting/xero/xero-app-partner-program.md'

/** Customers who must be connected before Xero certifies an app. */
export const partnerActiveConnections = fact(
  10,
  XERO_PARTNER_GUIDE,
  'reported',
  'Older guides say three within 30 days.',
)

/** Where the request for certification is made. */
export const partnerPortalWay = fact(
  'In My Apps, open the app, then Manage Plan: from Starter to Core, then request Plus.',
  XERO_PARTNER_GUIDE,
  'reported',
  'The 2023 guide had a button for it, “Join the Xero App Store” on App details; whether it is still there isn’t known.',
)

/** How many connections an app has is shown beside it. */
export const maxConnectionsLabel = fact(
  'My Apps shows the limit beside the app’s name, such as “25 max connections”.',
  'https://github.com/codatio/codat-docs/pull/420',
  'reported',
  'As the 2023 guide pictures it. Apps on Xero’s plans since March 2026 may show the plan instead.',
)

/** Bank feeds in the Codat portal. */
export const bankFeedsToggle = fact(
  'Codat’s account manager enables bank feeds.',
  'https://docs.codat.io/integrations/bank-feeds/xero-bank-feeds/xero-bank-feeds-setup',
  'primary',
  'The 2023 guide has a toggle for it in the portal: Integrations > Accounting, Xero, Manage, then Save. Today’s pages don’t name it; none says that it is gone.',
)

/** Codat's ready way for Sign Up with Xero (its option B). */
export const signUpWithXero = fact(
  {
    address: 'https://link-api.codat.io/clients/{clientId}/signUpWith/gbol?link.scopes=openid%20profile%20email',
    setting: 'Settings > Auth flow > Redirects: Sign up success redirect URL',
    companyName: 'Xero-YYYY-MM-DD-THHMMSS',
  } as const,
  `${CODAT_PARTNER_PAGES}/sign-up-with-xero.md`,
)

/** What Codat publishes of each checkpoint: how much is the client's own to do, and what. */
export interface PublishedCheckpoint {
  readonly action: 'none' | 'none or minimal' | 'none or some' | 'minimal' | 'some' | 'moderate' | 'significant'
  readonly wants: string
}

/** How long it takes from the first request to a decision. */
export const partnerDuration = fact(
  'Codat says several months overall; Xero publishes no time for its review.',
  CODAT_PARTNER_PROGRAM,
)

/** Xero's address for questions, and the page of the guide that names it. */
export const partnerQuestionsTo = fact(
  'api@xero.com',
  'https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero_accounting.yaml',
  'primary',
  'The contact of Xero’s published descriptions. The 2023 guide named it for partner applications; Codat’s pages of today don’t.',
)

/** Uses that Codat lists as not eligible for app partnership, some of them only in some regions (which ones isn't said). */
export const ineligibleUses = fact(
  { brokering: 'brokering', insurance: 'insurance', 'fx-hedging': 'FX hedging', lending: 'lending in some regions' },
  'https://docs.codat.io/integrations/accounting/overview',
  'primary',
  'Codat’s program page says only that some financial services uses are not eligible.',
)

/** What the guide says before anything is built. */
export const partnershipIsNotForAll = fact(
  'Xero app partnership isn’t possible for all uses: Codat’s program page says so of financial services.',
  CODAT_PARTNER_PROGRAM,
  'primary',
  'The 2023 guide said it of all use cases.',
)

/** Financial services: bank feeds, lending and payments have a separate agreement. */
export const financialServicesTerms = fact(
  'Financial-services apps (bank feeds, lending, payments) have a commercial model and an agreement of their own with Xero.',
  CODAT_PARTNER_PROGRAM,
)

/** What a listing in the Xero App Store takes. */
export const listingTerms = fact(
  'A listing is impossible below Plus, optional on Plus and Advanced, required on Enterprise. It needs Sign Up with Xero, public support documents and listing assets.',
  XERO_PARTNER_GUIDE,
  'reported',
  'Pages disagree on Sign Up with Xero without a listing: Codat’s checkpoints say that below Enterprise it can be left out, its Sign Up page that all App Store partners need it.',
)

/** Xero's yearly security self-assessment. */
export const securityAssessment = fact(
  {
    overConnections: 1_000,
    formFrom: 800,
    days: 'About five days to fill in, five to ten for Xero’s review.',
  } as const,
  XERO_SECURITY_STANDARD,
  'primary',
  'Also for apps that use practice-management, HQ or tax data. The form goes out at 800; the days are reported.',
)

/** What every app partner gives on the app’s details page. */
export const partnerDetailLinks = fact(
  'https:// links to the privacy policy and to the terms and conditions',
  'https://docs.codat.io/integrations/accounting/xero/accounting-xero-setup',
)

/** The contact that Xero and customers see. */
export const genericContact = fact(
  'An e-mail address of the app or team, not a person’s.',
  `${CODAT_PARTNER_PAGES}/checkpoints-bank-feeds.md`,
)

/** Names of Xero's certification checkpoints, in Codat's order. */
export const appStoreCheckpoints = fact(
  [
    'Sign up with Xero',
    'Xero App Store',
    'Connection',
    'Branding and naming',
    'Scopes',
    'Error handling',
    'Data integrity',
    'Account and payment mapping',
    'Taxes',
  ] as const,
  `${CODAT_PARTNER_PAGES}/checkpoints-app-store.md`,
  'primary',
  'Codat’s list of August 2026. Xero’s own page, read in October 2026, names the app launcher’s login URL as well.',
)

/** Names of the bank feeds checkpoints. Xero's form isn't public; what Codat publishes of each is in `bankFeedsPublished`. */
export const bankFeedsCheckpoints = fact(
  [
    'App name and portal settings',
    'Branding',
    'Connection',
    'Error handling',
    'Offline access',
    'Rate limit hit management',
    'Scopes',
    'Account mapping',
    'Bank name, logos, and account number',
    'Scheduled refresh',
    'Missed and rejected statements',
  ] as const,
  `${CODAT_PARTNER_PAGES}/checkpoints-bank-feeds.md`,
)

const CONNECTION_ASKS =
  'Show the connected organisation and the connection’s state, with buttons to reconnect and to disconnect (which deletes the connection); notice when it is ended in Xero; one Codat company per organisation; end it for customers who leave.'

/** In the order of `bankFeedsCheckpoints`. */
export const bankFeedsPublished = fact<readonly PublishedCheckpoint[]>(
  [
    {
      action: 'minimal',
      wants: 'The name you go to market with, without “Xero”, and an e-mail address that isn’t a person’s.',
    },
    { action: 'minimal', wants: 'Xero’s brand guidelines wherever the partnership or Xero’s brand is shown.' },
    { action: 'significant', wants: CONNECTION_ASKS },
    {
      action: 'none or some',
      wants: 'Nothing with Codat’s own bank feeds screens; with your own, errors are told to the customer.',
    },
    { action: 'none', wants: 'Codat’s integration covers it in full.' },
    { action: 'none', wants: 'Codat’s integration covers it in full.' },
    { action: 'none', wants: 'Codat’s integration covers it in full.' },
    {
      action: 'none',
      wants: 'Nothing with Codat’s own bank feeds screens; with your own, the customer maps accounts there.',
    },
    {
      action: 'some',
      wants:
        'Your brand, the names of the accounts you make, your logo and the account number are shown rightly in Xero.',
    },
    { action: 'none', wants: 'Codat’s integration covers it in full.' },
    {
      action: 'moderate',
      wants:
        'Rejected and missed statements are handled, made up for (in the next queue or a call of its own), and the customer is told.',
    },
  ],
  `${CODAT_PARTNER_PAGES}/checkpoints-bank-feeds.md`,
  'primary',
  'Codat’s companion page. Xero’s own App Review Form, which Codat hands out, is the one that counts.',
)

const ACCOUNT_ASKS = 'Apps that write to Xero have a screen on which the customer maps accounts.'

/** In the order of `appStoreCheckpoints`, of which they share the names. */
export const lendingPublished = fact<readonly PublishedCheckpoint[]>(
  [
    { action: 'none', wants: 'Not relevant to lending partnerships.' },
    { action: 'none', wants: 'Not relevant to lending partnerships.' },
    { action: 'significant', wants: CONNECTION_ASKS },
    {
      action: 'minimal',
      wants:
        'Xero’s brand guidelines. Xero recommends its own buttons; a product with several integrations may keep its own set.',
    },
    { action: 'minimal', wants: 'Only the scopes the use case needs; Codat sets them once agreed.' },
    { action: 'moderate', wants: 'People see in the product what went wrong.' },
    { action: 'none', wants: 'Codat handles it.' },
    { action: 'none', wants: 'Not relevant to lending partnerships.' },
    { action: 'none', wants: 'Not relevant to lending partnerships.' },
  ],
  `${CODAT_PARTNER_PAGES}/checkpoints-lending.md`,
)

/** Lenders have to write loans back into Xero. */
export const lendingWriteBack = fact(
  'Lending write-back is required: the loan, interest, fees and repayments are recorded in Xero, so that the bank account reconciles.',
  `${CODAT_PARTNER_PAGES}/checkpoints-lending.md`,
)

/** In the order of `appStoreCheckpoints`, of which they share the names. */
export const paymentsPublished = fact<readonly PublishedCheckpoint[]>(
  [
    { action: 'none', wants: 'Not relevant to payments partners.' },
    { action: 'none', wants: 'Not relevant to payments partners.' },
    { action: 'significant', wants: CONNECTION_ASKS },
    {
      action: 'minimal',
      wants:
        'Xero’s brand guidelines. Xero recommends its own buttons; a product with several integrations may keep its own set.',
    },
    { action: 'minimal', wants: 'Only the scopes the use case needs; Codat sets them once agreed.' },
    { action: 'moderate', wants: 'People see in the product what went wrong.' },
    { action: 'none or minimal', wants: 'Where several currencies are used, they are handled.' },
    { action: 'significant', wants: ACCOUNT_ASKS },
    { action: 'none or minimal', wants: 'Where tax is used, the right existing rate is.' },
  ],
  `${CODAT_PARTNER_PAGES}/checkpoints-AP-Payments.md`,
)

/** How a bank feeds partnership goes. */
export const bankFeedsPartnerWay = fact(
  'Codat introduces you to Xero; you hand in the Bank Feeds Integration Proposal; then come a partnership agreement (non-commercial) and the technical certification. All of it is needed to go live, and takes months.',
  'https://github.com/codatio/codat-docs/blob/main/docs/integrations/bank-feeds/xero-bank-feeds/xero-bank-feeds-partner.md',
)

/** What Xero's reviewers want for “disconnect”: the connection deleted, not unlinked. */
export const disconnectMeansDelete = fact(
  'Disconnecting deletes the connection. Codat changed its guides from Unlink to Delete in December 2024 after Xero’s feedback.',
  'https://github.com/codatio/codat-docs/pull/1462',
  'primary',
  'Codat’s pages on creating accounts, on its Connections SDK and on connections still say Unlink.',
)

const CODAT_XERO_FAQ = 'https://docs.codat.io/integrations/accounting/xero/xero-faq'

/** Data types whose reading always fails for Xero: expected, and no fault of anybody's. */
export const alwaysFailingForXero = fact(['bankTransactions'] as const, CODAT_XERO_FAQ)

/** Hours for which Xero's limit of a day can hold a write back as Pending. */
export const writesPendingHours = fact(24, CODAT_XERO_FAQ)

/** What Codat keeps saying while it still reads or works on a dataset. */
export const datasetUnderWay = fact(
  [
    'Initial',
    'Queued',
    'Fetching',
    'MapQueued',
    'Mapping',
    'ProcessingQueued',
    'Processing',
    'ValidationQueued',
    'Validating',
  ] as const,
  CODAT_OAS,
)

/** A reset of a demo company ends its connections. */
export const demoResets = fact(
  'Xero resets a demo company after 28 days, or when somebody asks for it, and a reset ends every connection to it.',
  'https://docs.codat.io/using-the-api/testing',
)

/** A connection that nothing is read through ends. */
export const syncMonthly = fact(
  'Sync at least one data type once a month, or the connection’s token expires. The default frequency of data types is None.',
  'https://docs.codat.io/using-the-api/queueing-data-syncs',
)

/** Active connected companies of a Codat client for tests. */
export const codatTestClientCompanies = fact(50, 'https://docs.codat.io/using-the-api/testing')

/** Who may do what in the Codat portal. */
export const codatPortalRoles = fact(
  'Only the roles Administrator and Developer may manage integrations, and unlink or delete companies’ connections.',
  'https://docs.codat.io/configure/user-management/user-roles',
)

/** One Codat company for one Xero organisation, each linked with a Xero login of its own. */
export const oneLoginPerCompany = fact(
  'Several companies linked with one Xero login can lose their connections without notice.',
  'https://docs.codat.io/integrations/accounting/xero/accounting-xero-setup',
)
