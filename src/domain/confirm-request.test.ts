import { expect, it } from 'vitest'
import { confirmRequest, shortened } from './confirm-request'

it('is short enough for its window with names of any length', () => {
  const long = 'N'.repeat(2_000)
  const body = Array.from({ length: 20 }, () => long)
  const asked = shortened({ title: long, body, action: 'Push', danger: true, typed: long })
  expect(confirmRequest.safeParse(asked).success).toBe(true)
  expect(asked.title).toMatch(/N…$/)
})

it('is left as it is where it fits', () => {
  const request = { title: 'Push?', body: ['One line.'], action: 'Push', danger: true }
  expect(shortened(request)).toEqual(request)
})
