import { describe, expect, it } from 'vitest'
import type { Handlers } from '../contract/api'
import { calls } from '../contract/calls'
import { errorTexts } from '../domain/errors'
import fc from 'fast-check'
import { countedAnswers, createAnswer } from './answer'
import { Failure } from '../domain/failure'
import type { Log } from './log'
import { deferred } from './deferred'

function answering(handlers: Partial<Handlers>) {
  const logged: unknown[] = []
  const log: Log = { info: () => {}, error: (...entry) => logged.push(entry), settled: async () => {} }
  const refuse = () => Promise.reject(new Failure('call.unexpected'))
  const all = { ...Object.fromEntries(calls.map((name) => [name, refuse])), ...handlers } as Handlers
  return { answer: createAnswer({ handlers: all, log, random: { id: () => 'log-1' } }), logged }
}

it('a quit waits for what was begun, however it ends, and for nothing else', async () => {
  const begun = deferred<{ copied: true }>()
  const { answer } = answering({ copyText: () => begun.promise })
  const counted = countedAnswers(answer)
  await counted.settled()
  const answers = [counted.answer('copyText', { text: 'x' }), counted.answer('copyText', {})]
  let isSettled = false
  const settled = counted.settled().then(() => (isSettled = true))
  await answers[1]
  expect(isSettled).toBe(false)
  begun.reject(new Error('not copied'))
  await settled
  expect((await Promise.all(answers)).map(({ ok }) => ok)).toEqual([false, false])
})

describe('createAnswer', () => {
  it('answers a call with its parsed output', async () => {
    const { answer } = answering({ copyText: () => ({ copied: true }) })
    expect(await answer('copyText', { text: 'x' })).toEqual({ ok: true, value: { copied: true } })
  })

  it('drops what the output schema does not name', async () => {
    const { answer } = answering({ copyText: () => ({ copied: true, secret: 'CANARY' }) as { copied: boolean } })
    expect(JSON.stringify(await answer('copyText', { text: 'x' }))).not.toContain('CANARY')
  })

  it('turns a Failure into its code, sentence, next step and log id', async () => {
    const { answer } = answering({ copyText: () => Promise.reject(new Failure('vault.locked')) })
    const expected = { code: 'vault.locked', ...errorTexts['vault.locked'], logId: 'log-1' }
    expect(await answer('copyText', { text: 'x' })).toEqual({ ok: false, error: expected })
  })

  it('tells nothing of an unexpected error but its log id', async () => {
    const { answer } = answering({ copyText: () => Promise.reject(new Error('CANARY in a message')) })
    const result = await answer('copyText', { text: 'x' })
    expect(result).toMatchObject({ ok: false, error: { code: 'call.unexpected', logId: 'log-1' } })
    expect(JSON.stringify(result)).not.toContain('CANARY')
  })

  it('does not put a bad input’s value into the log', async () => {
    const { answer, logged } = answering({})
    expect(await answer('copyText', { text: 5, CANARY: 'CANARY' })).toMatchObject({ error: { code: 'call.bad-input' } })
    expect(JSON.stringify(logged)).not.toContain('CANARY')
  })

  it('answers any JSON for any call without rejecting', async () => {
    const { answer } = answering({})
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...calls), fc.jsonValue(), async (name, input) => {
        expect((await answer(name, input)).ok).toBe(false)
      }),
    )
  })
})

describe('error texts', () => {
  it.each(Object.entries(errorTexts))('%s has a sentence and a next step', (_code, { message, nextStep }) => {
    expect(message).toMatch(/^\S.*[.!?]$/)
    expect(nextStep).toMatch(/^\S.*[.!?]$/)
  })
})
