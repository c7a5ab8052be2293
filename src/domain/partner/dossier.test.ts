import { expect, it } from 'vitest'
import { checksWords } from './dossier'

it('a check that isn’t passed is told beside those that are, so that “nothing missing” isn’t against it', () => {
  const item = (outcome: 'passed' | 'failed' | 'unknown' | null, state: 'ready' | 'waived' = 'ready') => ({
    lastCheck: outcome === null ? null : { outcome },
    answer: { state },
  })
  expect(checksWords([item(null)])).toBe('none yet')
  expect(checksWords([item('passed'), item(null)])).toBe('1 of 1 passed')
  expect(checksWords([item('passed'), item('unknown')])).toBe('1 of 2 passed, 1 can’t be told from here')
  expect(checksWords([item('passed'), item('failed', 'waived')])).toBe('1 of 2 passed, 1 failed of a waived item')
  expect(checksWords([item('failed'), item('failed')])).toBe('0 of 2 passed, 2 failed')
})
