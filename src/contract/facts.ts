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

const READ = '2026-11-23'

function fact<T>(value: T, source: string, trust: Trust = 'primary', note?: string): Fact<T> {
  return note === undefined ? { value, source, asOf: READ, trust } : { value, source, asOf: READ, trust, note }
}

const XERO_IDENTITY_SPEC = 'https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero-identity.yaml'
const XERO_OAUTH_FAQ = 'https://developer.xero.com/faq/oauth2'
const XERO_SCOPES = 'https://developer.xero.com/documentation/guides/oauth2/scopes/'
const XERO_GRANULAR_FAQ = 'https://developer.xero.com/faq/granular-scopes'
const XERO_PRICING = 'https://developer.xero.com/pricing'
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
  readonly condition: string
}

/** Xero's plans since 2 March 2026. */
export const plans = fact<readonly Plan[]>(
  [
    {
      name: 'Starter',
      connections: 5,
      audPerMonth: 0,
      condition: 'The sixth connection needs a payment card and moves the app to Core.',
    },
    { name: 'Core', connections: 50, audPerMonth: 35, condition: 'A hard stop until Plus, which needs certification.' },
    { name: 'Plus', connections: 1_000, audPerMonth: 245, condition: 'Needs certification.' },
    {
      name: 'Advanced',
      connections: 10_000,
      audPerMonth: 1_445,
      condition: 'Needs certification and a yearly security assessment.',
    },
    {
      name: 'Enterprise',
      connections: null,
      audPerMonth: null,
      condition: 'On application; certification and a yearly security assessment.',
    },
  ],
  XERO_PRICING,
)

/** What the 2023 guide gave an app that is not a partner's. */
export const legacyLimit = fact(
  25,
  'https://docs.codat.io/integrations/accounting/xero/accounting-xero-setup',
  'reported',
  'Codat’s page said 25 until 17 June 2026; Xero’s auth-flow page still does.',
)
