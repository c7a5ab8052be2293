// The practice Codat's first day, as data. Companies, organisations and apps are those of the practice Xero.
import { createHash } from 'node:crypto'
import {
  seedApps,
  seedFreeOrganisations,
  seedHarbourCustomers,
  seedHarbourDuplicate,
  seedId,
  seedMeridianCustomers,
  seedTidewaterCustomers,
} from '../xero/seed'
import { codatBankTransactions } from '../../domain/facts'
import type { CodatFeedAccount, CodatPush } from './feeds-world'
import { fingerprint } from './stand-in'
import type { CodatStandInClient, CodatStandInCompany, CodatStandInConnection, CodatWorld } from './world'

/** The practice Codat's clients, each with its keys. Worth nothing outside practice. */
export const seedCodatClients = {
  /** Holds Harbour Pay's credential: 24 of 25 in Xero, of which Codat knows 21 and links one organisation twice. */
  harbour: { codatId: seedId('codat client harbour'), name: 'Harbour Pay', keyNames: ['Robin', 'Build server'] },
  /** Holds Tidewater's: four of five. */
  tidewater: { codatId: seedId('codat client tidewater'), name: 'Tidewater Lending', keyNames: ['Robin'] },
  /** Holds Meridian's, which Xero has granted bank feeds. */
  meridian: { codatId: seedId('codat client meridian'), name: 'Meridian Bank Feeds', keyNames: ['Robin'] },
  /** New: no credential, no company. */
  fresh: { codatId: seedId('codat client fresh'), name: 'Practice test client', keyNames: ['Robin'] },
} as const

const scopesWithoutFeeds = ['offline_access', 'accounting.settings', 'accounting.contacts'] as const

/** `PRACTICE` and 32 letters and digits: 40, like the one key that Codat's description shows. Made from its name. */
export function codatKey(codatId: string, keyName: string, serial = 0): string {
  const random = createHash('sha512').update(`practice codat key ${codatId} ${keyName} ${serial}`).digest('base64')
  return `PRACTICE${random.replace(/[^A-Za-z0-9]/g, '').slice(0, 32)}`
}

const FIRST_DAY = Date.UTC(2023, 5, 2, 3, 0, 0)
const MONTH_MS = 30 * 86_400_000

/** The first day with companies, or empty: one Codat client that has nothing set up. */
export function seedCodatWorld(kind: 'furnished' | 'empty'): CodatWorld {
  const fresh = client(seedCodatClients.fresh, null, [])
  if (kind === 'empty') return { clients: [fresh], visits: [], pushes: [], remembered: [] }
  return {
    pushes: strangersPushes(),
    remembered: [],
    clients: [
      client(seedCodatClients.harbour, seedApps.harbourPay, harbourCompanies()),
      client(seedCodatClients.tidewater, seedApps.tidewater, tidewaterCompanies()),
      fresh,
      {
        ...client(seedCodatClients.meridian, seedApps.meridian, meridianCompanies()),
        bankFeeds: true,
        xero: {
          clientId: seedApps.meridian.clientId,
          secretHash: fingerprint(seedApps.meridian.secret),
          enabled: true,
          scopes: [...scopesWithoutFeeds, 'bankfeeds'],
        },
      },
    ],
    visits: [],
  }
}

function client(
  seed: { readonly codatId: string; readonly name: string; readonly keyNames: readonly string[] },
  app: { readonly clientId: string; readonly secret: string } | null,
  companies: CodatStandInCompany[],
): CodatStandInClient {
  return {
    id: seed.codatId,
    name: seed.name,
    redirectUrl: 'https://practice.example/linked/{companyId}',
    keys: seed.keyNames.map((name) => ({ name, serial: 0, hash: fingerprint(codatKey(seed.codatId, name)) })),
    nextSerial: 1,
    xero: {
      clientId: app?.clientId ?? null,
      secretHash: app === null ? null : fingerprint(app.secret),
      enabled: app !== null,
      scopes: [...scopesWithoutFeeds],
    },
    bankFeeds: false,
    companies,
  }
}

/**
 * 21 customers, as in Xero. Kowhai Timber stands twice, linked to one organisation. Besides, companies that take no place in
 * Xero: one that never finished linking, one unlinked by Codat, one on other software, one in Codat's sandbox.
 */
function harbourCompanies(): CodatStandInCompany[] {
  const customers = seedHarbourCustomers.map((name, index) =>
    company('harbour', name, index, { team: index % 2 === 0 ? 'north' : 'south' }, [
      xeroLink('harbour', name, index, { tellsTenant: index < 15 }),
    ]),
  )
  const twin = seedHarbourDuplicate
  const [vets, printing] = seedFreeOrganisations
  return [
    ...customers,
    company('harbour', `${twin} - new`, 20, { team: 'north' }, [
      xeroLink('harbour', twin, 20, { tellsTenant: true, id: 'twin' }),
    ]),
    company('harbour', vets, 41, { team: 'south' }, [
      {
        ...xeroLink('harbour', vets, 41, { tellsTenant: false }),
        status: 'PendingAuth',
        tenantId: null,
        lastSyncAt: null,
      },
    ]),
    company('harbour', printing, 33, { team: 'south' }, [
      { ...xeroLink('harbour', printing, 33, { tellsTenant: true }), status: 'Unlinked' },
    ]),
    company('harbour', 'Ledger Lane Traders', 12, {}, [otherLink('harbour', 'Ledger Lane Traders', 12, 'qhyg')]),
    company('harbour', 'Sandbox company', 13, {}, [otherLink('harbour', 'Sandbox company', 13, 'mqjo')]),
  ]
}

function tidewaterCompanies(): CodatStandInCompany[] {
  return seedTidewaterCustomers.map((name, index) =>
    company('tidewater', name, 40 + index / 2, {}, [
      xeroLink('tidewater', name, 40 + index / 2, { tellsTenant: true }),
    ]),
  )
}

/** The source account that is connected, so that it can take a push. */
export const seedFeedAccount = 'acc-everyday'
/** Of that account and of all others but the one in dollars. */
export const seedFeedCurrency = 'NZD'

/** One company whose consent has bank feeds, with accounts in all states; one linked before; one a demo company. */
function meridianCompanies(): CodatStandInCompany[] {
  const [gallery, cycles, demo] = seedMeridianCustomers
  const withFeeds = [...scopesWithoutFeeds, 'bankfeeds']
  const link = (name: string, month: number) => xeroLink('meridian', name, month, { tellsTenant: true })
  const accounts: CodatFeedAccount[] = [
    {
      ...feedAccount(seedFeedAccount, 'Everyday account', 'checking', 'connected'),
      targetId: seedId(`xero account ${seedId(`organisation ${gallery}`)} 0`),
      feedStartDate: at(36.5),
    },
    feedAccount('acc-savings', 'Rainy day savings', 'savings', 'pending'),
    feedAccount('acc-card', 'Business card', 'creditCard', 'connecting'),
    feedAccount('acc-former', 'Former account', 'checking', 'disconnected'),
    feedAccount('acc-foreign', 'Dollar account', 'checking', 'unknown'),
    feedAccount('acc-loan', 'Van loan', 'loan', 'pending'),
  ]
  return [
    company('meridian', gallery, 36, {}, [{ ...link(gallery, 36), consented: withFeeds, feedAccounts: accounts }]),
    company('meridian', cycles, 30, {}, [
      { ...link(cycles, 30), feedAccounts: [feedAccount('acc-cycles', 'Shop account', 'checking', 'pending')] },
    ]),
    company('meridian', demo, 37, {}, [
      {
        ...link(demo, 37),
        consented: withFeeds,
        feedAccounts: [feedAccount('acc-demo', 'Demo account', 'checking', 'connected')],
      },
    ]),
  ]
}

function feedAccount(id: string, name: string, type: string, status: CodatFeedAccount['status']): CodatFeedAccount {
  return {
    id,
    name,
    type,
    number: `0123${createHash('sha256').update(id).digest('hex').replace(/\D/g, '').slice(0, 8)}`,
    sortCode: '020108',
    currency: id === 'acc-foreign' ? 'USD' : seedFeedCurrency,
    balance: 0,
    status,
    modifiedAt: at(36.5),
    feedStartDate: null,
    targetId: null,
  }
}

/** Pushes that the customer's own system made: one that Xero refused, one that is Pending still. */
export const seedPushes = { failed: seedId('codat push failed'), pending: seedId('codat push pending') } as const

function strangersPushes(): CodatPush[] {
  const [gallery] = seedMeridianCustomers
  const rest = {
    clientId: seedCodatClients.meridian.codatId,
    companyId: seedId(`codat company meridian ${gallery}`),
    connectionId: seedId(`codat connection meridian ${gallery} `),
    accountId: seedFeedAccount,
    dataType: codatBankTransactions.value,
    unlisted: false,
  }
  return [
    {
      ...rest,
      key: seedPushes.failed,
      requestedAt: at(41.2),
      settlesAt: at(41.21),
      ends: 'Failed',
      statusCode: 400,
      errorMessage:
        'An error occurred in a downstream service. Message: {"type":"invalid-end-balance","title":"Invalid End Balance","status":422,"detail":"End balance does not match start balance +/- statement line amounts."}',
      validation: null,
    },
    {
      ...rest,
      key: seedPushes.pending,
      requestedAt: at(41.3),
      settlesAt: null,
      ends: 'Success',
      statusCode: 202,
      errorMessage: null,
      validation: null,
    },
  ]
}

function company(
  of: string,
  name: string,
  month: number,
  tags: Record<string, string>,
  connections: CodatStandInConnection[],
): CodatStandInCompany {
  const createdAt = at(month)
  return {
    id: seedId(`codat company ${of} ${name}`),
    name,
    description: null,
    createdAt,
    createdBy: 'Robin Practice',
    tags,
    connections,
  }
}

function xeroLink(
  of: string,
  organisation: string,
  month: number,
  { tellsTenant, id = '' }: { tellsTenant: boolean; id?: string },
): CodatStandInConnection {
  return {
    id: seedId(`codat connection ${of} ${organisation} ${id}`),
    platform: 'gbol',
    status: 'Linked',
    createdAt: at(month),
    lastSyncAt: at(month + 0.5),
    tenantId: seedId(`organisation ${organisation}`),
    tellsTenant,
    errors: [],
    consented: [...scopesWithoutFeeds],
    feedAccounts: [],
    linkUsedAt: null,
  }
}

function otherLink(of: string, name: string, month: number, platform: 'qhyg' | 'mqjo'): CodatStandInConnection {
  return { ...xeroLink(of, name, month, { tellsTenant: false }), platform, tenantId: null }
}

function at(month: number): string {
  return new Date(FIRST_DAY + month * MONTH_MS).toISOString()
}

/** One of the companies that the size knob makes up: the same for the same number, and never kept. */
export function extraCompany(codatId: string, number: number, areXero: boolean): CodatStandInCompany {
  const name = `Practice company ${String(number).padStart(5, '0')}`
  const link = xeroLink(codatId, name, number % 40, { tellsTenant: false })
  // Without a tenant, so that no practice Xero is asked about an organisation it doesn't have.
  const connection = { ...link, platform: areXero ? ('gbol' as const) : ('mqjo' as const), tenantId: null }
  return { ...company(codatId, name, number % 40, { team: 'extra' }, [connection]) }
}
