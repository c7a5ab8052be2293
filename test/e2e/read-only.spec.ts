// A data folder in which an ordinary user may not write: told at every call, nothing half done, nothing said to be kept that isn't, and
// all as before once the folder is open again. A push that runs meanwhile loses no line and sends none twice.
import { chmodSync, lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { CallInput, CallResult } from '../../src/contract/api'
import type { CallName } from '../../src/contract/calls'
import { keysOf } from '../../src/contract/practice-troubles'
import { seedApps } from '../../src/practice/xero/seed'
import { FIELDS } from '../support/xero-app-fields'
import { expect, type Latchkey, practiceSecret, press, test } from './latchkey'
import { furnishPushes, ledgerOf, LINES, type Place, pushNow, resumePush, startPush } from './push-steps'
import { addApp, copyOutside, pasteSecret } from './steps'

test('a folder that may not be written is told at every call, and nothing is lost or said to be kept', async ({
  launch,
  desktop,
}) => {
  let latchkey = await launch()
  const place = await furnishPushes(latchkey, 0.5)
  await pasteSecret(latchkey, place.appId, seedApps.meridian.secret)
  const setUpId = await furnish(latchkey.page, place.appId, place.clientId)
  const trashedId = await trashed(latchkey)
  const data = dataFolder(desktop.home)
  const inMotion = ['running', 'waiting', 'paused', 'stopped', 'done']

  // The settings lie beside what Chromium keeps, so their folder is closed for this call alone.
  chmodSync(data, 0o500)
  const settings = await latchkey.page.evaluate(() => window.latchkey.saveSettings({ theme: 'light' }))
  chmodSync(data, 0o700)
  expect(settings).toMatchObject({ ok: false, error: { code: 'record.not-written' } })

  // Not before: the stand-ins keep their own state in that folder.
  const pushId = await startPush(latchkey, desktop.folder, place, 0)
  await expect.poll(() => ledgerOf(desktop.home).length).toBeGreaterThan(0)
  const before = await kept(latchkey.page, place.appId)
  setWritable(data, false)
  await copyOutside(latchkey, practiceSecret())
  const answers = await writeAll(latchkey, { ...place, setUpId })
  const codes = Object.entries(answers).filter(([, code]) => code !== 'record.not-written')
  expect(Object.fromEntries(codes), 'calls that were answered otherwise').toEqual({})
  // Each asked in main's own window, and said yes to.
  const removals = { ...place, setUpId, trashedId, pushId }
  const removed = keysOf(REMOVALS).slice(0, process.env['LATCHKEY_WAYS'] === 'all' ? undefined : 3)
  for (const name of removed) {
    const { label, typed, input } = REMOVALS[name]
    const answer = callOf(latchkey, name, input(removals))
    const question = await latchkey.prompt()
    if (typed !== undefined) await question.getByRole('textbox').fill(typed)
    await press(question.getByRole('button', { name: label, exact: true }))
    expect({ name, code: await answer }).toEqual({ name, code: 'record.not-written' })
  }
  expect(await kept(latchkey.page, place.appId)).toEqual(before)
  expect(inMotion).toContain((await pushNow(latchkey, pushId)).state)

  // A start in such a folder shows what is there.
  await latchkey.close()
  latchkey = await launch()
  expect(await kept(latchkey.page, place.appId)).toEqual(before)
  expect(inMotion).toContain((await pushNow(latchkey, pushId)).state)
  await latchkey.close()

  setWritable(data, true)
  latchkey = await launch()
  expect(await kept(latchkey.page, place.appId)).toEqual(before)
  const goOn = async (): Promise<string> => {
    const { state } = await pushNow(latchkey, pushId)
    if (state === 'paused' || state === 'stopped') await resumePush(latchkey, pushId)
    return state
  }
  await expect.poll(goOn, { intervals: [500] }).toBe('done')
  expect(ledgerOf(desktop.home)).toEqual(Array.from({ length: LINES }, (_, index) => `0-${index}`))
})

test('records that an ordinary user may not read are told at every call, and are there again once they may', async ({
  launch,
  desktop,
}) => {
  let latchkey = await launch()
  const place = await furnishPushes(latchkey, 0.1)
  await pasteSecret(latchkey, place.appId, seedApps.meridian.secret)
  await furnish(latchkey.page, place.appId, place.clientId)
  const data = dataFolder(desktop.home)
  const pushId = await startPush(latchkey, desktop.folder, place, 0)
  const state = async () => (await pushNow(latchkey, pushId)).state
  await expect.poll(state).toBe('done')
  const before = await kept(latchkey.page, place.appId)
  const listed = await looks(latchkey, { ...place, pushId })
  expect(Object.values(listed)).toEqual(Object.values(listed).map(() => 'answered'))
  await latchkey.close()

  const ways = ['folders', 'files'] as const
  for (const closed of ways.slice(0, process.env['LATCHKEY_WAYS'] === 'all' ? undefined : 1)) {
    setReadable(data, closed, false)
    latchkey = await launch()
    const told = await looks(latchkey, { ...place, pushId })
    expect({ closed, unforeseen: Object.entries(told).filter(([, code]) => code.startsWith('call.')) }).toEqual({
      closed,
      unforeseen: [],
    })
    expect({ closed, apps: told['listXeroApps'] }).toEqual({ closed, apps: 'record.not-read' })
    await latchkey.close()
    setReadable(data, closed, true)
  }
  latchkey = await launch()
  expect(await kept(latchkey.page, place.appId)).toEqual(before)
  expect(await looks(latchkey, { ...place, pushId })).toEqual(listed)
})

type Removal =
  | 'deleteXeroApps'
  | 'deleteForGood'
  | 'deleteCodatClient'
  | 'deleteIntegration'
  | 'removeSecret'
  | 'removeCodatKey'
  | 'cancelPush'

const IN_TRASH = 'In the trash'

interface Removable extends Records {
  readonly trashedId: string
  readonly pushId: string
}

/** What asks before it takes something away, and the button that goes ahead. */
const REMOVALS: {
  readonly [K in Removal]: {
    readonly label: string
    readonly typed?: string
    readonly input: (from: Removable) => CallInput<K>
  }
} = {
  removeSecret: { label: 'Remove', input: ({ appId }) => ({ id: appId, slot: 1 }) },
  removeCodatKey: { label: 'Remove', input: ({ clientId }) => ({ id: clientId, key: 'Robin' }) },
  deleteIntegration: { label: 'Delete', input: ({ setUpId }) => ({ id: setUpId }) },
  deleteCodatClient: { label: 'Delete', typed: seedApps.meridian.name, input: ({ clientId }) => ({ id: clientId }) },
  deleteXeroApps: { label: 'Delete', input: ({ appId }) => ({ ids: [appId] }) },
  deleteForGood: { label: 'Delete for good', typed: IN_TRASH, input: ({ trashedId }) => ({ id: trashedId }) },
  cancelPush: { label: 'End the push', input: ({ pushId }) => ({ pushId }) },
}

/** With what code a call was refused; what it gave where it wasn't. */
function callOf<K extends Removal>({ page }: Latchkey, name: K, input: CallInput<K>): Promise<string> {
  return page.evaluate(
    async ([call, given]) => {
      const answer = await (window.latchkey[call] as (input: unknown) => Promise<CallResult<CallName>>)(given)
      return answer.ok ? `kept: ${JSON.stringify(answer.value).slice(0, 200)}` : answer.error.code
    },
    [name, input] as const,
  )
}

/** An app in the trash. */
async function trashed(latchkey: Latchkey): Promise<string> {
  const id = await addApp(latchkey, { name: IN_TRASH })
  const deleted = latchkey.page.evaluate((app) => window.latchkey.deleteXeroApps({ ids: [app] }), id)
  await press((await latchkey.prompt()).getByRole('button', { name: 'Delete', exact: true }))
  await deleted
  return id
}

/** Calls that only look, of every room, and with what code each was refused. */
function looks({ page }: Latchkey, at: Place & { readonly pushId: string }): Promise<Record<string, string>> {
  return page.evaluate(async ({ appId, clientId, companyId, connectionId, pushId }) => {
    const { latchkey } = window
    const calls = {
      listXeroApps: () => latchkey.listXeroApps({}),
      listTrash: () => latchkey.listTrash({}),
      listCodatClients: () => latchkey.listCodatClients({}),
      listIntegrations: () => latchkey.listIntegrations({}),
      getBoard: () => latchkey.getBoard({}),
      getSettings: () => latchkey.getSettings({}),
      listActivity: () => latchkey.listActivity({}),
      getProfile: () => latchkey.getProfile({ appId }),
      getPartner: () => latchkey.getPartner({ appId }),
      getGauge: () => latchkey.getGauge({ appId }),
      listConnections: () => latchkey.listConnections({ appId }),
      getAppFeeds: () => latchkey.getAppFeeds({ appId }),
      listFeedVerdicts: () => latchkey.listFeedVerdicts({ appId }),
      getFeedPanel: () => latchkey.getFeedPanel({ appId, clientId, companyId, connectionId, companyName: 'Any' }),
      listPushes: () => latchkey.listPushes({ appId }),
      getPush: () => latchkey.getPush({ pushId }),
      resumePush: () => latchkey.resumePush({ pushId }),
      findLeftOverSecrets: () => latchkey.findLeftOverSecrets({}),
      listDamage: () => latchkey.listDamage({}),
    }
    const codes: Record<string, string> = {}
    for (const [name, call] of Object.entries(calls)) {
      const answer = await call()
      codes[name] = answer.ok ? 'answered' : answer.error.code
    }
    return codes
  }, at)
}

interface Records {
  readonly appId: string
  readonly clientId: string
  readonly setUpId: string
}

/** A record of most kinds; gives the set-up's id. */
function furnish(page: Page, appId: string, clientId: string): Promise<string> {
  return page.evaluate(
    async ([app, client]) => {
      const { latchkey } = window
      const added = await latchkey.addIntegration({ xeroAppId: app, codatClientId: client, wayIn: 'new' })
      if (!added.ok) throw new Error(added.error.code)
      await latchkey.saveSettings({ theme: 'dark' })
      await latchkey.addIntegrationNote({ id: added.value.id, text: 'Called on Tuesday' })
      await latchkey.saveProfile({ appId: app, answers: { product: 'lending' } })
      await latchkey.setConnectionLimit({ appId: app, setting: { kind: 'typed', connections: 25 } })
      await latchkey.choosePartnerRoute({ appId: app, route: 'lending' })
      await latchkey.addPartnerRound({ appId: app, on: '2026-11-01', text: 'The listing needs a logo.' })
      return added.value.id
    },
    [appId, clientId] as const,
  )
}

/** Everything that could look kept: what the page is told of records, and whether a secret lies in the keychain without one. */
function kept(page: Page, appId: string): Promise<unknown> {
  return page.evaluate(async (app) => {
    const { latchkey } = window
    const told = {
      apps: await latchkey.listXeroApps({}),
      trash: await latchkey.listTrash({}),
      clients: await latchkey.listCodatClients({}),
      setUps: await latchkey.listIntegrations({}),
      settings: await latchkey.getSettings({}),
      profile: await latchkey.getProfile({ appId: app }),
      partner: await latchkey.getPartner({ appId: app }),
      leftOver: await latchkey.findLeftOverSecrets({}),
    }
    return Object.fromEntries(
      Object.entries(told).map(([name, given]) => [name, given.ok ? given.value : given.error.code]),
    )
  }, appId)
}

/** Calls that write, of every room, and with what code each was refused; `kept` where it wasn't. */
function writeAll({ page }: Latchkey, records: Records): Promise<Record<string, string>> {
  return page.evaluate(
    async ([{ appId, clientId, setUpId }, fields]) => {
      const { latchkey } = window
      const calls = {
        addXeroApp: () => latchkey.addXeroApp({ ...fields, name: 'Another' }),
        updateXeroApp: () => latchkey.updateXeroApp({ id: appId, fields: { notes: 'Changed' } }),
        duplicateXeroApp: () => latchkey.duplicateXeroApp({ id: appId }),
        pasteSecret: () => latchkey.pasteSecret({ id: appId, slot: 2, arrival: 'generated-here' }),
        addCodatClient: () =>
          latchkey.addCodatClient({ name: 'Other', environment: 'test', xeroAppIds: [], tags: [], notes: '' }),
        updateCodatClient: () => latchkey.updateCodatClient({ id: clientId, fields: { notes: 'Changed' } }),
        pasteCodatKey: () =>
          latchkey.pasteCodatKey({ id: clientId, key: 'Kim', holder: '', arrival: 'generated-here' }),
        addIntegration: () => latchkey.addIntegration({ xeroAppId: appId, codatClientId: null, wayIn: 'new' }),
        addIntegrationNote: () => latchkey.addIntegrationNote({ id: setUpId, text: 'Called on Friday' }),
        startCall: () => latchkey.startCall({ id: setUpId }),
        saveProfile: () => latchkey.saveProfile({ appId, answers: { product: 'payables' } }),
        setConnectionLimit: () => latchkey.setConnectionLimit({ appId, setting: { kind: 'typed', connections: 30 } }),
        sayFeedWords: () => latchkey.sayFeedWords({ appId, clientId, words: { appEnabledOn: '2026-11-01' } }),
        choosePartnerRoute: () => latchkey.choosePartnerRoute({ appId, route: 'payments' }),
        addPartnerRound: () => latchkey.addPartnerRound({ appId, on: '2026-11-11', text: 'The logo needs a listing.' }),
      }
      const codes: Record<string, string> = {}
      for (const [name, call] of Object.entries(calls)) {
        const answer = await call()
        codes[name] = answer.ok ? `kept: ${JSON.stringify(answer.value).slice(0, 200)}` : answer.error.code
      }
      return codes
    },
    [records, FIELDS] as const,
  )
}

/** Where Latchkey keeps its records in practice mode. */
function dataFolder(home: string): string {
  const settings = readdirSync(home, { recursive: true, encoding: 'utf8' }).find(
    (name) => path.basename(name) === 'settings.json',
  )
  if (settings === undefined) throw new Error('No settings were written')
  return path.join(home, path.dirname(settings))
}

/** The files of the records and the activity, or the folders that hold them. */
function setReadable(data: string, which: 'files' | 'folders', readable: boolean): void {
  const places = ['records', 'activity'].flatMap((name) => [
    path.join(data, name),
    ...readdirSync(path.join(data, name), { recursive: true, encoding: 'utf8' }).map((one) =>
      path.join(data, name, one),
    ),
  ])
  const isFolder = (place: string): boolean => lstatSync(place).isDirectory()
  // The innermost first: a closed folder hides what is in it.
  const chosen = places.filter((place) => isFolder(place) === (which === 'folders')).toReversed()
  const all = readable ? chosen.toReversed() : chosen
  for (const place of all) chmodSync(place, readable ? (which === 'folders' ? 0o700 : 0o600) : 0o000)
}

/** The records and the activity; what Chromium keeps in the same folder stays as it is. */
function setWritable(data: string, writable: boolean): void {
  const change = (place: string): void => {
    const found = lstatSync(place)
    if (found.isDirectory()) for (const name of readdirSync(place)) change(path.join(place, name))
    chmodSync(place, found.isDirectory() ? (writable ? 0o700 : 0o500) : writable ? 0o600 : 0o400)
  }
  for (const name of ['records', 'activity']) change(path.join(data, name))
}
