// Work that takes turns.
import { expect, it } from 'vitest'
import { createTurns, createTurnsByKey } from './in-turn'

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

it('lets work of other keys go on beside it', async () => {
  const inTurn = createTurnsByKey()
  const seen: string[] = []
  let end = (): void => {}
  const first = inTurn('a', () => new Promise<void>((resolve) => (end = resolve)))
  const second = inTurn('a', () => void seen.push('a'))
  await inTurn('b', () => void seen.push('b'))
  end()
  await Promise.all([first, second])
  expect(seen).toEqual(['b', 'a'])
})
