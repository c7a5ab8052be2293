// The practice Xero against Xero's own client: XeroClient and its generated AccountingApi, with the OpenID client it brings.
// Version 20 has no generated identity class any more; connections are XeroClient's own calls to fixed hosts, so its
// HTTP library is told where those hosts are today. Nothing else of it is touched.
import { createRequire } from 'node:module'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { XeroClient } from 'xero-node'
import { CreditDebitIndicator } from 'xero-node/dist/gen/model/bankfeeds/creditDebitIndicator'
import { CurrencyCode } from 'xero-node/dist/gen/model/bankfeeds/currencyCode'
import { FeedConnection } from 'xero-node/dist/gen/model/bankfeeds/feedConnection'
import { type Practice, startPractice } from '../../src/practice/practice'
import { seedApps } from '../../src/practice/xero/seed'
import { consent } from '../support/practice-browser'

const REDIRECT = 'http://localhost:8743/callback'

interface Interceptors {
  readonly request: {
    use(change: (config: { url?: string }) => { url?: string }): number
    eject(id: number): void
  }
}
interface OldOpenIdClient {
  readonly Issuer: {
    discover(issuer: string): Promise<{ Client: new (metadata: object) => XeroClient['openIdClient'] }>
  }
}

const requireAsXeroNode = createRequire(createRequire(import.meta.url).resolve('xero-node'))
const axios: { interceptors: Interceptors } = requireAsXeroNode('axios')
const { Issuer }: OldOpenIdClient = requireAsXeroNode('openid-client')

let practice: Practice
let interceptor: number

beforeAll(() => {
  interceptor = axios.interceptors.request.use((config) => {
    const url = (config.url ?? '')
      .replace('https://api.xero.com', practice.origins.xeroApi)
      .replace('https://identity.xero.com', practice.origins.xeroIdentity)
    return Object.assign(config, { url })
  })
})
afterAll(() => axios.interceptors.request.eject(interceptor))

beforeEach(async () => {
  practice = await startPractice()
})
afterEach(() => practice.close())

async function signedIn(
  scopes: string[],
  organisation: string,
  { clientId, secret }: { clientId: string; secret: string } = seedApps.tidewater,
): Promise<XeroClient> {
  const xero = new XeroClient({ clientId, clientSecret: secret, redirectUris: [REDIRECT], scopes, state: 'a-state' })
  const issuer = await Issuer.discover(practice.origins.xeroIdentity)
  xero.openIdClient = new issuer.Client({ client_id: clientId, client_secret: secret, redirect_uris: [REDIRECT] })
  const arrival = await consent(practice.origins, await xero.buildConsentUrl(), { organisation })
  if (arrival.at === 'page') throw new Error(`Stuck at ${arrival.page.name}`)
  await xero.apiCallback(arrival.url.href)
  xero.accountingApi.basePath = `${practice.origins.xeroApi}/api.xro/2.0`
  return xero
}

test('signs in, lists tenants with their organisations, and disconnects', async () => {
  const xero = await signedIn(['openid', 'profile', 'email', 'accounting.settings.read'], 'Demo Company (NZ)')
  expect(xero.readTokenSet().claims()).toMatchObject({ email: 'robin@practice.example' })
  const [tenant] = await xero.updateTenants()
  expect(tenant).toMatchObject({ tenantName: 'Demo Company (NZ)', tenantType: 'ORGANISATION' })
  expect(tenant.orgData).toMatchObject({
    name: 'Demo Company (NZ)',
    isDemoCompany: true,
    countryCode: 'NZ',
    baseCurrency: 'NZD',
    organisationStatus: 'ACTIVE',
  })
  expect(String(tenant.orgData._class)).toBe('DEMO')
  await xero.disconnect(tenant.id)
  expect(await xero.updateTenants(false)).toEqual([])
  await expect(xero.disconnect(tenant.id)).rejects.toMatchObject({ response: { status: 404 } })
})

test('the generated AccountingApi reads dates and headers of the Organisation answer', async () => {
  const xero = await signedIn(['openid', 'accounting.settings.read'], 'Practice Trial Company')
  const [tenant] = await xero.updateTenants(false)
  const { body, response } = await xero.accountingApi.getOrganisations(tenant.tenantId)
  const [organisation] = body.organisations ?? []
  expect(organisation).toMatchObject({ isDemoCompany: false, organisationID: tenant.tenantId })
  expect(new Date(String(organisation?.createdDateUTC)).getUTCFullYear()).toBe(2021)
  expect(response.headers['x-minlimit-remaining']).toBe('59')
  expect(response.headers['x-daylimit-remaining']).toBe('999')
})

test('the Organisation answer needs the scope and the tenant', async () => {
  const xero = await signedIn(['openid', 'accounting.contacts.read'], 'Demo Company (NZ)')
  const [tenant] = await xero.updateTenants(false)
  await expect(xero.accountingApi.getOrganisations(tenant.tenantId)).rejects.toContain('AuthorizationUnsuccessful')
  await expect(xero.accountingApi.getOrganisations('')).rejects.toContain('AuthenticationUnsuccessful')
})

test('refreshes with id and secret', async () => {
  const xero = await signedIn(['openid', 'offline_access', 'accounting.settings.read'], 'Demo Company (NZ)')
  const first = xero.readTokenSet().refresh_token ?? ''
  const { clientId, secret } = seedApps.tidewater
  const second = await xero.refreshWithRefreshToken(clientId, secret, first)
  expect(second.refresh_token).not.toBe(first)
  expect(await xero.updateTenants(false)).toHaveLength(1)
})

test('its revocation unplugs the person, as xero.md warns', async () => {
  const xero = await signedIn(['openid', 'offline_access'], 'Demo Company (NZ)')
  const before = (await practice.controls.view()).xeroApps.find((app) => app.name === seedApps.tidewater.name)
  await xero.revokeToken()
  const after = (await practice.controls.view()).xeroApps.find((app) => app.name === seedApps.tidewater.name)
  expect([before?.connections, after?.connections]).toEqual([5, 4])
})

test('its client credentials helper says `scopes` where Xero wants `scope`, and is refused', async () => {
  const { clientId, secret } = seedApps.tidewater
  const xero = new XeroClient({
    clientId,
    clientSecret: secret,
    grantType: 'client_credentials',
    scopes: ['app.connections'],
  })
  await expect(xero.getClientCredentialsToken()).rejects.toMatchObject({
    response: { status: 400, data: { error: 'invalid_scope' } },
  })
})

test('the generated BankFeedsApi connects an account, sends a statement and reads both back', async () => {
  const { clientId, secret } = seedApps.meridian
  const xero = await signedIn(['openid', 'bankfeeds', 'accounting.settings.read'], 'Practice Trial Company', {
    clientId,
    secret,
  })
  const tenantId = (await xero.updateTenants(false)).find(({ tenantName }) => tenantName.includes('Trial'))?.tenantId
  const feeds = xero.bankFeedsApi
  feeds.basePath = `${practice.origins.xeroApi}/bankfeeds.xro/1.0`
  const feed = {
    accountToken: 'token-1',
    accountNumber: '0612345678',
    accountName: 'Everyday',
    accountType: FeedConnection.AccountTypeEnum.BANK,
    currency: CurrencyCode.NZD,
  }
  const made = await feeds.createFeedConnections(tenantId, { items: [feed] })
  const id = made.body.items?.[0]?.id ?? ''
  expect((await feeds.getFeedConnection(tenantId, id)).body).toMatchObject({ accountToken: 'token-1' })
  expect((await feeds.getFeedConnections(tenantId)).body.items).toHaveLength(1)
  const again = await feeds.createFeedConnections(tenantId, { items: [feed] })
  expect(again.body.items?.[0]?.error).toMatchObject({ type: 'feed-already-connected-in-current-organisation' })

  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const statement = (endBalance: number) => ({
    feedConnectionId: id,
    startDate: day,
    endDate: day,
    startBalance: { amount: 100, creditDebitIndicator: CreditDebitIndicator.CREDIT },
    endBalance: { amount: endBalance, creditDebitIndicator: CreditDebitIndicator.CREDIT },
    statementLines: [
      { postedDate: day, amount: 25.5, creditDebitIndicator: CreditDebitIndicator.DEBIT, transactionId: 'one' },
    ],
  })
  const sent = await feeds.createStatements(tenantId, { items: [statement(74.5)] })
  const read = await feeds.getStatement(tenantId, sent.body.items?.[0]?.id ?? '')
  expect(read.body).toMatchObject({ feedConnectionId: id, statementLineCount: 1 })
  expect((await feeds.getStatements(tenantId)).body.items).toHaveLength(1)
  const wrong = await feeds.createStatements(tenantId, { items: [statement(75)] })
  expect(wrong.body.items?.[0]?.errors?.[0]).toMatchObject({ type: 'invalid-end-balance' })
  await feeds.deleteFeedConnections(tenantId, { items: [{ id }] })
  expect((await feeds.getFeedConnections(tenantId)).body.items).toEqual([])
})

test('the generated BankFeedsApi is told apart: an app without bank feeds, an organisation that can’t take any', async () => {
  const { clientId, secret } = seedApps.meridian
  const ask = async (xero: XeroClient): Promise<unknown> => {
    const [tenant] = await xero.updateTenants(false)
    xero.bankFeedsApi.basePath = `${practice.origins.xeroApi}/bankfeeds.xro/1.0`
    return xero.bankFeedsApi.getFeedConnections(tenant.tenantId).catch((error: unknown) => JSON.stringify(error))
  }
  const plain = await signedIn(['openid', 'accounting.settings.read'], 'Practice Trial Company')
  expect(await ask(plain)).toContain('invalid-application')
  const feeding = await signedIn(['openid', 'bankfeeds', 'accounting.settings.read'], 'Demo Company (NZ)', {
    clientId,
    secret,
  })
  expect(await ask(feeding)).toContain('invalid-organisation-bank-feeds')
})
