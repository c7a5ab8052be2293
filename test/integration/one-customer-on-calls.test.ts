// On a call about one customer nothing that another customer's records hold reaches the page: every call of the contract, with inputs that
// name the one and inputs that name the other, and every event.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { schemasOf } from '../../src/contract/api'
import { type CallName, calls } from '../../src/contract/calls'
import { seedApps } from '../../src/practice/xero/seed'
import { anyInput, chanceFrom, createKnown, type Known } from '../support/attack/any-input'
import { composed, type Composed } from '../support/attack/composed-app'
import { asking, furnish, furnishingPerson } from '../support/attack/furnish'
import { fastFolder } from '../support/fast-folder'
import { forkReader } from '../support/forked-reader'
import { type BuiltEntries, buildBesideMain, startAlone } from '../support/practice-process'
import { FIELDS } from '../support/xero-app-fields'

/** Inputs for each call that name the one customer, and as many that name the other. */
const TIMES = 2
/** A sign-in test waits for somebody who never comes: it goes on beside the next ones. */
const WAITS: readonly CallName[] = ['startSignIn']

/** What only the records of the customer who isn't on the call hold. */
const OF_THE_OTHER = [
  'Zephyr Holdings',
  'Zephyr Kiosk',
  'Zephyr at Codat',
  'Jo of accounts is away until May',
  'Called on Tuesday',
  'The listing needs a logo.',
  'Lantern Street Gallery',
  'statement.json',
  'nda-of-june.txt',
  'Kiosk brake pads',
]
/** Calls whose answer may hold such words on a call, and why. */
const MAY_NAME_OTHERS: Partial<Record<CallName, string>> = {
  startCall: 'it moves the call to the customer whom it names',
}

let built: BuiltEntries
let folder: string
beforeAll(async () => {
  built = await buildBesideMain()
  folder = await mkdtemp(path.join(fastFolder(), 'latchkey-one-customer-'))
})
afterAll(async () => {
  await built.dispose()
  await rm(folder, { recursive: true, force: true })
})

it('names nobody else in any answer or event while a call is on', async () => {
  const practice = await startAlone(built.file('practice'))
  onTestFinished(() => practice.kill())
  const person = furnishingPerson(path.join(folder, 'outside'))
  const events: string[] = []
  let furnishing = true
  let said = ''
  const room = await composed({
    dir: path.join(folder, 'data'),
    practice,
    startReader: () => forkReader(built.file('reader')),
    onEvent: (payload) => void events.push(JSON.stringify(payload)),
    // Nothing is deleted and nothing begins anew: whoever is asked says no.
    person: { ...person, opens: () => person.opens(), agrees: () => furnishing, clipboard: () => said },
  })
  onTestFinished(() => room.close())
  const ask = asking(room)
  const other = await furnish(room, person, path.join(folder, 'outside'))
  const evidence = path.join(folder, 'nda-of-june.txt')
  await writeFile(evidence, 'Signed')
  person.next.opens = evidence
  const { checklist } = await ask('getPartner', { appId: other.appId })
  await ask('addPartnerFile', { appId: other.appId, itemId: checklist?.items[0]?.id ?? '' })
  const nameTheOther = async (): Promise<void> => {
    const fields = { name: 'Zephyr Kiosk', customer: 'Zephyr Holdings', notes: 'Jo of accounts is away until May' }
    await ask('updateXeroApp', { id: other.appId, fields })
    await ask('updateCodatClient', {
      id: other.clientId,
      fields: { name: 'Zephyr at Codat', notes: 'Kiosk brake pads', xeroAppIds: [other.appId] },
    })
  }
  await nameTheOther()
  furnishing = false
  const ofOwn = createKnown()
  const ofOther = createKnown()
  const noCall = async (): Promise<void> => {
    const { integrationId } = await ask('getCall', {})
    if (integrationId !== null) await ask('endCall', { id: integrationId })
  }
  const before = await sweep(room, {
    of: ofOther,
    ids: Object.values(other),
    times: TIMES,
    learn: true,
    again: noCall,
  })
  await nameTheOther()

  const app = await ask('addXeroApp', {
    ...FIELDS,
    name: 'Tidewater',
    customer: 'Tidewater Lending',
    clientId: seedApps.tidewater.clientId,
    notes: 'Was compared with Zephyr Kiosk once',
  })
  const client = await ask('addCodatClient', {
    name: 'Tidewater at Codat',
    environment: 'test',
    xeroAppIds: [app.id],
    tags: [],
    notes: '',
  })
  const own = await ask('addIntegration', { xeroAppId: app.id, codatClientId: client.id, wayIn: 'new' })
  await sweep(room, { of: ofOwn, ids: [app.id, client.id, own.id], isOwn: true, times: 1, learn: true, again: noCall })
  await nameTheOther()
  // The test can fail: without a call these words are everywhere.
  expect(new Set(before.named).size).toBeGreaterThan(10)
  expect(OF_THE_OTHER.filter((word) => !before.words.has(word))).toEqual([])

  const fields = { xeroAppId: app.id, codatClientId: client.id }
  await ask('updateIntegration', { id: own.id, fields })
  await ask('updateXeroApp', { id: app.id, fields: { notes: 'Was compared with Zephyr Kiosk once' } })
  await ask('startCall', { id: own.id })
  // What the call is about is answered as ever, with the other's name blanked in a note of its own.
  const ofApp = { appId: app.id }
  await ask('getPartner', ofApp)
  await ask('getProfile', ofApp)
  await ask('addIntegrationNote', { id: own.id, text: 'Sent the link' })
  await ask('answerScopes', { id: own.id, useCase: 'payables', confirmed: true })
  await ask('sayStep', { id: own.id, step: 'plan', state: 'said-done', why: '' })
  await ask('updateXeroApp', { id: app.id, fields: { companyUrl: 'https://tidewater.example' } })
  const { integrations } = await ask('listIntegrations', {})
  expect(integrations.map(({ id }) => id)).toContain(own.id)
  expect(integrations.map(({ id }) => id)).not.toContain(other.integrationId)
  const { apps } = await ask('listXeroApps', {})
  expect(apps.map(({ id }) => id)).toEqual([app.id])
  const notes = 'Was compared with (another customer) once'
  expect(apps.map((one) => one.notes)).toEqual([notes])
  const masked = await room.answer('updateXeroApp', { id: app.id, fields: { notes } })
  expect(masked).toMatchObject({ ok: false, error: { code: 'guide.not-on-a-call' } })

  said = 'Zephyr Holdings sees invalid_client for Zephyr Kiosk'
  events.length = 0
  const during = await sweep(room, {
    of: ofOther,
    ids: Object.values(other),
    times: TIMES,
    again: () => ask('startCall', { id: own.id }),
  })
  const duringOwn = await sweep(room, {
    of: ofOwn,
    ids: [app.id, client.id, own.id],
    isOwn: true,
    times: TIMES,
    again: () => ask('startCall', { id: own.id }),
  })
  expect([...new Set([...during.named, ...duringOwn.named])].filter((name) => !(name in MAY_NAME_OTHERS))).toEqual([])
  expect(events.filter((text) => OF_THE_OTHER.some((word) => text.includes(word)))).toEqual([])

  // And all of it is there again.
  await noCall()
  const { apps: after } = await ask('listXeroApps', {})
  expect(after.map((one) => one.notes)).toContain('Was compared with Zephyr Kiosk once')
})

interface Sweep {
  readonly of: Known
  readonly ids: readonly string[]
  readonly times: number
  readonly learn?: boolean
  /** It is the customer of the call that is asked about. */
  readonly isOwn?: boolean
  /** Brings the call back that an answer ended. */
  readonly again?: () => Promise<unknown>
}

/** Asks every call of the contract, and gives what named the other customer. */
async function sweep(room: Composed, { of, ids, times, learn = false, isOwn = false, again }: Sweep) {
  const chance = chanceFrom(20261129)
  const named: CallName[] = []
  const words = new Set<string>()
  for (const id of ids) of.learn({ id, appId: id, xeroAppId: id, clientId: id, codatClientId: id, integrationId: id })
  const one = async (name: CallName, input: unknown): Promise<void> => {
    const given = await room.answer(name, input)
    const text = JSON.stringify(given)
    const found = OF_THE_OTHER.filter((word) => text.includes(word))
    for (const word of found) words.add(word)
    if (found.length > 0) named.push(name)
    if (given.ok && learn) of.learn(given.value)
  }
  for (const name of calls) {
    const { input } = await schemasOf(name)
    for (let time = 0; time < times; time += 1) {
      const made = anyInput(input, of, chance)
      // Words of the other that are typed into the own records would be the own customer's.
      if (isOwn && holdsWords(made)) continue
      const asked = one(name, made)
      if (!WAITS.includes(name)) await asked
      if (name === 'endCall' || name === 'startCall' || name === 'updateIntegration') await again?.()
    }
  }
  return { named, words }
}

function holdsWords(input: unknown): boolean {
  try {
    const text = JSON.stringify(input) ?? ''
    return OF_THE_OTHER.some((word) => text.includes(word))
  } catch {
    // What JSON has no words for is refused as an input.
    return false
  }
}
