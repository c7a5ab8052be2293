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
