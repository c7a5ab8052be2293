// A data folder with a file of every kind in it, written by the app itself in ordinary use with the stand-ins.
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { CallInput, CallOutput } from '../../../src/contract/api'
import type { CallName } from '../../../src/contract/calls'
import { codatKey, seedCodatClients, seedFeedAccount } from '../../../src/practice/codat/seed'
import { seedApps, seedId } from '../../../src/practice/xero/seed'
import { FIELDS } from '../xero-app-fields'
import type { Composed, Person } from './composed-app'

export interface Furnished {
  readonly appId: string
  readonly clientId: string
  readonly integrationId: string
}

export type Ask = <K extends CallName>(name: K, input: CallInput<K>) => Promise<CallOutput<K>>

/** Asks and throws what was refused, for what must work. */
export function asking({ answer, causes }: Pick<Composed, 'answer' | 'causes'>): Ask {
  return async (name, input) => {
    const given = await answer(name, input)
    if (!given.ok) throw new Error(`${name}: ${given.error.code} ${causes.get(given.error.logId) ?? ''}`)
    return given.value as never
  }
}

/** What a person types and opens while the folder is furnished. */
export interface FurnishingPerson extends Person {
  next: { types: string | null; opens: string | null }
}

export function furnishingPerson(saveDir: string): FurnishingPerson {
  const next: FurnishingPerson['next'] = { types: null, opens: null }
  return {
    next,
    agrees: () => true,
    types: () => next.types,
    clipboard: () => '',
    saves: (name) => path.join(saveDir, path.basename(name)),
    opens: () => next.opens,
  }
}

const COMPANY = 'Lantern Street Gallery'

/** Every kind of record and file, each changed at least twice where a version before it is kept. */
export async function furnish(room: Composed, person: FurnishingPerson, outside: string): Promise<Furnished> {
  const ask = asking(room)
  const { meridian } = seedApps
  await mkdir(outside, { recursive: true })
  await ask('saveSettings', { theme: 'dark' })
  const app = await ask('addXeroApp', { ...FIELDS, name: 'Meridian', clientId: meridian.clientId })
  const appId = app.id
  await ask('updateXeroApp', { id: appId, fields: { notes: 'Changed once' } })
  person.next.types = meridian.secret
  await ask('typeSecret', { id: appId, slot: 1, arrival: 'generated-here' })
  const client = await ask('addCodatClient', {
    name: 'Meridian at Codat',
    environment: 'test',
    xeroAppIds: [appId],
    tags: [],
    notes: '',
  })
  const clientId = client.id
  person.next.types = codatKey(seedCodatClients.meridian.codatId, 'Robin')
  await ask('typeCodatKey', { id: clientId, key: 'Robin', holder: '', arrival: 'generated-here' })
  const setUp = await ask('addIntegration', { xeroAppId: appId, codatClientId: clientId, wayIn: 'new' })
  await ask('addIntegrationNote', { id: setUp.id, text: 'Called on Tuesday' })
  await ask('saveProfile', { appId, answers: { product: 'lending' } })
  await ask('saveProfile', { appId, answers: { financialServices: 'yes' } })
  await ask('checkXeroKeys', { appId, slot: 1 })
  await furnishRooms(ask, { appId, clientId, integrationId: setUp.id })
  await furnishPush(ask, person, { appId, clientId }, outside)
  for (const operationId of [crypto.randomUUID(), crypto.randomUUID()]) {
    await ask('checkIntegrations', { operationId, ids: [setUp.id] })
  }
  return { appId, clientId, integrationId: setUp.id }
}

async function furnishRooms(ask: Ask, { appId, clientId }: Furnished): Promise<void> {
  await ask('setConnectionLimit', { appId, setting: { kind: 'typed', connections: 25 } })
  await ask('setConnectionLimit', { appId, setting: { kind: 'typed', connections: 26 } })
  await ask('refreshGauge', { appId, operationId: crypto.randomUUID() })
  await ask('sayFeedWords', { appId, clientId, words: { appEnabledOn: '2026-11-01' } })
  await ask('sayFeedWords', { appId, clientId, words: { consentSince: '2026-11-02' } })
  await ask('choosePartnerRoute', { appId, route: 'lending' })
  await ask('addPartnerRound', { appId, on: '2026-11-01', text: 'The listing needs a logo.' })
  await ask('addPartnerRound', { appId, on: '2026-11-11', text: 'The logo needs a listing.' })
}

async function furnishPush(
  ask: Ask,
  person: FurnishingPerson,
  { appId, clientId }: Pick<Furnished, 'appId' | 'clientId'>,
  outside: string,
): Promise<void> {
  const companyId = seedId(`codat company meridian ${COMPANY}`)
  const connectionId = seedId(`codat connection meridian ${COMPANY} `)
  const place = { appId, clientId, companyId, connectionId }
  await ask('listFeedCompanies', { appId, again: true })
  await ask('checkFeeds', { ...place, companyName: COMPANY })
  await ask('setProductionPush', { appId, clientId, on: true })
  const table = path.join(outside, 'bank.csv')
  await writeFile(table, 'Date,Description,Amount\n2026-11-01,Rent,-10.00\n2026-11-02,Sale,12.00\n')
  person.next.opens = table
  const { statement: asTable } = await ask('openStatement', {})
  if (asTable === null) throw new Error('No statement')
  await ask('changeStatementFormat', { statementId: asTable.statementId, format: asTable.format })
  await ask('closeStatement', { statementId: asTable.statementId })
  const file = path.join(outside, 'statement.json')
  const from = Date.now() - 20 * 86_400_000
  const transactions = Array.from({ length: 40 }, (_, index) => ({
    id: `t-${index}`,
    date: new Date(from + Math.floor(index / 4) * 86_400_000).toISOString().slice(0, 10),
    description: '',
    amount: 1,
    balance: index + 1,
    transactionType: 'Credit',
  }))
  await writeFile(file, JSON.stringify({ accountId: seedFeedAccount, transactions }))
  person.next.opens = file
  const { statement } = await ask('openStatement', {})
  if (statement === null) throw new Error('No statement')
  await ask('startPush', { ...place, accountId: seedFeedAccount, statementId: statement.statementId })
}

/** All files under a folder, by their path within it. */
export async function filesIn(dir: string): Promise<string[]> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true })
  return found
    .filter((one) => one.isFile())
    .map((one) => path.relative(dir, path.join(one.parentPath, one.name)))
    .toSorted()
}
