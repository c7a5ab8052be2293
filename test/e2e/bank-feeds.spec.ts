// Bank feeds from nothing to a push that arrived: rung by rung, by way of the guide's 403, and a stranger's push explained.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Desktop } from '../../scripts/desktop.mjs'
import type { PracticeFailureName } from '../../src/contract/practice'
import { codatKey, seedCodatClients, seedPushes } from '../../src/practice/codat/seed'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, type Latchkey, test, press } from './latchkey'
import { closingBalance, faultyStatement, goToStatement, mendAll } from './statement-steps'
import {
  addApp,
  addCodatClient,
  customerRow,
  fileDialogsAnswer,
  lookInBothThemes,
  openApp,
  openPlace,
  openTab,
} from './steps'

const { name, clientId } = seedApps.meridian
const meridian = seedCodatClients.meridian

const panel = ({ page }: Latchkey) => page.getByRole('tabpanel', { name: 'Bank feeds' })
const rung = (latchkey: Latchkey, id: string) => panel(latchkey).locator(`[data-rung="${id}"]`)
const sentence = (latchkey: Latchkey, text: string | RegExp) =>
  expect(panel(latchkey).getByRole('region', { name: 'Will it work?' }).getByText(text)).toBeVisible()

async function fails({ page }: Latchkey, failure: PracticeFailureName, on = true): Promise<void> {
  await page.evaluate((what) => window.latchkey.setPracticeFailure(what), { name: failure, on })
}

async function openFeeds(latchkey: Latchkey): Promise<void> {
  const appId = await addApp(latchkey, { name, clientId })
  const key = codatKey(meridian.codatId, 'Robin')
  await addCodatClient(latchkey, { name: meridian.name, key, xeroAppIds: [appId] })
  await latchkey.page.evaluate(() => window.latchkey.setPracticeSettings({ pushSettleSeconds: 0.2 }))
  await openApp(latchkey, name)
  await openTab(latchkey.page, 'Bank feeds')
}

async function openCompany(latchkey: Latchkey, company: string): Promise<void> {
  await panel(latchkey).getByRole('button', { name: company }).click()
  await expect(panel(latchkey).getByRole('heading', { name: company })).toBeVisible()
}

async function check(latchkey: Latchkey): Promise<void> {
  await panel(latchkey).getByRole('button', { name: 'Check now' }).click()
}

/** Days before today, as a statement has them. */
const day = (before: number): string => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10)

/** Opens a statement by main's dialog: order, dates and amounts as the file has them. */
async function openStatement(latchkey: Latchkey, desktop: Desktop, rows: readonly string[]): Promise<void> {
  const file = path.join(desktop.folder, `november-${rows.length}.csv`)
  writeFileSync(file, `${['Date,Description,Amount,Balance,Transaction ID', ...rows].join('\n')}\n`)
  await latchkey.app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, file)
  await panel(latchkey)
    .getByRole('button', { name: /^Open (?:a statement|another)/ })
    .click()
}

/** Puts the open statement in order, by the page's own call: its screen is tested by itself. */
async function mend({ page }: Latchkey): Promise<void> {
  await page.evaluate(async () => {
    const open = await window.latchkey.getStatement({})
    if (!open.ok || open.value.statement === null) throw new Error('No statement is open')
    const { statementId } = open.value.statement
    const mended = await window.latchkey.applyStatementRemedy({ statementId, remedy: { kind: 'sort' } })
    if (!mended.ok) throw new Error(mended.error.code)
  })
}

async function answerPrompt(latchkey: Latchkey, action: string, typed: string | null = null): Promise<void> {
  const question = await latchkey.prompt()
  if (typed !== null) await question.getByRole('textbox').fill(typed)
  await press(question.getByRole('button', { name: action, exact: true }))
}

/** Allows pushes and waits until the page knows it: a push before that is asked about the same once more. */
async function allow(latchkey: Latchkey): Promise<void> {
  const button = panel(latchkey).getByRole('button', { name: 'Allow pushes to real organisations…' })
  await button.click()
  await answerPrompt(latchkey, 'Allow')
  await expect(button).toHaveCount(0)
}

test('climbs the ladder rung by rung, by way of the guide’s 403, to a push that arrived', async ({
  launch,
  desktop,
}) => {
  const latchkey = await launch()
  await openFeeds(latchkey)
  await fails(latchkey, 'codat.feeds:not-enabled')
  // What can't be checked of the app is asked above its companies, once for all of them.
  await rung(latchkey, 'agreement').getByLabel('Agreed on').fill('2026-02-01')
  await rung(latchkey, 'agreement').getByLabel('Document').fill('Contract 7')
  await lookInBothThemes(latchkey, 'bank-feeds-app')
  await rung(latchkey, 'agreement').getByRole('button', { name: 'Note it' }).click()
  await expect(rung(latchkey, 'agreement')).toContainText('By your word, since 1 February 2026 (Contract 7).')
  await openCompany(latchkey, 'Lantern Street Gallery')
  await sentence(latchkey, /isn’t known yet/)
  await expect(panel(latchkey).getByText('For every company of this app: Bank Feeds API on the app')).toBeVisible()
  await expect(rung(latchkey, 'agreement')).toContainText('Contract 7')
  await check(latchkey)
  await sentence(latchkey, /Bank Feeds at Codat is missing. It is Codat’s move/)
  await expect(rung(latchkey, 'codat-enabled')).toHaveAttribute('data-state', 'no')

  await fails(latchkey, 'codat.feeds:not-enabled', false)
  await check(latchkey)
  // The stranger's push that failed came to light, and lands on its own rung.
  await expect(rung(latchkey, 'codat-enabled')).toHaveAttribute('data-state', 'yes')
  await expect(rung(latchkey, 'last-push')).toContainText('The closing balance doesn’t add up')

  await rung(latchkey, 'consent').getByLabel('Codat asks for bankfeeds since').fill('2026-11-01')
  await rung(latchkey, 'consent').getByRole('button', { name: 'Note it' }).click()
  await sentence(latchkey, /a consent with bankfeeds is missing. It is the customer’s move/)
  await rung(latchkey, 'consent').getByText('Change what you noted').click()
  await rung(latchkey, 'consent').getByLabel('Codat asks for bankfeeds since').fill('2026-01-01')
  await rung(latchkey, 'consent').getByRole('button', { name: 'Note it' }).click()
  await expect(rung(latchkey, 'consent')).toHaveAttribute('data-state', 'yes')
  await lookInBothThemes(latchkey, 'bank-feeds-ladder')

  // Newest first, as many banks give it: it stops the push until it is mended.
  await openStatement(latchkey, desktop, [
    `${day(3)},Rent,-50.00,137.75,A3`,
    `${day(4)},Sale,100.05,187.75,A2`,
    `${day(5)},Flowers,-12.30,87.70,A1`,
  ])
  await expect(panel(latchkey).getByText('3 lines in 1 request')).toBeVisible()
  await expect(panel(latchkey).getByText(/The statement has findings that stop it/)).toBeVisible()
  await expect(panel(latchkey).getByRole('button', { name: 'Mend the statement' })).toBeVisible()
  // What is shown goes with the statement, whoever mends it.
  await mend(latchkey)
  await expect(panel(latchkey).getByText(/The statement has findings that stop it/)).toBeHidden()
  await allow(latchkey)
  await expect(panel(latchkey).getByRole('button', { name: 'Push 3 lines…' })).toBeEnabled()

  // Xero refuses as the 2023 guide has it: the organisation's rung, not the app's.
  await fails(latchkey, 'codat.feed-refusal/invalid-organisation-bank-feeds')
  await fails(latchkey, 'codat.push:as-answer')
  await panel(latchkey).getByRole('button', { name: 'Push 3 lines…' }).click()
  await answerPrompt(latchkey, 'Push', 'Lantern Street Gallery')
  const push = panel(latchkey).locator('[data-push-state]')
  await expect(push).toHaveAttribute('data-push-state', 'refused')
  await expect(rung(latchkey, 'organisation')).toHaveAttribute('data-state', 'no')
  await expect(rung(latchkey, 'app-enabled')).not.toHaveAttribute('data-state', 'no')
  await sentence(latchkey, /an organisation that takes feeds is missing. It is the customer’s move/)

  // The app's rung by another refusal of the same look, inside a failed operation.
  await fails(latchkey, 'codat.push:as-answer', false)
  await fails(latchkey, 'codat.feed-refusal/invalid-organisation-bank-feeds', false)
  await fails(latchkey, 'codat.feed-refusal/invalid-application')
  await push.getByRole('button', { name: 'Send the refused request anew' }).click()
  await expect(rung(latchkey, 'app-enabled')).toHaveAttribute('data-state', 'no')
  await lookInBothThemes(latchkey, 'bank-feeds-refused')

  await fails(latchkey, 'codat.feed-refusal/invalid-application', false)
  await push.getByRole('button', { name: 'Send the refused request anew' }).click()
  await expect(push).toHaveAttribute('data-push-state', 'done')
  await expect(push.getByText('3 of 3 lines arrived')).toBeVisible()
  await expect(panel(latchkey).getByText(/This looks like what was pushed to this account/)).toBeVisible()
  await sentence(latchkey, 'Bank feeds will work for Lantern Street Gallery.')
  await lookInBothThemes(latchkey, 'bank-feeds-works')

  const report = path.join(desktop.folder, 'report.md')
  await fileDialogsAnswer(latchkey, report)
  await push.getByRole('button', { name: 'Report' }).click()
  await expect.poll(() => tryRead(report)).toContain('Arrived: 3 of 3')
  expect(tryRead(report)).toContain('Closing balance: 137.75 NZD')

  // An account in pounds: its sort code as people write it, without which it isn't made.
  await panel(latchkey).getByRole('button', { name: 'Create', exact: true }).click()
  const creating = latchkey.page.getByRole('dialog', { name: 'Create a source account' })
  await creating.getByLabel('Id', { exact: true }).fill('acc-pounds')
  await creating.getByLabel('Name').fill('Pounds')
  await creating.getByLabel('Account number').fill('12345678')
  await expect(creating.getByLabel('Sort code')).toBeHidden()
  await creating.getByLabel('Currency').fill('GBP')
  await expect(creating.getByRole('button', { name: 'Create…' })).toBeDisabled()
  await creating.getByLabel('Sort code').fill('40-12-34')
  await lookInBothThemes(latchkey, 'bank-feeds-create-pounds')
  await creating.getByRole('button', { name: 'Create…' }).click()
  await answerPrompt(latchkey, 'Create')
  await expect(panel(latchkey).getByRole('table', { name: 'Source accounts' })).toContainText('Pounds')
})

test('a statement with six kinds of faults is mended, pushed in two requests, and reported as it was', async ({
  launch,
  desktop,
}) => {
  const latchkey = await launch()
  const file = path.join(desktop.home, 'november.csv')
  writeFileSync(file, faultyStatement())
  await openFeeds(latchkey)
  await goToStatement(latchkey)
  await fileDialogsAnswer(latchkey, file)
  await latchkey.page.getByRole('button', { name: 'Open a file…' }).click()
  await mendAll(latchkey)

  await openApp(latchkey, name)
  await openTab(latchkey.page, 'Bank feeds')
  await openCompany(latchkey, 'Lantern Street Gallery')
  await check(latchkey)
  await allow(latchkey)
  await expect(panel(latchkey).getByText('1,200 lines in 2 requests')).toBeVisible()
  await panel(latchkey).getByRole('button', { name: 'Push 1,200 lines…' }).click()
  await answerPrompt(latchkey, 'Push', 'Lantern Street Gallery')
  const push = panel(latchkey).locator('[data-push-state]')
  await expect(push).toHaveAttribute('data-push-state', 'done')
  await expect(push.getByText('1,200 of 1,200 lines arrived')).toBeVisible()

  const report = path.join(desktop.folder, 'report.md')
  await fileDialogsAnswer(latchkey, report)
  await push.getByRole('button', { name: 'Report' }).click()
  await expect.poll(() => tryRead(report)).toMatch(/Arrived: 1,?200 of 1,?200/)
  expect(tryRead(report)).toContain(`Closing balance: ${closingBalance()} NZD`)
})

function tryRead(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

test('asks when only the user can tell, goes on after a restart, and explains a stranger’s push', async ({
  launch,
  desktop,
}) => {
  const latchkey = await launch()
  await openFeeds(latchkey)
  await openCompany(latchkey, 'Lantern Street Gallery')
  await check(latchkey)
  await expect(rung(latchkey, 'codat-enabled')).toHaveAttribute('data-state', 'yes')

  await panel(latchkey)
    .getByLabel(/Push operation key/)
    .fill(`https://app.codat.io/companies/x/push/${seedPushes.failed}`)
  await panel(latchkey).getByRole('button', { name: 'Open', exact: true }).click()
  const opened = panel(latchkey).getByRole('status', { name: 'The push that was opened' })
  await expect(opened.getByText('The closing balance doesn’t add up')).toBeVisible()
  await expect(opened.getByText(/the rung “A push arrived”/)).toBeVisible()
  await panel(latchkey)
    .getByLabel(/Push operation key/)
    .fill(JSON.stringify({ type: 'invalid-user-role', title: 'Invalid Role', status: 403, detail: 'No.' }))
  await panel(latchkey).getByRole('button', { name: 'Open', exact: true }).click()
  await expect(panel(latchkey).getByText(/the rung “Role of who connected”/)).toBeVisible()
  await expect(rung(latchkey, 'role')).toHaveAttribute('data-state', 'no')
  await panel(latchkey).getByRole('button', { name: 'List pushes' }).click()
  await panel(latchkey).getByRole('button', { name: seedPushes.pending }).click()
  await expect(opened.getByRole('heading', { name: 'Codat is still writing' })).toBeVisible()
  await lookInBothThemes(latchkey, 'bank-feeds-open-push')

  // Codat does it, answers 500, and its list doesn't show it: nothing can tell.
  await openStatement(latchkey, desktop, [`${day(5)},Flowers,-12.30,87.70,A1`, `${day(4)},Sale,1.00,88.70,A2`])
  await allow(latchkey)
  await fails(latchkey, 'codat.push:then-error')
  await fails(latchkey, 'codat.push:unlisted')
  await panel(latchkey).getByRole('button', { name: 'Push 2 lines…' }).click()
  await answerPrompt(latchkey, 'Push', 'Lantern Street Gallery')
  const push = panel(latchkey).locator('[data-push-state]')
  await expect(push).toHaveAttribute('data-push-state', 'asking')
  await expect(push.getByText('Did request 1 arrive?')).toBeVisible()
  await expect(push.getByText(/the statement balance is 88.70/)).toBeVisible()
  await lookInBothThemes(latchkey, 'bank-feeds-question')
  const waits = { name: /push asks/ }
  await expect(latchkey.page.getByRole('button', waits)).toBeVisible()
  await openPlace(latchkey.page, 'Activity')
  await expect(latchkey.page.getByText('Push asks you what arrived')).toBeVisible()
  await latchkey.close()

  const again = await launch()
  await expect(customerRow(again.page, name).getByText(/^Push asks/)).toBeVisible()
  await openApp(again, name)
  await openTab(again.page, 'Bank feeds')
  const left = panel(again).locator('[data-push-state]')
  await expect(left).toHaveAttribute('data-push-state', 'asking')
  await left.getByRole('button', { name: 'Arrived…', exact: true }).click()
  await answerPrompt(again, 'They have arrived')
  await expect(panel(again).getByRole('region', { name: 'Pushes that aren’t finished' })).toBeHidden()
  await openPlace(again.page, 'Customers')
  await expect(customerRow(again.page, name).getByText(/^Push asks/)).toHaveCount(0)
})

test('a bank account in GBP is made with its sort code, mapped to a new account in Xero, and fed', async ({
  launch,
  desktop,
}) => {
  const latchkey = await launch()
  const { page } = latchkey
  await openFeeds(latchkey)
  await openCompany(latchkey, 'Lantern Street Gallery')
  await check(latchkey)
  const accounts = panel(latchkey).getByRole('table', { name: 'Source accounts' })
  await expect(accounts.getByRole('row', { name: /^Everyday account/ })).toBeVisible()

  await panel(latchkey).getByRole('button', { name: 'Create', exact: true }).click()
  const creating = page.getByRole('dialog', { name: 'Create a source account' })
  const create = creating.getByRole('button', { name: 'Create…' })
  await creating.getByRole('textbox', { name: 'Id' }).fill('acc-sterling')
  await creating.getByRole('textbox', { name: 'Name' }).fill('London account')
  await creating.getByRole('textbox', { name: 'Account number' }).fill('12345670')
  await creating.getByRole('textbox', { name: 'Currency' }).fill('GBP')
  await expect(create).toBeDisabled()
  await creating.getByRole('textbox', { name: 'Sort code' }).fill('40-12-34')
  await lookInBothThemes(latchkey, 'feeds-create-account')
  await create.click()
  await answerPrompt(latchkey, 'Create')

  const sterling = accounts.getByRole('row', { name: /^London account/ })
  await expect(sterling).toContainText('Pending')
  await sterling.getByRole('button', { name: 'Map…' }).click()
  const mapping = page.getByRole('dialog', { name: 'Map “London account”' })
  await expect(mapping.getByText('None of Xero’s accounts fits.', { exact: false })).toBeVisible()
  await lookInBothThemes(latchkey, 'feeds-map-account')
  await mapping.getByRole('button', { name: 'Map…' }).click()
  await answerPrompt(latchkey, 'Map')
  await expect(sterling).toContainText('Connected')

  await openStatement(latchkey, desktop, [
    `${day(3)},Coffee,-3.20,96.80,gbp-1`,
    `${day(2)},Invoice 7,250.00,346.80,gbp-2`,
  ])
  await allow(latchkey)
  await panel(latchkey)
    .getByRole('combobox', { name: 'Source account' })
    .selectOption({ label: 'London account (connected)' })
  await panel(latchkey).getByRole('button', { name: 'Push 2 lines…' }).click()
  await answerPrompt(latchkey, 'Push', 'Lantern Street Gallery')
  await expect(panel(latchkey).locator('[data-push-state]')).toHaveAttribute('data-push-state', 'done')
})
