// The first company against the practice Codat: lost answers, server errors and restarts never make a second one.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { integrationV1 } from '../../src/contract/guide'
import { openActivity } from '../../src/main/activity/activity'
import { codatHandlers } from '../../src/main/codat/handlers'
import { createCodatQuestions, type CodatQuestions } from '../../src/main/codat/questions'
import { checkFirstCompany, createFirstCompany, type FirstCompanyPorts } from '../../src/main/guide/first-company'
import { prepareHandOver } from '../../src/main/guide/hand-over'
import { createIntegrations, type Integrations } from '../../src/main/guide/integrations'
import { codatKey, seedCodatClients } from '../../src/main/practice/codat/seed'
import { type Practice, startPractice } from '../../src/main/practice/practice'
import type { Fetch } from '../../src/main/ports'
import { openRecordFiles } from '../../src/main/records/record-files'
import { benchFields, type CodatBench, openCodatBench } from '../support/codat-clients'
import { app } from '../support/guide-records'

let practice: Practice
let bench: CodatBench
let integrations: Integrations
let questions: CodatQuestions
let id: string
/** Runs for each answer on its way back; throwing there loses the answer after it took effect. */
let onAnswer: (method: string, url: string) => void

beforeEach(async () => {
  practice = await startPractice()
  bench = await openCodatBench({ mode: 'practice' })
  bench.clock.time = new Date()
  onAnswer = () => {}
  const fetching: Fetch = async (url, init) => {
    const answer = await fetch(url, init)
    onAnswer(init?.method ?? 'GET', url)
    return answer
  }
  const { clients } = bench
  questions = createCodatQuestions({ clients, fetch: fetching, baseUrl: practice.origins.codatApi })
  await open(seedCodatClients.fresh)
})
afterEach(async () => {
  await practice.close()
  await bench.close()
})

/** An integration with one of the practice Codat's clients. */
async function open({ codatId, name, keyNames }: (typeof seedCodatClients)[keyof typeof seedCodatClients]) {
  const { clients, clock } = bench
  const client = await clients.add(benchFields({ name }))
  bench.clipboard = codatKey(codatId, keyNames[0])
  await codatHandlers({ clients, questions }).pasteCodatKey({
    id: client.id,
    key: 'mine',
    holder: '',
    arrival: 'generated-here',
  })
  integrations = createIntegrations({
    records: openRecordFiles({ dir: path.join(bench.dir, 'integrations'), schema: integrationV1, clock }),
    apps: { list: async () => ({ records: [app()], damaged: [] }) },
    clients: bench.records,
    prompts: { ...bench.clients.ports.prompts },
    clock,
    random: { id: () => randomUUID() },
    activity: openActivity({ dir: bench.dir, clock, onFailure: () => {} }),
    onChange: () => {},
  })
  const made = await integrations.add({ xeroAppId: app().id, codatClientId: client.id, wayIn: 'new' })
  id = made.id
}

const ports = (): FirstCompanyPorts => ({ integrations, questions, prompts: bench.clients.ports.prompts })
const create = (name = 'Newcomer') => createFirstCompany(ports(), id, name)

async function companiesNamed(name: string): Promise<{ connections: number }[]> {
  const key = Buffer.from(codatKey(seedCodatClients.fresh.codatId, 'Robin')).toString('base64')
  const response = await fetch(`${practice.origins.codatApi}/companies?pageSize=500`, {
    headers: { Authorization: `Basic ${key}` },
  })
  const { results } = (await response.json()) as { results: { name: string; dataConnections: unknown[] }[] }
  return results
    .filter((company) => company.name === name)
    .map(({ dataConnections }) => ({ connections: dataConnections.length }))
}

/** The first answer to such a request is lost on its way back. */
function loseAnswer(method: string, ending: RegExp): void {
  let lost = false
  onAnswer = (asked, url) => {
    if (lost || asked !== method || !ending.test(url)) return
    lost = true
    throw new TypeError('the line went dead')
  }
}

describe('made once', () => {
  it('asks first, and a no creates nothing', async () => {
    bench.yes = false
    expect((await create()).outcome).toEqual({ kind: 'declined' })
    expect(bench.asked).toEqual(['Create “Newcomer” at Codat?'])
    expect(await companiesNamed('Newcomer')).toEqual([])
  })

  it('creates a company with one connection that waits', async () => {
    const { outcome, integration } = await create()
    expect(outcome).toEqual({ kind: 'made' })
    expect(integration).toMatchObject({
      creating: null,
      firstCompany: { companyName: 'Newcomer', state: 'PendingAuth' },
    })
    expect(await companiesNamed('Newcomer')).toEqual([{ connections: 1 }])
  })

  it.each([
    ['the company', /\/companies$/],
    ['the connection', /\/connections$/],
  ])('a lost answer about %s leads to the same one', async (_, ending) => {
    loseAnswer('POST', ending)
    expect((await create()).outcome.kind).toBe('problem')
    expect((await create()).outcome).toEqual({ kind: 'made' })
    expect(await companiesNamed('Newcomer')).toEqual([{ connections: 1 }])
  })

  it('a wish too old for Codat’s memory is looked for before it is repeated', async () => {
    loseAnswer('POST', /\/companies$/)
    await create()
    bench.clock.time = new Date(bench.clock.time.getTime() + 100 * 60_000)
    await practice.controls.advance({ seconds: 100 * 60 })
    expect((await create()).outcome).toEqual({ kind: 'made' })
    expect(await companiesNamed('Newcomer')).toEqual([{ connections: 1 }])
  })

  it('a server error, which Codat repeats for the same key, is not the end', async () => {
    await practice.controls.setFailure({ name: 'codat.create-company/server-error', on: true, times: 1 })
    expect((await create()).outcome.kind).toBe('problem')
    expect((await create()).outcome).toEqual({ kind: 'made' })
    expect(await companiesNamed('Newcomer')).toEqual([{ connections: 1 }])
  })

  it('refuses a name that Codat would change', async () => {
    expect((await create('Müller')).outcome).toEqual({ kind: 'name-refused', characters: ['ü'] })
    expect((await create('   ')).outcome).toEqual({ kind: 'name-refused', characters: [] })
    expect(bench.asked).toEqual([])
  })
})

it('a company deleted at Codat is gone, not linked', async () => {
  const { integration } = await create()
  const key = Buffer.from(codatKey(seedCodatClients.fresh.codatId, 'Robin')).toString('base64')
  await fetch(`${practice.origins.codatApi}/companies/${integration.firstCompany?.companyId}`, {
    method: 'DELETE',
    headers: { Authorization: `Basic ${key}` },
  })
  const seen = await checkFirstCompany(ports(), id)
  expect(seen.integration).toMatchObject({ provedAt: null, firstCompany: { state: 'gone' } })
})

describe('before a hand-over', () => {
  const prepare = () => prepareHandOver({ integrations, questions, prompts: bench.clients.ports.prompts }, id)

  it('nothing linked, nothing asked', async () => {
    expect((await prepare()).outcome).toEqual({ kind: 'ready', linked: 0, asked: false })
    expect(bench.asked).toEqual([])
  })

  it('linked companies are named in the question, and a no keeps everything', async () => {
    await open(seedCodatClients.tidewater)
    bench.yes = false
    const { outcome, integration } = await prepare()
    expect(outcome).toEqual({ kind: 'declined', linked: 4 })
    expect(bench.asked).toEqual(['4 companies will have to reconnect'])
    expect(integration.countedBefore).toBeNull()
  })

  it('a count that broke off is no count', async () => {
    await practice.controls.setFailure({ name: 'codat.companies/forbidden', on: true })
    expect((await prepare()).outcome).toMatchObject({ kind: 'not-counted', problem: { kind: 'forbidden' } })
  })
})
