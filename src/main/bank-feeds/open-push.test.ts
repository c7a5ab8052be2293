import { describe, expect, it } from 'vitest'
import { pushNamedIn } from '../../domain/bank-feeds/push/opened'

const key = 'b888f774-3e7c-4135-a18c-6b985523c4bc'
const company = '8a210b68-6988-11ed-a1eb-0242ac120002'

describe('the push that a text names', () => {
  it.each<[string, string, string | null]>([
    ['the key alone', `  ${key}\n`, null],
    ['an address of the API', `https://api.codat.io/companies/${company}/push/${key}`, company],
    ['an address of the portal', `https://app.codat.io/companies/${company}/push/${key}?tab=details`, company],
    [
      'the operation',
      JSON.stringify({ companyId: company, pushOperationKey: key, dataConnectionKey: company }),
      company,
    ],
    ['a line of a log', `push failed, pushOperationKey=${key} (company ${company})`, null],
  ])('%s', (_, text, companyId) => expect(pushNamedIn(text)).toEqual({ key, companyId }))

  it.each(['', 'nothing here', `${company} or ${key}`])('none in %j', (text) => expect(pushNamedIn(text)).toBeNull())
})
