import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PromptAnswer, PromptView } from '../contract/prompts'
import { type ConfirmRequest, confirmRequest } from '../domain/confirm-request'
import { askingShortly, endOfReveal, promptsInTurn } from './prompts'
import { Secret } from './secret'

// One that is too long is refused by its window, which then shows nothing.
it('asks every kind of question so that its window shows it, however long the names in it', async () => {
  const asked: ConfirmRequest[] = []
  const prompts = askingShortly({
    confirm: async (request) => asked.push(request) > 0,
    choose: async (request) => ({ ticked: asked.push(request) > 0 }),
    enterSecret: async () => null,
    revealSecret: async () => {},
    closeAll: () => {},
  })
  const names = Array.from({ length: 8 }, () => `“${'n'.repeat(120)}”`).join(', ')
  const question = { title: names, body: [`${names} and 12 more.`], action: 'Delete', danger: true }
  await prompts.confirm(question)
  await prompts.choose(question)
  expect(asked.map((request) => confirmRequest.safeParse(request).success)).toEqual([true, true])
})

describe('a reveal’s end', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** Prompts whose windows only emit: what is open now, and what each came to. */
  function windows() {
    const opened: { view: PromptView; window: EventEmitter; answer: (answer: PromptAnswer) => void }[] = []
    const over: string[] = []
    const show = async (view: PromptView): Promise<PromptAnswer> => {
      const window = new EventEmitter()
      let dropEnd = (): void => {}
      const answer = await new Promise<PromptAnswer>((resolve) => {
        opened.push({ view, window, answer: resolve })
        dropEnd = endOfReveal(view, window, () => resolve({ kind: 'cancel' }))
      })
      dropEnd()
      over.push(view.kind)
      return answer
    }
    const last = () => {
      const one = opened.at(-1)
      if (one === undefined) throw new Error('nothing is open')
      return one
    }
    return { prompts: promptsInTurn(show, () => {}), over, last }
  }

  const question = { title: 'Delete?', body: [], action: 'Delete', danger: true }
  const reveal = { title: 'Secret', label: 'Client secret 1', secret: new Secret('x'), seconds: 30 }

  it('comes its seconds after it is shown, not after it was asked for behind another question', async () => {
    const { prompts, over, last } = windows()
    const first = prompts.confirm(question)
    const shown = prompts.revealSecret(reveal)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(over).toEqual([])
    last().answer({ kind: 'confirm', typed: '', ticked: false })
    expect(await first).toBe(true)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(last().view.kind).toBe('reveal-secret')
    expect(over).toEqual(['confirm'])
    last().window.emit('show')
    await vi.advanceTimersByTimeAsync(30_999)
    expect(over).toEqual(['confirm'])
    await vi.advanceTimersByTimeAsync(1)
    await shown
    expect(over).toEqual(['confirm', 'reveal-secret'])
  })

  it('is gone with a reveal that was closed early, shown or not, and ends no question after it', async () => {
    const { prompts, over, last } = windows()
    for (const isShown of [true, false]) {
      const shown = prompts.revealSecret(reveal)
      await vi.advanceTimersByTimeAsync(0)
      const { window, answer } = last()
      if (isShown) window.emit('show')
      answer({ kind: 'cancel' })
      await shown
      if (!isShown) window.emit('show')
      expect(vi.getTimerCount()).toBe(0)
    }
    const asked = prompts.confirm(question)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(over).toEqual(['reveal-secret', 'reveal-secret'])
    last().answer({ kind: 'confirm', typed: '', ticked: false })
    expect(await asked).toBe(true)
  })
})
