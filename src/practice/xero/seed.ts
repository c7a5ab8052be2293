// The practice Xero's first day, as data: people, organisations, apps, connections. Ids are the same on every machine.
import { createHash } from 'node:crypto'
import { legacyLimit, plans } from '../../domain/facts'
import { fingerprint } from './stand-in'
import type { XeroConnection, XeroOrganisation, XeroStandInApp, XeroUser, XeroWorld } from './world'

/** A UUID made from a name, so that tests and a practice Codat can speak of the same organisation. */
export function seedId(name: string): string {
  const hex = createHash('sha256').update(`latchkey practice ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const tenant = (name: string) => seedId(`organisation ${name}`)

/** People who can sign in on the consent page. */
export const seedPeople = {
  /** The solutions engineer: has the demo companies and a trial. */
  robin: seedId('person robin'),
  /** The customer's side: owns the organisations that are linked. */
  olive: seedId('person olive'),
} as const

/** A secret of each seeded web app, already generated. Worth nothing outside practice. */
export const seedApps = {
  harbourPay: { clientId: 'A1B7C04E55F24C0E9D3386F1A7724E19', name: 'Harbour Pay', secret: seedSecret('harbour-pay') },
  tidewater: {
    clientId: '5D0F6BE3C9A84D71B26E0C47F3A9185C',
    name: 'Tidewater Lending',
    secret: seedSecret('tidewater'),
  },
  meridian: {
    clientId: '9C41E7D2083B4FA6A5D1B2C60E8F7734',
    name: 'Meridian Bank Feeds',
    secret: seedSecret('meridian'),
  },
  pocket: { clientId: '0E62B8F4D7154AC39B80E5D16C27A3F9', name: 'Pocket Ledger', secret: null },
} as const

/** `PRACTICE` and 40 characters: 48, like Xero's. */
function seedSecret(name: string): string {
  return `PRACTICE${createHash('sha256').update(`practice secret ${name}`).digest('base64url').slice(0, 40)}`
}

export const seedDemoCompanies = ['Demo Company (NZ)', 'Demo Company (AU)', 'Demo Company (Global)'] as const

/** Customers of Harbour Pay that Codat knows too. */
export const seedHarbourCustomers = [
  'Kowhai Timber Ltd',
  'Rimu Street Cafe',
  'Tui Plumbing Services',
  'Bayview Dental',
  'Northcote Joinery',
  'Fernhill Physio',
  'Copper Kettle Brewing',
  'Pukeko Childcare',
  'Wharf Road Motors',
  'Silver Gum Landscapes',
  'Harakeke Homewares',
  'Long Bay Surf School',
  'Totara Legal',
  'Redcliffs Roofing',
  'Station Lane Books',
  'Manuka Foods',
  'Glasshouse Florists',
  'Quayside Couriers',
  'Tussock Electrical',
  'Breaker Bay Yoga',
  'Old Mill Bakery',
] as const

/** Connected to Harbour Pay and known to nobody else: what test sign-ins left behind. */
export const seedHarbourLeftovers = ['Sandpit Supplies', 'Blue Door Trading'] as const

/** Connected to Harbour Pay twice, by two people. */
export const seedHarbourDuplicate = 'Kowhai Timber Ltd'

export const seedTidewaterCustomers = [
  'Marram Farms',
  'Driftwood Studio',
  'Estuary Engineering',
  'Saltbush Catering',
] as const

/** Customers of Meridian, which has bank feeds. */
export const seedMeridianCustomers = [
  'Lantern Street Gallery',
  'Ferry Landing Cycles',
  'Demo Company (Global)',
] as const

/** Organisations that aren't connected to anything of ours. */
export const seedFreeOrganisations = ['Kauri Point Vets', 'Mistral Printing', 'Practice Trial Company'] as const

/** Connected to two uncertified apps of other makers: greyed out on the consent page. */
export const seedBusyOrganisation = 'Beacon Hill Wines'

/** The first day with apps and connections, or empty: people and organisations, but no app. */
export function seedWorld(kind: 'furnished' | 'empty', now: Date, signingKey: XeroWorld['signingKey']): XeroWorld {
  const apps = kind === 'furnished' ? furnishedApps() : []
  const connections = kind === 'furnished' ? furnishedConnections() : []
  const grants = [...new Set(connections.map((row) => `${row.clientId} ${row.userId}`))].map((pair) => {
    const [clientId = '', userId = ''] = pair.split(' ')
    return { clientId, userId, scopes: ['accounting.settings', 'accounting.contacts'] }
  })
  return {
    signingKey,
    users: seedUsers(),
    organisations: seedOrganisations(now),
    apps,
    connections,
    grants,
    consents: [],
    codes: [],
    refreshTokens: [],
    feedConnections: [],
    statements: [],
  }
}

const meridianOwn = seedMeridianCustomers.filter((name) => !name.startsWith('Demo'))

function seedUsers(): XeroUser[] {
  const own = [
    ...seedDemoCompanies,
    'Practice Trial Company',
    seedBusyOrganisation,
    ...seedHarbourLeftovers,
    seedHarbourDuplicate,
  ]
  const customers = [
    ...seedHarbourCustomers,
    ...seedTidewaterCustomers,
    ...meridianOwn,
    'Kauri Point Vets',
    'Mistral Printing',
    seedBusyOrganisation,
  ]
  return [
    person(seedPeople.robin, 'Robin', 'Practice', 'robin@practice.example', own),
    person(seedPeople.olive, 'Olive', 'Owner', 'olive@practice.example', customers),
  ]
}

function person(id: string, givenName: string, familyName: string, email: string, names: readonly string[]): XeroUser {
  return { id, email, givenName, familyName, tenantIds: [...new Set(names.map(tenant))] }
}

function seedOrganisations(now: Date): XeroOrganisation[] {
  const names = [
    ...seedDemoCompanies,
    ...seedHarbourCustomers,
    ...seedHarbourLeftovers,
    ...seedTidewaterCustomers,
    ...meridianOwn,
    ...seedFreeOrganisations,
    seedBusyOrganisation,
  ]
  return names.map((name) => organisation(name, now))
}

function organisation(name: string, now: Date): XeroOrganisation {
  const isDemo = name.startsWith('Demo Company')
  const place = placeOf(name)
  return {
    tenantId: tenant(name),
    name,
    ...place,
    class: isDemo ? 'DEMO' : name.includes('Trial') ? 'TRIAL' : 'STANDARD',
    shortCode: `!${createHash('sha256').update(name).digest('base64url').replace(/[-_]/g, '').slice(0, 5)}`,
    createdAt: isDemo ? now.toISOString() : '2021-04-01T01:00:00.000Z',
    otherUncertifiedApps: name === seedBusyOrganisation ? 2 : 0,
  }
}

function placeOf(name: string): Pick<XeroOrganisation, 'countryCode' | 'baseCurrency' | 'timezone'> {
  if (name.endsWith('(AU)')) return { countryCode: 'AU', baseCurrency: 'AUD', timezone: 'AUSEASTERNSTANDARDTIME' }
  if (name.endsWith('(Global)')) return { countryCode: 'SG', baseCurrency: 'USD', timezone: 'SINGAPORESTANDARDTIME' }
  return { countryCode: 'NZ', baseCurrency: 'NZD', timezone: 'NEWZEALANDSTANDARDTIME' }
}

const CODAT_REDIRECT = 'https://xero.codat.io/oauth2/callback'
const LOOPBACK_REDIRECT = 'http://localhost:8743/callback'

function furnishedApps(): XeroStandInApp[] {
  const starter = plans.value.find((plan) => plan.name === 'Starter')
  const core = plans.value.find((plan) => plan.name === 'Core')
  return [
    // Made before the plans and the granular scopes: the 2023 guide's app.
    app(seedApps.harbourPay, '2023-05-11T02:14:00.000Z', { plan: 'Legacy', limit: legacyLimit.value }),
    app(seedApps.tidewater, '2026-09-14T21:40:00.000Z', { plan: 'Starter', limit: starter?.connections ?? null }),
    app(seedApps.meridian, '2025-11-03T20:05:00.000Z', {
      plan: 'Core',
      limit: core?.connections ?? null,
      grantedScopes: ['bankfeeds'],
    }),
    // The wrong type for Codat: no secret can be generated.
    app(seedApps.pocket, '2026-10-02T03:30:00.000Z', {
      plan: 'Starter',
      limit: starter?.connections ?? null,
      type: 'mobile-desktop',
      redirectUris: [LOOPBACK_REDIRECT],
    }),
  ]
}

function app(
  seed: { readonly clientId: string; readonly name: string; readonly secret: string | null },
  createdAt: string,
  rest: Pick<XeroStandInApp, 'plan' | 'limit'> & Partial<XeroStandInApp>,
): XeroStandInApp {
  const secrets = seed.secret === null ? [] : [{ slot: 1 as const, hash: fingerprint(seed.secret), createdAt }]
  return {
    clientId: seed.clientId,
    name: seed.name,
    type: 'web',
    createdAt,
    companyUrl: 'https://practice.example',
    privacyUrl: 'https://practice.example/privacy',
    termsUrl: 'https://practice.example/terms',
    redirectUris: [CODAT_REDIRECT, LOOPBACK_REDIRECT],
    secrets,
    certified: false,
    grantedScopes: [],
    trainsModels: false,
    ...rest,
  }
}

/** Harbour Pay: 24 that count (two leftovers and a duplicate among them) and a demo. Tidewater: four of five. */
function furnishedConnections(): XeroConnection[] {
  const { harbourPay, tidewater, meridian } = seedApps
  const { olive, robin } = seedPeople
  return [
    ...seedHarbourCustomers.map((name, index) => connection(harbourPay.clientId, olive, name, month(index))),
    ...seedHarbourLeftovers.map((name, index) => connection(harbourPay.clientId, robin, name, month(14 + index))),
    connection(harbourPay.clientId, robin, seedHarbourDuplicate, month(20)),
    connection(harbourPay.clientId, robin, 'Demo Company (NZ)', month(22)),
    ...seedTidewaterCustomers.map((name, index) => connection(tidewater.clientId, olive, name, month(40 + index / 2))),
    ...seedMeridianCustomers.map((name, index) =>
      connection(meridian.clientId, name.startsWith('Demo') ? robin : olive, name, month(36 + index / 2)),
    ),
  ]
}

/** A moment so many months after June 2023. */
function month(count: number): Date {
  return new Date(Date.UTC(2023, 5 + Math.floor(count), 3 + Math.floor((count % 1) * 24), 4, 12, 31, 516))
}

function connection(clientId: string, userId: string, name: string, at: Date): XeroConnection {
  const text = at.toISOString().slice(0, -1)
  return {
    id: seedId(`connection ${clientId} ${userId} ${name}`),
    clientId,
    userId,
    tenantId: tenant(name),
    authEventId: seedId(`consent ${clientId} ${userId} ${name}`),
    createdDateUtc: `${text}5400`,
    updatedDateUtc: `${text.slice(0, -3)}5187840`,
    removedAt: null,
  }
}
