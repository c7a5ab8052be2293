// Xero apps, Codat clients and set-ups over real files in a folder and a keychain in memory: for tests of calls that come between each other.
import type { XeroAppFields } from '../../src/domain/xero-apps/schema'
import { codatClientV1 } from '../../src/domain/codat/schema'
import { integrationV1 } from '../../src/domain/guide/schema'
import { xeroAppV1 } from '../../src/domain/xero-apps/schema'
import { openActivity } from '../../src/main/activity/activity'
import { createCodatClients } from '../../src/main/codat/clients'
import { codatHandlers } from '../../src/main/codat/handlers'
import type { CodatQuestions } from '../../src/main/codat/questions'
import { isFailure } from '../../src/domain/failure'
import { createFirstCompany } from '../../src/main/guide/first-company'
import { createIntegrations } from '../../src/main/guide/integrations'
import type { Prompts } from '../../src/main/ports'
import { openRecordFiles } from '../../src/main/records/record-files'
import { openSettings } from '../../src/main/records/settings'
import { openSessionStore } from '../../src/main/vault/session-store'
import { rotationHandlers } from '../../src/main/xero-apps/rotation'
import { createXeroApps } from '../../src/main/xero-apps/xero-apps'
import { idleKeychain } from './idle-keychain'
import { benchFields } from './codat-clients'
import { gate } from './interleave'
import { FIELDS } from './xero-app-fields'
import { Secret } from '../../src/main/secret'

const TYPED = ['abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV', 'ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkjihgfe']
const KEY = 'kEyOfAClientThatIsTypedHere0123456789abcd'

/** What the user types into the window of that title: each place has a value of its own. */
function typedFor(title: string): string {
  const slot = /client secret ([12])$/.exec(title)?.[1]
  return slot === undefined ? `${KEY}${title.length}` : (TYPED[Number(slot) - 1] ?? '')
}

export type WritingRoom = Awaited<ReturnType<typeof writingRoom>>

export async function writingRoom(dir: string) {
  const clock = { now: () => new Date('2026-11-28T09:00:00Z'), monotonic: () => 0 }
  let made = 0
  const random = { id: () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}` }
  const store = openSessionStore()
  const read = ((slot, options) =>
    gate(() =>
      options?.expectFilled === true ? store.read(slot, { expectFilled: true }) : store.read(slot),
    )) as Parameters<typeof createCodatClients>[0]['vault']['read']
  const vault: Parameters<typeof createCodatClients>[0]['vault'] = {
    read,
    async write(slot, secret) {
      await gate(() => store.write(slot, secret))
      return { keptIn: 'keychain' }
    },
    remove: async (slot) => ((await gate(() => store.remove(slot))) ? 'removed' : 'absent'),
    state: () => idleKeychain,
  }
  const prompts: Prompts = {
    confirm: () => gate(() => true),
    choose: async () => ({ ticked: false }),
    enterSecret: ({ title }) => gate(() => new Secret(typedFor(title))),
    revealSecret: () => gate(() => {}),
    closeAll: () => {},
  }
  const clipboard = {
    readText: () => gate(() => ''),
    hasOnlyOther: () => gate(() => false),
    writeText: () => gate(() => {}),
    clearIfHolds: () => gate(() => ({ clipboard: false, selection: false })),
  }
  const activity = openActivity({ dir, clock, onFailure: () => {} })
  const shared = {
    vault,
    clipboard,
    prompts,
    clock,
    random,
    activity,
    machine: 'bench',
    mode: 'normal' as const,
    onChange: () => {},
  }
  const records = openRecordFiles({ dir: `${dir}/apps`, schema: xeroAppV1, clock })
  const apps = createXeroApps({
    ...shared,
    records,
    settings: await openSettings(dir, clock),
    onGone: async () => {},
    onCopyState: () => {},
  })
  const clients = createCodatClients({
    ...shared,
    records: openRecordFiles({ dir: `${dir}/clients`, schema: codatClientV1, clock }),
  })
  const setUps = openRecordFiles({ dir: `${dir}/set-ups`, schema: integrationV1, clock })
  const integrations = createIntegrations({ ...shared, records: setUps, apps: records, clients: clients.ports.records })
  const companies: string[] = []
  const questions = companyQuestions(companies)
  const calls = apps.calls
  const rotation = rotationHandlers({ apps, checkPair: async () => gate(() => 'accepted') })
  const codat = codatHandlers({ clients, questions })

  const app = await apps.calls.addXeroApp(FIELDS)
  const client = await clients.add(benchFields())
  const type = async (slot: 1 | 2) => calls.typeSecret({ id: app.id, slot, arrival: 'generated-here' })
  const typeKey = async (name: string) =>
    codat.typeCodatKey({ id: client.id, key: name, holder: '', arrival: 'generated-here' })
  await type(1)
  await typeKey('Robin')
  const setUp = await integrations.add({ xeroAppId: app.id, codatClientId: client.id, wayIn: 'new' })
  return {
    app,
    client,
    setUp,
    calls,
    rotation,
    codat,
    apps,
    clients,
    integrations,
    type,
    typeKey,
    createCompany: (name: string) => createFirstCompany({ integrations, questions, prompts }, setUp.id, name),
    /** Why a call failed, where that isn't said in a code. */
    rawOf: (reason: unknown): string[] => (isFailure(reason) ? [] : [String(reason)]),
    /** All that is left, with ids by their order: what two orders of the same calls have in common. */
    async left(): Promise<string> {
      const [a, c, s] = await Promise.all([records.list(), clients.ports.records.list(), setUps.list()])
      const slots = store.slots().toSorted()
      const known = [
        ...a.records.flatMap(({ id, secrets }) => secrets.map(({ slot }) => `xero:${id}:${slot}`)),
        ...c.records.flatMap(({ id, keys }) => keys.map(({ name }) => `codat:${id}:${name}`)),
      ]
      const orphans = slots.filter((slot) => !known.includes(slot))
      const missing = known.filter((slot) => !slots.some((one) => one === slot))
      const all = [...a.records, ...c.records, ...s.records].map((record) => JSON.stringify(record, sorted))
      const text = JSON.stringify({ all: all.toSorted(), companies: companies.toSorted(), slots, orphans, missing })
      return text.replaceAll(/00000000-0000-4000-8000-0000000000(?!0[123])\d\d/g, 'new')
    },
  }
}

/** Lists of names and the like have no order of their own. */
const sorted = (key: string, value: unknown): unknown =>
  key === 'keys' || key === 'notes' ? [...(value as unknown[])].map((one) => JSON.stringify(one)).toSorted() : value

/** A Codat that makes companies and nothing else. */
function companyQuestions(companies: string[]): CodatQuestions {
  const api = {
    createCompany: ({ name }: { name: string }, { idempotencyKey }: { idempotencyKey: string }) =>
      gate(() => {
        companies.push(name)
        return { ok: true, value: { id: idempotencyKey, name, dataConnections: [] } }
      }),
    getCompany: (id: string) => gate(() => ({ ok: true, value: { id, name: 'x', dataConnections: [] } })),
    createConnection: () =>
      gate(() => ({ ok: true, value: { id: 'connection', status: 'PendingAuth', linkUrl: null } })),
  }
  return {
    ask: (_client: string, _key: unknown, question: (given: typeof api) => unknown) => question(api),
    budget: () => ({}),
  } as unknown as CodatQuestions
}

type Calls = Record<string, (room: WritingRoom) => Promise<unknown>>
const change = (fields: Partial<XeroAppFields>) => (room: WritingRoom) =>
  room.apps.calls.updateXeroApp({ id: room.app.id, fields: fields })

export const writingCalls = {
  'add an app': ({ apps }) => apps.calls.addXeroApp({ ...FIELDS, name: 'Another' }),
  'change an app': change({ notes: 'changed' }),
  'delete an app': ({ calls, app }) => Promise.resolve(calls.deleteXeroApps({ ids: [app.id] })),
  'store secret 1': ({ type }) => type(1),
  'store secret 2': ({ type }) => type(2),
  'remove secret 1': ({ calls, app }) => Promise.resolve(calls.removeSecret({ id: app.id, slot: 1 })),
  'start a rotation': ({ rotation, app }) => Promise.resolve(rotation.startRotation({ id: app.id, oldSlot: 1 })),
  'abandon a rotation': ({ rotation, app }) => Promise.resolve(rotation.abandonRotation({ id: app.id })),
  'store a key': ({ typeKey }) => typeKey('Kim'),
  'store a key anew': ({ typeKey }) => typeKey('Robin'),
  'remove a key': ({ codat, client }) => Promise.resolve(codat.removeCodatKey({ id: client.id, key: 'Robin' })),
  'delete a client': ({ codat, client }) => Promise.resolve(codat.deleteCodatClient({ id: client.id })),
  'add a set-up': ({ integrations, app }) => integrations.add({ xeroAppId: app.id, codatClientId: null, wayIn: 'new' }),
  'note on a set-up': ({ integrations, setUp }) => integrations.addNote(setUp.id, 'noted'),
  'delete a set-up': ({ integrations, setUp }) => integrations.remove(setUp.id),
  'create the first company': ({ createCompany }) => createCompany('Newcomer'),
} as const satisfies Calls
export type WritingCall = keyof typeof writingCalls
