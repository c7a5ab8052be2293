// A hundred integrations on disk, and the board over them as the page gets it.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { boardCalls } from '../../src/contract/board'
import { codatClientV1 } from '../../src/domain/codat/schema'
import { integrationCheckV1, type IntegrationCheck } from '../../src/domain/guide/board-schema'
import { integrationV1 } from '../../src/domain/guide/schema'
import { xeroAppV1 } from '../../src/domain/xero-apps/schema'
import { boardHandlers } from '../../src/main/guide/board-handlers'
import { createIntegrations } from '../../src/main/guide/integrations'
import { openRecordFiles, type RecordFiles } from '../../src/main/records/record-files'
import { app, codat, integration, NOW } from './guide-records'

const COMPANIES = 40

/** The folders of a board's records, and what reads each of their files. */
export const boardFolders = {
  integrations: integrationV1,
  'xero-apps': xeroAppV1,
  'codat-clients': codatClientV1,
  checks: integrationCheckV1,
} as const

const clock = { now: () => NOW, monotonic: () => performance.now() }
const id = (kind: number, number: number): string => `0000000${kind}-0000-4000-8000-${String(number).padStart(12, '0')}`

export interface LargeBoard {
  readonly dir: string
  /** The board as the page gets it: parsed once more on its way out. */
  load(): Promise<{ rows: readonly unknown[] }>
  /** How often a folder was listed, and a single record read, since the last look. */
  reads(): { lists: number; gets: number }
  remove(): Promise<void>
}

/** `count` integrations with an app, a Codat client, notes and a check each, in a folder of their own. */
export async function furnishBoard(count: number): Promise<LargeBoard> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-board-'))
  const folder = (name: keyof typeof boardFolders): string => path.join(dir, name)
  let [lists, gets] = [0, 0]
  const counted = <T>(files: RecordFiles<T>): RecordFiles<T> => ({
    ...files,
    list: () => ((lists += 1), files.list()),
    get: (own) => ((gets += 1), files.get(own)),
  })
  const records = counted(openRecordFiles({ dir: folder('integrations'), schema: integrationV1, clock }))
  const apps = counted(openRecordFiles({ dir: folder('xero-apps'), schema: xeroAppV1, clock }))
  const clients = counted(openRecordFiles({ dir: folder('codat-clients'), schema: codatClientV1, clock }))
  const checks = counted(openRecordFiles({ dir: folder('checks'), schema: integrationCheckV1, clock }))

  for (let number = 0; number < count; number += 1) {
    const [appId, clientId, own] = [id(1, number), id(2, number), id(3, number)]
    const since = `2026-10-${String(1 + (number % 28)).padStart(2, '0')}T09:00:00.000Z`
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

  const refuse = (): never => {
    throw new Error('not asked for')
  }
  const integrations = createIntegrations({
    records,
    apps,
    clients,
    clock,
    prompts: { confirm: refuse, choose: async () => null, enterSecret: refuse, revealSecret: refuse, closeAll: refuse },
    random: { id: refuse },
    activity: { note: refuse, list: refuse },
    onChange: refuse,
  })
  const { getBoard } = boardHandlers({
    integrations,
    checks,
    checkAgain: { run: refuse, cancel: refuse },
    ladders: refuse,
    checkFeeds: refuse,
  })
  return {
    dir,
    load: async () => boardCalls.getBoard.output.parse(await getBoard({})),
    reads() {
      const seen = { lists, gets }
      lists = gets = 0
      return seen
    },
    remove: () => rm(dir, { recursive: true, force: true }),
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
      feeds: null,
    },
    changes: [],
    unchecked: [],
  }
}
