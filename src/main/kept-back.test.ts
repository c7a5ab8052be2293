// A keychain whose user says no to an item, at each question that a work puts to it: the answer says so, nothing lies in the keychain
// that no record knows of, nothing is believed that isn't so, and the same work done again comes to the end that it would have come to.
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { agreeable, composed, type Composed, deadReader, memoryKeychain } from '../../test/support/attack/composed-app'
import { type Ask, asking } from '../../test/support/attack/furnish'
import { fastFolder } from '../../test/support/fast-folder'
import { FIELDS } from '../../test/support/xero-app-fields'
import type { CallInput } from '../contract/api'
import type { CallName } from '../contract/calls'
import { Failure } from '../domain/failure'
import type { KeychainStore } from './vault/keychain-store'

const CLIENT_ID = 'A1B2C3D4E5F60718293A4B5C6D7E8F90'
const secretOf = (letter: string): string => `${letter}kzT9-Qw4_LmX7vRb2Ns8HfYc3Jd6Gp1Ae5Uo0Wi-Zt`
const codatKeyOf = (letter: string): string =>
  Buffer.from(`${letter}3f2a91c4d5e6f70812233445566778899aabbcc`).toString('base64')

type Question = 'read' | 'write' | 'remove'

/** A keychain that is asked one question after the other; `before` is what its user does at each. */
function askedKeychain() {
  const keychain = memoryKeychain()
  const user: Record<'before' | 'after', (question: Question) => Promise<void>> = {
    before: async () => {},
    after: async () => {},
  }
  const store: KeychainStore = {
    ...keychain,
    read: (async (...given: Parameters<KeychainStore['read']>) => {
      await user.before('read')
      return keychain.read(...given)
    }) as KeychainStore['read'],
    async write(...given) {
      await user.before('write')
      await keychain.write(...given)
      await user.after('write')
    },
    async remove(...given) {
      await user.before('remove')
      return keychain.remove(...given)
    },
  }
  return { keychain, store, user }
}

interface Bench extends ReturnType<typeof askedKeychain> {
  readonly dir: string
  readonly room: Composed
  readonly ask: Ask
  /** What lies on the clipboard and what is typed. */
  readonly person: { clipboard: string; types: string | null; asked: () => Promise<void> }
  /** Where secrets came to be seen, in their order. */
  readonly seen: string[]
  /** Ends this run and begins another over the same folder and keychain. */
  again(): Promise<Bench>
}

const cleaning: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleaning.splice(0)) await clean()
})

async function bench(): Promise<Bench> {
  const dir = await mkdtemp(path.join(fastFolder(), 'latchkey-kept-back-'))
  cleaning.push(() => rm(dir, { recursive: true, force: true }))
  return openOn(dir, askedKeychain())
}

async function openOn(dir: string, asked: ReturnType<typeof askedKeychain>): Promise<Bench> {
  const person: Bench['person'] = { clipboard: '', types: null, asked: async () => {} }
  const seen: string[] = []
  const room = await composed({
    dir,
    practice: null,
    startReader: deadReader,
    keychain: asked.store,
    fetch: () => Promise.reject(new Error('no network in a test')),
    person: {
      ...agreeable,
      clipboard: () => person.clipboard,
      types: () => person.types,
      gets: (where) => void seen.push(where),
      agrees: () => person.asked().then(() => true),
    },
  })
  let open = true
  const close = async (): Promise<void> => {
    if (open) await room.close()
    open = false
  }
  cleaning.unshift(close)
  const again = async (): Promise<Bench> => {
    await close()
    return openOn(dir, asked)
  }
  return { ...asked, dir, room, ask: asking(room), person, seen, again }
}

/** An app, with so many secrets; gives its id. */
async function app({ ask, person }: Bench, secrets: number, clientId = CLIENT_ID): Promise<string> {
  const { id } = await ask('addXeroApp', { ...FIELDS, clientId })
  for (const slot of ([1, 2] as const).slice(0, secrets)) {
    person.types = secretOf(String(slot))
    await ask('typeSecret', { id, slot, arrival: 'generated-here' })
  }
  return id
}

async function client({ ask, person }: Bench, xeroAppIds: string[] = []): Promise<string> {
  const { id } = await ask('addCodatClient', { name: 'Acme', environment: 'test', xeroAppIds, tags: [], notes: '' })
  person.types = codatKeyOf('a')
  await ask('typeCodatKey', { id, key: 'Robin', holder: '', arrival: 'generated-here' })
  return id
}

type Call = { [K in CallName]: { readonly name: K; readonly input: CallInput<K> } }[CallName]

/** What is done, of which each question to the keychain may be refused. */
const works: Readonly<Record<string, (on: Bench) => Promise<Call>>> = {
  'a first secret': async (on) => {
    const id = await app(on, 0)
    on.person.types = secretOf('n')
    return { name: 'typeSecret', input: { id, slot: 1, arrival: 'generated-here' } }
  },
  'a secret over another': async (on) => {
    const id = await app(on, 2)
    on.person.types = secretOf('n')
    return { name: 'typeSecret', input: { id, slot: 1, arrival: 'generated-here' } }
  },
  'a pasted secret': async (on) => {
    const id = await app(on, 1)
    on.person.clipboard = secretOf('n')
    return { name: 'pasteSecret', input: { id, slot: 2, arrival: 'generated-here' } }
  },
  'a pasted pair': async (on) => {
    const id = await app(on, 0, '')
    on.person.clipboard = `Client id: ${CLIENT_ID}\nClient secret: ${secretOf('n')}`
    return { name: 'pasteSecret', input: { id, slot: 1, arrival: 'generated-here' } }
  },
  'the removal of a secret': async (on) => ({ name: 'removeSecret', input: { id: await app(on, 2), slot: 1 } }),
  'the copying of a secret': async (on) => ({ name: 'copySecret', input: { id: await app(on, 1), slot: 1 } }),
  'the showing of a secret': async (on) => ({ name: 'revealSecret', input: { id: await app(on, 1), slot: 1 } }),
  'a deletion for good': async (on) => {
    const id = await app(on, 2)
    await on.ask('deleteXeroApps', { ids: [id] })
    return { name: 'deleteForGood', input: { id } }
  },
  'the new secret of a rotation': async (on) => {
    const id = await app(on, 1)
    await on.ask('startRotation', { id, oldSlot: 1 })
    on.person.types = secretOf('n')
    return { name: 'typeSecret', input: { id, slot: 2, arrival: 'generated-here' } }
  },
  'a first key of Codat': async (on) => {
    const { id } = await on.ask('addCodatClient', {
      name: 'A',
      environment: 'test',
      xeroAppIds: [],
      tags: [],
      notes: '',
    })
    on.person.types = codatKeyOf('b')
    return { name: 'typeCodatKey', input: { id, key: 'Robin', holder: '', arrival: 'generated-here' } }
  },
  'the removal of a key': async (on) => ({ name: 'removeCodatKey', input: { id: await client(on), key: 'Robin' } }),
  'the deletion of a Codat client': async (on) => ({ name: 'deleteCodatClient', input: { id: await client(on) } }),
}

/** What is listed, without times and ids. */
async function shown({ room }: Bench): Promise<unknown> {
  const listed = await Promise.all(
    (['listXeroApps', 'listTrash', 'listCodatClients'] as const).map((name) => room.answer(name, {})),
  )
  return JSON.parse(
    JSON.stringify(listed, (key, value: unknown) =>
      ['id', 'logId', 'storedAt', 'updatedAt', 'createdAt', 'startedAt', 'at', 'keptUntil'].includes(key)
        ? undefined
        : value,
    ),
  )
}

/** Slots that are full, and of which no list says anything. */
async function outOfSight({ keychain, room }: Bench): Promise<string[]> {
  const listed = await Promise.all(
    (['listXeroApps', 'listTrash', 'listCodatClients'] as const).map((name) => room.answer(name, {})),
  )
  const known = JSON.stringify(listed)
  return keychain.slots().filter((slot) => !known.includes(slot.split(':')[1] ?? slot))
}

async function undisturbed(begin: (on: Bench) => Promise<Call>) {
  const on = await bench()
  const { name, input } = await begin(on)
  const questions: Question[] = []
  on.user.before = async (question) => void questions.push(question)
  expect(await on.room.answer(name, input)).toMatchObject({ ok: true })
  on.user.before = async () => {}
  return { questions, ...(await left(on)) }
}

async function left(on: Bench) {
  return { shown: await shown(on), slots: on.keychain.slots().length }
}

/** The work on a bench of its own, with a no to its question of that number. */
async function refused(begin: (on: Bench) => Promise<Call>, at: number) {
  const on = await bench()
  const { name, input } = await begin(on)
  let number = -1
  on.user.before = async () => {
    number += 1
    if (number === at) throw new Failure('vault.denied')
  }
  const before = on.room.told.length
  const answer = await on.room.answer(name, input)
  on.user.before = async () => {}
  return { on, answer, told: on.room.told.slice(before), doAgain: () => on.room.answer(name, input) }
}

it.each(Object.entries(works))(
  '%s: a no to any question of the keychain is told and can be made good',
  async (_, begin) => {
    const whole = await undisturbed(begin)
    expect(whole.questions).not.toEqual([])
    for (const at of whole.questions.keys()) {
      const { on, answer, told, doAgain } = await refused(begin, at)
      expect(JSON.stringify([answer, told])).not.toContain(secretOf('n').slice(1))
      expect(await outOfSight(on)).toEqual([])
      if (answer.ok) continue
      expect({ at, code: answer.error.code }).toEqual({ at, code: 'vault.denied' })
      expect({ at, ...(await doAgain()) }).toMatchObject({ at, ok: true })
      expect({ at, ...(await left(on)) }).toEqual({ at, shown: whole.shown, slots: whole.slots })
    }
  },
)

it.each(Object.entries(works))(
  '%s: a start after a no to any question of the keychain knows what is',
  async (_, begin) => {
    for (const at of (await undisturbed(begin)).questions.keys()) {
      const { on } = await refused(begin, at)
      const next = await on.again()
      await next.room.app.afterFirstAnswers()
      expect(await outOfSight(next)).toEqual([])
      expect(JSON.stringify(await shown(next))).not.toMatch(/"pending":"/)
    }
  },
)

it('a pair of which the secret was not stored changes no client id', async () => {
  const on = await bench()
  const { name, input } = (await works['a pasted pair']?.(on)) ?? {}
  if (name === undefined) throw new Error('No such work')
  const before = await shown(on)
  on.user.before = async (question) => {
    if (question === 'write') throw new Failure('vault.denied')
  }
  expect(await on.room.answer(name, input)).toMatchObject({ error: { code: 'vault.denied' } })
  on.user.before = async () => {}
  const [{ value }] = (await shown(on)) as [{ value: { apps: { clientId: string }[] } }]
  expect(value.apps).toMatchObject([{ clientId: '' }])
  expect(JSON.stringify(before)).toContain('"clientId":""')
})

it('a pair leaves a client id alone that was typed while it was looked at', async () => {
  const on = await bench()
  const id = await app(on, 0, '')
  on.person.types = secretOf('1')
  await on.ask('typeSecret', { id, slot: 2, arrival: 'generated-here' })
  on.person.clipboard = `Client id: ${CLIENT_ID}\nClient secret: ${secretOf('n')}`
  const typed = 'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF'
  on.user.before = async (question) => {
    if (question === 'read') await on.ask('updateXeroApp', { id, fields: { clientId: typed } })
  }
  await on.ask('pasteSecret', { id, slot: 1, arrival: 'generated-here' })
  expect((await on.ask('listXeroApps', {})).apps).toMatchObject([{ clientId: typed }])
})

/** The word for what was typed for the second place and held instead of stored; empty where none was. */
async function heldWord({ ask }: Bench, id: string): Promise<string> {
  const told = await ask('typeSecret', { id, slot: 2, arrival: 'generated-here' })
  return told.outcome === 'not-stored' ? (told.held ?? '') : ''
}

it('a value that was held is there still after a no, once, and no longer after a lock', async () => {
  const on = await bench()
  const id = await app(on, 1)
  on.person.types = secretOf('1')
  const held = await heldWord(on, id)
  const refuse = async (question: Question): Promise<void> => {
    if (question === 'write') throw new Failure('vault.denied')
  }
  on.user.before = refuse
  expect(await on.room.answer('storeHeldSecret', { held })).toMatchObject({ error: { code: 'vault.denied' } })
  on.user.before = async () => {}
  const both = await Promise.all([
    on.room.answer('storeHeldSecret', { held }),
    on.room.answer('storeHeldSecret', { held }),
  ])
  expect(both.map((answer) => (answer.ok ? 'stored' : answer.error.code))).toEqual(['stored', 'paste.gone'])
  on.user.before = refuse
  const second = await heldWord(on, id)
  on.user.before = async (question) => {
    if (question === 'write') await on.ask('lockNow', {})
    await refuse(question)
  }
  expect(await on.room.answer('storeHeldSecret', { held: second })).toMatchObject({ error: { code: 'vault.denied' } })
  on.user.before = async () => {}
  expect(await on.room.answer('storeHeldSecret', { held: second })).toMatchObject({ error: { code: 'paste.gone' } })
})

it('a value that was typed before a lock is not held after it', async () => {
  const on = await bench()
  const id = await app(on, 1)
  on.person.types = secretOf('1')
  on.user.before = async () => {
    await on.ask('lockNow', {})
  }
  const told = await on.ask('typeSecret', { id, slot: 2, arrival: 'generated-here' })
  expect(told).toMatchObject({ outcome: 'not-stored', reason: 'same-as-other-slot', held: null })
})

it('a guessed word gives no value that is held, and ends none', async () => {
  const on = await bench()
  const id = await app(on, 1)
  on.person.types = secretOf('1')
  const held = await heldWord(on, id)
  const near = held.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  for (const guess of [id, randomUUID(), near, held.toUpperCase(), held.slice(0, -1), '', '__proto__']) {
    expect({ guess, ...(await on.room.answer('storeHeldSecret', { held: guess })) }).toMatchObject({ guess, ok: false })
  }
  expect(on.keychain.slots()).toHaveLength(1)
  expect(await on.room.answer('storeHeldSecret', { held })).toMatchObject({ value: { outcome: 'stored' } })
})

it.each(['copySecret', 'revealSecret'] as const)(
  '%s: what the keychain gives once Latchkey is locked is neither copied nor shown',
  async (name) => {
    const on = await bench()
    const id = await app(on, 1)
    on.user.before = async () => {
      await on.ask('lockNow', {})
    }
    await on.room.answer(name, { id, slot: 1 })
    expect(on.seen).toEqual([])
    on.user.before = async () => {}
    await on.ask(name, { id, slot: 1 })
    expect(on.seen).toHaveLength(1)
  },
)

/** The app's rotation as far as it goes, which takes Xero's word in ordinary use; a run over that. */
async function toRetirement(on: Bench, id: string): Promise<Bench> {
  const file = path.join(on.dir, 'records', 'xero-apps', `${id}.json`)
  const record = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(
    file,
    JSON.stringify({ ...record, rotation: { ...record.rotation, step: 'retire', seenAt: record.createdAt } }),
  )
  return on.again()
}

it('an old secret is kept where nobody knows which new one the keychain took', async () => {
  const first = await bench()
  const id = await app(first, 2)
  await first.ask('startRotation', { id, oldSlot: 1 })
  const on = await toRetirement(first, id)
  on.person.types = secretOf('n')
  on.user.after = async () => {
    throw new Failure('vault.timed-out')
  }
  expect(await on.room.answer('typeSecret', { id, slot: 2, arrival: 'generated-here' })).toMatchObject({
    error: { code: 'vault.timed-out' },
  })
  on.user.after = async () => {}
  const next = await on.again()
  await next.room.app.afterFirstAnswers()
  // It was never checked, pasted or seen at work.
  expect(await next.room.answer('retireOldSecret', { id })).toMatchObject({ error: { code: 'rotation.too-early' } })
  expect(next.keychain.slots()).toHaveLength(2)
  expect((await next.ask('listXeroApps', {})).apps).toMatchObject([{ rotation: { step: 'check', pastedInto: [] } }])
})
