// The set-up from an empty Latchkey to a linked company, on practice services, with the portals driven in a real browser: each step
// is verified by its own check.
import type { Page } from '@playwright/test'
import type { Desktop } from '../../scripts/desktop.mjs'
import { expect, leave, picture, test, type Latchkey } from './latchkey'
import { aSecondLater, openOutsideBrowser, type OutsideBrowser } from './outside-browser'
import { agree } from './set-up-steps'
import { copiedBy, copyOutside, selectionOf } from './steps'
import { tallyOfApp } from './tally'

const CODAT_CLIENT = 'Practice test client'

interface Journey {
  readonly latchkey: Latchkey
  readonly page: Page
  readonly desktop: Desktop
  readonly browser: OutsideBrowser
}

const step = ({ page }: Journey, id: string) => page.locator(`li[data-step="${id}"]`)

async function openStep(journey: Journey, id: string): Promise<void> {
  const toggle = step(journey, id).locator('button[aria-expanded]').first()
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click()
}

async function expectState(journey: Journey, id: string, state: string): Promise<void> {
  await expect(step(journey, id)).toHaveAttribute('data-state', state)
}

const pasted = ({ latchkey, desktop }: Journey, copy: () => Promise<void>): Promise<string> =>
  copiedBy(copy, latchkey, desktop)

test.describe.configure({ lock: 'default-port' })
test.use({ usesDefaultPort: true })

test('from nothing to linked: every step verified by its own check', async ({ launch, desktop, canaries }) => {
  const browser = await openOutsideBrowser(desktop)
  try {
    const latchkey = await launch({ env: browser.env })
    const journey: Journey = { latchkey, page: latchkey.page, desktop, browser }
    const { page } = latchkey
    await page.evaluate(() => window.latchkey.resetPractice({ seed: 'empty' }))

    const inApp = await tallyOfApp(page)

    // A record with nothing but a name, and the walk on it.
    await page
      .getByRole('button', { name: /Set up a new Xero app/ })
      .first()
      .click()
    await page.getByLabel('Name of the app').fill('Acme Lending')
    await page.getByRole('textbox', { name: 'Customer' }).fill('Acme')
    await page.getByRole('button', { name: 'Add and walk through the set-up' }).click()
    await expect(page.getByRole('list', { name: 'Steps of the set-up' })).toBeVisible()
    await picture(page, 'walk-begin')

    // Nothing is built yet: the banner names the questions, and the walk has opened them.
    await expect(page.getByText('Acme: Three questions come first')).toBeVisible()
    await expect(step(journey, 'plan').locator('button[aria-expanded=true]')).toBeVisible()
    const answer = (group: RegExp, choice: string) =>
      step(journey, 'plan').getByRole('radiogroup', { name: group }).getByText(choice, { exact: true }).click()
    await answer(/financial service/, 'No')
    await answer(/bank feeds/, 'No')
    await page.getByLabel('How many companies in six months?').fill('30')
    await page.getByLabel('How many companies in six months?').blur()
    await expect(page.getByText('Core is needed: 50 connections')).toBeVisible()
    await expectState(journey, 'plan', 'said-done')

    // Xero's form is filled by copy buttons alone.
    await openStep(journey, 'create-app')
    const url = page.getByLabel('Company or application URL')
    await url.fill('https://acme.example')
    await url.blur()
    await picture(page, 'walk-create-app')
    await step(journey, 'create-app')
      .getByRole('button', { name: /My Apps/ })
      .click()
    const portal = await browser.follow()
    await portal.locator('[data-action=new-app]').click()
    const intoXero = async (button: string, field: string) =>
      portal
        .locator(field)
        .fill(await pasted(journey, () => step(journey, 'create-app').getByRole('button', { name: button }).click()))
    await intoXero('Copy the name', '#app-name')
    await portal.locator('input[name=type][value=web]').check()
    await intoXero('Copy the URL', '#company-url')
    await intoXero('Copy Codat’s redirect URI', '#redirect-uri')
    await portal.locator('input[name=trainsModels][value=no]').check()
    await portal.locator('#security').check()
    await portal.locator('#terms').check()
    await portal.locator('[data-action=create-app]').click()
    await expect(portal.locator('main[data-page=configuration]')).toBeVisible()
    await intoXero('Copy http://localhost:8743/callback', '#new-redirect-uri')
    await portal.locator('[data-action=add-redirect-uri]').click()

    await openStep(journey, 'policy-links')
    await step(journey, 'policy-links').getByRole('button', { name: 'It is done' }).click()
    await expectState(journey, 'policy-links', 'said-done')

    // The keys go the other way: copied in Xero, pasted here.
    await openStep(journey, 'keys')
    const fromXero = async (field: string): Promise<string> => portal.locator(field).inputValue()
    const clientId = await fromXero('#client-id')
    await copyOutside(journey.latchkey, clientId)
    await step(journey, 'keys').getByRole('button', { name: 'Paste client id' }).click()
    await expect(step(journey, 'keys').getByText(clientId)).toBeVisible()
    await portal.locator('[data-action=generate-secret]').click()
    const secret = await fromXero('#secret-1')
    canaries.push(secret)
    await copyOutside(journey.latchkey, secret)
    await step(journey, 'keys').getByRole('button', { name: 'Paste client secret 1' }).click()
    await expect(page.getByText('It is safe to leave Xero’s page now')).toBeVisible()
    await expectState(journey, 'keys', 'verified')
    await picture(page, 'walk-keys')
    // Nothing asks for what is kept, which another paste would replace; and what is verified is nobody's move.
    await expect(step(journey, 'keys').getByRole('button', { name: /^Paste client secret/ })).toHaveCount(0)
    await expect(step(journey, 'keys').getByRole('button', { name: 'Replace it…' })).toBeVisible()
    await expect(step(journey, 'keys').getByText('Whose move')).toHaveCount(0)

    await openStep(journey, 'keys-check')
    await step(journey, 'keys-check').getByRole('button', { name: 'Check with Xero' }).click()
    await expectState(journey, 'keys-check', 'verified')
    await expectState(journey, 'create-app', 'verified')

    await openStep(journey, 'sign-in')
    await step(journey, 'sign-in').getByRole('button', { name: 'Open the sign-in test' }).click()
    await expect(page.getByRole('button', { name: 'Open the browser and sign in' })).toBeInViewport({ ratio: 1 })
    await page.getByRole('button', { name: 'Open the browser and sign in' }).click()
    const consent = await browser.follow()
    await consent.locator('input[name=tenant][data-tenant="Demo Company (AU)"]').check()
    await aSecondLater()
    await consent.locator('[data-action=allow]').click()
    await expect(consent.locator('main[data-outcome=signed-in]')).toBeVisible()
    // The drawer may lie over the step: it goes by the button that ends the test, and the keyboard is back where it was opened.
    await page.getByRole('button', { name: 'Back to the set-up' }).click()
    await expect(page.getByRole('complementary', { name: /^Keys & details/ })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Open the sign-in test' })).toBeFocused()
    await expectState(journey, 'sign-in', 'verified')

    // The Codat client and its key.
    await openStep(journey, 'hand-over')
    await expect(step(journey, 'hand-over').getByText('No Codat client is known here yet.')).toBeVisible()
    await expect(step(journey, 'hand-over').getByRole('combobox')).toHaveCount(0)
    await step(journey, 'hand-over').getByRole('button', { name: 'Add one' }).click()
    await page.getByRole('textbox', { name: 'Name of the Codat client' }).fill(CODAT_CLIENT)
    await page.getByRole('button', { name: 'Add and go on to its key' }).click()
    await page.getByRole('button', { name: /API keys in the Codat portal/ }).click()
    const codat = await browser.follow()
    await codat.locator('[data-client]').first().click()
    const key = await codat.locator('tr[data-key] [data-key-value]').first().innerText()
    canaries.push(key)
    await copyOutside(journey.latchkey, key)
    await page.getByRole('button', { name: /^Paste the API key/ }).click()
    await page.getByRole('button', { name: 'Check with Codat' }).click()
    await expect(page.getByText('Codat accepts this key').first()).toBeVisible()

    // Back at the step, with the client chosen that was added for it.
    await page.getByRole('button', { name: 'Back to the set-up' }).click()
    await step(journey, 'hand-over').getByRole('button', { name: 'Count what is linked there' }).click()
    await expect(page.getByText('No company is linked there')).toBeVisible()
    await step(journey, 'hand-over').getByRole('button', { name: 'Open Codat’s portal' }).click()
    const settings = await browser.follow()
    await settings.locator('[data-client]').first().click()
    await settings.locator('[data-action=xero-settings]').click()
    const handed = await pasted(journey, () =>
      step(journey, 'hand-over').getByRole('button', { name: 'Copy the client id' }).click(),
    )
    expect(handed).toBe(clientId)
    await settings.locator('#client-id').fill(handed)
    await step(journey, 'hand-over').getByRole('button', { name: 'What is on my clipboard?' }).click()
    await expect(page.getByText('This client id', { exact: true })).toBeVisible()
    await step(journey, 'hand-over').getByRole('button', { name: 'Copy client secret 1' }).click()
    await expect(page.getByRole('timer', { name: 'Clipboard countdown' })).toBeVisible()
    await step(journey, 'hand-over').getByRole('button', { name: 'What is on my clipboard?' }).click()
    await expect(page.getByText('This client secret (1)')).toBeVisible()
    await picture(page, 'walk-hand-over')
    await settings.locator('#client-secret').fill((await selectionOf(desktop, 'clipboard')) ?? '')
    await settings.locator('[data-action=save]').click()
    await expect(settings.locator('[data-saved]')).toBeVisible()
    await step(journey, 'hand-over').getByRole('button', { name: 'Codat said it was saved' }).click()
    await expectState(journey, 'hand-over', 'said-done')
    await expect(step(journey, 'hand-over').getByText('Handed over, unproved', { exact: true })).toBeVisible()

    await openStep(journey, 'scopes')
    await step(journey, 'scopes').getByLabel('Use case').selectOption({ label: 'Managing payroll' })
    await expect(step(journey, 'scopes').getByText('accounting.manualjournals')).toBeVisible()
    const scopes = await pasted(journey, () =>
      step(journey, 'scopes').getByRole('button', { name: 'Copy the scopes alone' }).click(),
    )
    expect(scopes.split(' ')).toContain('offline_access')
    await settings.locator('#scopes').fill(scopes.replace(' accounting.journals.read', ''))
    await settings.locator('[data-action=save-scopes]').click()
    await step(journey, 'scopes').getByRole('button', { name: 'Codat confirmed it' }).click()
    await expectState(journey, 'scopes', 'said-done')

    await openStep(journey, 'enable')
    await step(journey, 'enable').getByRole('button', { name: 'Ask Codat now' }).click()
    await expect(step(journey, 'enable').getByText('Xero is not enabled at Codat').first()).toBeVisible()
    await step(journey, 'enable').getByRole('button', { name: 'Open the portal and watch' }).click()
    await expect(page.getByText('Asking Codat every 20 seconds, for three minutes.')).toBeVisible()
    const toggle = await browser.follow()
    await toggle.locator('[data-client]').first().click()
    await toggle.locator('[data-action=enable-xero]').click()
    // Coming back to the window asks at once.
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await expectState(journey, 'enable', 'verified')
    await expectState(journey, 'hand-over', 'said-done')
    await picture(page, 'walk-enable')

    await openStep(journey, 'first-company')
    await step(journey, 'first-company').getByRole('button', { name: 'Create it at Codat…' }).click()
    const asked = await agree(latchkey)
    expect(asked).toContain('a company named “Acme test”')
    expect(asked).toContain('one connection of it to Xero')
    await expect(step(journey, 'first-company').getByText('PendingAuth')).toBeVisible()
    await expectState(journey, 'first-company', 'doing')
    await step(journey, 'first-company').getByRole('button', { name: 'Open the link and watch' }).click()
    const link = await browser.follow()
    await copyOutside(journey.latchkey, link.url())
    await step(journey, 'first-company')
      .getByRole('button', { name: /Read a consent address/ })
      .click()
    await expect(page.getByText('Codat uses this client id', { exact: true })).toBeVisible()
    await link.locator('input[name=tenant]:not([disabled])').first().check()
    await link.locator('[data-action=allow]').click()
    await expect(link.locator('main[data-page=codat-linked]')).toBeVisible()
    await step(journey, 'first-company').getByRole('button', { name: 'Look at it now' }).click()
    await expectState(journey, 'first-company', 'verified')
    await expectState(journey, 'hand-over', 'verified')
    await picture(page, 'walk-linked')

    await openStep(journey, 'afterwards')
    await step(journey, 'afterwards').getByRole('button', { name: 'It is done' }).click()
    const listed = await page.evaluate(() => window.latchkey.listIntegrations({}))
    expect(listed).toMatchObject({
      ok: true,
      value: { integrations: [{ held: 'proved', provedAt: expect.any(String) }] },
    })

    // The walk counted. Seven fields of the portals, each filled from the clipboard that a copy button had put there.
    const { tally: inPortals } = browser
    expect(inPortals.fills.map(({ field }) => field)).toEqual([
      'app-name',
      'company-url',
      'redirect-uri',
      'new-redirect-uri',
      'client-id',
      'client-secret',
      'scopes',
    ])
    // By hand, only what Latchkey can't know: names, the address, how many companies.
    expect(inApp.fills.reduce((sum, { length }) => sum + length, 0)).toBe(
      ['Acme Lending', 'Acme', '30', 'https://acme.example', CODAT_CLIENT].join('').length,
    )
    const counted = {
      inLatchkey: {
        clicks: inApp.clicks + 1,
        keystrokes: inApp.fills.reduce((sum, { length }) => sum + length, 0),
        pastes: 3,
      },
      inPortals: { clicks: inPortals.clicks, keystrokes: 0, pastes: inPortals.fills.length },
    }
    expect(counted.inLatchkey.clicks).toBeLessThan(90)
    await leave('walk-counted.json', counted)
  } finally {
    await browser.close()
  }
})
