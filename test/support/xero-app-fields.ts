// What is entered of a Xero app, for tests.
import type { XeroAppFields } from '../../src/domain/xero-apps/schema'

export const CLIENT_ID = '0123456789ABCDEF0123456789ABCDEF'

export const FIELDS: XeroAppFields = {
  name: 'Acme test',
  customer: 'Acme',
  environment: 'test',
  clientId: CLIENT_ID,
  companyUrl: 'https://acme.example',
  redirectUris: ['https://xero.codat.io/oauth2/callback'],
  appType: 'web',
  createdOn: '2026-05-01',
  keyHolder: 'here',
  notes: '',
}
