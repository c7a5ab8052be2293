// Texts without a secret, which redaction has to leave alone: what support asks for and what users called their things.
import { describe, expect, it } from 'vitest'
import { documentedFailures } from '../../../test/fixtures/diagnosis/documented-failures'
import { spellings } from '../../../test/fixtures/diagnosis/spellings'
import { redact, redactAround } from './redaction'

const COMPANY = '45e4708e-d862-4111-ab3a-dd8cd03913e1'
const CONNECTION = '9f1c8b2e-0f3d-4b64-9a55-3f0b6f0a7c11'
const CLIENT_ID = '686E7FE4D3354162B05FDE15FC01EEAC'
const CORRELATION = 'bc997528a9d7abb9161ef45f05d38599'

/** As users call apps, clients, companies and people; some look like keys. */
const names = [
  'Acme Ltd',
  'Donaudampfschifffahrtsgesellschaft',
  'Rindfleischetikettierungsüberwachung',
  'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
  'Betriebsunfähigkeitsversicherungsmakler',
  'TheVeryLongNameOfAnAppWithoutAnyBlankInItAtAll',
  'AVERYLONGNAMEOFANAPPWITHOUTANYBLANKINITATALL',
  'averylongnameofanappwithoutanyblankinitatall',
  'Xero-App-for-Production-2026-Q4-EU-West-1-Final-v2',
  'my_app_for_testing_connections_of_customers_2026',
  'App7Test3Xero9Codat2Link5Feed8Push1Bank4Sync6',
  'XeRoApPfOrTeStInGoFaLlKiNdSoFtHiNgS2026',
  'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC2dF4gH6jK8m',
  'Secret: Garden Centre',
  'Password: Manager GmbH',
  'Token=Ring Ltd',
  'Café “Zur Post” & Söhne GmbH & Co. KG',
  'ООО Ромашка',
  '株式会社サンプル会計事務所ホールディングス',
  'O’Brien & Daughters (Dublin) Limited',
]

const about: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `The app ${name} was added.`,
  (name) => `“${name}”, stored on 2026-11-28`,
  (name) => `| ${name} | Custom integration | 3 of 25 |`,
]

const ids: readonly string[] = [
  `Company ${COMPANY} has no connection ${CONNECTION}.`,
  `GET /companies/${COMPANY}/connections/${CONNECTION} 404`,
  `company ${COMPANY.toUpperCase()} and connection ${CONNECTION.toUpperCase()}`,
  `companyId=${COMPANY}&connectionId=${CONNECTION}`,
  `{"companyId":"${COMPANY}","connectionId":"${CONNECTION}"}`,
  `https://app.codat.io/companies/${COMPANY}/connections/${CONNECTION}/data-status`,
  `${COMPANY}\n${CONNECTION}\n${COMPANY}\n`,
  `${COMPANY}, ${CONNECTION}, ${COMPANY}`,
  `| ${COMPANY} | ${CONNECTION} |`,
  `> company ${COMPANY}\n> connection ${CONNECTION}`,
  `The push operation ${CONNECTION} of ${COMPANY} timed out.`,
  `Client id ${CLIENT_ID}, company ${COMPANY}`,
  `Client id: ${CLIENT_ID}\nRedirect URI: https://xero.codat.io/oauth2/callback`,
  `client_id ${CLIENT_ID}`,
  `Xero-Tenant-Id: ${COMPANY}\nXero-Correlation-Id: ${CONNECTION}`,
  `"correlationId": "${CORRELATION}"`,
  `Please quote ${CORRELATION} to support@codat.io.`,
  `dataConnections[0].id = ${CONNECTION}`,
  `token for company ${COMPANY} has expired`,
  `The secret of company ${COMPANY} isn’t known here.`,
  `client secret\n${CLIENT_ID}`,
  `apiKey of ${COMPANY}`,
]

const everyday: readonly string[] = [
  'Client secret 1 was stored on 28 November 2026.',
  'The client secret is wrong or was replaced.',
  'Copy the client secret now: Xero shows it once.',
  'Client secret\nNot stored yet',
  'Client secret 1\nStored 3 days ago\nClient secret 2\nNone',
  'Client id | Client secret | Stored on\nAcme | slot 1 | 2026-11-28',
  '| App | Client secret | Walk |\n|---|---|---|\n| Acme | stored | done |\n| Beta | missing | 3 of 12 |',
  'app,client_secret,made\nAcme,stored,2026-11-28\n',
  'The password for the keychain is asked by the system.',
  'Password required. Enter your login password.',
  'token endpoint https://identity.xero.com/connect/token',
  'Refresh tokens last 60 days; access tokens 30 minutes.',
  'Token type Bearer, expires in 1800',
  'invalid_client: Client authentication failed',
  'Authorization header missing or malformed',
  'API key created by Jo Bloggs on Monday',
  'The API key of client Acme2Go works.',
  'Basic authentication with an empty user name',
  'Set XERO_CLIENT_SECRET in the environment.',
  'Is the client secret of the app “Payments” still in use?',
  'secret.stored',
  'secret.arrival-changed, slot 2, recorded-call',
  'codat-key.moved-to-keychain',
  'https://developer.xero.com/documentation/guides/oauth2/client-credentials',
  'https://docs.codat.io/integrations/accounting/xero/accounting-xero-new-app',
  'https://login.xero.com/identity/connect/authorize?response_type=code&client_id=686E7FE4D3354162B05FDE15FC01EEAC',
  'http://localhost:8743/callback',
  'https://xero.codat.io/oauth2/callback',
  'mailto:support@codat.io?subject=Connection%20limit',
  'jo.bloggs+xero@accounts.example.co.uk',
  'statement-2026-11-28.csv',
  'Kontoauszug_Nr_0012_vom_28.11.2026_DE89370400440532013000.pdf',
  'IMG_20261128_101530.jpg',
  'C:\\Users\\Jo\\Documents\\Xero\\client_secret_rotation.docx',
  '/home/jo/Downloads/Acme-bank-2026-Q4.ofx',
  'index-BxT3kQ9a.js:12:345',
  'at async Object.handle (file:///opt/latchkey/resources/app.asar/out/main/index.js:2043:15)',
  '    at Module._compile (node:internal/modules/cjs/loader:1554:14)\n    at Object..js (node:internal/modules/cjs/loader:1706:10)',
  'Traceback (most recent call last):\n  File "/usr/lib/python3.12/site-packages/requests/adapters.py", line 667, in send',
  'System.Net.Http.HttpRequestException: No such host is known. (identity.xero.com:443)\n   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host, Int32 port)',
  'java.net.UnknownHostException: api.codat.io\n\tat java.base/java.net.InetAddress$CachedLookup.get(InetAddress.java:988)',
  '2026-11-28T10:15:30.1234567Z',
  '28/11/2026 10:15:30 +01:00',
  'Sat, 28 Nov 2026 10:15:30 GMT',
  '2026-11-28 10:15, 2026-11-29 11:20, 2026-11-30 12:25',
  'v1.2.3-beta.4+build.567',
  'electron 45.4.1, node 24.1.0, chrome 142.0.7444.59, v8 14.2.231.11',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'DE89 3704 0044 0532 0130 00',
  'GB29NWBK60161331926819',
  'BIC COBADEFFXXX, sort code 60-16-13, account 31926819',
  'INV-0001, INV-0002, INV-0003, CN-0004',
  'VAT GB123456789, company number 09876543',
  'fe80::1ff:fe23:4567:890a, 2001:0db8:85a3:0000:0000:8a2e:0370:7334, 127.0.0.1:8743',
  '00:1A:2B:3C:4D:5E',
  'accounting.transactions accounting.contacts.read accounting.settings offline_access',
  'openid profile email accounting.reports.balancesheet.read accounting.reports.profitandloss.read',
  'XeroApiDailyCapReachedFatalException, XeroApiMinuteCapReachedException, OAuth2TokenRefreshException',
  'OAuth2TokenEndpoint, OAuth2AuthorizeEndpoint, OAuth2RevocationEndpoint',
  'getBankFeedAccounts createBankAccount listPushOperations BankStatementLineV2',
  'X-Rate-Limit-Problem: minute\nRetry-After: 12\nX-MinLimit-Remaining: 0',
  'Code: 500, State: connected, Status code: 404',
  '{"type":"Validation","title":"BadRequest","status":400,"instance":"/connections"}',
  'Jo’s iPhone15Pro, MacBookPro16 and ThinkPad X1C9',
  'Sandpit Supplies / Demo Company (Global) / Demo Company (UK)',
  '3 of 25 connections, 12% of 5,000 calls, £1,234.56',
  'The page at https://link.codat.io/company/45e4708e-d862-4111-ab3a-dd8cd03913e1 can’t be opened.',
  'caf%C3%A9 %E2%82%AC 100%25',
  '&lt;p&gt;Not found&lt;/p&gt; &amp; nothing else',
  '{"message":"The \\u0022Name\\u0022 field is required."}',
  '日本語のエラーメッセージ:接続できませんでした',
  'Ошибка: неверный адрес перенаправления',
]

/** What of a failure's sample is a sign-in's own mark, which is to be dropped. */
const holdsMarks = /(?:code|state)(?:=|%3D)(?!-?\d{1,5}\b)\S/i
const failures = [
  ...documentedFailures.flatMap((family) => family.failures.map(({ sample }) => sample)),
  ...spellings.map(([, text]) => text),
].filter((sample) => !holdsMarks.test(sample))

const alarms = (texts: readonly string[], safe = redact): string[] =>
  texts.flatMap((text) => (safe(text) === text ? [] : [safe(text)]))

describe('redact leaves harmless texts alone', () => {
  it('looks at enough of them', () => {
    expect([...ids, ...everyday, ...failures, ...names].length).toBeGreaterThanOrEqual(400)
  })

  it('ids of Codat and Xero in sentences, addresses, lists and tables', () => expect(alarms(ids)).toEqual([]))

  it('names that a user gave to a record, whatever they look like, and nothing else of the text', () => {
    const safe = redactAround(names)
    expect(
      alarms(
        names.flatMap((name) => about.map((tell) => tell(name))),
        safe,
      ),
    ).toEqual([])
    for (const name of names) expect(safe(`${name}: client_secret=hunter2 for ${name}`)).not.toContain('hunter2')
  })

  it.each([...'-_.,:;!?#%&@~=+*^$()[]{}|\\/<>"`\''])('a name that looks like a secret and has %s in it', (mark) => {
    const name = `Kauri${mark}Ltd password: Tr0ub4dor`
    expect(redact(name)).not.toBe(name)
    const told = redactAround([name])(`About ${name}: client_secret=hunter2`)
    expect(told).toContain(name)
    expect(told).not.toContain('hunter2')
  })

  it('words, files, addresses, dates and traces', () => expect(alarms(everyday)).toEqual([]))

  it('the documented failures of Xero, Codat and networks, but for the hash that names a signing key', () => {
    expect(alarms(failures)).toEqual([expect.stringContaining("kid: '(removed)'")])
  })
})
