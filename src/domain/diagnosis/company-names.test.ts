// A company is found by its name where Latchkey has listed it (walk, fault 18).
import { expect, test } from 'vitest'
import { companiesLike, mayBeName } from './company-names'

const company = (id: string, name: string) => ({ id, name, clientName: 'Brightwater production' })
const companies = [
  company('1', 'Rimu Street Cafe'),
  company('2', 'Rimu Street Cafe Holdings'),
  company('3', 'Kowhai Vets'),
]

test('the very name is the company, and those like it are offered after it', () => {
  expect(companiesLike(' rimu street CAFE ', companies)).toEqual({
    codatCompanyId: '1',
    companies: [companies[0], companies[1]],
  })
})

test('a part of a name offers and decides nothing', () => {
  expect(companiesLike('rimu', companies)).toEqual({ codatCompanyId: null, companies: companies.slice(0, 2) })
})

test('two companies of one name are both offered; one that stands twice is one', () => {
  const twins = [...companies, company('4', 'Kowhai Vets'), company('4', 'Kowhai Vets')]
  expect(companiesLike('Kowhai Vets', twins)).toEqual({ codatCompanyId: null, companies: [twins[2], twins[3]] })
})

test('errors, addresses and pages are no names', () => {
  const texts = ['ab', 'https://app.codat.io/x', '{"error": 1}', 'one\ntwo', '<p>', 'x'.repeat(200)]
  expect(texts.filter(mayBeName)).toEqual([])
  expect(mayBeName('O’Brien & Søn, Ltd.')).toBe(true)
})
