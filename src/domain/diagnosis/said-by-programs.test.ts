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
