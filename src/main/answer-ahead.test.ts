import { expect, it } from 'vitest'
import { firstCalls, type CallName } from '../contract/calls'
import { answerAhead } from './answer-ahead'

/** Main, whose turns the test lets come. */
function main() {
  const asked: [CallName, unknown][] = []
  const turns: (() => void)[] = []
  const ahead = answerAhead(
    (name, input) => {
      asked.push([name, input])
      return Promise.resolve({ ok: true, value: asked.length as never })
    },
    () => new Promise<void>((resolve) => void turns.push(resolve)),
  )
  const turn = async () => {
    turns.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const allTurns = async () => {
    for (let count = 0; count <= firstCalls.length; count += 1) await turn()
  }
  return { ahead, asked, turn, allTurns }
}

it('answers what every start asks before it is asked, one call a turn, and each once', async () => {
  const { ahead, asked, turn, allTurns } = main()
  ahead.begin()
  await turn()
  await turn()
  expect(asked).toHaveLength(1)
  await allTurns()
  const answers = await Promise.all(firstCalls.map((name) => ahead.answer(name, {})))
  expect(asked).toEqual(firstCalls.map((name) => [name, {}]))
  expect(answers).toEqual(firstCalls.map((_name, index) => ({ ok: true, value: index + 1 })))
  await ahead.answer('listXeroApps', {})
  expect(asked).toHaveLength(firstCalls.length + 1)
})

it('has whoever asks before its turn wait for that turn, and asks no second time', async () => {
  const { ahead, asked, allTurns } = main()
  ahead.begin()
  const answer = ahead.answer('getVaultState', {})
  await allTurns()
  expect(await answer).toEqual({ ok: true, value: firstCalls.indexOf('getVaultState') + 1 })
  expect(asked.filter(([name]) => name === 'getVaultState')).toHaveLength(1)
})

it('gives no early answer once something has changed', async () => {
  const { ahead, asked, allTurns } = main()
  ahead.begin()
  await allTurns()
  ahead.forget()
  expect(await ahead.answer('listXeroApps', {})).toEqual({ ok: true, value: firstCalls.length + 1 })
  expect(asked.at(-1)).toEqual(['listXeroApps', {}])
})

it('leaves an input to the call’s own check', async () => {
  const { ahead, asked, allTurns } = main()
  ahead.begin()
  await allTurns()
  for (const input of [undefined, null, [], 'all', { more: true }]) {
    await ahead.answer('listStandings', input)
    expect(asked.at(-1)).toEqual(['listStandings', input])
  }
})
