// Whether the Bank Feeds API is enabled for the app, asked of Xero itself: from the ladder to a sign-in test and back.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { catalogue } from '../../src/domain/diagnosis/catalogue'
import { seedApps } from '../../src/practice/xero/seed'
import { freeRedirect } from '../support/oauth-ports'
import { expect, type Latchkey, test, press } from './latchkey'
import { aSecondLater, openOutsideBrowser, type OutsideBrowser } from './outside-browser'
import {
  addApp,
  addCodatClient,
  copyOutside,
  lookInBothThemes,
  openApp,
  openTab,
  pasteSecret,
  picturesInBothThemes,
  registerRedirect,
} from './steps'

const { name, clientId, secret } = seedApps.meridian
const TRIAL = 'Practice Trial Company'

const tab = ({ page }: Latchkey, called: 'Bank feeds' | 'Sign-in test') => page.getByRole('tabpanel', { name: called })
const rung = (latchkey: Latchkey) => tab(latchkey, 'Bank feeds').locator('[data-rung="app-enabled"]')

async function openCompany(latchkey: Latchkey, company: string): Promise<void> {
  // The tab stands beside the drawer as it was left: at a company, once one was opened.
  const others = tab(latchkey, 'Bank feeds').getByRole('button', { name: 'All companies' })
  const wanted = tab(latchkey, 'Bank feeds').getByRole('button', { name: company })
  await expect(others.or(wanted).first()).toBeVisible()
  if (await others.isVisible()) await others.click()
  await wanted.click()
  await expect(tab(latchkey, 'Bank feeds').getByRole('heading', { name: company })).toBeVisible()
  // Beside a company, what goes for the whole app is folded unless it fails.
  await rung(latchkey).waitFor({ state: 'attached' })
  if (await rung(latchkey).isHidden()) {
    await tab(latchkey, 'Bank feeds').getByText('For every company of this app').click()
  }
}

/** The app with bank feeds, with its secret and a Codat client, and a redirect URI of its own. */
async function readyApp(latchkey: Latchkey): Promise<string> {
  // So that asking twice about one organisation leaves none of them connected.
  await latchkey.page.evaluate(() => window.latchkey.setPracticeSettings({ reconnect: 'fresh-row' }))
  const { uri } = await freeRedirect()
  await registerRedirect(latchkey, clientId, uri)
  const redirectUris = ['https://xero.codat.io/oauth2/callback', uri]
  const appId = await addApp(latchkey, { name, clientId, redirectUris })
  await pasteSecret(latchkey, appId, secret)
  const key = codatKey(seedCodatClients.meridian.codatId, 'Robin')
  await addCodatClient(latchkey, { name: seedCodatClients.meridian.name, key, xeroAppIds: [appId] })
  await openApp(latchkey, name)
  return appId
}

async function openFeeds(latchkey: Latchkey, company: string): Promise<void> {
  await openTab(latchkey.page, 'Bank feeds')
  await openCompany(latchkey, company)
}

/** From the rung to the sign-in test, and through Xero's consent with an organisation. */
async function askXero(latchkey: Latchkey, browser: OutsideBrowser, organisation: string): Promise<void> {
  await rung(latchkey).getByRole('button', { name: 'Ask Xero with a sign-in test' }).click()
  await tab(latchkey, 'Sign-in test').getByRole('button', { name: 'Open the browser and sign in' }).click()
  const consent = await browser.follow()
  await consent.locator(`input[name=tenant][data-tenant="${organisation}"]`).check()
  await aSecondLater()
  await consent.locator('[data-action=allow]').click()
  await expect(consent.locator('main[data-outcome=signed-in]')).toBeVisible()
  await expect(tab(latchkey, 'Sign-in test').getByText('Connection removed again')).toBeVisible()
}

const answered = (latchkey: Latchkey, text: RegExp) =>
  expect(tab(latchkey, 'Sign-in test').getByText(text)).toBeVisible()

async function backTo(latchkey: Latchkey, company: string): Promise<void> {
  await tab(latchkey, 'Sign-in test').getByRole('button', { name: 'Open Bank feeds' }).click()
  await openCompany(latchkey, company)
}

test('a sign-in test takes the app’s rung from “can’t be checked” to no, and to yes, in every company', async ({
  launch,
  desktop,
  canaries,
}) => {
  canaries.push(secret)
  const browser = await openOutsideBrowser(desktop)
  try {
    const latchkey = await launch({ env: browser.env })
    const { page } = latchkey
    const appId = await readyApp(latchkey)
    await openFeeds(latchkey, 'Ferry Landing Cycles')
    await expect(rung(latchkey)).toHaveAttribute('data-state', 'not-from-here')
    await expect(rung(latchkey)).toContainText('a demo company never takes feeds')
    await rung(latchkey).scrollIntoViewIfNeeded()
    await lookInBothThemes(latchkey, 'bank-feeds-ask-xero')

    // The scopes are chosen already, and the page says which organisation to choose.
    await rung(latchkey).getByRole('button', { name: 'Ask Xero with a sign-in test' }).click()
    await expect(tab(latchkey, 'Sign-in test').getByRole('textbox', { name: 'Scopes' })).toHaveValue(/\bbankfeeds\b/)
    await expect(tab(latchkey, 'Sign-in test').getByText(/Choose a trial organisation at Xero/)).toBeVisible()
    await lookInBothThemes(latchkey, 'bank-feeds-sign-in-before')
    await tab(latchkey, 'Sign-in test')
      .getByText(/Invalid scope for client/)
      .scrollIntoViewIfNeeded()
    await picturesInBothThemes(latchkey, 'bank-feeds-sign-in-choose')
    await openFeeds(latchkey, 'Ferry Landing Cycles')

    await askXero(latchkey, browser, 'Demo Company (AU)')
    await answered(latchkey, /isn’t told: Xero refused Demo Company \(AU\), not the app/)
    await backTo(latchkey, 'Ferry Landing Cycles')
    await expect(rung(latchkey)).toHaveAttribute('data-state', 'not-from-here')
    await expect(rung(latchkey)).toContainText('says nothing about the app')

    const notEnabled = { name: 'xero.bank-feeds:not-enabled', on: true, times: 1 } as const
    await page.evaluate((failure) => window.latchkey.setPracticeFailure(failure), notEnabled)
    await askXero(latchkey, browser, TRIAL)
    await answered(latchkey, /Bank feeds aren’t enabled/)
    await lookInBothThemes(latchkey, 'bank-feeds-sign-in-refused')
    await backTo(latchkey, 'Ferry Landing Cycles')
    await expect(rung(latchkey)).toHaveAttribute('data-state', 'no')
    await expect(rung(latchkey)).toContainText('Xero answered a sign-in test with this')
    await rung(latchkey).scrollIntoViewIfNeeded()
    await picturesInBothThemes(latchkey, 'bank-feeds-xero-said-no')

    await askXero(latchkey, browser, TRIAL)
    await answered(latchkey, /Bank feeds are enabled: Xero’s Bank Feeds API lets this app in/)
    await tab(latchkey, 'Sign-in test').getByText('Open Bank feeds').scrollIntoViewIfNeeded()
    await picturesInBothThemes(latchkey, 'bank-feeds-sign-in-enabled')
    await backTo(latchkey, 'Lantern Street Gallery')
    await expect(rung(latchkey)).toHaveAttribute('data-state', 'yes')
    await expect(rung(latchkey)).toContainText('Xero’s Bank Feeds API answered this app in a sign-in test.')
    await expect(rung(latchkey).getByRole('button', { name: 'Ask Xero with a sign-in test' })).toBeHidden()
    await rung(latchkey).scrollIntoViewIfNeeded()
    await picturesInBothThemes(latchkey, 'bank-feeds-xero-said-yes')

    const userData = await latchkey.app.evaluate(({ app }) => app.getPath('userData'))
    const kept = () => readdirSync(path.join(userData, 'records', 'bank-feeds', 'apps'))
    expect(kept()).toContain(`${appId}.json`)
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    const question = await latchkey.prompt()
    await press(question.getByRole('button', { name: 'Delete', exact: true }))
    // What is known of it goes with it at the end of the trash, and not before.
    await expect(page.getByRole('button', { name: /^Set up a new Xero app/ })).toBeVisible()
    expect(kept()).toContain(`${appId}.json`)
    const gone = page.evaluate((id) => window.latchkey.deleteForGood({ id }), appId)
    const last = await latchkey.prompt()
    await last.getByRole('textbox').fill(name)
    await press(last.getByRole('button', { name: 'Delete for good', exact: true }))
    expect(await gone).toMatchObject({ ok: true, value: { deleted: true } })
    expect(kept()).toEqual([])
  } finally {
    await browser.close()
  }
})

test('“Invalid scope for client”, which Xero shows on its own page only, counts when it is pasted', async ({
  launch,
  desktop,
  canaries,
}) => {
  canaries.push(secret)
  const browser = await openOutsideBrowser(desktop)
  try {
    const latchkey = await launch({ env: browser.env })
    const { page } = latchkey
    await readyApp(latchkey)
    const notGranted = { name: 'xero.authorize:invalid-scope-for-client', on: true } as const
    await page.evaluate((failure) => window.latchkey.setPracticeFailure(failure), notGranted)
    await openFeeds(latchkey, 'Ferry Landing Cycles')
    await rung(latchkey).getByRole('button', { name: 'Ask Xero with a sign-in test' }).click()
    await tab(latchkey, 'Sign-in test').getByRole('button', { name: 'Open the browser and sign in' }).click()
    const stuck = await browser.follow()
    await copyOutside(latchkey, await stuck.locator('main').innerText())
    await page.getByRole('button', { name: /^Paste \(/ }).click()
    const answer = page.getByRole('region', { name: 'What it means' })
    await expect(answer.getByRole('article', { name: catalogue['page.scope-not-granted'].title })).toBeVisible()
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await openFeeds(latchkey, 'Ferry Landing Cycles')
    await expect(rung(latchkey)).toHaveAttribute('data-state', 'no')
    await expect(rung(latchkey)).toContainText('You pasted this')
  } finally {
    await browser.close()
  }
})
