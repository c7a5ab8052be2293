// Messages that look like Xero's or Codat's and aren't, and Xero's in wrappings that hide them: screenshots, other languages, dumps.
import { describe, expect, it } from 'vitest'
import { explainPaste } from './paste'

const codes = (text: string): string[] =>
  explainPaste(text, { apps: [], appId: null, today: '2026-11-29' }).findings.map(({ code }) => code)

describe('an answer in the words of another service', () => {
  it.each([
    ['Google', '{"error":"invalid_grant","error_description":"Token has been expired or revoked."}'],
    ['Keycloak', '{"error":"unauthorized_client","error_description":"Invalid client or Invalid client credentials"}'],
    ['Auth0', '{"error":"invalid_grant","error_description":"Unknown or invalid refresh token."}'],
    ['Okta', '{"error":"invalid_grant","error_description":"The refresh token is invalid or expired."}'],
    ['Salesforce', '{"error":"invalid_grant","error_description":"authentication failure"}'],
    ['League’s server', '{"error":"invalid_client","error_description":"Client authentication failed"}'],
    [
      'Doorkeeper',
      '{"error":"invalid_grant","error_description":"The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client."}',
    ],
    [
      'GitHub',
      'error=redirect_uri_mismatch&error_description=The+redirect_uri+MUST+match+the+registered+callback+URL+for+this+application.',
    ],
  ])('%s isn’t told as Xero’s', (_, text) => {
    expect(codes(text)).toEqual(['paste.not-recognised'])
    expect(codes(`${text}\nPOST https://identity.xero.com/connect/token`)).not.toEqual(['paste.not-recognised'])
  })

  it('Plaid’s and Intuit’s own codes aren’t Xero’s', () => {
    const plaid = '{"error_code":"INVALID_API_KEYS","error_message":"invalid client_id or secret provided"}'
    expect(codes(plaid)).toEqual(['paste.not-recognised'])
    expect(codes('{"Fault":{"Error":[{"Message":"message=ThrottleExceeded; statusCode=429"}]}}')).toEqual([
      'paste.status-only',
    ])
  })

  it.each([
    [
      '{"type":"about:blank","title":"Forbidden","status":403,"detail":"Access is denied","instance":"/api/orders"}',
      403,
    ],
    ['{"title":"Unauthorized","status":401,"detail":"No session","traceId":"00-1"}', 401],
  ])('a problem of any program is a %s without a name', (text) => {
    expect(codes(text)).toEqual(['paste.status-only'])
    expect(codes(`GET https://api.xero.com/api.xro/2.0/Invoices\n${text}`)).not.toEqual(['paste.status-only'])
  })

  it.each([
    '{"Type":null,"Title":"Forbidden","Status":403,"Detail":"Access is denied"}',
    '{"type":null,"title":"Forbidden","status":403,"detail":"Access is denied"}',
    '{"title":"Forbidden","status":403,"detail":"AuthenticationUnsuccessful"}',
  ])('Xero’s own problem stays Xero’s: %s', (text) => {
    expect(codes(text)[0]).toMatch(/^xero\./)
  })
})

describe('a program’s own addresses that name Xero', () => {
  it.each([
    '{"timestamp":"2026-11-24T10:11:12.000+00:00","status":403,"error":"Forbidden","path":"/xero/callback"}',
    'GET http://localhost:3000/api/xero/sync 500 (Internal Server Error)',
    'POST https://app.acme.example/integrations/xero/token 404 (Not Found)',
  ])('say nothing of what Xero answered: %s', (text) => {
    expect(codes(text)).toEqual(['paste.status-only'])
    expect(codes(`Xero says:\n${text}`)).not.toContain('paste.status-only')
  })

  it('leave an id to correlate by to everybody', () => {
    const nest = { statusCode: 500, error: 'Internal Server Error', message: 'No', correlationId: 'abc' }
    expect(codes(JSON.stringify(nest))).toEqual(['paste.status-only'])
    expect(codes(JSON.stringify({ ...nest, message: undefined, service: 'PublicApi' }))).toEqual(['codat.server-error'])
  })
})

describe('what Codat hands on', () => {
  const refusal = (service: string): string =>
    JSON.stringify({ statusCode: 401, service, error: 'Sign-in information is incorrect', correlationId: 'ab1' })

  it('is no refusal of Codat’s key', () => {
    for (const service of ['QuickBooksOnline', 'sage-intacct', 'Xero'])
      expect(codes(refusal(service))).toEqual(['codat.connection-error'])
    for (const service of ['PublicApi', 'AuthenticationService', 'ClientsApi'])
      expect(codes(refusal(service))).toEqual(['codat.unauthorized'])
  })

  it('is Codat’s although it was cut off', () => {
    const whole =
      '{"companyId":"8a210b68","pushOperationKey":"b888f774","status":"Failed","statusCode":400,"errorMessage":"The date'
    expect(codes(whole)).toEqual(['codat.bad-request'])
  })
})

describe('headers that a program printed', () => {
  it('say nothing where they weren’t there', () => {
    const dump = (value: string): string =>
      `HTTP response headers: HTTPHeaderDict({'X-Rate-Limit-Problem': ${value}})\nHTTP response body: {"Type":null,"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"}`
    for (const value of ['None', 'null', 'undefined']) expect(codes(dump(value))).toEqual(['xero.tenant-refused'])
    expect(codes(dump("'day'"))).toContain('xero.day-limit')
  })
})

describe('a screenshot that was read', () => {
  it.each([
    'xero\nSorry, something went wrong\nError code: 5OO\nError: invalid_request : lnvalid redirect_uri',
    'Error: invalid request : Invalid redirect uri\nError code: 500',
    'Error: invalid_request : |nvalid redirect_uri\nError code: 50O',
  ])('is Xero’s page: %j', (text) => {
    expect(codes(text)).toEqual(['page.redirect-uri'])
  })
})

describe('“localhost refused to connect”', () => {
  it.each([
    ['German', 'localhost hat die Verbindung abgelehnt.'],
    ['French', 'localhost a refusé de se connecter.'],
    ['Spanish', 'La página localhost ha rechazado la conexión.'],
    ['Italian', 'localhost ha rifiutato di connettersi.'],
    ['Portuguese', 'localhost recusou a conexão.'],
    ['Dutch', 'localhost heeft de verbinding geweigerd.'],
    ['Polish', 'localhost odrzuca połączenie.'],
    ['Czech', 'localhost odmítl připojení.'],
    ['Swedish', 'localhost nekade att ansluta.'],
    ['Norwegian', 'localhost avviste tilkoblingsforsøket.'],
    ['Danish', 'localhost afviste at oprette forbindelse.'],
    ['Finnish', 'localhost ei sallinut yhteyttä.'],
    ['Hungarian', 'A(z) localhost elutasította a csatlakozást.'],
    ['Turkish', 'localhost bağlanmayı reddetti.'],
    ['Russian', 'Сайт localhost не позволяет установить соединение.'],
    ['Korean', 'localhost에서 연결을 거부했습니다.'],
    ['Chinese', 'localhost 拒絕連線。'],
    ['Vietnamese', 'localhost đã từ chối kết nối.'],
    ['Firefox in Portuguese', 'O Firefox não conseguiu estabelecer uma conexão com o servidor em localhost:8743.'],
  ])('is known in %s', (_, text) => {
    expect(codes(text)).toEqual(['callback.nobody-listening'])
    expect(codes(text.replace('localhost', 'shop.example'))).toEqual(['paste.not-recognised'])
  })
})
