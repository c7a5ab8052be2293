// Finding a company of Codat's in what somebody copied.
import { describe, expect, test } from 'vitest'
import { codatCompanyIn } from './company-id'

describe('finding a company in what was copied', () => {
  const id = '4645bd78-8988-45bc-ac9e-67ba5df6e4e5'
  const other = '943accd0-4247-42d8-865b-363c8629e1da'
  test.each([
    [` ${id.toUpperCase()} `],
    [`https://app.codat.io/companies/${id}/data-management/history`],
    [`https://link.codat.io/company/${id}`],
    [`https://link-api.codat.io/companies/${id}/connections/${other}/start?x=1`],
    [`{"connectionId":"${other}","companyId": "${id}"}`],
    [`See https://app.codat.io/companies/${id}, please`],
    [`GetConnectionRequest(company_id='${id}', connection_id='${other}')`],
    [`Connection ID: ${other}\nCompany ID: ${id}`],
    [`Company '${id}' not found`],
    [`svc=sync company=${id} status=429`],
    [`"referenceCompany": { "id": "${id}" }`],
  ])('%s', (text) => expect(codatCompanyIn(text)).toBe(id))

  test.each([
    [`tenantId: ${id}`],
    [`company name, connection ${other}`],
    [''],
    [`pushed ${id}`],
    ['https://app.codat.io/companies/new'],
    ['x'.repeat(100_000)],
  ])('not in %s', (text) => expect(codatCompanyIn(text)).toBeNull())
})
