import { expect, it } from 'vitest'
import { listed, MOST_LISTED } from './listed'

const done = Array.from({ length: MOST_LISTED + 190 }, (_, number) => ({ number, state: 'done' }))

it('lists all pushes up to as many as are shown, and the newest of more', () => {
  expect(listed(done.slice(0, MOST_LISTED))).toHaveLength(MOST_LISTED)
  expect(listed(done)).toEqual(done.slice(0, MOST_LISTED))
})

it('never leaves out a push that has not ended, however old', () => {
  const old = { number: -1, state: 'paused' }
  const shown = listed([...done, old])
  expect(shown).toHaveLength(MOST_LISTED)
  expect(shown.at(-1)).toBe(old)
})
