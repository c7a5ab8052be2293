// What connectors, frameworks, walls and Codat's webhooks write where Xero's own words have been lost.
import { describe, expect, it } from 'vitest'
import { explainPaste } from './paste'

const explained = (text: string) => explainPaste(text, { apps: [], appId: null, today: '2026-11-30' })
const codes = (text: string): string[] => explained(text).findings.map(({ code }) => code)
const first = (text: string): string | undefined => codes(text)[0]

describe('a status', () => {
  it.each([
    [
      'xero.token-refused',
      'DataFormat.Error: We couldn’t authenticate with the credentials provided. Please try again. https://api.xero.com/api.xro/2.0/Accounts',
    ],
    [
      'xero.forbidden',
      'Expression.Error: Access to the resource is forbidden. https://api.xero.com/api.xro/2.0/Reports/ProfitAndLoss',
    ],
    [
      'xero.rate-limit',
      '10:00:01 GET https://api.xero.com/api.xro/2.0/Invoices?page=1 200\n10:00:03 GET https://api.xero.com/api.xro/2.0/Invoices?page=61 429',
    ],
    ['xero.forbidden', 'Depuis ce matin l’API Xero nous renvoie une erreur 403 pour la société Dupont.'],
    ['xero.token-refused', 'Seit heute früh kommt von Xero bei jedem Abruf Fehler 401'],
    ['codat.unauthorized', 'codat nos devuelve 401 al listar companies, ¿cambió la clave?'],
    ['codat.rate-limit', 'Codat liefert seit 9 Uhr nur noch 429 zurück'],
    ['xero.server-error', "<title>Runtime Error</title><H1>Server Error in '/api.xro' Application.</H1>"],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))

  it('is nobody’s where Xero stands in the name of a repository only', () => {
    const refused =
      "remote: Permission to acme/xero-sync.git denied.\nfatal: unable to access 'https://github.com/acme/xero-sync.git/': The requested URL returned error: 403"
    expect(codes(refused)).toEqual(['paste.status-only'])
  })

  it('is no number of things', () => {
    for (const counted of [
      'Xero devuelve 401 facturas',
      'GET https://api.xero.com/connections 200 429 ms',
      'Xero liefert 403 Belege',
    ])
      expect(codes(counted).filter((code) => code.startsWith('xero.'))).toEqual([])
  })
})

describe('an event that Codat’s webhooks sent', () => {
  const companyId = '0498e921-9b53-4396-a412-4f2f5983b0a2'
  const connectionId = 'ee2eb431-c0fa-4dc9-93fa-d29781c12bcd'
  const referenceCompany = { id: companyId, name: 'Toft stores' }
  const event = (eventType: string, payload: object): string =>
    JSON.stringify({ id: '743ec94a', eventType, generatedDate: '2026-11-08T09:33:34Z', payload })

  it.each([
    [
      'codat.push-failed',
      'bankTransactions.write.unsuccessful',
      { referenceCompany, pushOperationKey: 'k', connectionId },
    ],
    ['codat.push-done', 'invoices.write.successful', { referenceCompany, pushOperationKey: 'k', connectionId }],
    ['codat.connection-linked', 'connection.connected', { referenceCompany, connection: { id: connectionId } }],
    ['codat.link-failed', 'connection.failed', { referenceCompany, connection: { id: connectionId } }],
    [
      'codat.connection-deauthorized',
      'connection.disconnected',
      { referenceCompany, connection: { id: connectionId, platformName: 'Xero', status: 'Deauthorized' } },
    ],
    [
      'codat.connection-unlinked',
      'connection.disconnected',
      { referenceCompany, connection: { id: connectionId, platformName: 'Xero', status: 'Unlinked' } },
    ],
  ])('is %s: %s, with its company', (code, eventType, payload) => {
    const { findings, codatCompanyId } = explained(event(eventType, payload))
    expect(findings.map((one) => one.code)).toEqual([code])
    expect(codatCompanyId).toBe(companyId)
  })

  it('leaves open why a connection ended where its state doesn’t come along', () => {
    const [told] = explained(
      event('connection.disconnected', { referenceCompany, connection: { id: connectionId } }),
    ).findings
    expect(told).toMatchObject({ code: 'codat.connection-deauthorized', title: expect.stringContaining('doesn’t say') })
    expect(told?.canBe?.length).toBeGreaterThan(1)
  })

  it('tells a budget that is used up, and not one that starts anew', () => {
    const spent = event('client.rateLimit.reached', {
      dailyQuota: 5000,
      quotaRemaining: 0,
      expiryDate: '2026-11-29T00:00:00Z',
    })
    expect(codes(spent)).toEqual(['codat.rate-limit'])
    expect(codes(event('client.rateLimit.reset', { dailyQuota: 5000, quotaRemaining: 5000 }))).toEqual([
      'paste.not-recognised',
    ])
  })

  it('is nobody’s where another service names its events so', () => {
    expect(codes('{"eventType":"invoice.write.unsuccessful.retry","payload":{}}')).toEqual(['paste.not-recognised'])
    expect(codes('{"eventType":"connection.failed","payload":{"db":"orders"}}')).toEqual(['paste.not-recognised'])
  })
})

describe('a connection at Codat that isn’t Xero’s', () => {
  it.each([
    '{"id":"ee2eb431-c0fa-4dc9-93fa-d29781c12bcd","integrationKey":"qhyg","platformName":"QuickBooks Online","status":"Deauthorized"}',
    'Codat: QuickBooks Online connection Deauthorized, invalid_grant',
  ])('isn’t told as Xero’s doing: %s', (text) => {
    const { findings } = explained(text)
    expect(findings.map(({ code }) => code)).toEqual(['codat.connection-deauthorized'])
    expect(`${findings[0]?.title} ${findings[0]?.nextStep}`).not.toContain('Xero')
  })

  it('leaves Xero’s in Xero’s words beside it', () => {
    const both = [
      { id: 'a', platformName: 'QuickBooks Online', status: 'Linked' },
      { id: 'b', platformName: 'Xero', integrationKey: 'gbol', status: 'Deauthorized' },
    ]
    expect(explained(JSON.stringify({ dataConnections: both })).findings[0]?.title).toContain('Xero')
  })
})

describe('a framework that lost its own part of the sign-in', () => {
  it.each([
    '[auth][error] InvalidCheck: pkceCodeVerifier value could not be parsed. provider: xero',
    '[next-auth][error][OAUTH_CALLBACK_ERROR] State cookie was missing. { providerId: "xero" }',
    'TypeError: PKCE code_verifier cookie was missing.\n provider xero',
    '[authorization_request_not_found]\nat OAuth2LoginAuthenticationFilter.attemptAuthentication(OAuth2LoginAuthenticationFilter.java:173)\nGET /login/oauth2/code/xero?code=…&state=…',
  ])('is told as that, whatever address stands beside it: %s', (text) => {
    expect(codes(text)).toEqual(['callback.state'])
  })
})

describe('a program that took the first of no organisations', () => {
  it.each([
    "TypeError: Cannot read properties of undefined (reading 'tenantId')\n    const tenantId = xero.tenants[0].tenantId",
    'ErrorException: Undefined array key 0 in /var/www/callback.php:71\n$xeroTenantId = $identityApi->getConnections()[0]->getTenantId();',
    "System.ArgumentOutOfRangeException: Index was out of range. (Parameter 'index')\n  List<Tenant> tenants = await client.GetConnectionsAsync(xeroToken); Tenant first = tenants[0];",
    "NoMethodError: undefined method `[]' for nil:NilClass\n  xero_client.connections[0]['tenantId']",
  ])('is a guess at an empty list: %s', (text) => {
    const [told] = explained(text).findings
    expect(told?.code).toBe('xero.no-connections')
    expect(told?.canBe?.length).toBeGreaterThan(1)
  })

  it('is nothing where the words are about something else', () => {
    for (const other of [
      "TypeError: Cannot read properties of undefined (reading 'tenantId')",
      'ErrorException: Undefined array key 0 in /var/www/orders.php:7, Xero import',
    ])
      expect(codes(other)).toEqual(['paste.not-recognised'])
  })
})

describe('a call that named no organisation', () => {
  it.each([
    'GET https://api.xero.com/api.xro/2.0/Invoices\nAuthorization: Bearer ***\nXero-Tenant-Id: undefined\n\n403 Forbidden',
    'headers: { \'xero-tenant-id\': \'null\', accept: \'application/json\' }\n{"Type":null,"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"}',
    '"Xero-Tenant-Id": "",\n"Detail":"AuthenticationUnsuccessful"',
  ])('is told as that: %s', (text) => {
    const [told] = explained(text).findings
    expect(told).toMatchObject({
      code: 'xero.tenant-refused',
      side: 'you',
      title: expect.stringContaining('no organisation'),
    })
  })

  it('isn’t told where the id was hidden or is there', () => {
    for (const id of ['****', '70784a63-d24b-46a9-a4db-0e70a274b056', '<tenant>', '']) {
      const [told] = explained(
        `Xero-Tenant-Id: ${id}\n{"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"}`,
      ).findings
      expect(told?.title).not.toContain('no organisation')
    }
  })
})

describe('a program that got no token and doesn’t say why', () => {
  it.each([
    'Error listing invoices: Failed to get Xero token: [object Object]',
    'InternalOAuthError: Failed to obtain access token\n    at OAuth2Strategy._createOAuthError (strategy.js:423:17)\n (strategy xero)',
  ])('is told as that: %s', (text) => {
    const [told] = explained(text).findings
    expect(told).toMatchObject({ code: 'token.unknown', title: expect.stringContaining('doesn’t say') })
    expect(told?.canBe?.length).toBeGreaterThan(1)
  })

  it('gives way to a reason, and is Xero’s only where Xero is named', () => {
    expect(codes('Failed to get Xero token: invalid_client')).toEqual(['token.invalid-client'])
    expect(codes('InternalOAuthError: Failed to obtain access token')).toEqual(['paste.not-recognised'])
  })
})

describe('a connection that ended', () => {
  it.each([
    'Linked account status: RELINK_NEEDED  integration: Xero  last sync: 3 days ago',
    'XERO45 Sync Error: the connection failed. Please reconnect to Xero.',
    'Xero needs to be re-authenticated before the next sync',
    'Failed to authorize request. Please update your access token to continue using the source. (source-xero)',
  ])('in the words of a connector: %s', (text) => {
    expect(explained(text).findings[0]).toMatchObject({
      code: 'xero.tenant-refused',
      title: expect.stringContaining('doesn’t say how'),
    })
  })

  it.each([
    'Xero error: The organisation’s subscription has been cancelled or its trial has ended.',
    'Your Xero trial has expired. Pick a plan to keep using this organisation.',
  ])('with the organisation’s plan: %s', (text) => {
    expect(explained(text).findings[0]).toMatchObject({
      code: 'xero.tenant-refused',
      side: 'customer',
      title: expect.stringContaining('trial'),
    })
  })

  it('gives way to the very cause', () => {
    const all =
      'Xero connection broken. Your Xero account has been disconnected: {"error":"invalid_grant"} while refreshing token'
    expect(codes(all)).toEqual(['token.refresh-dead'])
    expect(codes('Your connection to Xero expired (refresh_token is expired, relogin required)')).toEqual([
      'token.refresh-dead',
    ])
    expect(codes('How do I reconnect Xero?')).toEqual(['paste.not-recognised'])
    expect(codes('My trial of the gym has expired; Xero invoice attached')).toEqual(['paste.not-recognised'])
  })
})

describe('a role and a limit, in whichever words', () => {
  it.each([
    ['xero.not-permitted', 'Only users with the Standard or Adviser role can connect apps to Northwind Ltd.'],
    ['xero.not-permitted', 'The person who connects Xero must have either Standard or Advisor level user permissions'],
    ['limit.connections', 'Harbour Pay Dev can’t connect to any more organisations. Contact the app’s developer.'],
    ['limit.connections', 'Xero: the app has reached the number of connections that its plan allows'],
    [
      'xero.unavailable',
      'Xero\nWe’re sorry, this page isn’t available right now.\nOur systems are undergoing scheduled maintenance.',
    ],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))
})

describe('what stands between', () => {
  it.each([
    [
      'network.proxy',
      'HTTP/1.1 403 Forbidden\nServer: BlueCoat ProxySG\n<TITLE>Access Denied</TITLE> Access Denied (policy_denied)\nYour system policy has denied access to the requested URL. http://identity.xero.com/',
    ],
    ['network.proxy', 'curl: (97) connection to proxy closed\nhttps://api.codat.io/companies'],
    [
      'network.proxy',
      'login.xero.com is blocked\nYour organization doesn’t allow you to view this site\nERR_BLOCKED_BY_ADMINISTRATOR',
    ],
    ['network.proxy', 'login.xero.com is blocked\nThis page has been blocked by an extension\nERR_BLOCKED_BY_CLIENT'],
    [
      'network.intercepted',
      'java.security.cert.CertPathValidatorException: Trust anchor for certification path not found. host=identity.xero.com',
    ],
    ['network.dns', 'Firefox: We can’t connect to the server at authorize.xero.com.'],
    [
      'network.timeout',
      'TypeError: fetch failed\n  [cause]: AggregateError [ENETUNREACH]:\n  Error: connect ENETUNREACH 2606:4700::6812:1a2b:443 - Local (:::0)\n  Error: connect ETIMEDOUT 23.45.67.89:443  https://identity.xero.com',
    ],
    ['network.offline', 'Error: connect ENETUNREACH 2606:4700::6812:1a2b:443 - Local (:::0) https://identity.xero.com'],
    ['network.offline', 'Error: connect ENETUNREACH 23.45.67.89:443 identity.xero.com'],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))

  it('says who blocks: the browser’s own rules or an extension, and only what is ours', () => {
    const title = (text: string) => explained(text).findings[0]?.title
    expect(title('login.xero.com is blocked\nERR_BLOCKED_BY_ADMINISTRATOR')).toMatch(/managed browser/)
    expect(title('login.xero.com is blocked\nERR_BLOCKED_BY_CLIENT')).toMatch(/extension/)
    const tracker = 'GET https://stats.example.com/collect net::ERR_BLOCKED_BY_CLIENT'
    expect(codes(tracker)).toEqual(['paste.not-recognised'])
  })

  const code = 'code=zR7Kq0bT5mNwY2sHfLd8aVgJ4cXeUi6p&state=b7d1'
  it.each([
    [
      'callback.nobody-listening',
      'https://7xk2-8743.euw.devtunnels.ms/callback?code=…\n502 Bad Gateway: tunnel: connection refused',
    ],
    ['callback.nobody-listening', `https://acme.trycloudflare.com/xero/cb?${code}\nerror: connect: connection refused`],
    [
      'callback.no-answer',
      `Error 1033 Ray ID: 8f1c2d • 2026-11-27\nCloudflare Tunnel error\nhttps://xero-dev.acme.test/oauth/callback?${code}`,
    ],
    [
      'callback.no-answer',
      `Error 1020\nAccess denied\nCloudflare Ray ID: 8f1c2d\nhttps://xero-dev.acme.test/oauth/callback?${code}`,
    ],
    ['codat.rate-limit', 'error code: 1015 You are being rate limited. Cloudflare Ray ID: 8f1 api.codat.io'],
  ])('in front of the app is %s: %s', (expected, text) => expect(first(text)).toBe(expected))
})

describe('Xero’s API', () => {
  const envelope = (status: number, title: string, detail: string): string =>
    JSON.stringify({
      id: '0d3f',
      providerName: 'Harbour Pay',
      dateTimeUTC: '2026-11-27T09:00:00',
      httpStatusCode: title,
      pagination: null,
      problem: { type: 'about:blank', title, status, detail, instance: null, invalidFields: null },
    })

  it.each([
    [
      'xero.not-found',
      '{"ErrorNumber":20,"Type":"ObjectDoesNotExistException","Message":"The resource you\'re looking for cannot be found"}',
    ],
    [
      'xero.not-found',
      "XeroPHP\\Remote\\Exception\\NotFoundException: The resource you're looking for cannot be found",
    ],
    ['xero.forbidden', envelope(403, 'Forbidden', 'Payroll isn’t set up for this organisation')],
    [
      'xero.not-permitted',
      envelope(403, 'Forbidden', 'The user does not have the correct role to access this resource.'),
    ],
    ['xero.bad-request', envelope(400, 'BadRequest', 'Validation error occurred.')],
    ['xero.oauth1', 'https://api.xero.com/oauth/Authorize?oauth_token=K3ZQ1F8N2J7LD4R6M9'],
    ['xero.oauth1', 'POST https://api.xero.com/oauth/RequestToken 401'],
    ['token.unknown', 'POST https://api.xero.com/connect/token 404 Not Found'],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))

  it('refreshes no more where the refresh was refused too', () => {
    const log =
      '10:00:01 GET https://api.xero.com/api.xro/2.0/Invoices 401 TokenExpired: token expired at 11/27/2026 09:59:58\n10:00:02 POST https://identity.xero.com/connect/token grant_type=refresh_token 400 {"error":"invalid_grant"}'
    expect(codes(log)).toEqual(['token.refresh-dead', 'xero.token-expired'])
  })

  it('sends webhooks, which are no errors', () => {
    const events = [
      { resourceUrl: 'https://api.xero.com/api.xro/2.0/Contacts/7', eventType: 'UPDATE', tenantId: 'c2cc' },
    ]
    const message = JSON.stringify({ events, lastEventSequence: 1, firstEventSequence: 1, entropy: 'S0m3r4Nd0mt3xt' })
    expect(explained(message).findings).toEqual([
      expect.objectContaining({
        code: 'xero.webhook-intent',
        severity: 'info',
        title: expect.stringContaining('not an error'),
      }),
    ])
    expect(codes('Xero webhook received: x-xero-signature mismatch, returning 401')).toEqual(['xero.webhook-intent'])
  })
})

describe('an address that is only a part of what was copied', () => {
  it.each([
    'CODAT_API_KEY=9bT2kQv7LxWm3ZpR8nYcF5hJsD1gUe6Aa0Io4Xq\nCODAT_BASE_URL=https://api.codat.io',
    '{"Contacts":[{"ContactID":"7","Href":"https://api.xero.com/api.xro/2.0/Contacts/7"}]}',
  ])('isn’t what it is about: %s', (text) => expect(codes(text)).toEqual(['paste.not-recognised']))
})

describe('a redirect URI that was encoded twice', () => {
  it('is told as that, and one that was encoded with its whole address isn’t', () => {
    const asked = (uri: string): string =>
      `https://login.xero.com/identity/connect/authorize?response_type=code&client_id=5F0C2A9E7B1D4E6F8A3B5C7D9E1F2A4B&redirect_uri=${uri}&scope=openid%20offline_access%20accounting.settings`
    const once = encodeURIComponent('https://xero.codat.io/oauth2/callback')
    const [told] = explained(asked(encodeURIComponent(once))).findings
    expect(told).toMatchObject({ code: 'authorize.redirect-unregistered', title: expect.stringContaining('twice') })
    const whole = `https://login.xero.com/identity/user/login?ReturnUrl=${encodeURIComponent(asked(once))}`
    for (const fine of [asked(once), whole]) expect(codes(fine)).not.toContain('authorize.redirect-unregistered')
  })
})

describe('a service that signs people in for the app', () => {
  it.each([
    'https://auth.acme.test/oauth2/idpresponse?error_description=Exception+processing+authorization+code&state=H4sI&error=server_error\nidentity provider: Xero',
    'type="IDENTITY_PROVIDER_LOGIN_ERROR", realmId="acme", error="identity_provider_login_failure", identity_provider="xero"',
    'https://app.acme.test/auth?error=server_error&error_code=unexpected_failure&error_description=Unable+to+exchange+external+code&provider=xero',
  ])('isn’t Xero: %s', (text) => {
    const [told] = explained(text).findings
    expect(told).toMatchObject({ code: 'callback.error', side: 'unknown', title: expect.stringContaining('between') })
    expect(told?.canBe?.length).toBeGreaterThan(1)
  })

  it('gives way to Xero’s own words', () => {
    expect(first('identity_provider_login_failure xero: invalid_client')).toBe('token.invalid-client')
    expect(
      first(
        'https://auth.acme.test/oauth2/idpresponse?error=access_denied&error_description=TenantConsent+status+DENIED&state=x',
      ),
    ).toBe('callback.cancelled')
  })
})

describe('Codat’s own words in a row or a page', () => {
  it.each([
    ['codat.dataset-failed', 'invoices   FetchError   The request was aborted (Xero)   27 Nov 2026 10:12'],
    ['codat.dataset-auth', 'balanceSheet\tAuthError\t27 Nov 2026'],
    [
      'codat.link-failed',
      'This link has expired\nFor security reasons it can only be used once. Ask for a new link.\nlink.codat.io',
    ],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))

  it('is nobody’s where a program says so', () => {
    expect(codes('FetchError: invalid json response body')).not.toContain('codat.dataset-failed')
  })
})

describe('more spellings of the same', () => {
  it.each([
    [
      'xero.token-expired',
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token", error_description="The token expired at \'11/27/2026 09:59:58\'"\n(GET https://api.xero.com/connections)',
    ],
    ['xero.unknown', '415 Unsupported Media Type POST https://api.xero.com/api.xro/2.0/Contacts'],
    ['xero.unknown', '413 Payload Too Large POST https://api.xero.com/files.xro/1.0/Files'],
    [
      'callback.no-answer',
      'La connexion a été réinitialisée\nLa connexion avec le serveur a été réinitialisée pendant le chargement de la page. localhost:3000',
    ],
    [
      'callback.no-answer',
      'Die Verbindung zum Server wurde zurückgesetzt, während die Seite geladen wurde. localhost:8743',
    ],
    ['callback.cancelled', 'PlatformException(CANCELED, User canceled login, null, null) flutter_web_auth xero'],
    ['callback.cancelled', 'Error Domain=org.openid.appauth.general Code=-3 "(null)" Xero sign-in'],
    ['callback.state', 'OAuth state not found in session (xero callback)'],
    ['callback.state', 'xero: state parameter is missing from session'],
    [
      'codat.push-failed',
      '{"syncId":"5","status":"Failed","errorCode":"AccountNotConnected","errorMessage":"Source account is not connected","pushOperationKeys":[]}',
    ],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))
})

describe('what stands in an access token', () => {
  const clientId = '686E7FE4D3354162B05FDE15FC01EEAC'
  const app = { id: 'a1', name: 'Harbour Pay', clientId, redirectUris: [], createdOn: null }
  const claims = (exp: number): string =>
    JSON.stringify({
      exp,
      iss: 'https://identity.xero.com',
      client_id: clientId,
      scope: ['openid', 'accounting.settings'],
    })
  const told = (text: string, apps = [app]) => explainPaste(text, { apps, appId: null, today: '2026-11-30' }).findings

  it('names the app and the scopes, and is no error', () => {
    const [known] = told(claims(1_800_000_000))
    expect(known).toMatchObject({ code: 'paste.client-id-known', title: expect.stringContaining('access token') })
    expect(known?.facts).toEqual([
      { label: 'Client id', value: clientId },
      { label: 'Xero app', value: 'Harbour Pay' },
      { label: 'Scopes', value: 'openid accounting.settings' },
      { label: 'Good until', value: '2027-01-15 08:00 UTC' },
    ])
    expect(told(claims(1_800_000_000), [])[0]?.code).toBe('paste.client-id-unknown')
  })

  it('is told as run out on a later day, and is nothing of another issuer', () => {
    expect(told(claims(1_790_000_000))[0]).toMatchObject({ code: 'xero.token-expired' })
    expect(
      told(JSON.stringify({ exp: 1, iss: 'https://accounts.google.com', client_id: 'x', scope: ['openid'] }))[0]?.code,
    ).toBe('paste.not-recognised')
  })
})

describe('below HTTP, in languages that few speak', () => {
  it.each([
    [
      'network.intercepted',
      "{:error, {:tls_alert, {:unknown_ca, 'TLS client: In state certify'}}} https://identity.xero.com/connect/token",
    ],
    [
      'network.intercepted',
      'reqwest::Error { url: "https://identity.xero.com/connect/token", source: ConnectError("The certificate was not trusted.") }',
    ],
    [
      'network.intercepted',
      'ORA-29024: Certificate validation failure\nORA-06512: at "SYS.UTL_HTTP", line 1530 https://identity.xero.com/connect/token',
    ],
    [
      'network.intercepted',
      "Run-time error '-2147012851 (80072f0d)': The certificate authority is invalid or incorrect\nhttps://identity.xero.com",
    ],
    ['network.intercepted', 'cfhttp: I/O Exception: peer not authenticated https://identity.xero.com/connect/token'],
    [
      'network.dns',
      "Run-time error '-2147012889 (80072ee7)': The server name or address could not be resolved (api.xero.com)",
    ],
    ['network.dns', 'Hmm, we can’t reach this page.\nhttps://login.xero.com\nINET_E_RESOURCE_NOT_FOUND'],
    [
      'network.refused',
      'Run-time error (80072efd): A connection with the server could not be established api.xero.com',
    ],
    ['network.handshake', '80072f7d An error occurred in the secure channel support https://api.xero.com/connections'],
    ['network.reset', 'java.io.IOException: unexpected end of stream on https://api.xero.com/...'],
    ['network.reset', 'Post "https://api.codat.io/companies": http2: server sent GOAWAY and closed the connection'],
    ['network.timeout', 'httpx.PoolTimeout while requesting https://api.xero.com/api.xro/2.0/Invoices'],
    ['xero.rate-limit', 'HTTP Request: TooManyRequests https://api.xero.com/api.xro/2.0/Contacts'],
    ['xero.token-refused', 'GET https://api.xero.com/connections\nStatus: 401Unauthorized\nTime: 182ms'],
    [
      'xero.discovery-refused',
      'java.lang.IllegalArgumentException: Unable to resolve Configuration with the provided Issuer of "https://identity.xero.com"\nCaused by: HttpClientErrorException$Forbidden: 403 Forbidden',
    ],
    [
      'token.refresh-dead',
      'Two workers ran at once; the second got {"error":"invalid_grant"} from Xero when refreshing the token',
    ],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))

  it('is told of a port that browsers never open', () => {
    const [told] = explained(
      'This site can’t be reached\nThe webpage at http://localhost:6000/callback?code=… might be temporarily down\nERR_UNSAFE_PORT',
    ).findings
    expect(told).toMatchObject({ code: 'callback.no-answer', title: expect.stringContaining('port') })
  })
})

describe('a token that a program would not take', () => {
  it.each([
    'JWTExpired: "exp" claim timestamp check failed (xero id_token)',
    'Firebase\\JWT\\ExpiredException: Expired token (xero callback)',
    'oidc: token is expired (Token Expiry: 2026-11-27 10:05:00 +0000 UTC) identity.xero.com',
    "IDX10223: Lifetime validation failed. The token is expired. ValidTo (UTC): '11/27/2026 10:05:00', Current time (UTC): '11/27/2026 10:12:31'. xero",
    'jwt.exceptions.ExpiredSignatureError: Signature has expired  # xero id_token',
  ])('for its time leaves open whose clock: %s', (text) => {
    const [told, ...more] = explained(text).findings
    expect(told?.code).toBe('token.clock')
    expect(told?.canBe?.length).toBeGreaterThan(1)
    expect(more).toEqual([])
  })

  it('for its time is nobody’s where Xero isn’t named', () => {
    for (const own of ['TokenExpiredError: jwt expired', 'JWT::ExpiredSignature: Signature has expired'])
      expect(codes(own)).toEqual(['paste.not-recognised'])
  })

  it.each([
    ['token.not-trusted', "IDX10214: Audience validation failed. Audiences: 'https://identity.xero.com/resources'."],
    ['token.not-trusted', 'ClientError: JWT signature verification failed (xero)'],
    ['token.unknown-key', 'JWKSNoMatchingKey: no applicable key found in the JSON Web Key Set (xero)'],
  ])('is %s, and Latchkey has no part in it: %s', (code, text) => {
    const [told] = explained(text).findings
    expect(told?.code).toBe(code)
    expect(`${told?.title} ${told?.cause}`).not.toContain('Latchkey')
  })

  it('for its nonce lost the sign-in it began', () => {
    expect(first("IDX21323: RequireNonce is 'True'. OpenIdConnectProtocolValidationContext.Nonce was null. xero")).toBe(
      'callback.state',
    )
  })
})

describe('a redirect URI that Xero never takes', () => {
  const asked = (uri: string): string =>
    `https://login.xero.com/identity/connect/authorize?response_type=code&client_id=5F0C2A9E7B1D4E6F8A3B5C7D9E1F2A4B&redirect_uri=${encodeURIComponent(uri)}&scope=openid%20offline_access%20accounting.settings`
  it.each([
    ['authorize.redirect-http', /https/, 'acmeapp://xero/callback'],
    ['authorize.redirect-unregistered', /\*/, 'https://*.acme.test/cb'],
    ['authorize.redirect-unregistered', /#/, 'https://app.acme.test/#/cb'],
    ['authorize.redirect-unregistered', /blank/, 'https://xero.codat.io/oauth2/callback '],
    ['authorize.redirect-unregistered', /whole address/, 'xero.codat.io/oauth2/callback'],
    ['authorize.redirect-missing', /no redirect/, 'undefined'],
  ])('is %s, %s: %s', (code, title, uri) => {
    const told = explained(asked(uri)).findings.find((one) => one.code.startsWith('authorize.redirect'))
    expect(told).toMatchObject({ code, title: expect.stringMatching(title) })
  })

  it('is not one of which somebody hid a part', () => {
    expect(codes(asked('https://app.***.test/cb'))).not.toContain('authorize.redirect-unregistered')
  })
})

describe('a text that only speaks of errors', () => {
  it.each([
    "try {\n  await xero.refreshToken()\n} catch (e) {\n  if (e.error === 'invalid_grant') return reconnect()\n}",
    "switch (status) {\n  case 401: return 'token expired'\n  case 403: return 'AuthenticationUnsuccessful'\n}",
    'Common OAuth 2.0 errors\nunauthorized_client - Invalid redirect_uri\nAuthenticationUnsuccessful: the tenant id header is missing\nhttps://developer.xero.com/documentation/guides/oauth2/troubleshooting',
    '## 4.2.0\n- Retry on 429 from Xero\n- Handle invalid_grant by asking the user to reconnect',
    '✓ maps 403 AuthenticationUnsuccessful to reconnect (3 ms)\nTests: 2 passed, 2 total',
    "responses:\n  '403':\n    description: Forbidden - AuthenticationUnsuccessful\nservers:\n  - url: https://api.xero.com/api.xro/2.0",
  ])('is explained as a guess: %s', (text) => {
    const { findings } = explained(text)
    expect(findings.length).toBeGreaterThan(0)
    for (const { title } of findings) expect(title).toMatch(/^Perhaps: /)
  })

  it.each([
    'xero_http_requests_total{status="401"} 12\nxero_http_requests_total{status="200"} 98231',
    "SELECT count(*) FROM sync_log WHERE provider='xero' AND status=401;",
    'XeroShoes order #40312 delayed: payment failed',
  ])('has nothing to explain: %s', (text) => expect(codes(text)).toEqual(['paste.not-recognised']))

  it('is none where an error stands beside the code', () => {
    const traced =
      "OPError: invalid_grant\n    at Client.refresh (/app/node_modules/openid-client/lib/client.js:1069:22)\n    at XeroClient.refreshToken\n  12 | if (e.error === 'invalid_grant') return reconnect()"
    expect(explained(traced).findings[0]).toMatchObject({
      code: 'token.refresh-dead',
      title: expect.not.stringContaining('Perhaps'),
    })
    const answered =
      'if (e.error === \'invalid_client\') throw e\n\nHTTP/1.1 400 Bad Request\n{"error":"invalid_client"}'
    expect(explained(answered).findings[0]?.title).not.toContain('Perhaps')
    const framed = "OPError: invalid_grant (xero)\n  12 | if (e.error === 'invalid_grant') return reconnect()"
    expect(explained(framed).findings[0]?.title).not.toContain('Perhaps')
    for (const learn of [
      'Company limit exceeded. Learn more at https://docs.codat.io/using-the-api/errors',
      'Xero says AuthenticationUnsuccessful, see https://developer.xero.com/documentation/guides/oauth2/troubleshooting',
    ])
      expect(explained(learn).findings[0]?.title).not.toContain('Perhaps')
    const documented =
      '{"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"}\nsee https://developer.xero.com/documentation/'
    expect(explained(documented).findings[0]?.title).not.toContain('Perhaps')
  })
})

describe('a picture’s text and another spelling', () => {
  it.each([
    ['codat.company-limit', 'codat\nCornpany limit exceeded\nUpgrade your plan to link rnore companies'],
    ['codat.connection-deauthorized', 'Toft stores | Xero | De-authorised | 12 Nov'],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))
})

describe('limits, roles and plans in the words of vendors', () => {
  it.each([
    ['limit.uncertified-apps', 'Unable to connect: Northwind Ltd already has two apps that are not certified by Xero.'],
    ['limit.connections', 'Xero returned: This app has reached the 25 tenant limit'],
    ['limit.connections', 'You’ve used 5 of 5 connections on the Starter plan. Upgrade to connect more organisations.'],
    ['xero.tenant-refused', 'Xero: Your free trial ended 3 days ago. Buy now'],
    ['xero.not-permitted', 'Xero user role "Invoice only" can’t access this. Required role: Standard or Adviser'],
    ['xero.not-permitted', 'Read only users may not create invoices (Xero)'],
    [
      'xero.forbidden',
      'The plan (Cashbook) does not support this endpoint. https://api.xero.com/api.xro/2.0/Invoices 403',
    ],
    ['xero.rate-limit', 'Push Failed: 429 Too Many Requests from Xero (bankTransactions), seen in Codat'],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))

  it('is no limit of Xero’s where a pool is meant', () => {
    expect(codes('pgbouncer: 100 of 100 connections in use')).toEqual(['paste.not-recognised'])
  })
})

describe('more dumps and libraries', () => {
  it.each([
    [
      'token.not-trusted',
      "com.auth0.jwt.exceptions.SignatureVerificationException: The Token's Signature resulted invalid  com.xero.api",
    ],
    ['token.not-trusted', 'jwt.exceptions.InvalidAudienceError: Audience doesn’t match  # xero id_token'],
    ['token.not-trusted', 'jwt.exceptions.InvalidIssuerError: Invalid issuer (xero)'],
    ['token.not-trusted', 'JsonWebTokenError: jwt audience invalid. expected: acme (xero)'],
    [
      'token.unauthorized-client',
      'System.Exception: unauthorized_client at XeroClient.RequestClientCredentialsTokenAsync(Boolean fetchTenants)',
    ],
    [
      'token.refresh-dead',
      '{"l":"info","m":"refresh start","org":"northwind"}\n{"l":"error","m":"refresh failed","err":"invalid_grant","provider":"xero"}',
    ],
    [
      'callback.no-answer',
      'https 2026-11-27T09:14:03.1Z app/acme 10.0.0.3:51234 10.0.0.9:3000 0.001 0.2 0.0 502 502 366 0 "GET https://app.acme.test/xero/callback?code=zR7Kq0bT5mNwY2sHfLd8aVgJ4cXeUi6p&state=b7d1 HTTP/2.0"',
    ],
    [
      'codat.maintenance',
      'upstream connect error or disconnect/reset before headers. reset reason: connection termination host api.codat.io',
    ],
  ])('is %s: %s', (code, text) => expect(first(text)).toBe(code))

  it('are nobody’s where Xero isn’t named', () => {
    expect(codes('JsonWebTokenError: jwt audience invalid. expected: acme')).toEqual(['paste.not-recognised'])
  })
})
