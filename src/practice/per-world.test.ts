import { expect, test } from 'vitest'
import { perWorld } from './per-world'

test('each world has a memory of its own, kept while the world is', () => {
  const countOf = perWorld<object, { used: number }>(() => ({ used: 0 }))
  const [first, afterReset] = [{}, {}]
  countOf(first).used += 1
  expect([countOf(first).used, countOf(afterReset).used, countOf(first).used]).toEqual([1, 0, 1])
})
