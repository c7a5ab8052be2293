import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { benchFields, type CodatBench, openCodatBench } from '../../../test/support/codat-clients'
import { codatClientCalls } from '../../contract/codat-clients'
import type { CodatClient } from '../../domain/codat/schema'
import { Failure } from '../../domain/failure'
import { codatSlot } from '../../domain/vault/slot'
import { codatHandlers } from './handlers'
import { keyToUse } from '../../domain/codat/key-slots'
import { createCodatQuestions } from './questions'

const KEY = 'CANARYcodatKEY0123456789abcdefghijABCDEF'
const OTHER = 'CANARYother0123456789abcdefghijABCDEFghi'

let bench: CodatBench
let handlers: ReturnType<typeof codatHandlers>
let client: CodatClient

async function open(options?: Parameters<typeof openCodatBench>[0]): Promise<void> {
  bench = await openCodatBench(options)
  const questions = createCodatQuestions({
    clients: bench.clients,
    baseUrl: 'http://127.0.0.1:9',
    fetch: () => Promise.reject(new TypeError('no network here')),
  })
  handlers = codatHandlers({ clients: bench.clients, questions })
  client = await bench.clients.add(benchFields())
}
beforeEach(() => open())
afterEach(() => bench.close())

const paste = (text: string | null, name = 'Robin') => {
  bench.clipboard = text
  return handlers.pasteCodatKey({ id: client.id, key: name, holder: 'Robin', arrival: 'generated-here' })
}
const now = () => bench.records.get(client.id)

async function everyFile(): Promise<string> {
  const names = await readdir(bench.dir, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n')
}

describe('keeping a key', () => {
  it('stores the key itself, whatever form was pasted, and no file holds it', async () => {
    const outcome = await paste(`Basic ${Buffer.from(KEY).toString('base64')}`)
    expect(codatClientCalls.pasteCodatKey.output.parse(outcome)).toMatchObject({
      outcome: 'stored',
      form: 'header',
      length: 40,
    })
    expect((await bench.store.read(codatSlot(client.id, 'Robin')))?.expose()).toBe(KEY)
    expect((await now()).keys).toMatchObject([{ name: 'Robin', pending: null, kept: 'keychain', length: 40 }])
    const files = await everyFile()
    expect(files).toContain('Northwind')
    expect(files).not.toContain(KEY)
    expect(files).not.toContain(Buffer.from(KEY).toString('base64'))
  })

  it('replaces a key of the same name and forgets what was known of the old one', async () => {
    await paste(KEY)
    await bench.records.change(client.id, (current) => ({
      ...current,
      keys: current.keys.map((key) => ({ ...key, lastAcceptedAt: '2026-01-01T00:00:00Z' })),
    }))
    await paste(OTHER)
    expect((await now()).keys).toMatchObject([{ name: 'Robin', lastAcceptedAt: null }])
    expect((await bench.store.read(codatSlot(client.id, 'Robin')))?.expose()).toBe(OTHER)
  })

  it.each([
    [null, 'not-text'],
    ['  ', 'empty'],
    ['a b', 'spaces-inside'],
    ['0123456789ABCDEF0123456789ABCDEF', 'looks-like-xero-client-id'],
  ] as const)('stores nothing for %j', async (text, reason) => {
    expect(await paste(text)).toMatchObject({ outcome: 'not-stored', reason })
    expect((await now()).keys).toEqual([])
  })

  it('keeps one value once, and names that differ in more than case', async () => {
    await paste(KEY)
    expect(await paste(KEY, 'Olive')).toMatchObject({ outcome: 'not-stored', reason: 'same-as-other-key' })
    await expect(paste(OTHER, 'ROBIN')).rejects.toMatchObject({ code: 'codat.key-name-taken' })
  })

  it('keeps ten keys and no more', async () => {
    for (let at = 0; at < 10; at += 1) await paste(`${KEY.slice(1)}${at}`, `person ${at}`)
    expect(await paste(OTHER, 'one more')).toMatchObject({ outcome: 'not-stored', reason: 'too-many-keys' })
    expect(await paste(OTHER, 'person 3')).toMatchObject({ outcome: 'stored' })
  })

  it('takes practice keys only in practice', async () => {
    await bench.close()
    await open({ mode: 'practice' })
    await expect(paste(KEY)).rejects.toMatchObject({ code: 'paste.not-practice' })
    expect(await paste(`PRACTICE${KEY.slice(8)}`)).toMatchObject({ outcome: 'stored' })
  })

  it('takes what is typed in main’s own window', async () => {
    bench.typed = KEY
    const request = { id: client.id, key: 'Robin', holder: '', arrival: 'call' } as const
    expect(await handlers.typeCodatKey(request)).toMatchObject({ outcome: 'stored' })
    bench.typed = null
    expect(await handlers.typeCodatKey(request)).toMatchObject({ outcome: 'not-stored', reason: 'cancelled' })
  })
})

describe('a crash or a keychain that fails', () => {
  const fail = (call: 'read' | 'write' | 'remove', failure: Failure) => {
    bench.beforeVault = (asked) => {
      if (asked === call) throw failure
    }
  }
  const mend = () => bench.clients.mend({ firstOfRun: false })

  it('before the keychain was written: nothing is kept, and the record doesn’t say so', async () => {
    fail('write', new Failure('vault.locked'))
    await expect(paste(KEY)).rejects.toMatchObject({ code: 'vault.locked' })
    expect((await now()).keys).toEqual([])
  })

  it('while an old key is replaced: it stays unsettled until it can be looked at', async () => {
    await paste(KEY)
    fail('write', new Failure('vault.crashed'))
    await expect(paste(`${OTHER}x`)).rejects.toMatchObject({ code: 'vault.crashed' })
    const [key] = (await now()).keys
    expect(key).toMatchObject({ pending: 'storing' })
    expect((await bench.clients.view(await now())).findings.map(({ code }) => code)).toContain('key-unsettled')
    bench.beforeVault = () => {}
    await mend()
    expect((await now()).keys).toMatchObject([{ pending: null, length: KEY.length }])
  })

  it('found out before the keychain is asked: all is as it was', async () => {
    await paste(KEY)
    const before = (await now()).keys
    fail('write', new Failure('vault.too-big'))
    await expect(paste(OTHER)).rejects.toMatchObject({ code: 'vault.too-big' })
    expect((await now()).keys).toEqual(before)
  })

  it('after the keychain was written: the key is found at the next start', async () => {
    await paste(KEY)
    await bench.records.change(client.id, (current) => ({
      ...current,
      keys: current.keys.map((key) => ({ ...key, pending: 'storing' })),
    }))
    await mend()
    expect((await now()).keys).toMatchObject([{ pending: null }])
    expect(await bench.activity()).toContain('codat-key.found-stored')
  })

  it('in the middle of removing, or of deleting the client: it is finished', async () => {
    await paste(KEY)
    fail('remove', new Failure('vault.locked'))
    await expect(handlers.removeCodatKey({ id: client.id, key: 'Robin' })).rejects.toMatchObject({
      code: 'vault.locked',
    })
    expect((await now()).keys).toMatchObject([{ pending: 'removing' }])
    await mend()
    expect((await now()).keys).toMatchObject([{ pending: 'removing' }])
    await expect(handlers.deleteCodatClient({ id: client.id })).rejects.toMatchObject({ code: 'vault.locked' })
    // It is shown on, as what lies in the keychain has to be; only a deletion that a crash cut off is finished without a word.
    expect((await handlers.listCodatClients({})).clients).toMatchObject([{ keys: [{ pending: 'removing' }] }])
    bench.beforeVault = () => {
      throw new Error('crashed')
    }
    await expect(handlers.deleteCodatClient({ id: client.id })).rejects.toThrow('crashed')
    expect((await handlers.listCodatClients({})).clients).toEqual([])
    bench.beforeVault = () => {}
    await mend()
    await expect(now()).rejects.toMatchObject({ code: 'record.missing' })
    expect(bench.store.slots()).toEqual([])
  })

  it('drops what an earlier run kept in memory', async () => {
    await bench.close()
    await open({ kept: 'session' })
    await paste(KEY)
    bench.store.clear()
    await bench.clients.mend({ firstOfRun: true })
    expect((await now()).keys).toEqual([])
  })

  it('keeps one that was moved into the keychain, whether or not that was noted', async () => {
    await bench.close()
    await open({ kept: 'session' })
    await paste(KEY)
    await bench.clients.mend({ firstOfRun: true })
    expect((await now()).keys).toMatchObject([{ name: 'Robin', kept: 'keychain', pending: null }])

    await open({ kept: 'session' })
    await paste(KEY)
    await bench.clients.noteMovedIntoKeychain()
    expect((await now()).keys).toMatchObject([{ kept: 'keychain' }])
  })

  it('asks no keychain where all is settled', async () => {
    await paste(KEY)
    const asked: string[] = []
    bench.beforeVault = (call) => asked.push(call)
    await bench.clients.mend({ firstOfRun: true })
    expect(asked).toEqual([])
  })
})

describe('asking first', () => {
  it('deletes nothing when the user says no', async () => {
    await paste(KEY)
    bench.yes = false
    expect(await handlers.deleteCodatClient({ id: client.id })).toEqual({ deleted: false })
    expect(await handlers.removeCodatKey({ id: client.id, key: 'Robin' })).toMatchObject({ removed: false })
    expect(bench.asked).toEqual([
      'Delete “Northwind Lending” from Latchkey?',
      'Remove the API key “Robin” of “Northwind Lending”?',
    ])
    expect((await now()).keys).toHaveLength(1)
  })

  it('deletes keys with the client', async () => {
    await paste(KEY)
    expect(await handlers.deleteCodatClient({ id: client.id })).toEqual({ deleted: true })
    expect(bench.store.slots()).toEqual([])
    expect(await bench.activity()).toEqual(['codat-client.added', 'codat-key.stored', 'codat-client.deleted'])
  })
})

describe('findings', () => {
  const codes = async (id: string) => {
    const { clients } = await handlers.listCodatClients({})
    return clients
      .find((one) => one.id === id)
      ?.findings.map(({ code, severity, others }) => ({ code, severity, others }))
  }

  it('says that two Xero apps on one Codat client are a conflict', async () => {
    const apps = [randomUUID(), randomUUID()]
    await handlers.updateCodatClient({ id: client.id, fields: { xeroAppIds: apps } })
    expect(await codes(client.id)).toContainEqual({ code: 'two-xero-apps', severity: 'act', others: apps })
  })

  it('says that one Xero app behind several Codat clients shares one limit', async () => {
    const xeroAppIds = [randomUUID()]
    await handlers.updateCodatClient({ id: client.id, fields: { xeroAppIds } })
    const second = await handlers.addCodatClient(benchFields({ name: 'Second', xeroAppIds }))
    expect(await codes(client.id)).toContainEqual({ code: 'shared-xero-app', severity: 'info', others: [second.id] })
    expect(second.findings.map(({ code }) => code)).toContain('shared-xero-app')
  })

  it('says what a key lacks', async () => {
    expect(await codes(client.id)).toContainEqual({ code: 'key-missing', severity: 'act', others: [] })
    bench.clipboard = KEY
    await handlers.pasteCodatKey({ id: client.id, key: 'a', holder: '', arrival: 'chat' })
    expect((await codes(client.id))?.map(({ code }) => code)).toEqual(['key-unchecked', 'key-exposed', 'no-xero-app'])
  })
})

describe('which key is used', () => {
  const key = (name: string, fields: Partial<CodatClient['keys'][number]> = {}): CodatClient['keys'][number] => ({
    name,
    holder: '',
    storedAt: '',
    machine: '',
    arrival: 'call',
    length: 40,
    lastAcceptedAt: null,
    lastRefusedAt: null,
    pending: null,
    kept: 'keychain',
    ...fields,
  })

  it.each([
    ['the one accepted last', [key('a', { lastAcceptedAt: '2026-01' }), key('b', { lastAcceptedAt: '2026-02' })], 'b'],
    ['one not refused', [key('a', { lastAcceptedAt: '2026-01', lastRefusedAt: '2026-03' }), key('b')], 'b'],
    ['none that is being removed', [key('a', { lastAcceptedAt: '2026-01', pending: 'removing' }), key('b')], 'b'],
    ['the first where all are alike', [key('a'), key('b')], 'a'],
  ])('%s', (_, keys, name) => {
    expect(keyToUse({ ...client, keys }, undefined)?.name).toBe(name)
    expect(keyToUse({ ...client, keys }, 'a')?.name).toBe(keys[0]?.pending === 'removing' ? undefined : 'a')
  })

  it('says that there is none', async () => {
    const request = { id: client.id }
    await expect(handlers.checkCodatKey(request)).rejects.toMatchObject({ code: 'codat.no-key' })
  })
})
