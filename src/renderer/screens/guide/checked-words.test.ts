import { expect, test } from 'vitest'
import { uncheckedWords } from './checked-words'

test('what could not be checked says why; what isn’t set up yet is no news', () => {
  const words = uncheckedWords([
    { part: 'codat-key', because: 'problem', code: 'codat.unavailable' },
    { part: 'seats', because: 'problem', code: 'not a code of ours' },
    { part: 'keys', because: 'not-set-up', code: null },
  ])
  expect(words.map(({ part }) => part)).toEqual(['codat-key', 'seats'])
  expect(words[0]?.text).toMatch(/^The Codat API key could not be checked\. .+\. .+\.$/)
  expect(words[1]?.text).toBe('The connections could not be checked.')
})
