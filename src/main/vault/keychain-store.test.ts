// What a real keychain can't be made to do on demand: answer nonsense, lie, or be Windows. The child here is scripted.
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { errorTexts } from '../../domain/errors'
import { Failure, isFailure } from '../../domain/failure'
import { Secret } from '../secret'
import { maxSecretBytes } from '../../domain/vault/max-secret-bytes'
import { type KeychainStore, openKeychainStore } from './keychain-store'
import type { KeychainReply, KeychainRequest } from '../../domain/vault/keychain-messages'
import { type KeychainTiming, keychainTiming } from './keychain-line'
import { xeroSlot } from '../../domain/vault/slot'

type Answer = (request: KeychainRequest, child: ScriptedChild) => unknown
interface ScriptedChild {
  exit(code: number | null): void
  /** Says that the question has arrived. */
  take(): void
}

const slot = xeroSlot('a', 1)
const NO_ANSWER = Symbol('no answer')

/** A store whose processes answer as `answer` says; counts them and the questions. */
function scripted(
  answer: Answer,
  options: {
    platform?: NodeJS.Platform
    timing?: Partial<KeychainTiming>
    cannotStart?: boolean
    exitAfterMs?: number
  } = {},
): { store: KeychainStore; asked: KeychainRequest[]; started(): number; killed(): number } {
  const asked: KeychainRequest[] = []
  let started = 0
  let killed = 0
  let ids = 0
  const store = openKeychainStore({
    startProcess: () => {
      if (options.cannotStart === true) throw new Error('spawn EAGAIN')
      started += 1
      let hear = (_message: unknown): void => {}
      let exit = (_code: number | null): void => {}
      return {
        send: (request) => {
          asked.push(request)
          const reply = answer(request, {
            exit: (code) => queueMicrotask(() => exit(code)),
            take: () => queueMicrotask(() => hear({ reply: 'taken', id: request.id })),
          })
          if (reply !== NO_ANSWER) queueMicrotask(() => hear(reply))
        },
        onMessage: (listener) => {
          hear = listener
        },
        onExit: (listener) => {
          exit = listener
        },
        kill: () => {
          killed += 1
          setTimeout(() => exit(null), options.exitAfterMs ?? 0)
        },
      }
    },
    platform: options.platform ?? 'linux',
    clock: { now: () => new Date(0), monotonic: () => performance.now() },
    random: { id: () => `id-${(ids += 1)}` },
    practice: false,
    ...(options.timing === undefined ? {} : { timing: options.timing }),
  })
  return { store, asked, started: () => started, killed: () => killed }
}

/** A keychain in memory that behaves. */
function honest(): (request: KeychainRequest) => KeychainReply {
  const items = new Map<string, string>()
  return (request) => {
    const { id } = request
    switch (request.ask) {
      case 'get':
        return { reply: 'value', id, value: items.get(request.service + request.account) ?? null }
      case 'set':
        items.set(request.service + request.account, request.value)
        return { reply: 'stored', id }
      case 'delete':
        return { reply: 'deleted', id, count: items.delete(request.service + request.account) ? 1 : 0 }
      case 'copies':
        return { reply: 'copies', id, collection: null, copies: null }
      case 'list':
        return { reply: 'accounts', id, accounts: null, locked: 0 }
      case 'prune':
      case 'sweep':
        return { reply: 'deleted', id, count: 0 }
    }
  }
}

describe('a process that answers nonsense', () => {
  it.each<[string, Answer]>([
    ['no object', () => 'hello'],
    ['an unknown reply', ({ id }) => ({ reply: 'maybe', id })],
    ['a reply to another question', ({ id }) => ({ reply: 'value', id: id + 1, value: 'x' })],
    ['a refusal to understand', () => ({ reply: 'not-understood' })],
    ['the wrong kind of reply', ({ id }) => ({ reply: 'stored', id })],
  ])('fails the call: %s', async (_, answer) => {
    const { store } = scripted(answer)
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.unknown' })
  })

  it('is killed and replaced', async () => {
    const behaves = honest()
    const { store, started, killed } = scripted((request) => (request.id === 1 ? { nonsense: true } : behaves(request)))
    await expect(store.write(slot, new Secret('value'))).rejects.toMatchObject({ code: 'vault.unknown' })
    expect(killed()).toBe(1)
    await store.write(slot, new Secret('value'))
    expect(started()).toBe(2)
  })

  it('is a crash when it ends, or never starts', async () => {
    const { store } = scripted((_, child) => {
      child.exit(134)
      return NO_ANSWER
    })
    await expect(store.read(slot)).rejects.toMatchObject({
      code: 'vault.crashed',
      detail: expect.stringContaining('134'),
    })
    const { store: never } = scripted(honest(), { cannotStart: true })
    await expect(never.read(slot)).rejects.toMatchObject({ code: 'vault.crashed' })
  })

  it('is asked again, once, of a new process where the one that had answered was gone before its end was known', async () => {
    const behaves = honest()
    let gone = false
    const { store, started } = scripted((request, child) => {
      if (!gone) return behaves(request)
      gone = false
      child.exit(null)
      return NO_ANSWER
    })
    await store.write(slot, new Secret('value'))
    gone = true
    expect((await store.read(slot))?.equals(new Secret('value'))).toBe(true)
    expect(started()).toBe(2)
  })

  it.each([
    ['taken', 1],
    ['put to every process', 2],
  ])('is a crash where it ends over a question that was %s', async (how, processes) => {
    const behaves = honest()
    let deadly = false
    const { store, started } = scripted((request, child) => {
      if (!deadly) return behaves(request)
      if (how === 'taken') child.take()
      child.exit(139)
      return NO_ANSWER
    })
    await store.write(slot, new Secret('value'))
    deadly = true
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.crashed' })
    expect(started()).toBe(processes)
  })
})

describe('a keychain that lies', () => {
  it.each([
    ['something else', 'another value'],
    ['nothing', null],
  ])('is caught after a write when it gives back %s', async (_, value) => {
    const { store } = scripted(({ ask, id }) =>
      ask === 'get' ? { reply: 'value', id, value } : { reply: 'stored', id },
    )
    await expect(store.write(slot, new Secret('value'))).rejects.toMatchObject({ code: 'vault.not-kept' })
  })

  it('fails the leg of the self-test in which it does', async () => {
    const behaves = honest()
    const { store } = scripted((request) =>
      request.ask === 'get' ? { reply: 'value', id: request.id, value: 'else' } : behaves(request),
    )
    const { passed, legs } = await store.selfTest()
    expect(passed).toBe(false)
    expect(legs.map(({ leg, outcome }) => `${leg} ${outcome}`)).toEqual([
      'write passed',
      'read passed',
      'compare failed',
      'delete skipped',
      'tidy skipped',
    ])
    expect(legs[2]?.code).toBe('vault.not-kept')
  })
})

describe('what other keychains than gnome-keyring do', () => {
  const one = [{ inUse: true, locked: false, asks: true }]

  it('an empty text is nothing, since none was ever stored', async () => {
    const { store } = scripted((request) =>
      request.ask === 'get' ? { reply: 'value', id: request.id, value: '' } : honest()(request),
    )
    expect(await store.read(slot)).toBeNull()
    await expect(store.read(slot, { expectFilled: true })).rejects.toMatchObject({ code: 'vault.missing' })
  })

  it('a write reads first, so that a process that knew another daemon is found out', async () => {
    const behaves = honest()
    const { store, asked } = scripted((request) =>
      request.ask === 'copies' ? { reply: 'copies', id: request.id, collection: 'x', copies: [] } : behaves(request),
    )
    await store.write(slot, new Secret('value'))
    expect(asked.map(({ ask }) => ask)).toEqual(['copies', 'get', 'set', 'get'])
    asked.length = 0
    await store.selfTest()
    expect(asked.slice(0, 2).map(({ ask }) => ask)).toEqual(['get', 'set'])
  })

  it('an item that the user keeps from Latchkey is not taken for an empty slot', async () => {
    const behaves = honest()
    const { store, asked } = scripted((request) => {
      if (request.ask === 'copies') return { reply: 'copies', id: request.id, collection: 'x', copies: one }
      return request.ask === 'get' ? { reply: 'value', id: request.id, value: null } : behaves(request)
    })
    await expect(store.write(slot, new Secret('value'))).rejects.toMatchObject({ code: 'vault.denied' })
    expect(asked.map(({ ask }) => ask)).not.toContain('delete')
    asked.length = 0
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.denied' })
    // Each look is a question to its user.
    expect(asked.map(({ ask }) => ask)).toEqual(['get', 'copies'])
  })

  it('a removal that leaves the item is refused, and reads first so that the user is asked', async () => {
    const behaves = honest()
    const { store, asked } = scripted((request) =>
      request.ask === 'copies' ? { reply: 'copies', id: request.id, collection: 'x', copies: one } : behaves(request),
    )
    await expect(store.remove(slot)).rejects.toMatchObject({ code: 'vault.denied' })
    expect(asked.slice(0, 3).map(({ ask }) => ask)).toEqual(['copies', 'get', 'delete'])
  })

  it.each([
    ['could be tidied', 1, 'either of them'],
    ['stayed, since its user is asked about each removal', 0, 'vault.two-copies'],
  ])('of two open copies one is read only where the other %s', async (_, gone, outcome) => {
    const two = [...one, { inUse: false, locked: false, asks: false }]
    const { store } = scripted((request) => {
      const { id } = request
      if (request.ask === 'copies') return { reply: 'copies', id, collection: 'x', copies: two }
      return request.ask === 'prune'
        ? { reply: 'deleted', id, count: gone }
        : { reply: 'value', id, value: 'either of them' }
    })
    const read = store.read(slot).then(
      (secret) => secret?.expose(),
      (error: unknown) => (isFailure(error) ? error.code : error),
    )
    expect(await read).toBe(outcome)
  })

  it('what was there before and can’t be put back is spoiled', async () => {
    const values = ['the old value', 'rewritten', 'rewritten']
    const { store, asked } = scripted((request) => {
      if (request.ask === 'get') return { reply: 'value', id: request.id, value: values.shift() ?? null }
      return honest()(request)
    })
    await expect(store.write(slot, new Secret('value {x}'))).rejects.toMatchObject({ code: 'vault.spoiled' })
    expect(asked.filter(({ ask }) => ask === 'set')).toHaveLength(2)
  })

  it('without its cipher KWallet is incomplete, and the words say what to install', async () => {
    const { store } = scripted(({ id }) => ({ reply: 'failed', id, message: 'createDLGroup failed' }))
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.incomplete' })
    expect(errorTexts['vault.incomplete'].nextStep).toContain('libqca-qt5-2-plugins')
  })

  const slowly = (tookMs: number): Answer => {
    const behaves = honest()
    return (request) => ({ ...behaves(request), tookMs })
  }

  it.each([
    ['quickly is ended when idle', 5, 1],
    ['as slowly as a person stays, since the next would be asked about again', 1_500, 0],
  ])('a process that answered %s', async (_, tookMs, ended) => {
    vi.useFakeTimers()
    try {
      const { store, killed } = scripted(slowly(tookMs))
      await store.write(slot, new Secret('value'))
      await vi.advanceTimersByTimeAsync(keychainTiming.idleMs + 1)
      expect(killed()).toBe(ended)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('each system', () => {
  it('holds what it holds: Windows 2,560 bytes, counted as UTF-8 before anything is asked', async () => {
    expect([maxSecretBytes('win32'), maxSecretBytes('darwin'), maxSecretBytes('linux')]).toEqual([2_560, null, null])
    const { store, asked } = scripted(honest(), { platform: 'win32' })
    await store.write(slot, new Secret('é'.repeat(1_280)))
    asked.length = 0
    await expect(store.write(slot, new Secret(`${'é'.repeat(1_280)}x`))).rejects.toMatchObject({
      code: 'vault.too-big',
    })
    expect(asked).toHaveLength(0)
    await scripted(honest(), { platform: 'linux' }).store.write(slot, new Secret('x'.repeat(5_000)))
  })

  it.each(['darwin', 'win32'] as const)('%s is believed when it says there is nothing', async (platform) => {
    const { store, asked } = scripted(honest(), { platform })
    expect(await store.read(slot)).toBeNull()
    expect(await store.remove(slot)).toBe(false)
    expect(asked.map(({ ask }) => ask)).toEqual(['get', 'delete'])
  })

  it('Linux is asked to prove it, under a name that is no secret’s', async () => {
    const { store, asked } = scripted(honest())
    expect(await store.read(slot)).toBeNull()
    expect(asked.map(({ ask, service }) => `${ask} ${service}`)).toEqual([
      'get Latchkey',
      'copies Latchkey',
      'set Latchkey self-test',
      'delete Latchkey self-test',
      'get Latchkey',
      'copies Latchkey',
    ])
  })
})

describe('a keychain that hangs', () => {
  it('also counts as hung when it says so itself', async () => {
    const { store } = scripted(({ id }) => ({ reply: 'failed', id, message: 'Timeout was reached' }))
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.timed-out' })
    expect(store.activity()).toEqual({ phase: 'resting', call: 'read', because: 'vault.timed-out' })
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.resting' })
  })

  it('tells its phases to listeners until they leave', async () => {
    const { store } = scripted(() => NO_ANSWER, { timing: { waitingAfterMs: 10, deadlineMs: 60 } })
    const seen: string[] = []
    const leave = store.onActivity(({ phase }) => seen.push(phase))
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.timed-out' })
    leave()
    store.stop()
    await expect(store.retry()).rejects.toMatchObject({ code: 'vault.timed-out' })
    expect(seen).toEqual(['working', 'waiting', 'resting'])
  })

  it('does not answer a later call with an earlier one’s value', async () => {
    const late: ((reply: KeychainReply) => void)[] = []
    const behaves = honest()
    const { store } = scripted((request) => (late.length === 0 ? (late.push(() => {}), NO_ANSWER) : behaves(request)), {
      timing: { deadlineMs: 20 },
    })
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.timed-out' })
    await store.retry()
    expect(await store.read(slot)).toBeNull()
  })

  it('ends an idle process also when an earlier one was slow to go', async () => {
    const behaves = honest()
    const { store, killed } = scripted((request) => (request.id === 1 ? 'nonsense' : behaves(request)), {
      timing: { idleMs: 60 },
      exitAfterMs: 20,
    })
    await expect(store.write(slot, new Secret('value'))).rejects.toMatchObject({ code: 'vault.unknown' })
    await store.write(slot, new Secret('value'))
    await expect.poll(() => killed()).toBe(2)
  })

  it('closes at once, and closing twice is fine', async () => {
    const { store } = scripted(() => NO_ANSWER, { timing: { waitingAfterMs: 5, closeGraceMs: 10 } })
    const read = Promise.allSettled([store.read(slot)])
    // Long before the call's own deadline, which would be told as `vault.timed-out`.
    await Promise.all([store.close(), store.close()])
    expect(await read).toMatchObject([{ status: 'rejected', reason: { code: 'vault.stopped' } }])
  })
})

describe('a secret', () => {
  const value = fc.string({ unit: 'grapheme', minLength: 12, maxLength: 80 })
  const answers = fc.constantFrom<Answer>(
    () => 'nonsense',
    ({ id }) => ({ reply: 'failed', id, message: 'Cannot create an item in a locked collection' }),
    ({ id }) => ({ reply: 'value', id, value: 'something else altogether' }),
    (request) => ({ ...request, reply: 'value' }),
    (request) => request,
    (_, child) => {
      child.exit(1)
      return NO_ANSWER
    },
    () => NO_ANSWER,
  )

  it('is in no failure, whatever the process does', async () => {
    await fc.assert(
      fc.asyncProperty(value, answers, async (text, answer) => {
        const { store } = scripted(answer, { timing: { deadlineMs: 5 } })
        const error: unknown = await store.write(slot, new Secret(text)).catch((reason: unknown) => reason)
        if (error === undefined) return
        expect(error).toBeInstanceOf(Failure)
        const shown = [
          inspect(error, { depth: 10, showHidden: true }),
          JSON.stringify(error),
          JSON.stringify(store.activity()),
          error instanceof Failure ? `${error.stack} ${error.detail}` : '',
        ]
        expect(shown.join('\n').includes(text)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})
