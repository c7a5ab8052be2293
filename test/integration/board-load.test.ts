// A hundred integrations on the board, against reading and parsing the same files alone, measured in the same run.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { boardCalls } from '../../src/contract/board'
import { integrationCheckV1, type IntegrationCheck } from '../../src/domain/guide/board-schema'
import { codatClientV1 } from '../../src/domain/codat/schema'
import { integrationV1 } from '../../src/domain/guide/schema'
import { xeroAppV1 } from '../../src/domain/xero-apps/schema'
import { boardHandlers } from '../../src/main/guide/board-handlers'
import { createIntegrations } from '../../src/main/guide/integrations'
import { openRecordFiles } from '../../src/main/records/record-files'
import { app, codat, integration, NOW } from '../support/guide-records'

const INTEGRATIONS = 100
const ROUNDS = 15
const COMPANIES = 40

const dir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-board-'))
afterAll(() => rm(dir, { recursive: true, force: true }))

const clock = { now: () => NOW, monotonic: () => performance.now() }
const id = (kind: number, number: number): string => `0000000${kind}-0000-4000-8000-${String(number).padStart(12, '0')}`
const folder = (name: string): string => path.join(dir, name)

const records = openRecordFiles({ dir: folder('integrations'), schema: integrationV1, clock })
const apps = openRecordFiles({ dir: folder('xero-apps'), schema: xeroAppV1, clock })
const clients = openRecordFiles({ dir: folder('codat-clients'), schema: codatClientV1, clock })
const checks = openRecordFiles({ dir: folder('checks'), schema: integrationCheckV1, clock })

async function furnish(): Promise<void> {
  for (let number = 0; number < INTEGRATIONS; number += 1) {
    const [appId, clientId, own] = [id(1, number), id(2, number), id(3, number)]
    const day = String(1 + (number % 28)).padStart(2, '0')
    const since = `2026-10-${day}T09:00:00.000Z`
    const notes = Array.from({ length: 5 }, (_, index) => ({
      at: since,
      text: `Note ${index} of integration ${number}`,
    }))
    await apps.put(app({ id: appId, name: `App ${number}`, customer: `Customer ${number % 30}` }))
    await clients.put({ ...codat, id: clientId, name: `Client ${number}` })
    await records.put(
      integration({
        id: own,
        xeroAppId: appId,
        codatClientId: clientId,
        notes,
        waitingOn: number % 3 === 0 ? { who: 'customer', since, chaseOn: '2026-11-01' } : null,
      }),
    )
    await checks.put(checkOf(own))
  }
}

function checkOf(own: string): IntegrationCheck {
  return {
    version: 1,
    id: own,
    at: NOW.toISOString(),
    comparedWith: null,
    seen: {
      secrets: [{ slot: 1, accepted: true }],
      codatKey: 'accepted',
      integration: 'enabled',
      companies: Array.from({ length: COMPANIES }, (_, index) => ({ id: id(4, index), name: `Company ${index}` })),
      linked: COMPANIES,
      firstCompany: 'Linked',
      seats: { count: COMPANIES, limit: 50, state: 'room' },
    },
    changes: [],
    unchecked: [],
  }
}

async function readAlone(name: string, schema: z.ZodType): Promise<number> {
  const files = (await readdir(folder(name))).filter((file) => file.endsWith('.json'))
  // All at once, which is the quickest way to read them.
  await Promise.all(
    files.map(async (file) => schema.parse(JSON.parse(await readFile(path.join(folder(name), file), 'utf8')))),
  )
  return files.length
}

/** The lower quartile: what it takes while the machine does little else. */
function usual(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? Number.NaN
}

interface Took {
  /** Milliseconds by the clock on the wall. */
  readonly wall: number
  /** Milliseconds of processor time, which other programs don't stretch. */
  readonly processor: number
}

async function timed(work: () => Promise<unknown>): Promise<Took> {
  const [from, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return { wall: performance.now() - from, processor: (user + system) / 1_000 }
}

test('a hundred integrations load in at most 1.5 times reading and parsing their files alone', async () => {
  await furnish()
  const refuse = (): never => {
    throw new Error('not asked for')
  }
  const integrations = createIntegrations({
    records,
    apps,
    clients,
    clock,
    prompts: { confirm: refuse, enterSecret: refuse, revealSecret: refuse, closeAll: refuse },
    random: { id: refuse },
    activity: { note: refuse, list: refuse },
    onChange: refuse,
  })
  const { getBoard } = boardHandlers({
    integrations,
    checks,
    checkAgain: { run: refuse, cancel: refuse },
    ladders: refuse,
  })
  // As the page gets it: parsed once more on its way out.
  const load = async () => boardCalls.getBoard.output.parse(await getBoard({}))
  const alone = async (): Promise<void> => {
    const counts = await Promise.all([
      readAlone('integrations', integrationV1),
      readAlone('xero-apps', xeroAppV1),
      readAlone('codat-clients', codatClientV1),
      readAlone('checks', integrationCheckV1),
    ])
    expect(counts).toEqual([INTEGRATIONS, INTEGRATIONS, INTEGRATIONS, INTEGRATIONS])
  }
  expect((await load()).rows).toHaveLength(INTEGRATIONS)
  await alone()

  // Alternating, so that whatever else the machine does falls on both.
  const board: Took[] = []
  const files: Took[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    files.push(await timed(alone))
    board.push(await timed(load))
  }
  const ratios = (['wall', 'processor'] as const).map((of) => {
    const [whole, part] = [board, files].map((rounds) => usual(rounds.map((round) => round[of])))
    const ratio = (whole ?? Number.NaN) / (part ?? Number.NaN)
    process.stdout.write(
      `board of ${INTEGRATIONS}, ${of}: ${whole?.toFixed(1)} ms, its ${4 * INTEGRATIONS} files alone ${part?.toFixed(1)} ms, ratio ${ratio.toFixed(2)}\n`,
    )
    return ratio
  })
  // By the clock on an idle machine, by the processor's own time on a busy one.
  expect(Math.min(...ratios)).toBeLessThanOrEqual(1.5)
})
