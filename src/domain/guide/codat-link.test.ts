import { expect, it } from 'vitest'
import { isCodatLink } from './codat-link'

it.each([
  ['https://link.codat.io/company/1', null, true],
  ['https://link-api.codat.io/companies/1/connections/2/start', null, true],
  ['http://link.codat.io/company/1', null, false],
  ['https://codat.io.evil.example/company/1', null, false],
  ['https://evilcodat.io/company/1', null, false],
  ['https://user@evil.example/@link.codat.io', null, false],
  ['file:///etc/passwd', null, false],
  ['javascript:alert(1)', null, false],
  ['not an address', null, false],
  ['http://127.0.0.1:4000/company/1', 'http://127.0.0.1:4000', true],
  ['http://127.0.0.1:4001/company/1', 'http://127.0.0.1:4000', false],
  ['https://link.codat.io/company/1', 'http://127.0.0.1:4000', false],
])('%s (practice at %s) may be opened: %s', (url, practice, expected) => {
  expect(isCodatLink(url, practice)).toBe(expected)
})
