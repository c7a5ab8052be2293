import { describe, expect, it } from 'vitest'
import { Secret } from '../secret'
import { createCopiedSecret, type CopyState } from './copied-secret'

/** A clipboard that fails while told to, and a clock that a test turns. */
function bench() {
  const clipboard = { text: '', failing: false }
  let now = Date.parse('2026-11-28T09:00:00Z')
  const states: CopyState[] = []
  let due: (() => void)[] = []
  const fail = (): void => {
    if (clipboard.failing) throw new Error('the clipboard is somebody else’s')
  }
  const copied = createCopiedSecret({
    clipboard: {
      readText: async () => clipboard.text,
      hasOnlyOther: async () => false,
      async writeText(text) {
        clipboard.text = text
        fail()
      },
      async clearIfHolds(text) {
        fail()
        const holds = clipboard.text === text
        if (holds) clipboard.text = ''
        return { clipboard: holds, selection: false }
      },
    },
    clock: { now: () => new Date(now), monotonic: () => 0 },
    onState: (state) => states.push(state),
    schedule(task) {
      due.push(task)
      return () => (due = due.filter((one) => one !== task))
    },
  })
  const timeIsUp = async (): Promise<void> => {
    for (const task of due.splice(0)) task()
    // In turn after what the timer began.
    await copied.clearNow().catch(() => {})
  }
  const pass = (seconds: number): void => void (now += seconds * 1_000)
  return { clipboard, copied, states, timeIsUp, pass, waiting: () => due.length }
}

const secret = new Secret('a secret that was copied')

describe('a copied secret', () => {
  it('is forgotten only once it is cleared: a clearing that fails is tried again', async () => {
    const { clipboard, copied, states, timeIsUp, waiting } = bench()
    await copied.copy(secret, 'one', 30)
    clipboard.failing = true
    await expect(copied.clearNow()).rejects.toThrow('somebody else’s')
    expect([clipboard.text, waiting()]).toEqual([secret.expose(), 1])
    await timeIsUp()
    expect(clipboard.text).toBe(secret.expose())
    clipboard.failing = false
    await timeIsUp()
    expect([clipboard.text, waiting(), states.at(-1)?.outcome]).toEqual(['', 0, 'cleared'])
  })

  it('is cleared though its copying failed, and so is the one before', async () => {
    const { clipboard, copied } = bench()
    await copied.copy(secret, 'one', 30)
    clipboard.failing = true
    await expect(copied.copy(new Secret('another'), 'two', 30)).rejects.toThrow('somebody else’s')
    clipboard.failing = false
    await copied.clearNow()
    expect(clipboard.text).toBe('')
  })

  it('is cleared by a lock that comes while it is copied', async () => {
    const { clipboard, copied } = bench()
    const copying = copied.copy(secret, 'one', 30)
    await copied.clearNow()
    await copying
    expect(clipboard.text).toBe('')
  })

  it('lives no longer for being copied again and again, and anew once it is gone', async () => {
    const { copied, pass, waiting } = bench()
    const first = await copied.copy(secret, 'one', 30)
    pass(20)
    expect(await copied.copy(secret, 'one', 30)).toBe(first)
    expect(waiting()).toBe(1)
    expect(await copied.copy(new Secret('another'), 'two', 30)).toBe('2026-11-28T09:00:50.000Z')
    await copied.clearNow()
    expect(await copied.copy(secret, 'one', 30)).toBe('2026-11-28T09:00:50.000Z')
  })

  it('is known wherever it stands, until it is cleared', async () => {
    const { copied } = bench()
    await copied.copy(secret, 'one', 30)
    expect([copied.isIn(`x ${secret.expose()} y`), copied.isIn('a secret')]).toEqual([true, false])
    await copied.clearNow()
    expect(copied.isIn(secret.expose())).toBe(false)
  })
})

describe('a secret that was pasted', () => {
  it('is cleared from the clipboard after a while, without a word', async () => {
    const { clipboard, copied, states, timeIsUp } = bench()
    clipboard.text = secret.expose()
    expect(copied.pasted(secret, 30)).toBe('2026-11-28T09:00:30.000Z')
    expect(copied.isIn(`> ${secret.expose()}`)).toBe(true)
    await timeIsUp()
    expect([clipboard.text, states, copied.isIn(secret.expose())]).toEqual(['', [], false])
  })

  it('leaves what was copied since alone', async () => {
    const { clipboard, copied, timeIsUp } = bench()
    clipboard.text = secret.expose()
    copied.pasted(secret, 30)
    clipboard.text = 'a customer’s name'
    await timeIsUp()
    expect(clipboard.text).toBe('a customer’s name')
  })

  it('is no longer watched once another secret was copied over it', async () => {
    const { clipboard, copied, waiting } = bench()
    clipboard.text = secret.expose()
    copied.pasted(secret, 30)
    await copied.copy(new Secret('another secret that was copied'), 'another', 30)
    expect([waiting(), copied.isIn(secret.expose())]).toEqual([1, false])
  })
})
