// Keys in daily life: pasted, cleaned, shown by main only, copied for a while, locked, deleted.
import { canarySecret, expect, picture, test, press } from './latchkey'
import { CLIENT_ID } from '../support/xero-app-fields'
import { addApp, copyOutside, openApp, pasteSecret, pressPaste, selectionOf } from './steps'

test('first run to a stored secret, cleaned and kept from the page', async ({ launch, canaries }) => {
  const secret = canarySecret()
  canaries.push(secret)
  const latchkey = await launch({ args: [] })
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
})

test('a secret is shown in main’s own window, in another process, and hidden again', async ({ launch, canaries }) => {
  const secret = canarySecret()
  const latchkey = await launch({ args: [] })
  const { app, page } = latchkey
  const id = await addApp(latchkey)
  await pasteSecret(latchkey, id, secret)
  await openApp(latchkey, 'Acme test', 'Keys')
  await page.getByRole('button', { name: 'Reveal client secret 1' }).click()
  const question = await latchkey.prompt()
  await picture(question, 'prompt-confirm-reveal')
  await press(question.getByRole('button', { name: 'Show it' }), { timeout: 5_000 })
  await expect.poll(async () => (await latchkey.prompt()).getByText(secret).count()).toBe(1)
  const shown = await latchkey.prompt()
  await picture(shown, 'prompt-reveal')
  const pids = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()),
  )
  expect(new Set(pids).size).toBe(2)
  expect(await page.content()).not.toContain(secret)
  await press(shown.getByRole('button', { name: 'Hide it now' }))
  await expect.poll(() => app.windows().length).toBe(1)
  canaries.push(secret)
})

test('a copied secret is in both selections, counted down, and cleared only if still ours', async ({
  launch,
  desktop,
  canaries,
}) => {
  const secret = canarySecret()
  canaries.push(secret)
  const latchkey = await launch({ args: [] })
  const { page } = latchkey
  const id = await addApp(latchkey)
  await pasteSecret(latchkey, id, secret)
  await page.evaluate(() => window.latchkey.saveSettings({ clipboardSeconds: 5 }))
  await openApp(latchkey, 'Acme test', 'Keys')
  await page.getByRole('button', { name: 'Copy client secret 1' }).click()
  await expect(page.getByRole('timer', { name: 'Clipboard countdown' })).toBeVisible()
  expect([await selectionOf(desktop, 'clipboard'), await selectionOf(desktop, 'primary')]).toEqual([secret, secret])
  await expect.poll(() => selectionOf(desktop, 'clipboard'), { timeout: 9_000 }).not.toBe(secret)
  expect(await selectionOf(desktop, 'primary')).not.toBe(secret)

  await page.getByRole('button', { name: 'Copy client secret 1' }).click()
  await expect.poll(() => selectionOf(desktop, 'clipboard')).toBe(secret)
  await expect(page.getByRole('timer', { name: 'Clipboard countdown' })).toBeVisible()
  await copyOutside(latchkey, 'something else')
  await expect(page.getByRole('timer', { name: 'Clipboard countdown' })).toHaveCount(0)
  expect(await selectionOf(desktop, 'clipboard')).toBe('something else')
  expect(await selectionOf(desktop, 'primary')).not.toBe(secret)
})

test('idle and screen lock end a shown secret, an open question and a copied value', async ({
  launch,
  desktop,
  canaries,
}) => {
  const secret = canarySecret()
  const latchkey = await launch({ args: [] })
  const { app, page } = latchkey
  const id = await addApp(latchkey)
  await pasteSecret(latchkey, id, secret)
  await page.evaluate((appId) => window.latchkey.copySecret({ id: appId, slot: 1 }), id)
  const answer = page.evaluate((appId) => window.latchkey.revealSecret({ id: appId, slot: 1 }), id)
  await latchkey.prompt()
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'))
  expect(await answer).toMatchObject({ ok: true, value: { shown: false } })
  expect(await selectionOf(desktop, 'clipboard')).not.toBe(secret)
  expect(await selectionOf(desktop, 'primary')).not.toBe(secret)

  await page.evaluate((appId) => window.latchkey.copySecret({ id: appId, slot: 1 }), id)
  expect(await selectionOf(desktop, 'clipboard')).toBe(secret)
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 9_999
  })
  await expect.poll(() => selectionOf(desktop, 'clipboard'), { timeout: 9_000 }).not.toBe(secret)
  canaries.push(secret)
})

test('quitting clears a copied secret; deleting asks for the name; the rest survives a restart', async ({
  launch,
  desktop,
  canaries,
}) => {
  const secret = canarySecret()
  canaries.push(secret)
  const first = await launch({ args: [] })
  const id = await addApp(first)
  await pasteSecret(first, id, secret)
  await first.page.evaluate((appId) => window.latchkey.copySecret({ id: appId, slot: 1 }), id)
  expect(await selectionOf(desktop, 'clipboard')).toBe(secret)
  await first.close()
  expect(await selectionOf(desktop, 'clipboard')).not.toBe(secret)

  const second = await launch({ args: [] })
  await openApp(second, 'Acme test', 'Keys')
  await expect(second.page.getByRole('button', { name: 'Copy client secret 1' })).toBeVisible()
  await second.page.getByRole('button', { name: 'More actions' }).click()
  await second.page.getByRole('menuitem', { name: 'Delete…' }).click()
  const question = await second.prompt()
  const yes = question.getByRole('button', { name: 'Delete', exact: true })
  await picture(question, 'prompt-delete')
  await expect(yes).toBeDisabled()
  await question.getByRole('textbox').fill('Acme test')
  await yes.click()
  await expect(second.page.getByRole('button', { name: /^Set up a new Xero app/ })).toBeVisible()
  const state = await second.page.evaluate(() => window.latchkey.listXeroApps({}))
  expect(state).toMatchObject({ ok: true, value: { apps: [] } })
})

test('how a secret arrived is a finding until it is rotated; a keyless app is normal', async ({ launch, canaries }) => {
  const secret = canarySecret()
  canaries.push(secret)
  const latchkey = await launch({ args: [] })
  const id = await addApp(latchkey)
  await pasteSecret(latchkey, id, secret)
  await latchkey.page.evaluate(
    (appId) => window.latchkey.setSecretArrival({ id: appId, slot: 1, arrival: 'e-mail' }),
    id,
  )
  await addApp(latchkey, { name: 'Keyless app', keyHolder: 'customer', clientId: 'F'.repeat(32) })
  await openApp(latchkey, 'Acme test', 'Keys')
  await expect(latchkey.page.getByRole('region', { name: 'To do' })).toContainText(/exposed/)
  await picture(latchkey.page, 'exposed')
  await openApp(latchkey, 'Keyless app', 'Keys')
  await expect(latchkey.page.getByText(/customer/i).first()).toBeVisible()
  const list = await latchkey.page.evaluate(() => window.latchkey.listXeroApps({}))
  const keyless = list.ok ? list.value.apps.find(({ name }) => name === 'Keyless app') : undefined
  expect(keyless?.findings.map(({ code }) => code)).not.toContain('secret-missing')
})
