// The words of `dbus-send` as gnome-keyring made it print them; the real thing is in test/integration/vault-collections.test.ts.
import { describe, expect, it } from 'vitest'
import { openCollections } from './collections'

const LOGIN = '/org/freedesktop/secrets/collection/login'
const SECOND = '/org/freedesktop/secrets/collection/second'
const HEAD = 'method return time=1795910496.72 sender=:1.0 -> destination=:1.7 serial=26 reply_serial=2\n'
const array = (paths: string[]): string =>
  `   array [\n${paths.map((path) => `      object path "${path}"\n`).join('')}   ]\n`

function service(
  options: {
    unlocked?: string[]
    locked?: string[]
    modified?: Record<string, number>
    schema?: string[]
    accounts?: Record<string, string>
    /** Collections whose items are only shut to this client, as KeePassXC's are to each new one. */
    open?: string[]
    asksBeforeDeleting?: boolean
  } = {},
): {
  calls: string[]
  collections: ReturnType<typeof openCollections>
} {
  const calls: string[] = []
  const collections = openCollections(async (path, method, ...args) => {
    calls.push([path, method, ...args].join(' '))
    if (method.endsWith('ReadAlias')) return `${HEAD}   object path "${SECOND}"\n`
    if (method.endsWith('SearchItems')) return HEAD + array(options.unlocked ?? []) + array(options.locked ?? [])
    if (args.includes('string:Collections')) {
      return `${HEAD}   variant       array [\n         object path "${LOGIN}"\n         object path "${LOGIN.replace('login', 'session')}"\n      ]\n`
    }
    if (args.includes('string:Attributes') && options.accounts !== undefined) {
      const account = options.accounts[path]
      const entry = (name: string, value: string) =>
        `         dict entry(\n            string "${name}"\n            string "${value}"\n         )\n`
      const own = account === undefined ? '' : entry('account', account)
      return `${HEAD}   variant       array [\n${own}${entry('service', 'Latchkey')}      ]\n`
    }
    if (args.includes('string:Attributes')) {
      const schema = options.schema?.includes(path) === true ? 'xdg:schema' : 'label'
      return `${HEAD}   variant       array [\n         dict entry(\n            string "${schema}"\n            string "x"\n         )\n      ]\n`
    }
    if (args.includes('string:Label')) return `${HEAD}   variant       string "My “own” keyring"\n`
    if (args.includes('string:Locked'))
      return `${HEAD}   variant       boolean ${options.open?.includes(path) !== true}\n`
    if (method.endsWith('Delete') && options.asksBeforeDeleting === true)
      return `${HEAD}   object path "/org/freedesktop/secrets/prompt/5"\n`
    if (args.includes('string:Modified')) return `${HEAD}   variant       uint64 ${options.modified?.[path] ?? 0}\n`
    return `${HEAD}   object path "/"\n`
  })
  return { calls, collections }
}

describe('collections', () => {
  it('have a name, and the one in memory does not count', async () => {
    const { collections } = service()
    expect(await collections.label()).toBe('My “own” keyring')
    expect(await collections.several()).toBe(false)
  })

  it('tell whose items of a service there are, and how many are locked', async () => {
    const { collections } = service({
      unlocked: [`${LOGIN}/1`, `${SECOND}/2`, `${SECOND}/3`],
      locked: [`${LOGIN}/4`],
      accounts: { [`${LOGIN}/1`]: 'xero:a:1', [`${SECOND}/2`]: 'xero:a:1' },
    })
    expect(await collections.accounts('Latchkey')).toEqual({ accounts: ['xero:a:1'], locked: 1 })
  })

  it('hold copies, each in use or not, locked or not', async () => {
    const { collections } = service({ unlocked: [`${LOGIN}/1`], locked: [`${SECOND}/7`] })
    expect(await collections.copies('Latchkey', 'xero:a:1')).toEqual([
      { path: `${LOGIN}/1`, inUse: false, locked: false, asks: false },
      { path: `${SECOND}/7`, inUse: true, locked: true, asks: false },
    ])
    expect(await service().collections.copies('Latchkey', 'xero:a:1')).toEqual([])
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
