import { expect, it } from 'vitest'
import { firstCalls, type CallName } from '../contract/calls'
import { askAhead } from './ask-ahead'

function asking() {
  const asked: CallName[] = []
  const listeners: (() => void)[] = []
  const ahead = askAhead(
    firstCalls,
    (name) => {
      asked.push(name)
      return Promise.resolve(asked.length)
    },
    (listener) => void listeners.push(listener),
  )
  /** As main tells of a change: whoever listens hears it once. */
  const change = (): void => {
    for (const listener of listeners.splice(0)) listener()
  }
  return { asked, ahead, change }
}

it('asks main once for what every start needs, however soon the page asks for it', async () => {
  const { asked, ahead } = asking()
  ahead.begin()
  const answers = await Promise.all(firstCalls.map((name) => ahead.ask(name, {})))
  expect(asked).toEqual([...firstCalls])
  expect(answers).toEqual(firstCalls.map((_name, index) => index + 1))
})

it('gives an early answer once: whoever asks again gets a new one', async () => {
  const { asked, ahead } = asking()
  ahead.begin()
  await ahead.ask('listStandings', {})
  await ahead.ask('listStandings', {})
  expect(asked.filter((name) => name === 'listStandings')).toHaveLength(2)
})

it('gives no early answer after main has told of a change', async () => {
  const { asked, ahead, change } = asking()
  // Of a page that was loaded anew, while nothing is asked yet.
  change()
  ahead.begin()
  change()
  expect(await ahead.ask('listXeroApps', {})).toBe(firstCalls.length + 1)
  expect(asked.at(-1)).toBe('listXeroApps')
})

it('asks main itself where the page is first', async () => {
  const { asked, ahead } = asking()
  await ahead.ask('getCall', {})
  expect(asked).toEqual(['getCall'])
})

it('keeps no early answer of what the page asked before: it would be given to whoever asks next, however late', async () => {
  const { asked, ahead } = asking()
  await ahead.ask('listXeroApps', {})
  ahead.begin()
  const asks = asked.length
  expect(await ahead.ask('listXeroApps', {})).toBe(asks + 1)
  expect(asked.filter((name) => name === 'listXeroApps')).toHaveLength(2)
})
