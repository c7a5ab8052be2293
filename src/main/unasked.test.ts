import { expect, it } from 'vitest'
import { createUnasked } from './unasked'

it('asks for what comes after a few, until a yes or until time has gone by', async () => {
  let now = 0
  let yes = false
  let asked = 0
  const may = createUnasked({
    most: 2,
    withinMs: 1_000,
    clock: { monotonic: () => now },
    prompts: {
      confirm: async () => {
        asked += 1
        return yes
      },
    },
  })
  const next = () => may(() => ({ title: 'Again?', body: [], action: 'Go on', danger: false }))
  expect([await next(), await next(), asked]).toEqual([true, true, 0])
  expect([await next(), await next(), asked]).toEqual([false, false, 2])
  yes = true
  expect([await next(), await next(), asked]).toEqual([true, true, 3])
  yes = false
  expect([await next(), asked]).toEqual([false, 4])
  now = 1_001
  expect([await next(), asked]).toEqual([true, 4])
})
