// Keys in daily life: pasted, cleaned, shown by main only, copied for a while, locked, deleted.
import type { Desktop } from '../../scripts/desktop.mjs'
import { CLIENT_ID } from '../support/xero-app-fields'
import { canarySecret, expect, picture, press, test, type Latchkey } from './latchkey'
import { holdClock } from './main-clock'
import {
  addApp,
  copyOutside,
  customerRow,
  openApp,
  openPlace,
  pasteSecret,
  pressPaste,
  runCommand,
  selectionOf,
} from './steps'

const selections = (desktop: Desktop) =>
  Promise.all([selectionOf(desktop, 'clipboard'), selectionOf(desktop, 'primary')])

test('from the first run: a secret is pasted and cleaned, shown by main only, and hidden again', async ({
  launch,
  canaries,
}) => {
  const secret = canarySecret()
  const latchkey = await launch({ args: [] })
  await test.step('first run to a stored secret, cleaned and kept from the page', () =>
    firstRunToStored(latchkey, secret))
  await test.step('a secret is shown in main’s own window, in another process, and hidden again', () =>
    shownByMain(latchkey, secret))
  await test.step('a shown secret ends with screen lock, sleep and idleness, and by itself', () =>
    endsByItself(latchkey, secret))
  canaries.push(secret)
})

async function firstRunToStored(latchkey: Latchkey, secret: string): Promise<void> {
  const { page } = latchkey
  await page.getByRole('button', { name: /^Set up a new Xero app/ }).click()
  await page.getByRole('textbox', { name: 'Name of the app' }).fill('Acme live')
  await page.getByRole('textbox', { name: 'Customer' }).fill('Acme')
  await page.getByRole('button', { name: 'Add and go on to its keys' }).click()

  await copyOutside(latchkey, ` ${CLIENT_ID}\r\n`)
  await page.getByRole('button', { name: /^Paste client id/ }).click()
  await expect(page.getByText(CLIENT_ID).first()).toBeVisible()

  // A secret swapped for the id is noticed, and not stored as one.
  await copyOutside(latchkey, CLIENT_ID)
  const first = page.getByRole('region', { name: 'Client secret 1' })
  await first.getByRole('button', { name: /^Paste client secret 1/ }).click()
  await expect(page.getByText(/looks like the client id/i).first()).toBeVisible()

  await copyOutside(latchkey, `  “${secret}”\u200B\n`)
  await first.getByRole('button', { name: /^Paste client secret 1/ }).focus()
  await pressPaste(latchkey)
  await expect(first.getByRole('button', { name: 'Copy client secret 1' })).toBeVisible()
  await expect(page.getByText(/curly quotation marks/).first()).toBeVisible()
  await picture(page, 'keys-stored')
}

/** Reveals the first secret and waits until it can be read on the screen. */
async function reveal(latchkey: Latchkey, secret: string) {
  await latchkey.page.getByRole('button', { name: 'Reveal client secret 1' }).click()
  const question = await latchkey.prompt()
  await picture(question, 'prompt-confirm-reveal')
  await press(question.getByRole('button', { name: 'Show it' }))
  const shown = await latchkey.prompt()
  await expect(shown.getByText(secret)).toBeVisible()
  return shown
}

async function shownByMain(latchkey: Latchkey, secret: string): Promise<void> {
  const { app, page } = latchkey
  const shown = await reveal(latchkey, secret)
  await picture(shown, 'prompt-reveal')
  const pids = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()),
  )
  expect(new Set(pids).size).toBe(2)
  expect(await page.content()).not.toContain(secret)
  await press(shown.getByRole('button', { name: 'Hide it now' }))
  await expect.poll(() => app.windows().length).toBe(1)
}

async function endsByItself(latchkey: Latchkey, secret: string): Promise<void> {
  const { app } = latchkey
  const windows = () => app.windows().length
  for (const leaving of ['lock-screen', 'suspend'] as const) {
    await reveal(latchkey, secret)
    await app.evaluate(({ powerMonitor }, event) => void powerMonitor.emit(event), leaving)
    await expect.poll(windows, { message: leaving }).toBe(1)
  }

  await reveal(latchkey, secret)
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 9_999
  })
  await expect.poll(windows, { message: 'idle' }).toBe(1)

  // Idle is told once per absence, so this one is ended by main's own clock: 20 seconds, and one for the last tick.
  const clock = await holdClock(latchkey)
  await reveal(latchkey, secret)
  await clock.pass(20_999)
  expect(windows()).toBe(2)
  await clock.pass(1)
  await expect.poll(windows, { message: 'after 21 s' }).toBe(1)
  await clock.release()
}

test('a copied secret goes on lock, idle and quit and when its time is up; the rest survives a restart', async ({
  launch,
  desktop,
  canaries,
}) => {
  const secret = canarySecret()
  const first = await launch({ args: [] })
  const id = await addApp(first)
  await pasteSecret(first, id, secret)
  await test.step('screen lock and idleness end an open question and a copied value', () =>
    endedByAbsence(first, desktop, id, secret))
  await test.step('quitting clears a copied secret', async () => {
    await first.page.evaluate((appId) => window.latchkey.copySecret({ id: appId, slot: 1 }), id)
    expect(await selectionOf(desktop, 'clipboard')).toBe(secret)
    await first.close()
    expect(await selectionOf(desktop, 'clipboard')).not.toBe(secret)
  })
  canaries.push(secret)

  const second = await launch({ args: [] })
  await test.step('a copied secret is in both selections, counted down, and cleared only if still ours', () =>
    copiedForAWhile(second, desktop, secret))
  await test.step('deleting asks, can be undone, and takes its name once it is for good', () =>
    deletedAndPutBack(second))
})

async function endedByAbsence(latchkey: Latchkey, desktop: Desktop, id: string, secret: string): Promise<void> {
  const { app, page } = latchkey
  const copy = () => page.evaluate((appId) => window.latchkey.copySecret({ id: appId, slot: 1 }), id)
  await copy()
  const answer = page.evaluate((appId) => window.latchkey.revealSecret({ id: appId, slot: 1 }), id)
  await latchkey.prompt()
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'))
  expect(await answer).toMatchObject({ ok: true, value: { shown: false } })
  await expect.poll(() => selections(desktop)).not.toContain(secret)

  // The same at once, where it is asked for.
  await copy()
  const asked = page.evaluate((appId) => window.latchkey.revealSecret({ id: appId, slot: 1 }), id)
  await latchkey.prompt()
  await runCommand(page, 'Lock now')
  expect(await asked).toMatchObject({ ok: true, value: { shown: false } })
  await expect(page.getByText(/^Locked: no secret is revealed/)).toBeVisible()
  expect(await selections(desktop)).not.toContain(secret)

  await copy()
  expect(await selectionOf(desktop, 'clipboard')).toBe(secret)
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 9_999
  })
  await expect.poll(() => selections(desktop)).not.toContain(secret)
}

async function copiedForAWhile(latchkey: Latchkey, desktop: Desktop, secret: string): Promise<void> {
  const { page } = latchkey
  await page.evaluate(() => window.latchkey.saveSettings({ clipboardSeconds: 5 }))
  await openApp(latchkey, 'Acme test', 'Keys')
  const clock = await holdClock(latchkey)
  await page.getByRole('button', { name: 'Copy client secret 1' }).click()
  const countdown = page.getByRole('timer', { name: 'Clipboard countdown' })
  await expect(countdown).toBeVisible()
  expect(await selections(desktop)).toEqual([secret, secret])
  await clock.pass(4_999)
  expect(await selections(desktop)).toEqual([secret, secret])
  await clock.pass(1)
  await expect(countdown).toHaveCount(0)
  for (const held of await selections(desktop)) expect(held).not.toBe(secret)

  await page.getByRole('button', { name: 'Copy client secret 1' }).click()
  await expect(countdown).toBeVisible()
  expect(await selectionOf(desktop, 'clipboard')).toBe(secret)
  await copyOutside(latchkey, 'something else')
  await clock.pass(5_000)
  await expect(countdown).toHaveCount(0)
  await clock.release()
  expect(await selectionOf(desktop, 'clipboard')).toBe('something else')
  expect(await selectionOf(desktop, 'primary')).not.toBe(secret)
}

async function deletedAndPutBack(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  const apps = () => page.evaluate(() => window.latchkey.listXeroApps({}))
  const welcome = page.getByRole('button', { name: /^Set up a new Xero app/ })
  await openApp(latchkey, 'Acme test', 'Keys')
  await expect(page.getByRole('button', { name: 'Copy client secret 1' })).toBeVisible()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const question = await latchkey.prompt()
  await picture(question, 'prompt-delete')
  await press(question.getByRole('button', { name: 'Delete', exact: true }))
  await expect(welcome).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(customerRow(page, 'Acme test')).toBeVisible()
  expect(await apps()).toMatchObject({ ok: true, value: { apps: [{ name: 'Acme test', secrets: [{ slot: 1 }] }] } })

  // From the table, its secret at once; then out of the trash for good, by its name.
  await customerRow(page, 'Acme test').getByRole('rowheader').focus()
  await page.keyboard.press('x')
  await page.getByRole('group', { name: 'Selected apps' }).getByRole('button', { name: 'Delete…' }).click()
  const again = await latchkey.prompt()
  await again.getByRole('checkbox').check()
  await press(again.getByRole('button', { name: 'Delete', exact: true }))
  await expect(welcome).toBeVisible()
  await openPlace(page, 'Settings')
  const trash = page.getByRole('list', { name: 'Deleted apps' }).getByRole('listitem', { name: 'Acme test' })
  await expect(trash).not.toContainText('keychain')
  await trash.getByRole('button', { name: 'Delete for good…' }).click()
  const last = await latchkey.prompt()
  const yes = last.getByRole('button', { name: 'Delete for good', exact: true })
  await expect(yes).toBeDisabled()
  await last.getByRole('textbox').fill('Acme test')
  await press(yes)
  await expect(trash).toHaveCount(0)
  expect(await apps()).toMatchObject({ ok: true, value: { apps: [] } })
}
