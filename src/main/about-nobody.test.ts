// Words about an app that isn't there, or lies in the trash: nothing is written about it, whoever asks, and nothing is left of it.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { agreeable, composed, type Composed, deadReader } from '../../test/support/attack/composed-app'
import { type Ask, asking, filesIn } from '../../test/support/attack/furnish'
import { FIELDS } from '../../test/support/xero-app-fields'
import type { CallName } from '../contract/calls'

const NOBODY = 'deadbeef-dead-4ead-8ead-deaddeaddead'
const CLIENTS = 20
const CLIENT = '00000000-0000-4000-8000-000000000001'

let dir: string
let room: Composed
let ask: Ask
let whileAsked: () => Promise<unknown>
let opens: () => Promise<string | null>
let onEvent: () => void
let seen: string[]
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'latchkey-nobody-'))
  whileAsked = async () => {}
  opens = async () => null
  onEvent = () => {}
  seen = []
  const person = {
    ...agreeable,
    clipboard: () => 'wading-heron-over-nine-bridges-in-may',
    gets: (where: string) => void seen.push(where),
    types: () => 'wading-heron-under-seven-bridges',
    agrees: () => whileAsked().then(() => true),
    opens: () => opens(),
    saves: () => path.join(dir, 'export.json'),
  }
  const offline = () => Promise.reject(new Error('no network in a test'))
  room = await composed({
    dir,
    practice: null,
    startReader: deadReader,
    person,
    fetch: offline,
    onEvent: () => onEvent(),
  })
  ask = asking(room)
})
afterEach(async () => {
  await room.close()
  await rm(dir, { recursive: true, force: true })
})

const about = (appId: string): readonly (readonly [CallName, object])[] => [
  ['saveProfile', { appId, answers: { product: 'lending' } }],
  ['sayFeedWords', { appId, clientId: CLIENT, words: { consentSince: '2026-11-01' } }],
  ['sayAppFeedWords', { appId, words: { appEnabledOn: '2026-11-01' } }],
  ['addIntegration', { xeroAppId: appId, codatClientId: null, wayIn: 'new' }],
  ['setConnectionLimit', { appId, setting: { kind: 'typed', connections: 25 } }],
  ['choosePartnerRoute', { appId, route: 'lending' }],
  ['updateXeroApp', { id: appId, fields: { notes: 'changed' } }],
]

/** What is asked of an app itself and its secrets. */
const asksOf = (id: string): readonly (readonly [CallName, object])[] => [
  ['duplicateXeroApp', { id }],
  ['pasteClientId', { id }],
  ['pasteSecret', { id, slot: 2, arrival: 'generated-here' }],
  ['typeSecret', { id, slot: 2, arrival: 'generated-here' }],
  ['setSecretArrival', { id, slot: 1, arrival: 'e-mail' }],
  ['removeSecret', { id, slot: 1 }],
  ['revealSecret', { id, slot: 1 }],
  ['copySecret', { id, slot: 1 }],
  ['startRotation', { id, oldSlot: 1 }],
  ['checkRotation', { id }],
  ['noteRotationPasted', { id, label: 'Acme', codatClientId: null }],
  ['undoRotationPasted', { id, label: 'Acme', codatClientId: null }],
  ['finishRotationPasting', { id }],
  ['noteRotationSeen', { id }],
  ['retireOldSecret', { id }],
  ['abandonRotation', { id }],
  ['checkXeroKeys', { appId: id, slot: 1 }],
  ['refreshGauge', { appId: id, operationId: CLIENT }],
  ['setTypedCount', { appId: id, count: 3 }],
]

it('neither shows, stores nor changes a secret of an app in the trash', async () => {
  const { id } = await ask('addXeroApp', FIELDS)
  await ask('typeSecret', { id, slot: 1, arrival: 'generated-here' })
  await ask('startRotation', { id, oldSlot: 1 })
  await ask('deleteXeroApps', { ids: [id] })
  const file = path.join(dir, 'records', 'xero-apps', `${id}.json`)
  const kept = await readFile(file, 'utf8')
  for (const [name, input] of asksOf(id)) {
    expect({ name, ...(await room.answer(name, input)) }).toMatchObject({ name, error: { code: 'record.missing' } })
    expect({ name, kept: await readFile(file, 'utf8') }).toEqual({ name, kept })
  }
  expect(seen).toEqual([])
  expect((await filesIn(path.join(dir, 'records', 'xero-apps'))).filter((name) => !name.includes(id))).toEqual([])
})

async function codesOf(appId: string): Promise<string[]> {
  const codes: string[] = []
  for (const [name, input] of about(appId)) {
    const answer = await room.answer(name, input)
    codes.push(`${name}: ${answer.ok ? 'answered' : answer.error.code}`)
  }
  return codes
}

async function filesAbout(id: string): Promise<string[]> {
  const files = await filesIn(path.join(dir, 'records')).catch(() => [])
  const contents = await Promise.all(files.map((file) => readFile(path.join(dir, 'records', file), 'utf8')))
  return files.filter((file, at) => file.includes(id) || contents[at]?.includes(id))
}

it('writes nothing about an app that isn’t there', async () => {
  expect(await codesOf(NOBODY)).toEqual(about(NOBODY).map(([name]) => `${name}: record.missing`))
  expect(await filesAbout(NOBODY)).toEqual([])
})

it('writes nothing about an app in the trash, and all of it once it is put back', async () => {
  const { id } = await ask('addXeroApp', FIELDS)
  await ask('deleteXeroApps', { ids: [id] })
  expect(await codesOf(id)).toEqual(about(id).map(([name]) => `${name}: record.missing`))
  await ask('restoreXeroApps', { ids: [id] })
  expect(await codesOf(id)).toEqual(about(id).map(([name]) => `${name}: answered`))
})

it('leaves nothing of an app that went while its words were on their way', async () => {
  const { id } = await ask('addXeroApp', FIELDS)
  await codesOf(id)
  await ask('deleteXeroApps', { ids: [id] })
  // What tells of all apps goes on, with one of a set-up in the trash.
  for (const name of [
    'listIntegrations',
    'listStandings',
    'getBoard',
    'getBoardFeeds',
    'listPeople',
    'getCall',
  ] as const) {
    expect({ name, ...(await room.answer(name, {})) }).toMatchObject({ name, ok: true })
  }
  const going = new AbortController()
  const gone = room.answer('deleteForGood', { id }).finally(() => going.abort())
  // Asked at every turn of the loop: some of it was let in while the app was there, and is on its way as that goes.
  const words: Promise<unknown>[] = []
  while (!going.signal.aborted) {
    words.push(...about(id).map(([name, input]) => room.answer(name, input)))
    await nextTurn()
  }
  await Promise.all(words)
  expect(await gone).toMatchObject({ ok: true, value: { deleted: true } })
  expect(await filesAbout(id)).toEqual([])
})

const gone = async (id: string): Promise<void> => {
  await ask('deleteXeroApps', { ids: [id] })
  await ask('deleteForGood', { id })
}

it('keeps no evidence of an app that went while its file was chosen', async () => {
  const { id } = await ask('addXeroApp', FIELDS)
  const view = await ask('choosePartnerRoute', { appId: id, route: 'lending' })
  const itemId = view.checklist?.items[0]?.id ?? ''
  const file = path.join(dir, 'shown.txt')
  await writeFile(file, 'What was shown')
  opens = () => gone(id).then(() => file)
  expect(await room.answer('addPartnerFile', { appId: id, itemId })).toMatchObject({
    error: { code: 'record.missing' },
  })
  expect(await filesAbout(id)).toEqual([])
})

it('keeps nothing of an app that went while an import brought it in', async () => {
  const { id } = await ask('addXeroApp', FIELDS)
  // So many that the app is gone long before all of them are in.
  const clientIds: string[] = []
  for (let number = 0; number < CLIENTS; number += 1) {
    const client = { name: `Acme ${number}`, environment: 'test' as const, xeroAppIds: [id], tags: [], notes: '' }
    const { id: clientId } = await ask('addCodatClient', client)
    await ask('sayFeedWords', { appId: id, clientId, words: { consentSince: '2026-11-01' } })
    clientIds.push(clientId)
  }
  await ask('setConnectionLimit', { appId: id, setting: { kind: 'typed', connections: 25 } })
  await ask('exportRecords', { withEvidence: true })
  await gone(id)
  for (const clientId of clientIds) await ask('deleteCodatClient', { id: clientId })
  opens = async () => path.join(dir, 'export.json')
  const { plan } = await ask('previewImport', {})
  let going: Promise<void> | undefined
  let arrived = ''
  onEvent = () => {
    going ??= ask('listXeroApps', {}).then(async ({ apps }) => {
      arrived = apps[0]?.id ?? ''
      await gone(arrived)
    })
  }
  expect(await room.answer('applyImport', { importId: plan?.importId ?? '', withSettings: false })).toMatchObject({
    value: { added: 1 },
  })
  await going
  expect(arrived).not.toBe('')
  const left = await filesAbout(arrived)
  expect(left.filter((file) => !file.startsWith('codat-clients'))).toEqual([])
  expect(await filesIn(path.join(dir, 'records', 'connections', 'decisions')).catch(() => [])).toEqual([])
  expect(await filesIn(path.join(dir, 'records', 'bank-feeds', 'words')).catch(() => [])).toEqual([])
})

it('plans no push of an app in the trash', async () => {
  const { id } = await ask('addXeroApp', FIELDS)
  await ask('deleteXeroApps', { ids: [id] })
  const place = { appId: id, clientId: CLIENT, companyId: 'company', connectionId: 'connection' }
  const asked = { ...place, accountId: 'account', statementId: CLIENT }
  expect(await room.answer('planPush', asked)).toMatchObject({ error: { code: 'record.missing' } })
})

it('shows no secret where a call began while it was asked', async () => {
  const { id } = await ask('addXeroApp', FIELDS)
  await ask('typeSecret', { id, slot: 1, arrival: 'generated-here' })
  const setUp = await ask('addIntegration', { xeroAppId: id, codatClientId: null, wayIn: 'new' })
  whileAsked = () => ask('startCall', { id: setUp.id })
  expect(await room.answer('revealSecret', { id, slot: 1 })).toMatchObject({
    ok: false,
    error: { code: 'guide.on-a-call' },
  })
})
