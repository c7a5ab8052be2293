// What breaks at Codat is named exactly, and a mistyped secret never shows as proved.
import type { Page } from '@playwright/test'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, picture, test, type Latchkey } from './latchkey'
import { openOutsideBrowser, type OutsideBrowser } from './outside-browser'
import {
  agree,
  codatPortal,
  consentAt,
  expectState,
  integrationOf,
  openStep,
  pasteAtCodat,
  readyToHandOver,
  stepAt,
} from './set-up-steps'
import { copyOutside, openApp, openTab } from './steps'

const SETTINGS = '/settings/integrations/accounting/xero'
const { tidewater, meridian } = seedApps

/** Keys pasted at Codat, Xero enabled there, and the step of the first company open. */
async function handedOver(
  latchkey: Latchkey,
  browser: OutsideBrowser,
  clientId: string,
  secret: string,
): Promise<void> {
  const { page } = latchkey
  const { integrationId } = await readyToHandOver(latchkey)
  const portal = await codatPortal(latchkey, browser, SETTINGS)
  await pasteAtCodat(portal, clientId, secret)
  await portal.locator('[data-action=enable-now]').click()
  await page.evaluate(async (id) => {
    await window.latchkey.prepareHandOver({ id })
    await window.latchkey.noteHandedOver({ id, slot: 1 })
    await window.latchkey.answerScopes({ id, useCase: null, confirmed: true })
    await window.latchkey.checkEnabled({ id })
  }, integrationId)
  await openApp(latchkey, 'Tidewater')
  await openTab(page, 'Set-up')
  await openStep(page, 'first-company')
}

async function createAndFollow(latchkey: Latchkey, browser: OutsideBrowser): Promise<Page> {
  const { page } = latchkey
  await stepAt(page, 'first-company').getByRole('button', { name: 'Create it at Codat…' }).click()
  await agree(latchkey)
  await stepAt(page, 'first-company').getByRole('button', { name: 'Open the link and watch' }).click()
  return browser.follow()
}

const look = ({ page }: Latchkey) =>
  stepAt(page, 'first-company').getByRole('button', { name: 'Look at it now' }).click()

test('a mistyped secret at Codat never shows as proved, and is named; mended, the same company proves it', async ({
  launch,
  desktop,
  canaries,
}) => {
  canaries.push(tidewater.secret)
  const browser = await openOutsideBrowser(desktop)
  try {
    const latchkey = await launch({ env: browser.env })
    const { page } = latchkey
    await handedOver(latchkey, browser, tidewater.clientId, `${tidewater.secret.slice(0, -1)}x`)
    const link = await createAndFollow(latchkey, browser)
    await copyOutside(latchkey, link.url())
    await stepAt(page, 'first-company')
      .getByRole('button', { name: /Read a consent address/ })
      .click()
    await expect(page.getByText('Codat uses this client id', { exact: true })).toBeVisible()
    await consentAt(link)
    await expect(link.locator('main[data-page=codat-not-linked]')).toBeVisible()
    await look(latchkey)
    await expect(page.getByText('Tidewater Lending test was not linked: look at the keys at Codat')).toBeVisible()
    await expect(page.getByText(/The client id there is right. Paste the secret at Codat again/)).toBeVisible()
    await picture(page, 'broken-secret')
    expect(await integrationOf(latchkey)).toMatchObject({
      held: 'id-shown',
      provedAt: null,
      standing: { ready: false },
    })

    await pasteAtCodat(await codatPortal(latchkey, browser, SETTINGS), tidewater.clientId, tidewater.secret)
    await page.evaluate(async () => {
      const [only] = await window.latchkey.listIntegrations({}).then((all) => (all.ok ? all.value.integrations : []))
      if (only !== undefined) await window.latchkey.noteHandedOver({ id: only.id, slot: 1 })
    })
    await stepAt(page, 'first-company').getByRole('button', { name: 'Open the link and watch' }).click()
    await consentAt(await browser.follow())
    await look(latchkey)
    await expectState(page, 'first-company', 'verified')
    expect(await integrationOf(latchkey)).toMatchObject({ held: 'proved', standing: { ready: true } })

    // A use case that needs more than Codat was seen to ask for.
    await openStep(page, 'scopes')
    await stepAt(page, 'scopes').getByLabel('Use case').selectOption({ label: 'Managing payroll' })
    await expectState(page, 'scopes', 'to-do')
    await expect(stepAt(page, 'scopes').getByText(/^Codat doesn’t ask for accounting.manualjournals/)).toBeVisible()
    await stepAt(page, 'scopes').getByLabel('Use case').selectOption({ label: 'Not decided yet' })
    await expectState(page, 'scopes', 'verified')

    // Then Xero is switched off at Codat, and Latchkey is told: the sentence says that and nothing else.
    const accounting = await codatPortal(latchkey, browser, '/settings/integrations/accounting')
    await accounting.locator('[data-action=disable-xero]').click()
    await openStep(page, 'enable')
    await stepAt(page, 'enable').getByRole('button', { name: 'Ask Codat now' }).click()
    await expectState(page, 'enable', 'to-do')
    expect(await integrationOf(latchkey)).toMatchObject({
      standing: { ready: false, step: 'enable', sentence: 'Tidewater Lending: Xero is not enabled at Codat.' },
    })
  } finally {
    await browser.close()
  }
})

test('another app’s id at Codat is shown by its consent address; a cancelled link and a revoked key are named', async ({
  launch,
  desktop,
}) => {
  const browser = await openOutsideBrowser(desktop)
  try {
    const latchkey = await launch({ env: browser.env })
    const { page } = latchkey
    await handedOver(latchkey, browser, meridian.clientId, meridian.secret)
    const link = await createAndFollow(latchkey, browser)
    await copyOutside(latchkey, link.url())
    await stepAt(page, 'first-company')
      .getByRole('button', { name: /Read a consent address/ })
      .click()
    await expect(page.getByText('Codat uses a client id that isn’t kept here')).toBeVisible()
    await expectState(page, 'hand-over', 'to-do')
    expect(await integrationOf(latchkey)).toMatchObject({
      held: 'other-id-shown',
      standing: { step: 'hand-over', sentence: expect.stringContaining('another client id') },
    })
    await link.locator('[data-action=cancel]').click()
    await look(latchkey)
    await expect(page.getByText('Tidewater Lending test was cancelled at Xero')).toBeVisible()

    // A second key is made so that the first may be deleted.
    const portal = await codatPortal(latchkey, browser, '/developers/api-keys')
    await portal.locator('#key-name').fill('another')
    await portal.locator('[data-action=create-key]').click()
    await portal.locator('tr[data-key=Robin] [data-action=delete-key]').click()
    await openStep(page, 'enable')
    await stepAt(page, 'enable').getByRole('button', { name: 'Ask Codat now' }).click()
    await expect(page.getByText('Codat did not accept this API key.').first()).toBeVisible()
    await expect(stepAt(page, 'enable').getByText('Codat refuses the API key kept here.')).toBeVisible()
    await expectState(page, 'enable', 'to-do')
  } finally {
    await browser.close()
  }
})

test('killed with steps half done and while Codat creates a company, then closed, it goes on where it stood and does nothing twice', async ({
  launch,
}) => {
  let latchkey = await launch()
  const open = async (): Promise<void> => {
    await openApp(latchkey, 'Tidewater')
    await openTab(latchkey.page, 'Set-up')
  }
  const killed = async (): Promise<void> => {
    latchkey.app.process().kill('SIGKILL')
    await latchkey.app.waitForEvent('close').catch(() => undefined)
    latchkey = await launch()
  }
  await readyToHandOver(latchkey)
  await open()
  await openStep(latchkey.page, 'plan')
  await stepAt(latchkey.page, 'plan')
    .getByRole('radiogroup', { name: /bank feeds/ })
    .getByText('Unsure', { exact: true })
    .click()
  await openStep(latchkey.page, 'hand-over')
  await stepAt(latchkey.page, 'hand-over').getByRole('button', { name: 'Count what is linked there' }).click()
  await expect(latchkey.page.getByText('No company is linked there')).toBeVisible()
  await openStep(latchkey.page, 'scopes')
  await stepAt(latchkey.page, 'scopes').getByRole('button', { name: 'List the scopes' }).click()
  await expectState(latchkey.page, 'scopes', 'doing')
  const before = await integrationOf(latchkey)
  await killed()
  expect({ ...(await integrationOf(latchkey)), steps: [] }).toEqual({ ...before, steps: [] })

  // Codat makes the company and its answer never comes; then Latchkey is killed.
  await latchkey.page.evaluate(() =>
    window.latchkey.setPracticeFailure({ name: 'codat.create-connection/hangs', on: true }),
  )
  await open()
  await openStep(latchkey.page, 'first-company')
  await stepAt(latchkey.page, 'first-company').getByRole('button', { name: 'Create it at Codat…' }).click()
  await agree(latchkey)
  await expect.poll(async () => (await integrationOf(latchkey)).creating?.companyId ?? null).not.toBeNull()
  const made = (await integrationOf(latchkey)).creating?.companyId
  await killed()
  await latchkey.page.evaluate(() =>
    window.latchkey.setPracticeFailure({ name: 'codat.create-connection/hangs', on: false }),
  )
  await open()
  await openStep(latchkey.page, 'first-company')
  await expect(latchkey.page.getByText(/was cut off. Create it again: it is not made twice/)).toBeVisible()
  await stepAt(latchkey.page, 'first-company').getByRole('button', { name: 'Create it at Codat…' }).click()
  await agree(latchkey)
  await expectState(latchkey.page, 'first-company', 'doing')
  const waiting = await integrationOf(latchkey)
  expect(waiting).toMatchObject({ creating: null, firstCompany: { companyId: made } })

  // Closed as people close it, while the company waits to be linked.
  await latchkey.close()
  latchkey = await launch()
  expect({ ...(await integrationOf(latchkey)), steps: [] }).toEqual({ ...waiting, steps: [] })
  await open()
  await expect(stepAt(latchkey.page, 'first-company').getByText('PendingAuth')).toBeVisible()
})
