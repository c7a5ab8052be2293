// The board's own housekeeping: what was seen of an integration goes with it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { integrationCheckV1, type IntegrationCheck } from '../../domain/guide/board-schema'
import { codatClientV1 } from '../../domain/codat/schema'
import { integrationV1 } from '../../domain/guide/schema'
import { xeroAppV1 } from '../../domain/xero-apps/schema'
import { integration, NOW } from '../../../test/support/guide-records'
import { openRecordFiles } from '../records/record-files'
import { boardHandlers } from './board-handlers'
import { nothingSeen } from '../../domain/guide/drift'
import { createIntegrations } from './integrations'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-board-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const clock = { now: () => NOW, monotonic: () => 0 }
const refuse = (): never => {
  throw new Error('not asked for')
}
const stays = '00000000-0000-4000-8000-000000000003'
const goes = '00000000-0000-4000-8000-000000000004'

const checkOf = (id: string): IntegrationCheck => ({
  version: 1,
  id,
  at: NOW.toISOString(),
  comparedWith: null,
  seen: { ...nothingSeen, companies: [{ id: 'x', name: 'Somebody' }], linked: 1 },
  changes: [],
  unchecked: [],
})

async function furnish() {
  const folder = (name: string): string => path.join(dir, name)
  const records = openRecordFiles({ dir: folder('integrations'), schema: integrationV1, clock })
  const checks = openRecordFiles({ dir: folder('checks'), schema: integrationCheckV1, clock })
  const integrations = createIntegrations({
    records,
    apps: openRecordFiles({ dir: folder('apps'), schema: xeroAppV1, clock }),
    clients: openRecordFiles({ dir: folder('clients'), schema: codatClientV1, clock }),
    prompts: { confirm: refuse, choose: async () => null, enterSecret: refuse, revealSecret: refuse, closeAll: refuse },
    clock,
    random: { id: refuse },
    activity: { note: refuse, list: refuse },
    onChange: refuse,
  })
  await records.put(integration({ id: stays }))
  await checks.put(checkOf(stays))
  await checks.put(checkOf(goes))
  const checkAgain = { run: refuse, cancel: refuse }
  return { checks, ...boardHandlers({ integrations, checks, checkAgain, ladders: refuse, checkFeeds: refuse }) }
}

test('what was seen of an integration goes when it is gone', async () => {
  const { checks, getBoard } = await furnish()
  const { rows } = await getBoard({})
  expect(rows.map(({ check }) => check?.id)).toEqual([stays])
  expect((await checks.list()).records.map(({ id }) => id)).toEqual([stays])
})

test('a damaged record may come back, so nothing goes then', async () => {
  const { checks, getBoard } = await furnish()
  await writeFile(path.join(dir, 'integrations', `${goes}.json`), '{')
  const { damaged } = await getBoard({})
  expect(damaged).toHaveLength(1)
  expect((await checks.list()).records).toHaveLength(2)
})
