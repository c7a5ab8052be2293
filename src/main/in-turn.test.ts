// Work that takes turns.
import { expect, it } from 'vitest'
import { createTurns } from './in-turn'

it('begins a piece when the one before it has ended, also badly, and tells each of its own end', async () => {
  const inTurn = createTurns()
  const seen: string[] = []
  const work = (name: string) => async () => {
    seen.push(`${name} begins`)
    await Promise.resolve()
    seen.push(`${name} ends`)
    return name
  }
  const first = inTurn(work('first'))
  const failing = inTurn(() => Promise.reject(new Error('failing')))
  const last = inTurn(work('last'))
  await expect(failing).rejects.toThrow('failing')
  expect(await Promise.all([first, last])).toEqual(['first', 'last'])
  expect(seen).toEqual(['first begins', 'first ends', 'last begins', 'last ends'])
})
