// The first company against the practice Codat: lost answers, server errors and restarts never make a second one, it is watched
// until it is linked, and a link that was used up is replaced.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { integrationV1 } from '../../src/domain/guide/schema'
import type { WatchState } from '../../src/contract/guide'
import { openActivity } from '../../src/main/activity/activity'
import { codatHandlers } from '../../src/main/codat/handlers'
import { createCodatQuestions, type CodatQuestions } from '../../src/main/codat/questions'
import { createCallMode } from '../../src/main/guide/call-mode'
import { checkFirstCompany, createFirstCompany, type FirstCompanyPorts } from '../../src/main/guide/first-company'
import { guideHandlers } from '../../src/main/guide/handlers'
import { prepareHandOver } from '../../src/main/guide/hand-over'
import { createIntegrations, type Integrations } from '../../src/main/guide/integrations'
import { createWatches } from '../../src/main/guide/watch'
import { isCodatLink } from '../../src/domain/guide/codat-link'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps, seedPeople } from '../../src/practice/xero/seed'
import { type Practice, startPractice } from '../../src/practice/practice'
import type { Fetch } from '../../src/main/ports'
import { openRecordFiles } from '../../src/main/records/record-files'
import { benchFields, type CodatBench, openCodatBench } from '../support/codat-clients'
import { app } from '../support/guide-records'
import { consent, open as openPage, submit } from '../support/practice-browser'

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

/** Real waiting, a hundred times as fast: Codat is asked every fifth of a second. */
const FASTER = 100
const SETTINGS = '/settings/integrations/accounting/xero'

/** The calls about integrations as the app has them, with what was opened in the browser and what the page was told. */
function handlers() {
  const opened: string[] = []
  const states: WatchState[] = []
  const { clock, clients } = bench
  // Only what was waited counts as time: a slow machine has as many questions as a quick one.
  let waited = 0
  const calls = guideHandlers({
    integrations,
    questions,
    prompts: clients.ports.prompts,
    clipboard: clients.ports.clipboard,
    callMode: createCallMode({ integrations, markRecorded: async () => {} }),
    watches: createWatches({
      clock: { now: () => clock.now(), monotonic: () => waited },
      onState: (state) => states.push(state),
      schedule(task, milliseconds) {
        const timer = setTimeout(() => {
          waited += milliseconds
          task()
        }, milliseconds / FASTER)
        return () => clearTimeout(timer)
      },
    }),
    browser: {
      open: async (url) => void opened.push(url),
    },
    isCodatLink: (url) => isCodatLink(url, practice.origins.codatLink),
    linkClient: async () => {},
    holders: async () => [],
    codatKeyOf: async () => null,
  })
  return { calls, opened, states, ended: () => states.find(({ state }) => state === 'ended')?.because }
}

const atCodat = (path: string, fields: Record<string, string>) =>
  submit(practice.origins, new URL(practice.origins.codatPortal), path, {
    client: seedCodatClients.fresh.codatId,
    ...fields,
  })
const enableAtCodat = () => atCodat(`${SETTINGS}/enabled`, { enabled: 'yes' })
const pasteAtCodat = () =>
  atCodat(SETTINGS, { clientId: seedApps.meridian.clientId, clientSecret: seedApps.meridian.secret })

/** The owner follows a link and consents; gives the page it ends on. */
async function ownerFollows(link: string): Promise<string | null> {
  const choice = { user: seedPeople.olive, organisation: 'Mistral Printing' }
  const arrival = await consent(practice.origins, link, choice)
  return arrival.at === 'page' ? arrival.page.name : null
}

describe('watched by real timers', () => {
  /** How often Codat was asked for something so far. */
  function asked(ending: RegExp): () => number {
    let times = 0
    onAnswer = (method, url) => {
      if (method === 'GET' && ending.test(url)) times += 1
    }
    return () => times
  }

  it('sees that Xero was enabled, and asks no more', async () => {
    const { calls, states, ended } = handlers()
    await pasteAtCodat()
    const times = asked(/\/integrations\//)
    expect(await calls.watchCodat({ id, what: 'enabled' })).toMatchObject({ state: 'watching' })
    await expect.poll(times).toBeGreaterThan(0)
    expect(ended()).toBeUndefined()
    await enableAtCodat()
    await expect.poll(ended).toBe('settled')
    expect((await integrations.get(id)).integration.enabledSeen).toMatchObject({ enabled: true })
    const before = times()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(times()).toBe(before)
    expect(states.map(({ state }) => state)).toEqual(['watching', 'ended'])
  })

  it('gives up after three minutes and nine questions', async () => {
    const { calls, ended } = handlers()
    const times = asked(/\/integrations\//)
    await calls.watchCodat({ id, what: 'enabled' })
    await expect.poll(ended).toBe('time')
    expect(times()).toBe(9)
  })

  it('leaves the last fifth of the day’s budget to others, as Codat counts it', async () => {
    const { calls, ended } = handlers()
    const key = Buffer.from(codatKey(seedCodatClients.fresh.codatId, 'Robin')).toString('base64')
    for (let calling = 0; calling < 80; calling += 1) {
      const once = () => fetch(`${practice.origins.codatApi}/profile`, { headers: { Authorization: `Basic ${key}` } })
      await Promise.all(Array.from({ length: 10 }, once))
    }
    await calls.checkEnabled({ id })
    const times = asked(/\/integrations\//)
    await calls.watchCodat({ id, what: 'enabled' })
    await expect.poll(ended).toBe('budget')
    expect(times()).toBe(0)
  })

  it('sees the first company get linked by its owner', async () => {
    const { calls, opened, ended } = handlers()
    await pasteAtCodat()
    await enableAtCodat()
    await calls.createFirstCompany({ id, name: 'Newcomer' })
    await calls.openFirstCompanyLink({ id })
    await calls.watchCodat({ id, what: 'first-company' })
    expect(await ownerFollows(opened[0] ?? '')).toBe('codat-linked')
    await expect.poll(ended).toBe('settled')
    expect((await integrations.get(id)).integration.firstCompany?.state).toBe('Linked')
  })
})

describe('a link that was used up', () => {
  beforeEach(async () => {
    await practice.controls.setFailure({ name: 'codat.link:one-time', on: true })
    await pasteAtCodat()
    await enableAtCodat()
  })

  const linkNow = async () => (await integrations.get(id)).integration.firstCompany?.linkUrl ?? ''

  it.each([
    ['opened and left', async (link: string) => void (await openPage(practice.origins, link))],
    ['a day old', async () => void (await practice.controls.advance({ seconds: 25 * 60 * 60 }))],
  ])('%s is replaced after a question, and the new one links the same company', async (_, spend) => {
    const { calls } = handlers()
    await calls.createFirstCompany({ id, name: 'Newcomer' })
    const old = await linkNow()
    await spend(old)
    expect(await ownerFollows(old)).toBe('codat-link-stale')
    expect((await calls.checkFirstCompany({ id })).integration.firstCompany?.state).toBe('PendingAuth')

    bench.yes = false
    expect((await calls.renewFirstCompanyLink({ id })).outcome).toEqual({ kind: 'declined' })
    expect(await linkNow()).toBe(old)
    bench.yes = true
    expect((await calls.renewFirstCompanyLink({ id })).outcome).toEqual({ kind: 'made' })
    expect(bench.asked.at(-1)).toBe('Make another link for “Newcomer”?')
    expect(await linkNow()).not.toBe(old)
    expect(await ownerFollows(await linkNow())).toBe('codat-linked')
    expect(await calls.checkFirstCompany({ id })).toMatchObject({
      integration: { firstCompany: { companyName: 'Newcomer', state: 'Linked' } },
    })
    expect(await companiesNamed('Newcomer')).toEqual([{ connections: 2 }])
  })

  it('stays as it is where Codat refuses another one', async () => {
    const { calls } = handlers()
    await calls.createFirstCompany({ id, name: 'Newcomer' })
    const old = await linkNow()
    await practice.controls.setFailure({ name: 'codat.create-connection/forbidden', on: true })
    const { outcome } = await calls.renewFirstCompanyLink({ id })
    expect(outcome).toMatchObject({ kind: 'problem', problem: { kind: 'forbidden' } })
    expect(await linkNow()).toBe(old)
  })
})
