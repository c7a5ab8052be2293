// What the schema of anything on the disk accepts, no answer refuses: files of every kind made from their own schemas, in folders of which
// every call of the contract is asked, and exports that come in.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { anyFitting } from '../../test/support/attack/any-fitting'
import { anyInput, type Chance, chanceFrom, createKnown } from '../../test/support/attack/any-input'
import { agreeable, composed, deadReader } from '../../test/support/attack/composed-app'
import { schemasOf } from '../contract/api'
import { type CallName, calls } from '../contract/calls'
import { activityEntry } from '../domain/activity/entry'
import { historyPoint } from '../domain/connections/history'
import { snapshotV1 } from '../domain/connections/snapshot'
import { recordKinds } from '../domain/records/kinds'
import { settingsV1 } from '../domain/settings'
import { transferFile } from '../domain/transfer/schema'

const SEED = Number(process.env['LATCHKEY_CALLS_SEED'] ?? '20261130')
const FOLDERS = Number(process.env['LATCHKEY_SHAPES'] ?? '1')
/** Records of each kind. */
const OF_A_KIND = 3
/** These wait for somebody who never comes, or end main. */
const LEFT_OUT: readonly CallName[] = ['startSignIn', 'switchMode']

const idOf = (number: number): string => `11111111-1111-4111-8111-${String(number).padStart(12, '0')}`
const IDS = Array.from({ length: OF_A_KIND }, (_, number) => idOf(number))

type Files = ReadonlyMap<string, string>

/** A data folder's files by their place in it. */
function anyFolder(chance: Chance): Files {
  const texts = [...IDS, new Date().toISOString(), ...[1, 2, 9, 40].map(daysAgo)]
  const any = (schema: Parameters<typeof anyFitting>[0]): object =>
    anyFitting(schema, { chance, io: 'input', texts }) as object
  const files = new Map<string, string>()
  const lines = (schema: Parameters<typeof anyFitting>[0]): string =>
    Array.from({ length: 12 }, () => `${JSON.stringify(any(schema))}\n`).join('')
  for (const id of IDS) {
    for (const [schema, folder] of Object.values(recordKinds)) {
      const record = { ...any(schema), id }
      if (schema.safeParse(record).success) files.set(`records/${folder}/${id}.json`, JSON.stringify(record))
    }
    const known = { ...any(snapshotV1), appId: id }
    files.set(`records/connections/last-known/${id}.json`, JSON.stringify(known))
    files.set(`records/connections/history/${id}.jsonl`, lines(historyPoint))
  }
  files.set('activity/activity.jsonl', lines(activityEntry))
  files.set('settings.json', JSON.stringify(any(settingsV1)))
  files.set('outside/export.json', JSON.stringify(any(transferFile)))
  return files
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString()
}

async function openIn(files: Files) {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'kept-shapes-'))
  for (const [name, text] of files) {
    await mkdir(path.dirname(path.join(dir, name)), { recursive: true })
    await writeFile(path.join(dir, name), text)
  }
  const room = await composed({
    dir,
    practice: null,
    startReader: deadReader,
    person: { ...agreeable, opens: () => path.join(dir, 'outside', 'export.json') },
    fetch: async () => {
      throw new Error('Nobody is there')
    },
  })
  onTestFinished(async () => {
    await room.close()
    await rm(dir, { recursive: true, force: true })
  })
  return room
}

it.each(Array.from({ length: FOLDERS }, (_, folder) => SEED + folder))(
  'answers every call about files that nobody wrote, from seed %s',
  async (seed) => {
    const chance = chanceFrom(seed)
    const room = await openIn(anyFolder(chance))
    const known = createKnown()
    for (const id of IDS) {
      known.learn({ id, appId: id, xeroAppId: id, clientId: id, codatClientId: id, integrationId: id })
    }
    const faults: string[] = []
    const ask = async (name: CallName, made: unknown): Promise<void> => {
      const given = await room.answer(name, made)
      if (given.ok) known.learn(given.value)
      else if (['call.unexpected', 'call.bad-output', 'record.not-written'].includes(given.error.code))
        faults.push(`${name}: ${room.causes.get(given.error.logId)}`)
    }
    for (const name of calls.filter((one) => !LEFT_OUT.includes(one))) {
      const { input } = await schemasOf(name)
      await ask(name, anyInput(input, known, chance))
      if (name === 'previewImport') {
        const importId = known.under('importId').at(-1)
        if (importId !== undefined) await ask('applyImport', { importId, withSettings: true })
      }
    }
    // What all of it came to.
    for (const name of ['listXeroApps', 'listCodatClients', 'listIntegrations', 'listStandings', 'getBoard'] as const)
      await ask(name, {})
    for (const id of IDS) {
      for (const name of ['listConnections', 'getPartner', 'getProfile'] as const) await ask(name, { appId: id })
    }
    expect(faults).toEqual([])
  },
)
