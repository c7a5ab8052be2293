import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { integrationV1 } from '../../domain/guide/schema'
import { app, codat, NOW } from '../../../test/support/guide-records'
import { openActivity } from '../activity/activity'
import { openRecordFiles } from '../records/record-files'
import { createCallMode } from './call-mode'
import { handOverRotated } from './hand-over'
import { createIntegrations, type Integrations } from './integrations'

/** Another Codat client of the same name: an old one, or another region's. */
const namesake = { ...codat, id: '00000000-0000-4000-8000-00000000c0d2' }

let dir: string
let integrations: Integrations
let yes: boolean
let changes: number

/** As a start of the app makes them: over whatever is on disk. */
function open(): Integrations {
  const clock = { now: () => NOW, monotonic: () => 0 }
  return createIntegrations({
    records: openRecordFiles({ dir: path.join(dir, 'integrations'), schema: integrationV1, clock }),
    apps: { list: async () => ({ records: [app()], damaged: [] }) },
    clients: { list: async () => ({ records: [codat, namesake], damaged: [] }) },
    prompts: {
      confirm: async () => yes,
      choose: async () => null,
      enterSecret: async () => null,
      revealSecret: async () => {},
      closeAll: () => {},
    },
    clock,
    random: { id: () => randomUUID() },
    activity: openActivity({ dir, clock, onFailure: () => {} }),
    onChange: () => {
      changes += 1
    },
  })
}

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'latchkey-guide-'))
  yes = true
  changes = 0
  integrations = open()
})
afterEach(() => rm(dir, { recursive: true }))

const add = (codatClientId: string | null = codat.id) =>
  integrations.add({ xeroAppId: app().id, codatClientId, wayIn: 'new' })

it('has one integration for a pair, named after both', async () => {
  const first = await add()
  expect((await add()).id).toBe(first.id)
  await add(null)
  const { integrations: all } = await integrations.list()
  expect(all.map(({ name }) => name).toSorted()).toEqual(['Acme test', 'Acme test at Acme at Codat'])
  expect(all[0]).toMatchObject({ customer: 'Acme', environment: 'test' })
})

it('keeps every answer of those given at the same moment', async () => {
  const { id } = await add()
  const answers = [{ financialServices: 'no' }, { bankFeeds: 'yes' }, { companiesInSixMonths: 30 }] as const
  await Promise.all(answers.map((some) => integrations.update(id, { answers: some })))
  const { integration } = await integrations.get(id)
  expect(integration.answers).toEqual({ financialServices: 'no', bankFeeds: 'yes', companiesInSixMonths: 30 })
})

it('what was said, noted and answered is there after a restart', async () => {
  const { id } = await add()
  await integrations.say(id, 'policy-links', { state: 'said-done', why: 'drafts' })
  await integrations.addNote(id, 'Called on Monday')
  await integrations.update(id, {
    useCase: 'payroll',
    waitingOn: { who: 'codat', since: NOW.toISOString(), chaseOn: null },
  })
  integrations = open()
  expect((await integrations.get(id)).integration).toMatchObject({
    said: { 'policy-links': { state: 'said-done', why: 'drafts' } },
    notes: [{ text: 'Called on Monday' }],
    useCase: 'payroll',
    waitingOn: { who: 'codat' },
  })
  await integrations.say(id, 'policy-links', null)
  expect((await integrations.get(id)).integration.said).toEqual({})
})

it('another Codat client takes what was seen and proved back, other changes don’t', async () => {
  const { id } = await add()
  const proved = { provedAt: NOW.toISOString(), proof: { companyId: 'a', connectionId: 'b', companyName: 'c' } }
  await integrations.change(id, (current) => ({ ...current, ...proved }))
  expect(await integrations.update(id, { useCase: 'payroll' })).toMatchObject(proved)
  expect(await integrations.update(id, { codatClientId: null })).toMatchObject({ provedAt: null, proof: null })
})

it('is deleted after a yes, and with its Xero app', async () => {
  const { id } = await add()
  yes = false
  expect(await integrations.remove(id)).toBe(false)
  yes = true
  expect(await integrations.remove(id)).toBe(true)
  await add()
  const before = changes
  await integrations.forgetApp(randomUUID())
  expect(changes).toBe(before)
  await integrations.forgetApp(app().id)
  expect((await integrations.list()).integrations).toEqual([])
})

it('a call is one at a time, outlives a restart, and marks only what was stored during it', async () => {
  const marked: number[] = []
  const calls = (over: Integrations) =>
    createCallMode({ integrations: over, markRecorded: async (_, slot) => void marked.push(slot) })
  const first = await add()
  const second = await add(null)
  let callMode = calls(integrations)
  await callMode.start(first.id)
  await callMode.start(second.id)
  expect(await callMode.current()).toBe(second.id)
  await expect(callMode.refuseRevealing()).rejects.toMatchObject({ code: 'guide.on-a-call' })

  integrations = open()
  callMode = calls(integrations)
  expect(await callMode.current()).toBe(second.id)
  expect(callMode.isOn()).toBe(true)
  await callMode.end(second.id)
  expect(callMode.isOn()).toBe(false)
  await callMode.refuseRevealing()

  // The secret of the record was stored two hours before this call: there is nothing to ask about it.
  const toAskAbout = async (id: string) => (await integrations.get(id)).integration.callToAskAbout
  expect(await toAskAbout(second.id)).toBeNull()
  await callMode.answerRecorded(second.id, true)
  expect(marked).toEqual([])
  const from = '2026-11-24T09:30:00.000Z'
  await integrations.change(first.id, (current) => ({ ...current, callSince: from }))
  await callMode.end(first.id)
  expect(await toAskAbout(first.id)).toMatchObject({ from })
  await callMode.answerRecorded(first.id, true)
  expect(marked).toEqual([1])
  expect(await toAskAbout(first.id)).toBeNull()
})

it('a rotated secret is handed over to the Codat client it was pasted into, and to none of the same name', async () => {
  const [pasted, other] = [await add(), await add(namesake.id)]
  await handOverRotated(integrations, app().id, codat.id)
  const handedOver = async ({ id }: { id: string }) => (await integrations.get(id)).integration.handOver
  expect(await handedOver(pasted)).toMatchObject({ clientId: app().clientId })
  expect(await handedOver(other)).toBeNull()
})
