import { expect, it } from 'vitest'
import { DEFAULT_LOOPBACK_REDIRECT } from '../src/domain/facts'
import { LOOPBACK_PORT } from './doctor.mjs'

it('looks at the port that the app suggests', () => {
  expect(new URL(DEFAULT_LOOPBACK_REDIRECT).port).toBe(String(LOOPBACK_PORT))
})
