// The set-up from an empty Latchkey to “can go live” with a production app beside it, by keyboard alone: no pointer touches Latchkey.
// The portals are other programs, driven as ever.
import type { Locator, Page } from '@playwright/test'
import { expect, picture, test, type Latchkey } from './latchkey'
import { type Keyboard, keyboardOf } from './keyboard'
import { aSecondLater, openOutsideBrowser } from './outside-browser'
import { expectState, stepAt } from './set-up-steps'
import { appTab, copiedBy, copyOutside, pressPaste, runCommand, selectionOf } from './steps'

/** A step's head is reached and opened, and the focus stays on it. */
async function openByKeyboard(keyboard: Keyboard, page: Page, id: string): Promise<void> {
  const head = stepAt(page, id).locator('button[aria-expanded]').first()
  await keyboard.reach(head)
  if ((await head.getAttribute('aria-expanded')) === 'false') await page.keyboard.press('Enter')
  await expect(head).toHaveAttribute('aria-expanded', 'true')
  await expect(head).toBeFocused()
}

/** Main's own window, answered by Enter: its button has the focus from the start. */
async function agreeByKeyboard(latchkey: Latchkey): Promise<void> {
  const prompt = await latchkey.prompt()
  await expect(prompt.locator('button[type=submit]')).toBeFocused()
  // The window is gone before the key comes up.
  await Promise.all([prompt.waitForEvent('close'), prompt.keyboard.press('Enter').catch(() => undefined)])
}

test.describe.configure({ lock: 'default-port' })
test.use({ usesDefaultPort: true })

test('from nothing to going live without a pointer', async ({ launch, desktop, canaries }) => {
  const browser = await openOutsideBrowser(desktop)
  try {
    const latchkey = await launch({ env: browser.env })
    const { page } = latchkey
    await page.evaluate(() => window.latchkey.resetPractice({ seed: 'empty' }))
    const keyboard = keyboardOf(page)
    const { press, reach, write, choose } = keyboard
    const inStep = (id: string, name: string | RegExp): Locator => stepAt(page, id).getByRole('button', { name })
    const open = (id: string) => openByKeyboard(keyboard, page, id)
    const pasted = (button: Locator): Promise<string> => copiedBy(() => press(button), latchkey, desktop)

    await press(page.getByRole('button', { name: /Set up a new Xero app/ }).first())
    await expect(page.getByRole('heading', { name: 'Set up a new Xero app' })).toBeFocused()
    await write(page.getByLabel('Name of the app'), 'Acme Lending')
    await write(page.getByRole('textbox', { name: 'Customer' }), 'Acme')
    await press(page.getByRole('button', { name: 'Add and walk through the set-up' }))
    await expect(page.getByRole('list', { name: 'Steps of the set-up' })).toBeVisible()
    await keyboard.isHeld()

    await open('plan')
    for (const question of [/financial service/, /bank feeds/]) {
      await choose(stepAt(page, 'plan').getByRole('radiogroup', { name: question }), 'No')
    }
    await write(page.getByLabel('How many companies in six months?'), '30')
    await page.keyboard.press('Tab')
    await expectState(page, 'plan', 'said-done')

    await open('create-app')
    await write(page.getByLabel('Company or application URL'), 'https://acme.example')
    await press(inStep('create-app', /My Apps/))
    const portal = await browser.follow()
    await portal.locator('[data-action=new-app]').click()
    await portal.locator('#app-name').fill(await pasted(inStep('create-app', 'Copy the name')))
    await portal.locator('input[name=type][value=web]').check()
    await portal.locator('#company-url').fill(await pasted(inStep('create-app', 'Copy the URL')))
    await portal.locator('#redirect-uri').fill(await pasted(inStep('create-app', 'Copy Codat’s redirect URI')))
    await portal.locator('input[name=trainsModels][value=no]').check()
    await portal.locator('#security').check()
    await portal.locator('#terms').check()
    await portal.locator('[data-action=create-app]').click()
    await portal
      .locator('#new-redirect-uri')
      .fill(await pasted(inStep('create-app', 'Copy http://localhost:8743/callback')))
    await portal.locator('[data-action=add-redirect-uri]').click()

    await open('policy-links')
    await press(inStep('policy-links', 'It is done'))
    await expectState(page, 'policy-links', 'said-done')
    await expect(inStep('policy-links', /^Take back/)).toBeFocused()

    await open('keys')
    const clientId = await portal.locator('#client-id').inputValue()
    await copyOutside(latchkey, clientId)
    await reach(inStep('keys', /^Paste client id/))
    await pressPaste(latchkey)
    await expect(stepAt(page, 'keys').getByText(clientId)).toBeVisible()
    await keyboard.isHeld()
    await portal.locator('[data-action=generate-secret]').click()
    const secret = await portal.locator('#secret-1').inputValue()
    canaries.push(secret)
    await copyOutside(latchkey, secret)
    await reach(inStep('keys', /^Paste client secret 1/))
    await pressPaste(latchkey)
    await expect(page.getByText('It is safe to leave Xero’s page now')).toBeVisible()
    await keyboard.isHeld()
    await expectState(page, 'keys', 'verified')

    await open('keys-check')
    await press(inStep('keys-check', 'Check with Xero'))
    await expectState(page, 'keys-check', 'verified')
    await keyboard.isHeld()

    await open('sign-in')
    await press(inStep('sign-in', 'Open the sign-in test'))
    await press(page.getByRole('button', { name: 'Open the browser and sign in' }))
    const consent = await browser.follow()
    await consent.locator('input[name=tenant][data-tenant="Demo Company (AU)"]').check()
    await aSecondLater()
    await consent.locator('[data-action=allow]').click()
    await expect(consent.locator('main[data-outcome=signed-in]')).toBeVisible()
    // The drawer stands beside the step, which was never left; Escape leads back to it.
    await expectState(page, 'sign-in', 'verified')
    await expect(page.getByText('Connection removed again')).toBeVisible()
    await keyboard.isHeld()
    await page.keyboard.press('Escape')
    await expect(inStep('sign-in', 'Open the sign-in test')).toBeFocused()

    await open('hand-over')
    await press(inStep('hand-over', 'Add one'))
    await write(page.getByRole('textbox', { name: 'Name of the Codat client' }), 'Practice test client')
    await press(page.getByRole('button', { name: 'Add and go on to its key' }))
    await press(page.getByRole('button', { name: /API keys in the Codat portal/ }))
    const codat = await browser.follow()
    await codat.locator('[data-client]').first().click()
    const key = await codat.locator('tr[data-key] [data-key-value]').first().innerText()
    canaries.push(key)
    await copyOutside(latchkey, key)
    await reach(page.getByRole('button', { name: /^Paste the API key/ }))
    await pressPaste(latchkey)
    await press(page.getByRole('button', { name: 'Check with Codat' }))
    await expect(page.getByText('Codat accepts this key').first()).toBeVisible()
    await keyboard.isHeld()

    // Back at the step, with the client chosen that was added for it.
    await press(page.getByRole('button', { name: 'Back to the set-up' }))
    await expect(page.getByRole('heading', { name: 'Acme Lending' })).toBeFocused()
    await expect(appTab(page, 'Set-up')).toHaveAttribute('aria-selected', 'true')
    await expect(inStep('hand-over', 'Count what is linked there')).toBeVisible()
    await press(inStep('hand-over', 'Count what is linked there'))
    await expect(page.getByText('No company is linked there')).toBeVisible()
    await press(inStep('hand-over', 'Open Codat’s portal'))
    const settings = await browser.follow()
    await settings.locator('[data-client]').first().click()
    await settings.locator('[data-action=xero-settings]').click()
    await settings.locator('#client-id').fill(await pasted(inStep('hand-over', 'Copy the client id')))
    await press(inStep('hand-over', 'Copy client secret 1'))
    await expect(page.getByRole('timer', { name: 'Clipboard countdown' })).toBeVisible()
    await press(inStep('hand-over', 'What is on my clipboard?'))
    await expect(page.getByText('This client secret (1)')).toBeVisible()
    await settings.locator('#client-secret').fill((await selectionOf(desktop, 'clipboard')) ?? '')
    await settings.locator('[data-action=save]').click()
    await press(inStep('hand-over', 'Codat said it was saved'))
    await expectState(page, 'hand-over', 'said-done')

    await open('scopes')
    const useCase = stepAt(page, 'scopes').getByLabel('Use case')
    await reach(useCase)
    // By arrows: letters are one word only as long as they come quickly.
    const chosen = () => useCase.evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.label ?? '')
    for (let turn = 0; turn < 20 && !(await chosen()).startsWith('Managing p'); turn += 1) {
      await page.keyboard.press('ArrowDown')
    }
    await expect(stepAt(page, 'scopes').getByText('accounting.manualjournals')).toBeVisible()
    const scopes = await pasted(inStep('scopes', 'Copy the scopes alone'))
    await settings.locator('#scopes').fill(scopes.replace(' accounting.journals.read', ''))
    await settings.locator('[data-action=save-scopes]').click()
    await press(inStep('scopes', 'Codat confirmed it'))
    await expectState(page, 'scopes', 'said-done')
    await keyboard.isHeld()

    await open('enable')
    await press(inStep('enable', 'Open the portal and watch'))
    const toggle = await browser.follow()
    await toggle.locator('[data-client]').first().click()
    await toggle.locator('[data-action=enable-xero]').click()
    await press(inStep('enable', 'Ask Codat now'))
    await expectState(page, 'enable', 'verified')
    await keyboard.isHeld()

    await open('first-company')
    await press(inStep('first-company', 'Create it at Codat…'))
    await agreeByKeyboard(latchkey)
    await expect(stepAt(page, 'first-company').getByText('PendingAuth')).toBeVisible()
    await keyboard.isHeld()
    await press(inStep('first-company', 'Open the link and watch'))
    const link = await browser.follow()
    await link.locator('input[name=tenant]:not([disabled])').first().check()
    await link.locator('[data-action=allow]').click()
    await expect(link.locator('main[data-page=codat-linked]')).toBeVisible()
    await press(inStep('first-company', 'Look at it now'))
    await expectState(page, 'first-company', 'verified')
    await keyboard.isHeld()
    await expect(page.getByText('Acme can go live.')).toBeVisible()

    // Going live: the production app is noted too, and both are compared.
    await page.keyboard.press('Control+N')
    await write(page.getByLabel('Name of the app'), 'Acme live')
    await write(page.getByRole('textbox', { name: 'Customer' }), 'Acme')
    await choose(page.getByRole('radiogroup', { name: 'Environment' }), 'Production')
    await press(page.getByRole('button', { name: 'Add and go on to its keys' }))
    await expect(page.getByRole('heading', { name: 'Acme live' })).toBeVisible()
    await runCommand(page, 'Set-up of Acme live')
    await press(page.getByRole('button', { name: 'Begin the set-up' }))
    await expect(page.getByRole('list', { name: 'Steps of the set-up' })).toBeVisible()
    await keyboard.isHeld()
    await press(page.getByText('Going live: test app and production app side by side'))
    await press(page.getByRole('button', { name: 'Compare' }))
    await expect(page.getByText('1 company has to consent again.')).toBeVisible()
    await keyboard.isHeld()
    await picture(page, 'keyboard-go-live')
  } finally {
    await browser.close()
  }
})
