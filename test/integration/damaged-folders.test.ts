// Data folders with one file damaged anywhere, of every kind the app writes: it opens, what was damaged is told, kept as it was whatever
// is changed afterwards, sends nothing, and can be settled.
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallName } from '../../src/contract/calls'
import { forkReader } from '../support/forked-reader'
import { chanceFrom } from '../support/attack/any-input'
import { agreeable, composed, type Composed, deadReader, memoryKeychain } from '../support/attack/composed-app'
import { damagesOf, type FileDamage, kindOfFile } from '../support/attack/damage'
import { asking, filesIn, type Furnished, furnish, furnishingPerson } from '../support/attack/furnish'
import { fastFolder } from '../support/fast-folder'
import { buildBesideMain, startAlone } from '../support/practice-process'

/** Of the damages of each kind of file, how many are tried; `npm run attack` tries all. */
const EACH = Number(process.env['LATCHKEY_DAMAGES'] ?? '1')
const SEED = Number(process.env['LATCHKEY_DAMAGE_SEED'] ?? '20261129')

const keychain = memoryKeychain()
let folder: string
let model: string
let ids: Furnished
let usual: Reading
beforeAll(async () => {
  folder = await mkdtemp(path.join(fastFolder(), 'latchkey-damage-'))
  model = path.join(folder, 'model')
  const built = await buildBesideMain()
  const practice = await startAlone(built.file('practice'))
  const outside = path.join(folder, 'outside')
  const person = furnishingPerson(outside)
  const startReader = () => forkReader(built.file('reader'))
  const room = await composed({ dir: model, practice, startReader, person, keychain })
  ids = await furnish(room, person, outside)
  await room.close()
  await practice.kill()
  await built.dispose()
  // Some of what is read is noted: the second reading is like every other.
  await readingOf(model)
  usual = await readingOf(model)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What each call that reads answers, and where damage is told. */
interface Reading {
  readonly answers: ReadonlyMap<string, string>
  readonly told: readonly string[]
  readonly faults: readonly string[]
}

const readings = ({ appId, integrationId }: Furnished): readonly (readonly [CallName, object])[] => [
  ['getSettings', {}],
  ['listXeroApps', {}],
  ['listCodatClients', {}],
  ['listIntegrations', {}],
  ['listStandings', {}],
  ['getWalk', {}],
  ['getGauge', { appId }],
  ['listConnections', { appId }],
  ['getPartner', { appId }],
  ['getProfile', { appId }],
  ['listFeedVerdicts', { appId }],
  ['listFeedCompanies', { appId, again: false }],
  ['listPushes', { appId }],
  ['getBoard', {}],
  ['getCall', {}],
  ['listActivity', { limit: 5_000 }],
  ['listPeople', { id: integrationId }],
]

/** Files are read several at a time, so what is made of them comes in no order of its own. */
const inNoOrder = (_: string, value: unknown): unknown =>
  Array.isArray(value) ? value.map((one) => JSON.stringify(one)).toSorted() : value

/** Times of now, in whatever they stand. */
const withoutNow = (text: string): string => text.replaceAll(/"(?:now|at|today|age|days)":"?[^",}]*/g, '')

async function openAt(dir: string): Promise<Composed & { sent: string[] }> {
  const sent: string[] = []
  // Nobody waits for a refusal to become an answer.
  const refusing = async (url: string, init?: RequestInit): Promise<Response> => {
    sent.push(`${init?.method ?? 'GET'} ${url}`)
    return Response.json({ error: 'unauthorized' }, { status: 401 })
  }
  const room = await composed({
    dir,
    practice: null,
    startReader: deadReader,
    keychain,
    person: { ...agreeable, types: () => 'x'.repeat(48) },
    fetch: refusing,
  })
  return { ...room, sent }
}

async function read(room: Composed): Promise<Reading> {
  const answers = new Map<string, string>()
  const faults: string[] = []
  const told: string[] = []
  for (const [name, input] of readings(ids)) {
    const given = await room.answer(name, input)
    if (!given.ok && (given.error.code === 'call.unexpected' || given.error.code === 'call.bad-output')) {
      faults.push(`${name}: ${room.causes.get(given.error.logId) ?? ''}`)
    }
    if (!given.ok) answers.set(name, given.error.code)
    else answers.set(name, withoutNow(JSON.stringify(given.value, inNoOrder)))
  }
  const ask = asking(room)
  const [{ damaged }, pushes, activity] = await Promise.all([
    ask('listDamage', {}),
    ask('listPushes', { appId: ids.appId }).catch(() => ({ damaged: [] })),
    ask('listActivity', { limit: 5_000 }).catch(() => ({ unreadable: 1 })),
  ])
  told.push(...damaged.map(({ kind, file }) => `${kind} ${file}`), ...pushes.damaged.map(({ id }) => `push ${id}`))
  if (activity.unreadable > 0) told.push('activity')
  return { answers, told, faults }
}

async function readingOf(dir: string): Promise<Reading> {
  const room = await openAt(dir)
  const reading = await read(room)
  await room.close()
  return reading
}

/** Everything of the app changed once, as far as it lets itself be changed. */
async function changeAll({ answer, causes }: Composed): Promise<string[]> {
  const { appId, clientId, integrationId } = ids
  const changes: readonly (readonly [CallName, object])[] = [
    ['saveSettings', { theme: 'light' }],
    ['updateXeroApp', { id: appId, fields: { notes: 'Changed since' } }],
    ['updateCodatClient', { id: clientId, fields: { notes: 'Changed since' } }],
    ['addIntegrationNote', { id: integrationId, text: 'Changed since' }],
    ['saveProfile', { appId, answers: { product: 'payables' } }],
    ['addPartnerRound', { appId, on: '2026-11-20', text: 'Changed since.' }],
    ['setConnectionLimit', { appId, setting: { kind: 'typed', connections: 30 } }],
    ['sayFeedWords', { appId, clientId, words: { appEnabledOn: '2026-11-03' } }],
    ['refreshGauge', { appId, operationId: crypto.randomUUID() }],
    ['checkIntegrations', { operationId: crypto.randomUUID(), ids: [integrationId] }],
    ['checkXeroKeys', { appId, slot: 1 }],
  ]
  const faults: string[] = []
  for (const [name, input] of changes) {
    const given = await answer(name, input)
    if (!given.ok && (given.error.code === 'call.unexpected' || given.error.code === 'call.bad-output')) {
      faults.push(`${name}: ${causes.get(given.error.logId) ?? ''}`)
    }
  }
  return faults
}

async function tryDamage(file: string, { name, content, tellable }: FileDamage): Promise<string[]> {
  const dir = await mkdtemp(path.join(folder, 'case-'))
  await cp(model, dir, { recursive: true })
  const at = path.join(dir, file)
  await rm(at)
  if (content === 'folder') await mkdir(at)
  else await writeFile(at, content)
  const room = await openAt(dir)
  const faults: string[] = []
  try {
    const reading = await read(room)
    faults.push(...reading.faults)
    const changed = [...usual.answers].filter(([call, before]) => reading.answers.get(call) !== before)
    const isTold = reading.told.length > usual.told.length
    if (tellable && changed.length > 0 && !isTold)
      faults.push(`silent: ${changed.map(([call]) => call).join(', ')} differ`)
    faults.push(...(await changeAll(room)))
    for (const { id } of (await asking(room)('listPushes', { appId: ids.appId })).damaged) {
      room.sent.length = 0
      await room.answer('resumePush', { pushId: id })
      await room.answer('retryPush', { pushId: id })
      if (room.sent.length > 0) faults.push(`a damaged push sends ${room.sent.join(', ')}`)
    }
    if (isTold && content !== 'folder' && !(await isKept(dir, content))) faults.push('what was damaged is gone')
    faults.push(...(await settleAll(room)))
  } catch (error) {
    faults.push(String(error))
  } finally {
    await room.close()
    await rm(dir, { recursive: true, force: true })
  }
  return faults.map((fault) => `${file}, ${name}: ${fault}`)
}

async function isKept(dir: string, content: Buffer): Promise<boolean> {
  for (const file of await filesIn(dir)) {
    const at = path.join(dir, file)
    // A file of lines grows on: what stood in it stands there still.
    if ((await stat(at)).size >= content.length && (await readFile(at)).subarray(0, content.length).equals(content)) {
      return true
    }
  }
  return false
}

/** Settles all that is told, and says what is told still. */
async function settleAll(room: Composed): Promise<string[]> {
  const ask = asking(room)
  const { damaged } = await ask('listDamage', {})
  for (const { kind, setAsideAs } of damaged) {
    if (setAsideAs !== null) await ask('settleDamage', { kind, setAsideAs, how: 'begin-anew' })
  }
  for (const { id } of (await ask('listPushes', { appId: ids.appId })).damaged) {
    await ask('setAsidePush', { appId: ids.appId, pushId: id })
  }
  const left = await ask('listDamage', {})
  return [
    ...left.damaged.filter(({ setAsideAs }) => setAsideAs !== null).map(({ file }) => `${file} can’t be settled`),
    ...(await changeAll(room)).map((fault) => `after settling: ${fault}`),
  ]
}

describe('a data folder with a file damaged', () => {
  it(
    `in ${EACH} ways of each kind of file is told, kept and settled`,
    async () => {
      const chance = chanceFrom(SEED)
      const seen = new Set<string>()
      const faults: string[] = []
      let tried = 0
      for (const file of await filesIn(model)) {
        const kind = kindOfFile(file)
        if (kind === null || seen.has(kind)) continue
        seen.add(kind)
        const damages = damagesOf(file, await readFile(path.join(model, file)), chance)
        const chosen = damages.toSorted(() => chance.below(3) - 1).slice(0, EACH)
        for (const damage of chosen) {
          tried += 1
          faults.push(...(await tryDamage(file, damage)))
        }
      }
      process.stdout.write(`${tried} damaged folders, ${seen.size} kinds of files: ${[...seen].join(', ')}\n`)
      expect([...new Set(faults)]).toEqual([])
      expect(seen.size).toBeGreaterThan(14)
    },
    60_000 + EACH * 60_000,
  )
})
