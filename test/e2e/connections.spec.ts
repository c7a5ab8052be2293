// Who is in my connections, from no Codat client to a place freed on a call, in practice mode; and what is shown when nobody answers.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { playConsent } from '../../scripts/demo-browser.mjs'
import type { PracticeFailureSwitch } from '../../src/contract/practice'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps, seedHarbourLeftovers, seedId, seedPeople } from '../../src/practice/xero/seed'
import { expect, type Latchkey, picture, test, press } from './latchkey'
import {
  addApp,
  copyOutside,
  lookInBothThemes,
  openApp,
  openPlace,
  openTab,
  pasteSecret,
  picturesInBothThemes,
  fileDialogsAnswer,
} from './steps'

const { clientId, secret, name } = seedApps.harbourPay
const panel = (page: Page) => page.getByRole('tabpanel', { name: 'Connections' })
const ring = (page: Page) => panel(page).getByRole('img', { name: new RegExp(`^${name}:`) })

async function openConnectionsRoom(latchkey: Latchkey): Promise<string> {
  const id = await addApp(latchkey, { name, clientId, createdOn: null })
  await pasteSecret(latchkey, id, secret)
  await openApp(latchkey, name)
  await openTab(latchkey.page, 'Connections')
  return id
}

/** Adds the Codat client by hands: from the app's connections, with its key pasted and checked, and back to the connections. */
async function connectCodat(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  await panel(page).getByRole('button', { name: 'Add a Codat client' }).click()
  await page.getByRole('textbox', { name: 'Name of the Codat client' }).fill('Harbour production')
  await page.getByRole('button', { name: 'Add and go on to its key' }).click()
  await copyOutside(latchkey, codatKey(seedCodatClients.harbour.codatId, 'Robin'))
  await page.getByRole('button', { name: /^Paste the API key/ }).click()
  await page.getByRole('button', { name: 'Check with Codat' }).click()
  await expect(page.getByText('Codat accepts this key')).toBeVisible()
  await page.getByRole('button', { name: `Connections of ${name}` }).click()
  await expect(panel(page).getByText('Not counted yet', { exact: true })).toBeVisible()
}

const count = async (page: Page): Promise<void> => {
  await panel(page).getByRole('button', { name: 'Count now' }).click()
  await expect(panel(page).getByRole('button', { name: 'Stop counting' })).toHaveCount(0)
}

const fails = async ({ page }: Latchkey, failure: PracticeFailureSwitch['name'], on = true): Promise<void> => {
  const answer = await page.evaluate((given) => window.latchkey.setPracticeFailure(given), { name: failure, on })
  expect(answer.ok).toBe(true)
}

/** A company's owner follows Codat's link and consents at Xero; gives the page it ends on. */
async function linkCompany({ page }: Latchkey, organisation: string): Promise<URL> {
  const origins = await page.evaluate(async () => {
    const answer = await window.latchkey.getPractice({})
    return answer.ok ? answer.value.practice?.origins : undefined
  })
  if (origins === undefined) throw new Error('not in practice')
  const company = seedId(`codat company harbour ${organisation}`)
  const connection = seedId(`codat connection harbour ${organisation} `)
  const start = `${origins.codatLink}/companies/${company}/connections/${connection}/start`
  const { url } = await playConsent(Object.values(origins), start, organisation, seedPeople.olive)
  return url
}

/** Keeps what Electron is asked to notify; a test desktop has nobody to show it. */
async function keepNotifications({ app }: Latchkey): Promise<() => Promise<string[]>> {
  await app.evaluate(({ Notification }) => {
    const kept: string[] = []
    Object.assign(globalThis, { kept })
    Notification.isSupported = () => true
    Notification.prototype.show = function (this: Electron.Notification) {
      kept.push(this.title)
      this.emit('show', { preventDefault: () => {}, defaultPrevented: false })
    }
  })
  return () => app.evaluate(() => [...(globalThis as unknown as { kept: string[] }).kept])
}

test('from no Codat client to full, and from the limit page to a free place', async ({ launch, canaries }) => {
  const latchkey = await launch()
  const { page } = latchkey
  canaries.push(secret, codatKey(seedCodatClients.harbour.codatId, 'Robin'))
  const notified = await keepNotifications(latchkey)
  await openConnectionsRoom(latchkey)
  await expect(panel(page).getByText('Not known', { exact: true })).toBeVisible()
  await picturesInBothThemes(latchkey, 'seats-unknown')
  await connectCodat(latchkey)
  await count(page)
  // Nobody has confirmed the 25 yet: the number and the words go by it all the same, in grey.
  await expect(panel(page).getByText('Nearly full', { exact: true })).toBeVisible()
  await expect(panel(page).locator('[data-limit=assumed]')).toBeVisible()
  await picturesInBothThemes(latchkey, 'seats-assumed')
  await page.getByLabel('Limit of this Xero app').selectOption('legacy')
  await expect(panel(page).locator('[data-limit=confirmed]')).toBeVisible()
  await expect(panel(page).getByText('Nearly full', { exact: true })).toBeVisible()
  await expect(ring(page)).toHaveAccessibleName(/24 of 25/)
  await expect(panel(page).getByText('Not counted: one demo company.')).toBeVisible()
  await expect(panel(page).getByText(/2 connections in Xero that Codat doesn’t know/)).toBeVisible()
  await lookInBothThemes(latchkey, 'seats-watch')
  await page.getByRole('button', { name: /^Free it… / }).click()
  await press((await latchkey.prompt()).getByRole('button', { name: 'Cancel' }))
  await expect(page.getByText('Nothing was disconnected.')).toBeVisible()
  await page.getByRole('button', { name: 'Back to the connections' }).click()

  await linkCompany(latchkey, 'Kauri Point Vets')
  await count(page)
  await expect(panel(page).getByText('Full', { exact: true })).toBeVisible()
  await expect(ring(page)).toHaveAccessibleName(/25 of 25/)
  expect(await notified()).toEqual([`${name} is full`])
  await picturesInBothThemes(latchkey, 'seats-full')
  expect((await linkCompany(latchkey, 'Mistral Printing')).pathname).toBe('/connectionLimit')

  const clock = stopwatch()
  await copyOutside(latchkey, 'https://authorize.xero.com/connectionLimit')
  await clock.waiting(async () => {
    await page.keyboard.press('Control+Shift+V')
    await page.getByRole('button', { name: `Free a connection of ${name}` }).waitFor()
  })
  await expect(page.getByRole('textbox', { name: 'What you see' })).toBeFocused()
  await picture(page, 'limit-page-pasted')
  const leftover = page.getByRole('checkbox', { name: new RegExp(seedHarbourLeftovers[0]) })
  await clock.waiting(async () => {
    await page.getByRole('button', { name: `Free a connection of ${name}` }).click()
    await leftover.waitFor()
  })
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('group', { name: `Free a connection of ${name}` })).toBeFocused()
  await leftover.press('Space')
  const question = await clock.waiting(async () => {
    await page.getByRole('button', { name: 'Disconnect…' }).click()
    const window = await latchkey.prompt()
    await window.getByRole('textbox').waitFor()
    return window
  })
  await question.getByRole('textbox').fill(seedHarbourLeftovers[0])
  await picture(question, 'free-place-question')
  const disconnect = question.getByRole('button', { name: 'Disconnect' })
  await expect(disconnect).toBeEnabled()
  await clock.waiting(async () => {
    await press(disconnect)
    await panel(page).getByText('Counted again: 24 of 25 connections are taken.').waitFor()
  })
  const { all, waited } = clock.read()
  process.stdout.write(`A place freed ${all} ms after the limit page was copied, ${waited} ms of it waiting\n`)
  // The minute that was promised.
  expect(all).toBeLessThan(60_000)
  await lookInBothThemes(latchkey, 'seats-freed')
  await page.getByRole('button', { name: 'See the connections' }).click()
  await expect(ring(page)).toHaveAccessibleName(/24 of 25/)
})

interface Stopwatch {
  /** Runs what a user waits for, and counts its time. */
  readonly waiting: <T>(step: () => Promise<T>) => Promise<T>
  readonly read: () => { all: number; waited: number }
}

function stopwatch(): Stopwatch {
  const from = performance.now()
  let waited = 0
  return {
    async waiting(step) {
      const began = performance.now()
      const answer = await step()
      waited += performance.now() - began
      return answer
    },
    read: () => ({ all: Math.round(performance.now() - from), waited: Math.round(waited) }),
  }
}

test('each source switched off in turn, then all: the last known values stay, with their age', async ({ launch }) => {
  const latchkey = await launch()
  const { page } = latchkey
  await openConnectionsRoom(latchkey)
  await connectCodat(latchkey)
  await count(page)
  await panel(page).getByRole('combobox', { name: 'Limit of this Xero app' }).selectOption('legacy')
  const shown = (source: string) => panel(page).getByRole('listitem').filter({ hasText: source })
  const isShown = (source: string) => expect(shown(source).getByText('Shown', { exact: true })).toBeVisible()
  await isShown('Xero’s own list')

  await fails(latchkey, 'codat.companies/forbidden')
  await count(page)
  await expect(
    shown('Codat’s companies').getByText('Codat knows this API key, but not for what was asked.'),
  ).toBeVisible()
  await expect(shown('Codat’s companies')).toContainText('Codat’s companies: 23,')
  await isShown('Xero’s own list')
  await fails(latchkey, 'codat.companies/forbidden', false)

  await fails(latchkey, 'xero.token:app-list-invalid-scope')
  await count(page)
  await expect(shown('Xero’s own list').getByText(/doesn’t let it list its own connections/)).toBeVisible()
  await expect(ring(page)).toHaveAccessibleName(/24 of 25/)
  await panel(page).getByRole('textbox', { name: 'Connections shown in My Apps' }).fill('23')
  await panel(page).getByRole('button', { name: 'Note this count' }).click()
  await expect(panel(page).getByText(/You noted 23/)).toBeVisible()
  await expect(panel(page).getByText(/You read 23 in My Apps and Xero’s list has 24/)).toBeVisible()
  await panel(page).getByRole('button', { name: 'Take it back' }).click()
  await expect(panel(page).getByText(/You noted 23/)).toHaveCount(0)

  await fails(latchkey, 'codat.companies/cut')
  await fails(latchkey, 'codat.integrations/cut')
  await count(page)
  await expect(ring(page)).toHaveAccessibleName(/24 of 25/)
  await expect(panel(page).getByText(/Couldn’t be read/)).toHaveCount(2)
  await expect(shown('Codat’s integration figure')).toContainText('22')
  await expect(panel(page).getByRole('grid', { name: 'Connections' }).getByText('Sandpit Supplies')).toBeVisible()
  await page.reload()
  await openApp(latchkey, name)
  await openTab(page, 'Connections')
  await expect(ring(page)).toHaveAccessibleName(/24 of 25/)
  await expect(panel(page).getByText(/^Xero’s own list: 24, /)).toBeVisible()

  await setClocksAhead(latchkey, 30)
  await openTab(page, 'Set-up')
  await openTab(page, 'Connections')
  await expect(panel(page).getByText('Out of date', { exact: true })).toBeVisible()
  await expect(ring(page)).toHaveAccessibleName(/24 of 25/)
  await expect(panel(page).getByText(/names every one that counts\..* Read 1 day ago\./)).toBeVisible()
  await expect(panel(page).getByText(/^Xero’s own list: 24, 1 day ago/)).toBeVisible()
  await picturesInBothThemes(latchkey, 'seats-stale')
})

/** Main's clock and the page's, so many hours ahead: what was counted is as old then. */
async function setClocksAhead({ app, page }: Latchkey, hours: number): Promise<void> {
  await app.evaluate((_electron, ms) => {
    globalThis.Date = new Proxy(Date, {
      construct: (target, args: []) => (args.length === 0 ? new target(target.now() + ms) : new target(...args)),
      get: (target, key) => (key === 'now' ? () => target.now() + ms : (Reflect.get(target, key) as unknown)),
    })
  }, hours * 3_600_000)
  await page.evaluate((ms) => {
    const right = Date.now.bind(Date)
    Date.now = () => right() + ms
  }, hours * 3_600_000)
}

test('several at once, one of them in use: a second yes, what was done, and Codat tidied after it', async ({
  launch,
}) => {
  const latchkey = await launch()
  const { page } = latchkey
  await openConnectionsRoom(latchkey)
  await connectCodat(latchkey)
  await count(page)
  await addApp(latchkey, { name: 'Another app', customer: 'Someone else' })
  await page.getByRole('combobox', { name: 'Limit of this Xero app' }).selectOption('core')
  await expect(panel(page).getByText('Room left', { exact: true })).toBeVisible()
  await picturesInBothThemes(latchkey, 'seats-room')

  // From a place with no app in front, the answer asks which one it is about.
  await openPlace(page, 'Diagnose')
  await page.getByRole('textbox', { name: 'What you see' }).fill('https://authorize.xero.com/connectionLimit')
  await page.getByRole('combobox', { name: 'Of which Xero app?' }).selectOption({ label: `${name}, Acme` })
  await page.getByRole('button', { name: 'Free a connection now' }).click()

  const inUse = 'Bayview Dental'
  for (const organisation of [...seedHarbourLeftovers, inUse])
    await panel(page)
      .getByRole('checkbox', { name: new RegExp(organisation) })
      .press('Space')
  await lookInBothThemes(latchkey, 'free-several')
  await page.getByRole('button', { name: 'Disconnect 3…' }).click()
  const question = await latchkey.prompt()
  await question.getByRole('textbox').fill('disconnect 3')
  const disconnect = question.getByRole('button', { name: 'Disconnect' })
  await expect(disconnect).toBeDisabled()
  await question.getByRole('checkbox', { name: 'Yes, unplug a company that is linked in Codat.' }).check()
  await expect(disconnect).toBeEnabled()
  await press(disconnect)

  await expect(panel(page).getByText('3 connections are free.')).toBeVisible()
  await expect(panel(page).getByText('Counted again: 21 of 50 connections are taken.')).toBeVisible()
  await expect(panel(page).getByRole('list', { name: 'What was done' }).getByText('Freed')).toHaveCount(3)
  await panel(page).getByRole('button', { name: 'Delete in Codat…' }).click()
  const deletion = await latchkey.prompt()
  await expect(deletion.getByText(/It can’t be undone/)).toBeVisible()
  await deletion.getByRole('textbox').fill(inUse)
  await expect(deletion.getByRole('button', { name: 'Delete in Codat' })).toBeDisabled()
  await deletion.getByRole('checkbox').check()
  await press(deletion.getByRole('button', { name: 'Delete in Codat' }))
  await expect(panel(page).getByText('Deleted in Codat')).toBeVisible()
  // Deleted, it isn't said to be linked beside that.
  const left = panel(page).getByRole('region', { name: 'Left in Codat' })
  await expect(left.getByText('Linked', { exact: true })).toHaveCount(0)
  await lookInBothThemes(latchkey, 'free-several-done')

  // Stopped between two rows: the first is done, the second is said not to be.
  await page.evaluate(() => window.latchkey.setPracticeSettings({ slowSeconds: 2 }))
  await fails(latchkey, 'xero.disconnect/slow')
  await panel(page).getByRole('button', { name: 'Free another' }).click()
  for (const organisation of ['Rimu Street Cafe', 'Tui Plumbing Services'])
    await panel(page)
      .getByRole('checkbox', { name: new RegExp(organisation) })
      .press('Space')
  await page.getByRole('button', { name: 'Disconnect 2…' }).click()
  const again = await latchkey.prompt()
  await again.getByRole('textbox').fill('disconnect 2')
  await again.getByRole('checkbox').check()
  await press(again.getByRole('button', { name: 'Disconnect' }))
  await expect(panel(page).getByText('Freeing Rimu Street Cafe: 0 of 2…')).toBeVisible()
  await panel(page).getByRole('button', { name: 'Stop before the next' }).click()
  await expect(panel(page).getByText('One connection is free; one row is not done.')).toBeVisible()
  await expect(panel(page).getByRole('listitem').filter({ hasText: 'Tui Plumbing' })).toContainText('Not tried')
})

test('the table sorts, filters, is saved, overrules a demo company, and a finding shows its rows', async ({
  launch,
  desktop,
}) => {
  const latchkey = await launch()
  const { page } = latchkey
  await openConnectionsRoom(latchkey)
  await connectCodat(latchkey)
  await count(page)
  const table = panel(page).getByRole('grid', { name: 'Connections' })
  await expect(table).toHaveAttribute('aria-rowcount', '28')
  const firstName = table.getByRole('rowheader').first()
  await expect(firstName).toHaveText('Bayview Dental')
  await table.getByRole('button', { name: 'Created' }).click()
  await expect(firstName).toHaveText('Kowhai Timber Ltd')
  await table.getByRole('button', { name: 'Created' }).click()
  await expect(table.getByRole('columnheader', { name: 'Created' })).toHaveAttribute('aria-sort', 'descending')

  const file = path.join(desktop.home, 'seats.csv')
  await fileDialogsAnswer(latchkey, file)
  await panel(page).getByRole('button', { name: 'Save as CSV…' }).click()
  await expect(page.getByText('27 rows are saved.')).toBeVisible()
  expect((await readFile(file, 'utf8')).split('\r\n')).toHaveLength(1 + 27 + 1)

  await panel(page).getByRole('combobox', { name: 'Show', exact: true }).selectOption('no-codat')
  await panel(page).getByRole('searchbox', { name: 'Search the connections' }).fill('sandpit')
  await expect(table.getByRole('rowheader')).toHaveText(['Sandpit Supplies'])
  // By keyboard: into the table, open the row, say what it is.
  await panel(page).getByRole('searchbox', { name: 'Search the connections' }).press('Escape')
  // A demo company doesn't count: it stands in its own part of the whole, whether Codat knows it or not.
  await expect(table).toHaveAttribute('aria-rowcount', '3')
  await panel(page).getByRole('combobox', { name: 'Show', exact: true }).selectOption('demo')
  await table.getByRole('rowheader', { name: 'Demo Company (NZ)' }).click()
  const details = page.getByRole('dialog', { name: 'Demo Company (NZ)' })
  await expect(details.getByText('As Latchkey sees it')).toBeVisible()
  await lookInBothThemes(latchkey, 'seat-details')
  await details.getByText('It isn’t').click()
  await expect(table).toHaveAttribute('aria-rowcount', '1')
  await page.keyboard.press('Escape')
  await panel(page).getByRole('combobox', { name: 'Show', exact: true }).selectOption('no-codat')
  await expect(table.getByText('No, you said')).toBeVisible()
  await expect(ring(page)).toHaveAccessibleName(/25 of 25/)

  await panel(page).getByRole('combobox', { name: 'Show', exact: true }).selectOption('all')
  const duplicates = panel(page).getByRole('note').filter({ hasText: 'share an organisation' })
  await duplicates.getByRole('button', { name: 'Show them' }).click()
  await expect(table.getByRole('rowheader')).toHaveText(['Kowhai Timber Ltd', 'Kowhai Timber Ltd'])
  await table.getByRole('row').nth(1).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Kowhai Timber Ltd' })).toBeVisible()
  await page.keyboard.press('Escape')
  await panel(page).getByRole('button', { name: 'Show all' }).click()
  await panel(page).getByRole('button', { name: 'Text of the notice' }).click()
  await expect(page.getByRole('dialog').getByText(/Please reconnect Xero before/)).toBeVisible()
  await lookInBothThemes(latchkey, 'seats-notice')
})
