// Records leave without their secrets, and wait for keys of their own where they arrive.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { seedApps } from '../../src/practice/xero/seed'
import type { Locator } from '@playwright/test'
import { canarySecret, expect, picture, press, test, type Latchkey } from './latchkey'
import { CLIENT_ID } from '../support/xero-app-fields'
import {
  addApp,
  addCodatClient,
  axeFindings,
  copyOutside,
  fileDialogsAnswer,
  openApp,
  openPlace,
  pasteSecret,
  picturesInBothThemes,
  pressPaste,
} from './steps'

async function openSettings({ page }: Latchkey): Promise<void> {
  await openPlace(page, 'Settings')
}

/** Main's question before an import, answered with its button; gives what it said. */
async function answerImport(latchkey: Latchkey, dialog: Locator): Promise<string> {
  await dialog.getByRole('button', { name: 'Import…' }).click()
  const question = await latchkey.prompt()
  const yes = question.getByRole('button', { name: 'Import', exact: true })
  await expect(yes).toBeVisible()
  await picture(question, 'import-question')
  const said = await question.locator('body').innerText()
  await press(yes)
  // The page takes its dialogs away while main asks, so what says that it is done is waited for.
  await expect(latchkey.page.getByText(/^Imported: /)).toBeVisible()
  await expect(dialog).toBeHidden()
  return said
}

const apps = async ({ page }: Latchkey) => {
  const list = await page.evaluate(() => window.latchkey.listXeroApps({}))
  if (!list.ok) throw new Error(list.error.code)
  return list.value.apps
}

test('an export holds no secret; on another machine its apps wait for keys', async ({ launch, desktop, canaries }) => {
  const secret = canarySecret()
  canaries.push(secret)
  const file = path.join(desktop.home, 'latchkey-export.json')
  const first = await launch({ args: [] })
  const id = await addApp(first, { notes: 'Talk to Jo first' })
  await pasteSecret(first, id, secret)
  const key = canarySecret()
    .replaceAll(/[^A-Za-z0-9]/g, 'k')
    .slice(0, 40)
  canaries.push(key)
  await sayAndDecide(first, id, key)
  await test.step('a file that isn’t ours is refused and changes nothing', () =>
    refusesStrangers(first, path.join(desktop.home, 'other.json')))
  await fileDialogsAnswer(first, file)
  await openSettings(first)
  await first.page.getByRole('switch', { name: 'Take evidence files along' }).scrollIntoViewIfNeeded()
  await picture(first.page, 'export-settings')
  await first.page.getByRole('button', { name: 'Export records…' }).click()
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain(CLIENT_ID)
  const text = await readFile(file, 'utf8')
  expect(text).not.toContain(secret)
  expect(text).not.toContain(key)
  // Ids name keychain entries: with one in the file, an import could be attached to a stored secret.
  expect(text).not.toContain(id)
  await test.step('the same client id merges, keeps its secret, and says what becomes unproved', () =>
    merges(first, { id, file: path.join(desktop.home, 'changed.json'), exported: JSON.parse(text) }))
  await first.close()

  // Another machine's folders, before the same keychain: an import must not find the secret that lies in it.
  const second = await launch({ args: [], env: { XDG_CONFIG_HOME: path.join(desktop.home, 'other-machine') } })
  expect(await apps(second)).toEqual([])
  await fileDialogsAnswer(second, file)
  await second.page.getByRole('button', { name: 'Import a Latchkey file' }).click()
  const preview = second.page.getByRole('dialog', { name: /^Import latchkey-export\.json/ })
  await expect(preview.getByRole('list', { name: 'Apps in the file' })).toContainText('Keys needed')
  await picturesInBothThemes(second, 'import-preview')
  expect(await axeFindings(second.page)).toEqual([])
  expect(await apps(second)).toEqual([])
  const said = await answerImport(second, preview)
  for (const line of ['Xero apps that come in (1): Acme test', 'Codat client (1): Acme at Codat', 'Set-up (1): '])
    expect(said).toContain(line)
  await test.step('what was said and decided came along, and nothing that was proved', () => cameAlong(second))
  await test.step('the same file again changes nothing', () => nothingTwice(second, file))
  const [arrived, ...others] = await apps(second)
  expect(others).toEqual([])
  expect(arrived).toMatchObject({ name: 'Acme test', clientId: CLIENT_ID, notes: 'Talk to Jo first', secrets: [] })
  expect(arrived?.id).not.toBe(id)
  await openApp(second, 'Acme test', 'Keys')
  // The set-up that came along offers its step beside the tab.
  const keys = second.page.getByRole('tabpanel', { name: 'Keys' })
  await expect(keys.getByRole('button', { name: /^Paste client secret 1/ })).toBeVisible()
  await expect(second.page.getByRole('button', { name: 'Copy client secret 1' })).toHaveCount(0)

  // Its own key takes it out of the queue.
  const own = canarySecret()
  canaries.push(own)
  await pasteSecret(second, arrived?.id ?? '', own)
  await expect(keys.getByRole('button', { name: 'Copy client secret 1' })).toBeVisible()

  await test.step('a name of any length leaves in sight what becomes of it', async () => {
    const long = path.join(desktop.home, 'long.json')
    await writeFile(
      long,
      text.replaceAll('"Acme test"', `"${'W'.repeat(110)}"`).replaceAll('"Acme"', `"${'M'.repeat(110)}"`),
    )
    await fileDialogsAnswer(second, long)
    await openPlace(second.page, 'Settings')
    await second.page.getByRole('button', { name: 'Import records…' }).click()
    const row = second.page.getByRole('list', { name: 'Apps in the file' }).getByRole('listitem').first()
    await expect(row.getByText('Changes one you have')).toBeInViewport({ ratio: 1 })
    await second.page.keyboard.press('Escape')
  })
})

/** A Codat client with a key, a set-up with a note, a profile and a limit. */
async function sayAndDecide(latchkey: Latchkey, xeroAppId: string, key: string): Promise<void> {
  const codatClientId = await addCodatClient(latchkey, { name: 'Acme at Codat', key, xeroAppIds: [xeroAppId] })
  await latchkey.page.evaluate(
    async (pair) => {
      const added = await window.latchkey.addIntegration({ ...pair, wayIn: 'inherited' })
      if (!added.ok) throw new Error(added.error.code)
      const { id } = added.value
      for (const answer of [
        await window.latchkey.addIntegrationNote({ id, text: 'Jo decides' }),
        await window.latchkey.saveProfile({ appId: pair.xeroAppId, answers: { companies: 40 } }),
        await window.latchkey.setConnectionLimit({ appId: pair.xeroAppId, setting: { kind: 'typed', connections: 7 } }),
      ])
        if (!answer.ok) throw new Error(answer.error.code)
    },
    { xeroAppId, codatClientId },
  )
}

/** All that is here of the one app that arrived, as the page reads it. */
async function allOf({ page }: Latchkey) {
  return page.evaluate(async () => {
    const valueOf = <T>(answer: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
      if (!answer.ok) throw new Error(answer.error.code)
      return answer.value
    }
    const [app, ...others] = valueOf(await window.latchkey.listXeroApps({})).apps
    const { clients } = valueOf(await window.latchkey.listCodatClients({}))
    const { integrations } = valueOf(await window.latchkey.listIntegrations({}))
    const appId = app?.id ?? ''
    const profile = valueOf(await window.latchkey.getProfile({ appId }))
    const { limitSetting } = valueOf(await window.latchkey.getGauge({ appId }))
    return { apps: [app, ...others].map((one) => one?.id), clients, integrations, profile, limitSetting }
  })
}

async function cameAlong(latchkey: Latchkey): Promise<void> {
  const { apps: [appId] = [], ...rest } = await allOf(latchkey)
  expect(rest).toMatchObject({
    clients: [{ name: 'Acme at Codat', xeroAppIds: [appId], keys: [], codatId: null }],
    integrations: [{ xeroAppId: appId, wayIn: 'inherited', notes: [{ text: 'Jo decides' }], provedAt: null }],
    profile: { answers: { companies: 40 } },
    limitSetting: { kind: 'typed', connections: 7 },
  })
}

async function nothingTwice(latchkey: Latchkey, file: string): Promise<void> {
  const before = await allOf(latchkey)
  await fileDialogsAnswer(latchkey, file)
  const answer = await latchkey.page.evaluate(() => window.latchkey.previewImport({}))
  if (!answer.ok || answer.value.plan === null) throw new Error('no plan')
  const { apps: planned, parts } = answer.value.plan
  expect([...planned, ...parts].filter(({ action }) => action === 'add' || action === 'merge')).toEqual([])
  expect(await allOf(latchkey)).toEqual(before)
}

/** Each kind of file that isn't Latchkey's, at one path. */
async function refusesStrangers(latchkey: Latchkey, file: string): Promise<void> {
  const before = await apps(latchkey)
  await fileDialogsAnswer(latchkey, file)
  for (const [text, code] of [
    ['{"format":"latchkey","version":99}', 'transfer.newer'],
    ['not json', 'transfer.not-ours'],
    [`"${'x'.repeat(1_000_001)}"`, 'transfer.not-ours'],
  ] as const) {
    await writeFile(file, text)
    const answer = await latchkey.page.evaluate(() => window.latchkey.previewImport({}))
    expect(answer).toMatchObject({ ok: false, error: { code } })
  }
  expect(await apps(latchkey)).toEqual(before)
}

async function merges(
  latchkey: Latchkey,
  { id, file, exported }: { id: string; file: string; exported: { apps: readonly object[] } },
): Promise<void> {
  const { page } = latchkey
  const [app] = exported.apps
  const planted = { secret: 'no place for this', id: 'someone-else', secrets: [{ slot: 1, ref: id }] }
  const changed = { ...app, ...planted, name: 'Acme renamed', redirectUris: ['http://localhost:8743/callback'] }
  await writeFile(file, JSON.stringify({ ...exported, apps: [changed] }))
  await fileDialogsAnswer(latchkey, file)

  await page.getByRole('button', { name: 'Import records…' }).click()
  const preview = page.getByRole('dialog', { name: /^Import changed\.json/ })
  await expect(preview).toContainText('Becomes unproved')
  await expect(preview).toContainText('Changes one you have')
  await expect(preview).not.toContainText('Keys needed')
  await answerImport(latchkey, preview)
  const after = await apps(latchkey)
  expect(after).toMatchObject([{ id, name: 'Acme renamed', redirectUris: ['http://localhost:8743/callback'] }])
  expect(after[0]?.secrets.map(({ slot }) => slot)).toEqual([1])
}

test('apps that need keys are gone through one by one: portal, paste, check, next', async ({ launch, canaries }) => {
  const { tidewater, harbourPay } = seedApps
  canaries.push(tidewater.secret, harbourPay.secret)
  const latchkey = await launch()
  const { page } = latchkey
  await addApp(latchkey, { name: 'Tidewater', clientId: tidewater.clientId })
  await addApp(latchkey, { name: 'Harbour', clientId: harbourPay.clientId })
  await page.getByRole('radio', { name: /^Keys needed 2/ }).check({ force: true })
  await page.getByRole('button', { name: 'Go through them' }).click()

  for (const [number, { name, secret }] of [
    { name: 'Harbour', secret: harbourPay.secret },
    { name: 'Tidewater', secret: tidewater.secret },
  ].entries()) {
    const card = page.getByRole('region', { name, exact: true })
    await expect(page.getByText(`App ${number + 1} of 2`)).toBeVisible()
    await expect(card.getByRole('button', { name: /^My Apps/ })).toBeVisible()
    await copyOutside(latchkey, secret)
    await card.getByRole('button', { name: /^Paste client secret 1/ }).focus()
    await pressPaste(latchkey)
    // Asked by itself.
    await expect(card.getByText('Xero accepts these keys').first()).toBeVisible()
    // With a tooltip up, as one is wherever the focus found its place on a button with an icon.
    await card.getByRole('button', { name: 'More for client secret 1' }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Tab')
    await expect(page.getByRole('tooltip')).toBeVisible()
    await picture(page, `keys-needed-${number + 1}`)
    expect(await axeFindings(page)).toEqual([])
    await card.getByRole('button', { name: number === 0 ? 'Next app' : 'Finish' }).click()
  }
  await expect(page.getByRole('heading', { name: 'Every app has its keys.' })).toBeVisible()
  expect((await apps(latchkey)).every(({ secrets }) => secrets[0]?.lastAcceptedAt !== null)).toBe(true)
})
