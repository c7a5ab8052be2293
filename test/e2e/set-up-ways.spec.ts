// The other ways into a set-up: inherited, going live, rotating, and a call on which others see the screen.
import type { Page } from '@playwright/test'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, picture, press, test, type Latchkey } from './latchkey'
import { agree, expectState, integrationOf, openStep, readyToHandOver, stepAt } from './set-up-steps'
import { addApp, axeFindings, copyOutside, everyTheme, generateSecret, openApp, openTab, pasteSecret } from './steps'

const { tidewater } = seedApps

/** One transparent pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

test('inherited: client id and Codat key alone; what can’t be known is said', async ({ launch }) => {
  const latchkey = await launch()
  const { page } = latchkey
  await readyToHandOver(latchkey, 'tidewater', { keyless: true, wayIn: 'inherited' })
  await openApp(latchkey, 'Tidewater')
  await openTab(page, 'Set-up')
  await page.getByRole('button', { name: 'Read it from Codat' }).click()
  await expect(page.getByText('What can’t be known from here')).toBeVisible()
  await expectState(page, 'enable', 'verified')
  await picture(page, 'inherited')
  // Whether Xero is enabled comes first, its companies after it.
  await expect
    .poll(() => integrationOf(latchkey))
    .toMatchObject({
      inheritedSeen: { linked: 4, companies: 4, withErrors: 0, complete: true },
      enabledSeen: { enabled: true },
      held: 'unproved',
      provedAt: null,
    })
  for (const id of ['create-app', 'keys-check', 'sign-in', 'hand-over', 'first-company']) {
    await expectState(page, id, 'not-needed')
  }
  expect(await axeFindings(page)).toEqual([])
})

test('a new client id over linked companies takes a typed yes; rotating goes through every Codat client of the app', async ({
  launch,
  canaries,
}) => {
  const latchkey = await launch()
  const { appId } = await readyToHandOver(latchkey, 'tidewater')
  await test.step('a no copies nothing, and a typed yes says what is on the clipboard', () => takesATypedYes(latchkey))
  const fresh = await generateSecret(latchkey, tidewater.clientId)
  canaries.push(fresh)
  await test.step('a rotation asks for each client and takes its proof back', () => rotates(latchkey, appId, fresh))
})

async function takesATypedYes(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  await openApp(latchkey, 'Tidewater')
  await openTab(page, 'Set-up')
  await openStep(page, 'hand-over')
  const count = stepAt(page, 'hand-over').getByRole('button', { name: 'Count what is linked there' })
  await count.click()
  const prompt = await latchkey.prompt()
  expect(await prompt.locator('body').innerText()).toContain('Codat doesn’t say which client id it holds')
  await expect(prompt.locator('button[type=submit]')).toBeDisabled()
  await press(prompt.getByRole('button', { name: 'Cancel' }))
  await expect(page.getByText('Nothing was copied: 4 companies stay linked')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy the client id' })).toHaveCount(0)
  await count.click()
  await agree(latchkey, 'yes')
  await expect(stepAt(page, 'hand-over').getByRole('button', { name: 'Copy the client id' })).toBeVisible()

  const holds = async (text: string) => {
    await copyOutside(latchkey, text)
    await stepAt(page, 'hand-over').getByRole('button', { name: 'What is on my clipboard?' }).click()
  }
  await holds(` ${tidewater.clientId}`)
  await expect(page.getByText('This client id, with a space or line break around it')).toBeVisible()
  await holds(seedApps.meridian.clientId)
  await expect(page.getByText('It looks like a client id, but of an app that isn’t kept here.')).toBeVisible()
  await holds(tidewater.secret)
  await expect(page.getByText('This client secret (1)', { exact: true })).toBeVisible()
  await latchkey.app.evaluate(({ clipboard, nativeImage }, pixel) => {
    clipboard.clear()
    // Electron 45's clipboard has no such function any more; this runs on 33.
    const writing = clipboard as unknown as { writeImage(image: unknown): void }
    writing.writeImage(nativeImage.createFromDataURL(`data:image/png;base64,${pixel}`))
  }, PIXEL)
  await stepAt(page, 'hand-over').getByRole('button', { name: 'What is on my clipboard?' }).click()
  await expect(page.getByText('A picture or a file', { exact: true })).toBeVisible()
  await latchkey.app.evaluate(({ clipboard }) => clipboard.clear())
  await stepAt(page, 'hand-over').getByRole('button', { name: 'What is on my clipboard?' }).click()
  await expect(page.getByText('Nothing', { exact: true })).toBeVisible()
}

/** Parts of the drawer that are wider than where they stand. */
function scrolledSideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-drawer], [data-drawer] [role=tabpanel], [data-drawer] [role=tabpanel] *')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
      .filter((one) => getComputedStyle(one).textOverflow !== 'ellipsis' && !one.matches('.hidden-label, svg, svg *'))
      .map((one) => `${one.tagName} “${one.textContent?.slice(0, 40)}” ${one.scrollWidth} of ${one.clientWidth}`),
  )
}

async function rotates(latchkey: Latchkey, appId: string, fresh: string): Promise<void> {
  const { page } = latchkey
  await pasteSecret(latchkey, appId, fresh, 2)
  await page.evaluate(async (id) => {
    const [only] = await window.latchkey.listIntegrations({}).then((all) => (all.ok ? all.value.integrations : []))
    if (only !== undefined) await window.latchkey.noteHandedOver({ id: only.id, slot: 1 })
    await window.latchkey.startRotation({ id, oldSlot: 1 })
    await window.latchkey.checkRotation({ id })
  }, appId)
  await openApp(latchkey, 'Tidewater')
  await openTab(page, 'Rotation')
  await expect(page.getByRole('button', { name: 'Pasted, and every Codat client has it' })).toBeVisible()
  await everyTheme(latchkey, async (size) => {
    await picture(page, `rotation-drawer-${size}`)
    expect(await scrolledSideways(page), size).toEqual([])
  })
  await page.getByRole('button', { name: 'Pasted into “Tidewater Lending”', exact: true }).click()
  await expect.poll(async () => (await integrationOf(latchkey)).handOver?.slot).toBe(2)
  expect(await integrationOf(latchkey)).toMatchObject({ held: 'unproved', provedAt: null })
}

test('on a call: one step, no other customer, nothing revealed; afterwards the recording is asked about', async ({
  launch,
  canaries,
}) => {
  let latchkey = await launch()
  canaries.push(tidewater.secret)
  await addApp(latchkey, { name: 'Another customer', customer: 'Northwind', clientId: 'A'.repeat(32) })
  const appId = await addApp(latchkey, {
    name: 'Tidewater',
    customer: 'Tidewater Lending',
    clientId: tidewater.clientId,
  })
  await latchkey.page.evaluate(
    (xeroAppId) => window.latchkey.addIntegration({ xeroAppId, codatClientId: null, wayIn: 'new' }),
    appId,
  )
  await openApp(latchkey, 'Tidewater', 'Details')
  await latchkey.page.getByRole('textbox', { name: 'Notes' }).fill('Ask Jo')
  await latchkey.page.getByRole('button', { name: 'Save changes' }).click()
  await expect(latchkey.page.getByText('Saved.')).toBeVisible()
  await latchkey.page.getByRole('button', { name: 'More actions' }).click()
  await latchkey.page.getByRole('menuitem', { name: 'Call mode' }).click()
  await expect(latchkey.page.getByRole('main', { name: 'Call mode' })).toBeVisible()
  // No notice of before lies over the next step: asked at once, as it goes by itself after a while.
  expect(await latchkey.page.getByText('Saved.').count()).toBe(0)
  await expect(latchkey.page.getByText(/Northwind|Another customer/)).toHaveCount(0)
  await picture(latchkey.page, 'call-mode')
  expect(await axeFindings(latchkey.page)).toEqual([])

  // A call outlives a crash.
  await latchkey.close()
  latchkey = await launch()
  const { page } = latchkey
  await expect(page.getByRole('main', { name: 'Call mode' })).toBeVisible()
  const heading = page.getByRole('main', { name: 'Call mode' }).getByRole('heading', { level: 1 })
  for (let title = await heading.innerText(); title !== 'Retrieve the keys'; title = await heading.innerText()) {
    await page.getByRole('button', { name: 'Next step' }).click()
    await expect(heading).not.toHaveText(title)
  }
  await expect(page.getByText(/stop sharing, and pause the recording/)).toBeVisible()
  await expect(page.getByRole('button', { name: /Paste client secret/ })).toHaveCount(0)
  await picture(page, 'call-mode-guarded')
  await page.getByRole('button', { name: 'Nobody sees it: go on' }).click()
  await copyOutside(latchkey, tidewater.secret)
  await page.getByRole('button', { name: /Paste client secret 1/ }).click()
  await expect(page.getByText('It is safe to leave Xero’s page now')).toBeVisible()
  expect(await page.evaluate((id) => window.latchkey.revealSecret({ id, slot: 1 }), appId)).toMatchObject({
    ok: false,
    error: { code: 'guide.on-a-call' },
  })
  await copyOutside(latchkey, 'A'.repeat(32))
  const holds = await page.evaluate(async () => {
    const { value } = await window.latchkey.getCall({}).then((answer) => (answer.ok ? answer : { value: null }))
    return window.latchkey.askClipboard({ id: value?.integrationId ?? '' })
  })
  expect(holds).toMatchObject({ ok: true, value: { kind: 'other-app', name: 'another one kept here' } })
  await page.getByRole('button', { name: 'End the call' }).click()
  await openApp(latchkey, 'Tidewater')
  await openTab(page, 'Set-up')
  await page.getByRole('button', { name: 'Yes, it was' }).click()
  await expect(page.getByText('Was the call recorded?')).toHaveCount(0)
  const kept = await page.evaluate(() => window.latchkey.listXeroApps({}))
  const app = kept.ok ? kept.value.apps.find(({ id }) => id === appId) : undefined
  expect(app).toMatchObject({ secrets: [{ arrival: 'recorded-call' }] })
  expect(await integrationOf(latchkey)).toMatchObject({ callSince: null, callToAskAbout: null })
})

test('an inherited set-up: every step in both themes and sizes, then going live beside its test app', async ({
  launch,
}) => {
  const latchkey = await launch()
  const { integrationId } = await readyToHandOver(latchkey, 'tidewater', { wayIn: 'inherited' })
  await test.step('every step of the walk in both themes and sizes, with nothing for axe to find', () =>
    inBothThemesAndSizes(latchkey))
  await test.step('going live: both apps side by side, with who has to reconnect', () =>
    goesLive(latchkey, integrationId))
})

async function inBothThemesAndSizes(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  await openApp(latchkey, 'Tidewater')
  await openTab(page, 'Set-up')
  for (const id of ['plan', 'create-app', 'keys', 'hand-over', 'scopes', 'enable', 'first-company', 'afterwards']) {
    await openStep(page, id)
    expect(await axeFindings(page), id).toEqual([])
  }
  await openStep(page, 'create-app')
  await everyTheme(latchkey, async (theme) => {
    expect(await axeFindings(page, theme), theme).toEqual([])
    await picture(page, `walk-${theme}`)
  })
  await page.getByRole('button', { name: 'More for this set-up' }).click()
  await page.getByRole('menuitem', { name: 'Call mode' }).click()
  await expect(page.getByRole('main', { name: 'Call mode' })).toBeVisible()
  await everyTheme(latchkey, async (theme) => {
    expect(await axeFindings(page, theme), theme).toEqual([])
    await picture(page, `walk-call-${theme}`)
  })
  await page.getByRole('button', { name: 'End the call' }).click()
  await expect(page.getByRole('main', { name: 'Call mode' })).toBeHidden()
}

async function goesLive(latchkey: Latchkey, integrationId: string): Promise<void> {
  const { page } = latchkey
  await page.evaluate((id) => window.latchkey.readInherited({ id }), integrationId)
  await addApp(latchkey, {
    name: 'Tidewater live',
    customer: 'Tidewater Lending',
    environment: 'production',
    clientId: seedApps.meridian.clientId,
    redirectUris: ['https://xero.codat.io/oauth2/callback', 'http://localhost:8743/callback'],
  })
  await openApp(latchkey, 'Tidewater live')
  await openTab(page, 'Set-up')
  await page.getByRole('button', { name: 'Begin the set-up' }).click()
  await page.getByText('Going live: test app and production app side by side').click()
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page.getByText('4 companies have to consent again.')).toBeVisible()
  await expect(page.getByText(/still on the production app: take it out before review/)).toBeVisible()
  await page.getByRole('table').scrollIntoViewIfNeeded()
  await picture(page, 'go-live')
}
