// @ts-check
// The scenes of the demo, in order: from first run to a rotated secret, all in practice mode. Each leaves the page as its
// screenshot shall show it, by clicks and keys as a user would.
import { openApp } from './demo-app.mjs'
import { playConsent, practiceOf } from './demo-browser.mjs'
import { generateSecret } from './demo-portals.mjs'
import { connectionsScenes } from './demo-connections.mjs'
import { placeScenes } from './demo-places.mjs'
import { setUpScenes } from './demo-set-up.mjs'

/**
 * @typedef {object} Stagehand what a scene may use; clicks and keystrokes are counted
 * @property {import('@playwright/test').Page} page
 * @property {import('@playwright/test').ElectronApplication} app
 * @property {() => Promise<import('@playwright/test').Page>} prompt main's own window
 * @property {(role: 'button' | 'tab' | 'menuitem' | 'option' | 'rowheader', name: string | RegExp, within?: import('@playwright/test').Locator | import('@playwright/test').Page) => Promise<void>} click
 * @property {(name: string | RegExp, text: string) => Promise<void>} type
 * @property {(keys: string) => Promise<void>} press
 * @property {(text: string) => Promise<void>} copyOutside puts text on the clipboard, as another program would
 * @property {() => Promise<string>} openedAddress what the app last asked the browser to open
 */

/**
 * @typedef {object} Scene
 * @property {string} name of its screenshot
 * @property {string} title said on the terminal
 * @property {(stagehand: Stagehand) => Promise<void>} play
 */

// The stand-in's own app: what a user would copy out of “My Apps”. Practice secrets open nothing.
const APP = { name: 'Tidewater Lending', clientId: '5D0F6BE3C9A84D71B26E0C47F3A9185C' }

/**
 * @param {import('@playwright/test').ElectronApplication} app
 * @param {number} width
 * @param {number} height
 */
const resize = (app, width, height) =>
  app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setSize(size.width, size.height), {
    width,
    height,
  })

/** The secret that replaces the first one pasted. */
let replacement = ''

/** @type {readonly Scene[]} */
export const scenes = [
  {
    name: 'first-run',
    title: 'First run',
    play: async ({ page }) => {
      await page.getByRole('button', { name: /^Set up a new Xero app/ }).waitFor()
    },
  },
  {
    name: 'new-app',
    title: 'A new Xero app',
    play: async ({ click, type }) => {
      await click('button', /^I already have one/)
      await type('Name of the app', APP.name)
      await type('Customer', 'Tidewater')
    },
  },
  {
    name: 'keys',
    title: 'Its keys, pasted and cleaned',
    play: async (stagehand) => {
      const { page, click, press, copyOutside } = stagehand
      await click('button', 'Add and go on to its keys')
      await copyOutside(` ${APP.clientId}\n`)
      await click('button', /^Paste client id/)
      await page.getByText(APP.clientId).first().waitFor()
      await copyOutside(`“${await generateSecret(stagehand, APP.clientId, 1)}”`)
      // Generated again in the portal: what was just copied is no longer the app's secret.
      replacement = await generateSecret(stagehand, APP.clientId, 1)
      await page.getByRole('button', { name: /^Paste client secret 1/ }).focus()
      await press('Control+V')
      await page.getByRole('button', { name: 'Copy client secret 1' }).waitFor()
    },
  },
  {
    name: 'wrong-secret',
    title: 'A secret that Xero replaced, explained',
    play: async ({ page, click }) => {
      await click('button', 'Check with Xero')
      await page.getByRole('heading', { name: 'Xero refuses this pair of client id and secret' }).waitFor()
    },
  },
  {
    name: 'keys-accepted',
    title: 'Xero accepts these keys',
    play: async ({ page, click, copyOutside }) => {
      await click('button', 'More for client secret 1')
      await click('menuitem', 'Replace…')
      await copyOutside(replacement)
      await click('button', /^Paste client secret 1/)
      await page.getByText('Xero accepts these keys').first().waitFor()
    },
  },
  {
    name: 'sign-in-before',
    title: 'What the sign-in test will ask',
    play: async ({ click }) => click('tab', /^Sign-in test/),
  },
  {
    name: 'sign-in-running',
    title: 'Waiting for the browser',
    play: async ({ page, click }) => {
      await click('button', 'Open the browser and sign in')
      await page.getByRole('button', { name: 'Copy the URL' }).waitFor()
    },
  },
  {
    name: 'sign-in-result',
    title: 'Who signed in, and what was taken away again',
    play: async (stagehand) => {
      const { origins } = await practiceOf(stagehand)
      await stagehand.page.waitForTimeout(1_200)
      await playConsent(Object.values(origins), await stagehand.openedAddress(), 'Demo Company (AU)')
      await stagehand.page.getByText('Robin Practice').first().waitFor()
    },
  },
  {
    name: 'diagnosis',
    title: 'Paste what you see',
    play: async ({ page, click, copyOutside }) => {
      const query = `client_id=${APP.clientId}&redirect_uri=https%3A%2F%2Fxero.codat.io%2Foauth2%2Fcallback%2F&response_type=code&scope=offline_access%20accounting.transactions&state=7Hk2Qp9sVx3LmN8dRt5W`
      await click('button', /^Diagnose/)
      await copyOutside(`https://login.xero.com/identity/connect/authorize?${query}`)
      await click('button', /^Paste \(/)
      await page.getByRole('article').first().waitFor()
    },
  },
  ...connectionsScenes,
  ...setUpScenes,
  ...placeScenes,
  {
    name: 'rotation-start',
    title: 'A rotation, begun',
    play: async (stagehand) => {
      await openApp(stagehand, APP.name, 'Rotation')
      await stagehand.click('button', 'Start the rotation')
    },
  },
  {
    name: 'rotation-paste',
    title: 'Both secrets checked, the new one to be pasted into Codat',
    play: async (stagehand) => {
      const { page, click, copyOutside } = stagehand
      await copyOutside(await generateSecret(stagehand, APP.clientId, 2))
      await click('button', /^Paste client secret 2/)
      await page.getByRole('button', { name: 'Pasted into “Tidewater production”', exact: true }).waitFor()
    },
  },
  {
    name: 'rotation-retire',
    title: 'The old secret, retired last',
    play: async ({ page, click, prompt }) => {
      await click('button', 'Pasted into “Tidewater production”')
      await click('button', 'Every Codat client has it')
      await click('button', 'I saw a connection go through')
      await click('button', /^Forget client secret 1/)
      const question = await prompt()
      await question.waitForTimeout(700)
      await click('button', 'Retire it', question)
      await page.getByText('Rotated. The old secret is gone from this machine.').waitFor()
    },
  },
  {
    name: 'activity',
    title: 'What happened on this machine',
    play: async ({ page, click }) => {
      await click('button', 'Dismiss')
      await click('button', 'Activity', page.getByRole('navigation', { name: 'Places' }))
      await page.getByText('Old secret retired').waitFor()
    },
  },
  {
    name: 'settings',
    title: 'Settings, with the keychain checked',
    play: async ({ page, click }) => {
      await click('button', 'Settings', page.getByRole('navigation', { name: 'Places' }))
      await click('button', 'Check this keychain')
      await page.getByText('This keychain keeps what it is given').waitFor()
    },
  },
  {
    name: 'settings-dark',
    title: 'The same, dark',
    play: async ({ page }) => {
      await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark', { exact: true }).click()
      await page.locator('html[data-theme="dark"]').waitFor()
    },
  },
  {
    name: 'app-dark',
    title: 'The app and its one secret, dark',
    play: async (stagehand) => {
      await openApp(stagehand, APP.name, 'Keys')
      await stagehand.page.getByRole('heading', { name: APP.name, level: 1 }).waitFor()
    },
  },
  {
    name: 'practice-controls',
    title: 'What can be made to go wrong in practice',
    play: async ({ page, click }) => {
      await page.evaluate(() => /** @type {any} */ (window).latchkey.saveSettings({ theme: 'light' }))
      await page.reload()
      await click('button', 'Practice controls')
      await page.getByRole('dialog', { name: 'Practice controls' }).getByText('Everything goes well now.').waitFor()
    },
  },
  {
    name: 'list-small',
    title: 'The list in the smallest window, 900 × 600',
    play: async ({ page, app, press, click }) => {
      await press('Escape')
      await resize(app, 900, 600)
      await page.waitForFunction(() => window.innerWidth <= 900)
      await click('button', /^Customers/, page.getByRole('navigation', { name: 'Places' }))
      await page.getByRole('grid', { name: 'Customers' }).getByText(APP.name).first().waitFor()
    },
  },
]
