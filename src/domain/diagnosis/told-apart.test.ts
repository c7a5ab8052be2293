// Statuses, pages and words in the spellings in which people paste them.
import { describe, expect, it } from 'vitest'
import { explainPaste } from './paste'

const codes = (text: string): string[] =>
  explainPaste(text, { apps: [], appId: null, today: '2026-11-30' }).findings.map(({ code }) => code)
const first = (text: string): string | undefined => codes(text)[0]

const callback = 'https://app.acme.example/xero/callback?code=zR7Kq0bT5mNwY2sHfLd8aVgJ4cXeUi6p&state=b7d1'

describe('a status', () => {
  it.each([
    ['codat.not-found', 'GET https://api.codat.io/companies/8a210b68-6988-11ed-a1eb-0242ac120002 → 404'],
    ['xero.forbidden', 'GET https://api.xero.com/connections -> 403'],
    ['xero.token-refused', 'GET https://api.xero.com/connections => 401'],
    ['xero.token-refused', 'Serwer zdalny zwrócił błąd: (401) Brak autoryzacji. https://api.xero.com/connections'],
    [
      'xero.token-refused',
      'De externe server heeft een fout geretourneerd: (401) Niet gemachtigd. https://api.xero.com/connections',
    ],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))
})

describe('Xero’s page', () => {
  it.each([
    [
      'callback.invalid-request',
      'Sorry, something went wrong\nError code: 500\nError: invalid_request : code challenge required',
    ],
    ['callback.invalid-request', 'Error code: 500\nError: invalid_request : Missing response_type\nxero'],
    ['authorize.response-type', 'Error code: 500\nError: unsupported_response_type\nlogin.xero.com/identity/error'],
    ['page.redirect-uri', 'Error code: S00\nError: unauthorized client : Invalid redirect_urí'],
    ['limit.connections', 'Acme has reached its connection Iimit'],
    ['callback.nobody-listening', 'This site can’t be reached\nIocalhost refused to connect.'],
    ['xero.tenant-refused', 'Title: Forbidden Status: 4O3 Detail: Authentication Unsuccessful'],
    ['token.invalid-client', '{"error":"invalid client"} xero token'],
  ])('is read as %s: %s', (code, text) => expect(first(text)).toBe(code))
})

describe('the way back', () => {
  it.each([
    `The page you were looking for doesn't exist.\nYou may have mistyped the address\n${callback}`,
    `419 Page Expired ${callback}`,
    `410 Gone\n${callback}`,
    `Seite nicht gefunden\nHTTP ERROR 404\n${callback}`,
    'Die Seite „localhost“ wurde nicht gefunden\nFür folgende Webadresse wurde keine Seite gefunden: http://localhost:3000/xero/cb\nHTTP ERROR 404',
  ])('ended at the app: %s', (text) => expect(first(text)).toBe('callback.no-answer'))

  it.each([
    ['callback.https-only', 'Nur-HTTPS-Modus: Es ist keine HTTPS-Version von localhost verfügbar.'],
    ['callback.https-only', 'Mode « HTTPS uniquement » : version sécurisée de localhost non disponible'],
    [
      'callback.nobody-listening',
      'Die Seite kann nicht angezeigt werden, weil Safari keine Verbindung zum Server „localhost“ aufbauen kann.',
    ],
    ['callback.nobody-listening', 'Safari ne parvient pas à se connecter au serveur « localhost ».'],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))
})

describe('Codat', () => {
  const ids = 'companyId=8a210b68-6988-11ed-a1eb-0242ac120002&connectionId=2e9d2c44-f675-40ba-8049-353bfcb5e171'

  it('tells how Link ended though no error message came along', () => {
    expect(first(`https://app.acme.example/done?${ids}&statusCode=200&statusText=OK`)).toBe('codat.link-done')
    expect(first(`https://app.acme.example/done?${ids}&statusCode=403&statusText=Forbidden`)).toMatch(/^codat\.link-/)
  })

  it('refuses a mapping in its own words', () => {
    const mapping = {
      sourceAccountId: 'a',
      targetAccountId: 'b',
      status: 'Failed',
      error: 'A feed connection already exists to this account',
    }
    expect(first(JSON.stringify(mapping))).toBe('codat.account-already-fed')
    expect(first('A feed connection already exists to this account')).toBe('codat.account-already-fed')
  })

  it('notes on a connection what Xero told it, and that is no token of the user’s', () => {
    const noted = {
      statusCode: '401',
      statusText: 'Unauthorized',
      errorMessage: 'The access token has expired',
      erroredOnUtc: '2026-11-27T00:00:00Z',
      status: 'Active',
    }
    expect(codes(JSON.stringify(noted))).toEqual(['codat.connection-error'])
  })

  it('writes of connections in small letters too', () => {
    expect(first('Codat: the connection of Acme Ltd (Xero) was deauthorized on 27 Nov')).toBe(
      'codat.connection-deauthorized',
    )
    expect(first('The user deauthorized the printer')).toBe('paste.not-recognised')
  })
})

describe('what makers of other programs write of Xero', () => {
  it.each([
    ['xero.tenant-refused', 'You are not connected to Xero or your connection has expired.'],
    ['xero.tenant-refused', 'Your connection has been refused by Xero'],
    ['xero.tenant-refused', 'Xero was disconnected. Please reconnect.'],
    ['xero.tenant-refused', 'The Xero account details are no longer valid'],
    ['xero.tenant-refused', 'The user who connected Xero no longer has access to the organisation'],
    ['xero.minute-limit', 'You have exceeded the Xero API rate limit (60 calls per minute). Sync will retry.'],
    ['xero.day-limit', 'Xero API limit: 5000 calls in 24 hours has been reached'],
    ['xero.rate-limit', 'You have exceeded the Xero API rate limit.'],
    ['xero.unavailable', 'Xero is temporarily unavailable (503)'],
    ['limit.connections', 'Acme has hit its limit of 25 connected Xero organisations'],
    ['limit.uncertified-apps', 'This Xero organisation has reached its limit of two non-certified apps.'],
    ['callback.state', 'omniauth: (xero_oauth2) Authentication failure! csrf_detected'],
    ['page.redirect-uri', 'redirect_uri mismatch error from xero login'],
    ['xero.webhook-intent', 'ITR failed: response not 2XX, developer.xero.com webhooks'],
    ['xero.webhook-intent', 'the x-xero-signature header does not match the HMAC'],
    ['xero.not-found', 'https://api.xero.com/api.xro/2.0/Invoices/INV-0001 responded 404'],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))

  it('about a connection that ended leaves open how, and gives way to what says it', () => {
    const [told] = explainPaste('Xero connection lost. Please reconnect.', {
      apps: [],
      appId: null,
      today: '2026-11-30',
    }).findings
    expect(told).toMatchObject({ code: 'xero.tenant-refused', title: expect.stringContaining('doesn’t say how') })
    expect(told?.canBe?.length).toBeGreaterThan(1)
    expect(codes('Xero connection lost: the refresh token has expired')).toEqual(['token.refresh-dead'])
    for (const fine of ['You are connected to Xero.', 'How do I disconnect Xero?', 'Xero connection limit'])
      expect(codes(fine)).toEqual(['paste.not-recognised'])
  })
})

describe('a Link address that has expired', () => {
  it.each([
    'link.codat.io: This link has expired. Please request a new one.',
    'Codat Link says: your one-time password has expired',
  ])('is told with what to do: %s', (text) => {
    const [told] = explainPaste(text, { apps: [], appId: null, today: '2026-11-30' }).findings
    expect(told).toMatchObject({ code: 'codat.link-failed', title: expect.stringContaining('expired') })
  })
})

describe('“localhost” at the end of a sentence', () => {
  it.each([
    'Connessione negata da localhost. ERR_CONNECTION_REFUSED',
    'Нет соединения с localhost.\nERR_CONNECTION_REFUSED',
  ])('%s', (text) => expect(first(text)).toBe('callback.nobody-listening'))
})

describe('Xero’s API', () => {
  it('takes a request and refuses what is in it, each with its reason', () => {
    const refused = { HasErrors: true, ValidationErrors: [{ Message: 'Invoice not of valid status for modification' }] }
    const [told] = explainPaste(JSON.stringify({ Id: 'x', Status: 'OK', Invoices: [refused, { HasErrors: false }] }), {
      apps: [],
      appId: null,
      today: '2026-11-30',
    }).findings
    expect(told).toMatchObject({ code: 'xero.validation' })
    expect(told?.facts).toContainEqual({ label: 'Xero says', value: 'Invoice not of valid status for modification' })
    expect(first(JSON.stringify({ ValidationErrors: [], HasErrors: false }))).toBe('paste.not-recognised')
  })

  it.each([
    [
      'xero.not-found',
      'payroll.xro: {"httpStatusCode":"NotFound","problem":{"type":"about:blank","title":"NotFound","status":404,"detail":"Not found"}}',
    ],
    ['xero.forbidden', "GET '/payroll.xro/2.0/Employees' 403 Forbidden"],
    ['xero.minute-limit', 'You have reached the Xero API minute rate limit'],
    ['xero.day-limit', 'We hit the day rate limit of Xero'],
    ['xero.no-connections', 'No tenants found: GET /connections returned [] (Xero)'],
    ['xero.no-connections', 'xero.updateTenants() => []'],
    ['xero.rate-limit', 'Error: 429 https://api.xero.com/connections'],
    ['codat.not-found', 'Error 404: api.codat.io/companies/1'],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))
})

describe('a sign-in address in a message', () => {
  const address =
    'https://login.xero.com/identity/connect/authorize?response_type=code&client_id=686E7FE4D3354162B05FDE15FC01EEAC&redirect_uri=http%3A%2F%2Flocalhost%3A8743%2Fcallback&scope=openid+offline_access+accounting.invoices'
  it.each([
    (text: string) => `\`\`\`${text}\`\`\``,
    (text: string) => `[the address](${text})`,
    (text: string) => `We open ${text}.`,
    (text: string) => `(${text}), and then nothing`,
    (text: string) => `**${text}**`,
    (text: string) => JSON.stringify({ a: JSON.stringify({ url: text }) }),
  ])('ends where it ends: %s', (wrapped) => {
    expect(codes(wrapped(address))).toEqual(['authorize.unknown-client-id'])
    const swapped = address.replace(/(&redirect_uri=[^&]*)(&scope=.*)/, '$2$1')
    expect(codes(wrapped(swapped))).toEqual(['authorize.unknown-client-id'])
    expect(JSON.stringify(explainPaste(wrapped(swapped), { apps: [], appId: null, today: '2026-11-30' }))).toContain(
      '"http://localhost:8743/callback"',
    )
  })
})

describe('a table of CSV', () => {
  const cell = (text: string): string => `"2026-11-27","error","${text.replaceAll('"', '""')}"`
  it.each([
    ['token.invalid-request', 'identity.xero.com/connect/token 400 {"error":"invalid_request"}'],
    [
      'codat.dataset-failed',
      '{"companyId":"8a210b68","dataType":"balanceSheet","status":"FetchError","errorMessage":""}',
    ],
    ['xero.bad-request', '{"ErrorNumber":16,"Type":"QueryParseException","Message":"No property \'Foo\'"}'],
    ['codat.push-timed-out', '{"pushOperationKey":"b888f774","dataType":"bankTransactions","status":"TimedOut"}'],
  ])('is %s as without it: %s', (code, text) => {
    expect(first(text)).toBe(code)
    expect(first(cell(text))).toBe(code)
  })
})

describe('JSON in JSON', () => {
  const twice = (text: string): string => JSON.stringify({ a: JSON.stringify({ message: text }) })
  it('is what it is alone', () => {
    expect(first(twice('{"oauth_problem":"permission_denied"}'))).toBe('xero.oauth1')
    const others = 'Sage Intacct: {"error":"invalid_client","error_description":"Client authentication failed"}'
    expect(first(others)).toBe('paste.not-recognised')
    expect(first(twice(others))).toBe('paste.not-recognised')
  })
})

describe('Chromium’s page about localhost', () => {
  const page = 'http://localhost:3000/xero/cb\nHTTP ERROR 404'
  it('is known behind whatever stands before its lines, and not where something was called', () => {
    expect(first(page.replaceAll(/^/gm, '> '))).toBe('callback.no-answer')
    expect(first(page.replaceAll(/^/gm, 'web-1  | 2026-11-27T10:12:13.123Z '))).toBe('callback.no-answer')
    expect(first(`http://localhost:3000 calls https://api.xero.com/connections\nHTTP ERROR 403`)).toBe('xero.forbidden')
  })
})

describe('a grant', () => {
  it('is a refresh token’s where it was being refreshed', () => {
    expect(first('xero: refreshing token failed: {"error":"invalid_grant"}')).toBe('token.refresh-dead')
  })
})
