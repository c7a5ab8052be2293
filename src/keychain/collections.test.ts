// What gnome-keyring answers; the real thing is in test/integration/vault-collections.test.ts.
import { describe, expect, it } from 'vitest'
import { CallFailed, openCollections } from './collections'

const LOGIN = '/org/freedesktop/secrets/collection/login'
const SECOND = '/org/freedesktop/secrets/collection/second'

async function counting(counted: { now: number; most: number }): Promise<void> {
  counted.now += 1
  counted.most = Math.max(counted.most, counted.now)
  await new Promise((resolve) => setImmediate(resolve))
  counted.now -= 1
}

function service(
  options: {
    unlocked?: string[]
    locked?: string[]
    modified?: Record<string, unknown>
    schema?: string[]
    accounts?: Record<string, string>
    collections?: string[]
    /** Collections whose items are only shut to this client, as KeePassXC's are to each new one. */
    open?: string[]
    asksBeforeDeleting?: boolean
    /** What is answered in the place of what should be, if anything. */
    says?: (call: string) => readonly unknown[] | undefined
    /** Why a call is not answered. */
    refuses?: (call: string) => Error | undefined
    /** How many calls wait for their answer, and how many did at most. */
    counted?: { now: number; most: number }
  } = {},
): {
  calls: string[]
  collections: ReturnType<typeof openCollections>
} {
  const calls: string[] = []
  const property = (path: string, name: string): unknown => {
    switch (name) {
      case 'Collections':
        return options.collections ?? [LOGIN, LOGIN.replace('login', 'session')]
      case 'Attributes': {
        const account = options.accounts?.[path]
        const schema = options.schema?.includes(path) === true ? { 'xdg:schema': 'x' } : {}
        return { service: 'Latchkey', ...(account === undefined ? {} : { account }), ...schema }
      }
      case 'Label':
        return 'My “own” keyring'
      case 'Locked':
        return options.open?.includes(path) !== true
      case 'Modified':
        return options.modified?.[path] ?? 0
      default:
        throw new Error(`no property ${name}`)
    }
  }
  const collections = openCollections(async ({ path, interface: of, member, body }) => {
    const asked = [path, `${of}.${member}`, ...(body ?? [])].join(' ')
    calls.push(asked)
    if (options.counted !== undefined) await counting(options.counted)
    const refusal = options.refuses?.(asked)
    if (refusal !== undefined) throw refusal
    const said = options.says?.(asked)
    if (said !== undefined) return said
    switch (member) {
      case 'ReadAlias':
        return [SECOND]
      case 'SearchItems':
        return [options.unlocked ?? [], options.locked ?? []]
      case 'Get':
        return [property(path, String(body?.[1]))]
      case 'Delete':
        return [options.asksBeforeDeleting === true ? '/org/freedesktop/secrets/prompt/5' : '/']
      default:
        throw new Error(`no method ${member}`)
    }
  })
  return { calls, collections }
}

describe('collections', () => {
  const told = (collections: ReturnType<typeof openCollections>, always = false) =>
    collections.toldApart('Latchkey', 'xero:a:1', always)

  it('have a name, and the one in memory does not count', async () => {
    const { collections, calls } = service({ unlocked: [`${LOGIN}/1`] })
    expect(await collections.label()).toBe('My “own” keyring')
    expect(await told(collections)).toBeNull()
    expect(calls.some((call) => call.includes('SearchItems'))).toBe(false)
    expect(await told(collections, true)).toHaveLength(1)
  })

  it('are asked about with a call that may be put twice: gnome-keyring may refuse a program’s first', async () => {
    let first = true
    const refuses = (call: string): Error | undefined => {
      if (!first) return undefined
      first = false
      return call.includes('ReadAlias') ? new CallFailed('UnknownMethod', false) : new Error('not the first')
    }
    const asks = [
      (of: ReturnType<typeof openCollections>) => of.label(),
      (of: ReturnType<typeof openCollections>) => told(of),
      (of: ReturnType<typeof openCollections>) => told(of, true),
      (of: ReturnType<typeof openCollections>) => of.accounts('Latchkey'),
      (of: ReturnType<typeof openCollections>) => of.prune('Latchkey', 'xero:a:1', 'nothing'),
    ]
    for (const ask of asks) {
      first = true
      const { collections } = service({ unlocked: [`${LOGIN}/1`], collections: [LOGIN, SECOND], refuses })
      await expect(ask(collections)).resolves.not.toBeNull()
    }
  })

  const never = new CallFailed('ServiceUnknown', false)
  const late = new CallFailed('NoReply', true)

  it('can’t be told apart where a service has none, so that keytar’s word has to do', async () => {
    const { collections } = service({ collections: [LOGIN, SECOND], refuses: () => never })
    expect(await told(collections)).toBeNull()
    expect(await told(collections, true)).toBeNull()
  })

  it('are not passed over where an answer failed to come, nor once there were several', async () => {
    let refusal: Error | undefined = late
    const { collections } = service({
      unlocked: [`${LOGIN}/1`],
      collections: [LOGIN, SECOND],
      refuses: () => refusal,
    })
    await expect(told(collections)).rejects.toBe(late)
    refusal = undefined
    expect(await told(collections)).toHaveLength(1)
    refusal = never
    await expect(told(collections)).rejects.toBe(never)
  })

  it('tell whose items of a service there are, and how many are locked', async () => {
    const { collections } = service({
      unlocked: [`${LOGIN}/1`, `${SECOND}/2`, `${SECOND}/3`],
      locked: [`${LOGIN}/4`],
      accounts: { [`${LOGIN}/1`]: 'xero:a:1', [`${SECOND}/2`]: 'xero:a:1' },
    })
    expect(await collections.accounts('Latchkey')).toEqual({ accounts: ['xero:a:1'], locked: 1 })
  })

  it('are asked about a thousand items fifty at a time: each question has its deadline from when it is put', async () => {
    const paths = Array.from({ length: 1_000 }, (_, at) => `${LOGIN}/${at}`)
    const counted = { now: 0, most: 0 }
    const { collections } = service({
      unlocked: paths,
      locked: paths.map((_, at) => `${LOGIN}${at}/1`),
      accounts: Object.fromEntries(paths.map((path) => [path, `xero:${path}:1`])),
      counted,
    })
    expect((await collections.accounts('Latchkey')).accounts).toHaveLength(1_000)
    expect(await collections.prune('Latchkey', 'xero:a:1', 'newest')).toBe(999)
    expect(await collections.prune('Latchkey', 'xero:a:1', 'nothing')).toBe(1_000)
    const inUse = service({ unlocked: paths.map((path) => path.replace(LOGIN, SECOND)), counted })
    expect(await inUse.collections.prune('Latchkey', 'xero:a:1', 'in-use')).toBe(999)
    expect(counted.most).toBeLessThanOrEqual(50)
    expect(counted.most).toBeGreaterThan(1)
  })

  it('hold copies, each in use or not, locked or not', async () => {
    const { collections } = service({ unlocked: [`${LOGIN}/1`], locked: [`${SECOND}/7`] })
    expect(await collections.copies('Latchkey', 'xero:a:1')).toEqual([
      { path: `${LOGIN}/1`, inUse: false, locked: false, asks: false },
      { path: `${SECOND}/7`, inUse: true, locked: true, asks: false },
    ])
    expect(await service().collections.copies('Latchkey', 'xero:a:1')).toEqual([])
  })

  it('hold no copy in use that lies where the name only begins like theirs', async () => {
    const { collections } = service({ unlocked: [`${SECOND}2/1`] })
    expect(await collections.copies('Latchkey', 'xero:a:1')).toMatchObject([{ inUse: false }])
  })

  it('are locked where their collection is, not where a program has yet to be let in', async () => {
    const { collections } = service({ locked: [`${LOGIN}/1`, `${SECOND}/7`], open: [SECOND] })
    expect(await collections.copies('Latchkey', 'xero:a:1')).toEqual([
      { path: `${LOGIN}/1`, inUse: false, locked: true, asks: false },
      { path: `${SECOND}/7`, inUse: true, locked: false, asks: true },
    ])
  })

  it('count as removed only what went without a question, which nobody here can answer', async () => {
    const both = service({ unlocked: [`${LOGIN}/1`, `${SECOND}/1`], asksBeforeDeleting: true })
    expect(await both.collections.prune('Latchkey', 'xero:a:1', 'nothing')).toBe(0)
    expect(deletes(both.calls)).toHaveLength(2)
  })

  const deletes = (calls: string[]): string[] => calls.filter((call) => call.endsWith('Delete'))

  it('lose the copies that aren’t kept, but never the last', async () => {
    const both = service({
      unlocked: [`${LOGIN}/1`, `${SECOND}/1`],
      modified: { [`${LOGIN}/1`]: 9, [`${SECOND}/1`]: 8 },
    })
    expect(await both.collections.prune('Latchkey', 'xero:a:1', 'in-use')).toBe(1)
    expect(deletes(both.calls)).toEqual([`${LOGIN}/1 org.freedesktop.Secret.Item.Delete`])
    both.calls.length = 0
    expect(await both.collections.prune('Latchkey', 'xero:a:1', 'newest')).toBe(1)
    expect(deletes(both.calls)).toEqual([`${SECOND}/1 org.freedesktop.Secret.Item.Delete`])
    const elsewhere = service({ unlocked: [`${LOGIN}/1`], locked: [`${SECOND}/1`] })
    expect(await elsewhere.collections.prune('Latchkey', 'xero:a:1', 'in-use')).toBe(0)
    expect(deletes(elsewhere.calls)).toEqual([])
  })

  it('lose no copy where none of them is the one to keep', async () => {
    const elsewhere = service({ unlocked: [`${LOGIN}/1`, `${LOGIN}/2`] })
    expect(await elsewhere.collections.prune('Latchkey', 'xero:a:1', 'in-use')).toBe(0)
    expect(deletes(elsewhere.calls)).toEqual([])
  })

  it.each<[string, string, readonly unknown[]]>([
    ['the collection in use', 'ReadAlias', [5]],
    ['its items', 'SearchItems', [`${SECOND}/1`, []]],
    ['what is locked', 'Locked', ['no']],
    ['what an item is', 'Attributes', [['xdg:schema']]],
  ])('lose no copy where a service says of %s what can’t be', async (_, what, answer) => {
    const odd = service({
      unlocked: [`${SECOND}/1`, `${SECOND}/2`],
      locked: [`${LOGIN}/1`],
      says: (call) => (call.includes(what) ? answer : undefined),
    })
    await expect(odd.collections.prune('Latchkey', 'xero:a:1', 'in-use')).rejects.toBeInstanceOf(Error)
    expect(deletes(odd.calls)).toEqual([])
  })

  it('are as old as can be where a service tells no age', async () => {
    const both = service({
      unlocked: [`${LOGIN}/1`, `${SECOND}/1`],
      modified: { [`${LOGIN}/1`]: 9, [`${SECOND}/1`]: 'yesterday' },
    })
    expect(await both.collections.prune('Latchkey', 'xero:a:1', 'newest')).toBe(1)
    expect(deletes(both.calls)).toEqual([`${SECOND}/1 org.freedesktop.Secret.Item.Delete`])
  })

  it('keep the copy in use where both are equally new', async () => {
    const both = service({ unlocked: [`${LOGIN}/1`, `${SECOND}/1`] })
    await both.collections.prune('Latchkey', 'xero:a:1', 'newest')
    expect(deletes(both.calls)).toEqual([`${LOGIN}/1 org.freedesktop.Secret.Item.Delete`])
  })

  it('keep of two in use the one that keytar sees, even if it is older', async () => {
    const both = service({
      unlocked: [`${SECOND}/1`, `${SECOND}/2`],
      modified: { [`${SECOND}/1`]: 9, [`${SECOND}/2`]: 8 },
      schema: [`${SECOND}/2`],
    })
    expect(await both.collections.prune('Latchkey', 'xero:a:1', 'in-use')).toBe(1)
    expect(deletes(both.calls)).toEqual([`${SECOND}/1 org.freedesktop.Secret.Item.Delete`])
  })

  it('go all where none is to be kept, but for locked ones', async () => {
    const all = service({ unlocked: [`${SECOND}/1`], locked: [`${LOGIN}/1`] })
    expect(await all.collections.prune('Latchkey', 'xero:a:1', 'nothing')).toBe(1)
    expect(deletes(all.calls)).toEqual([`${SECOND}/1 org.freedesktop.Secret.Item.Delete`])
  })
})
