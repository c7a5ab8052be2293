// Files that Latchkey can't be sure of, as PayPal, Wise and Stripe give them: the columns are chosen by hand once and by keyboard,
// the choice is remembered by what the file looks like, and what was chosen is pushed in practice.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, type Latchkey, picture, test } from './latchkey'
import { day, goToStatement } from './statement-steps'
import { addApp, addCodatClient, axeFindings, fileDialogsAnswer, inBothThemes, tabTo } from './steps'

const { name, clientId } = seedApps.meridian
const company = 'Lantern Street Gallery'

const rows = (...lines: string[]): string => `${lines.join('\r\n')}\r\n`

/** PayPal’s own columns, with one that nobody here knows. */
const payPal = (from: number): string =>
  rows(
    'Date,Time,Name,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Standing of Buyer,Balance',
    `${day(from)},09:11:12,Erin Moss,General Payment,Completed,NZD,119.00,-3.31,115.69,9AB${from}1,Verified,1115.69`,
    `${day(from - 1)},10:00:00,,General Withdrawal,Completed,NZD,-500.00,0.00,-500.00,9AB${from}2,,615.69`,
    `${day(from - 2)},10:00:00,Finn Ash,Payment,Completed,NZD,-20.00,0.00,-20.00,9AB${from}3,Verified,595.69`,
  )

/** Wise’s history: no amount has a sign, and a fee stands beside each. */
const wise = (from: number): string =>
  rows(
    'ID,Status,Direction,Finished on,Source fee,Source amount,Target name,Reference,Currency',
    `TRANSFER-${from}1,COMPLETED,OUT,${day(from)},1.25,200.00,Paper Mill Ltd,INV-77,NZD`,
    `TRANSFER-${from}2,COMPLETED,IN,${day(from - 1)},0.00,500.00,Latchwell Ltd,PAY 12,NZD`,
  )

const stripe = (from: number): string =>
  rows(
    'id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Customer Facing Amount,Description',
    `txn_${from}1,charge,ch_1,100.00,3.20,96.80,nzd,${day(from)} 10:00,61.00,Order 1`,
    `txn_${from}2,payout,po_1,-96.80,0.00,-96.80,nzd,${day(from - 1)} 10:00,,STRIPE PAYOUT`,
  )

const noSigns = (): string =>
  rows(
    'Date,Description,Amount,Currency',
    `${day(9)},RENT,950.00,NZD`,
    `${day(8)},CUSTOMER,1200.00,NZD`,
    `${day(7)},RENT,60.00,NZD`,
  )

async function openFile(latchkey: Latchkey, file: string, text: string): Promise<void> {
  await writeFile(file, text)
  await fileDialogsAnswer(latchkey, file)
  await latchkey.page.getByRole('button', { name: 'Open a file…' }).focus()
  await latchkey.page.keyboard.press('Enter')
  await expect(latchkey.page.getByText(path.basename(file), { exact: false }).first()).toBeVisible()
}

/** Goes through a list of choices by arrow until it says `wanted`. */
async function arrowTo(page: Page, label: string, wanted: string): Promise<void> {
  const select = page.getByLabel(label, { exact: true })
  await select.focus()
  const steps = await select.evaluate((element, label) => {
    const { options, selectedIndex } = element as HTMLSelectElement
    return [...options].findIndex((option) => option.label === label) - selectedIndex
  }, wanted)
  const key = steps > 0 ? 'ArrowDown' : 'ArrowUp'
  for (let step = 0; step < Math.abs(steps); step += 1) await page.keyboard.press(key)
  await expect(select.locator('option:checked')).toHaveText(wanted)
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Yes, read it this way' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-code^="columns."]')).toHaveCount(0)
  // The button is gone, so the verdict takes the focus, a frame later: a key pressed before would go there.
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeFocused()
}

test('PayPal, Wise and Stripe are chosen by hand once, remembered, and pushed in practice', async ({
  launch,
  desktop,
}) => {
  const latchkey = await launch()
  const { page } = latchkey
  const appId = await addApp(latchkey, { name, clientId })
  const { meridian } = seedCodatClients
  await addCodatClient(latchkey, { name: meridian.name, key: codatKey(meridian.codatId, 'Robin'), xeroAppIds: [appId] })
  await page.evaluate(() => window.latchkey.setPracticeSettings({ pushSettleSeconds: 0.2 }))
  await goToStatement(latchkey)
  const first = page.getByRole('region', { name: 'What the first lines become' })

  // Wise: every column by hand. What the first lines become follows each choice.
  await openFile(latchkey, path.join(desktop.home, 'wise.csv'), wise(9))
  await expect(page.locator('[data-code="columns.unknown"]')).toContainText('Source fee, Source amount')
  await arrowTo(page, 'What “Source fee” is', 'Fee')
  await arrowTo(page, 'What “Source amount” is', 'Amount')
  await arrowTo(page, 'The fee', 'It is taken off the amount')
  await expect(first.getByRole('row').nth(1)).toContainText('-201.25')
  await expect(first.getByRole('row').nth(1)).toContainText('money out')
  await expect(first.getByRole('row').nth(2)).toContainText('500.00')
  await picture(page, 'statement-columns-wise')
  expect(await axeFindings(page)).toEqual([])
  await confirm(page)
  await openFile(latchkey, path.join(desktop.home, 'wise-next.csv'), wise(5))
  await expect(page.getByText('as you chose last time')).toBeVisible()
  await expect(page.locator('[data-code^="columns."]')).toHaveCount(0)
  await expect(page.getByRole('table', { name: 'Lines of the statement' })).toContainText('-201.25')

  // Stripe: the net is known; what is asked is one column that may matter.
  await openFile(latchkey, path.join(desktop.home, 'stripe.csv'), stripe(9))
  await expect(page.locator('[data-code="columns.unknown"]')).toContainText('Customer Facing Amount')
  await expect(first.getByRole('row').nth(1)).toContainText('96.80')
  await confirm(page)
  await openFile(latchkey, path.join(desktop.home, 'stripe-next.csv'), stripe(5))
  await expect(page.getByText('as you chose last time')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Lines of the statement' })).toContainText('96.80')

  // PayPal: confirmed, remembered, one line left out by hand with its reason, put back, and pushed.
  await openFile(latchkey, path.join(desktop.home, 'paypal.csv'), payPal(9))
  await expect(page.locator('[data-code="columns.unknown"]')).toContainText('Standing of Buyer')
  await confirm(page)
  await openFile(latchkey, path.join(desktop.home, 'paypal-next.csv'), payPal(5))
  await expect(page.getByText('Ready to push: 3 lines')).toBeVisible()
  await page.getByRole('table', { name: 'Lines of the statement' }).focus()
  await page.keyboard.press('ArrowDown')
  await tabTo(page, /^Leave out this line/)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why').fill('Booked by hand')
  await expect(dialog.getByRole('table')).toBeVisible()
  await tabTo(page, /^Apply$/)
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 line left out by hand')).toBeVisible()
  await tabTo(page, /^Undo: Line left out$/)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Ready to push: 3 lines')).toBeVisible()

  await tabTo(page, /^Push to…$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Push to…' }).getByRole('button', { name: company })).toBeVisible()
  await tabTo(page, new RegExp(`^${company}$`))
  await page.keyboard.press('Enter')
  await expect(page.getByText('3 lines in 1 request')).toBeVisible()
  await tabTo(page, /^Allow pushes to real organisations/)
  await page.keyboard.press('Enter')
  await answer(latchkey, /^Allow$/, null)
  await expect(page.getByRole('button', { name: /^Push 3 lines/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await answer(latchkey, /^Push$/, company)
  await expect(page.locator('[data-push-state]')).toHaveAttribute('data-push-state', 'done')
})

/** Answers main's own question by keyboard, after its pause. */
async function answer(latchkey: Latchkey, action: RegExp, typed: string | null): Promise<void> {
  const question = await latchkey.prompt()
  if (typed !== null) {
    await expect(question.getByRole('textbox')).toBeFocused()
    await question.keyboard.type(typed)
  }
  await expect(question.getByRole('button', { name: action })).toBeEnabled()
  await tabTo(question, action)
  // The window may be gone before the key is up.
  await question.keyboard.press('Enter').catch(() => {})
  await expect.poll(() => latchkey.app.windows().length).toBe(1)
}

test('the choice of columns, light and dark, large and small', async ({ launch, desktop }) => {
  const latchkey = await launch()
  const { page } = latchkey
  await goToStatement(latchkey)
  await openFile(latchkey, path.join(desktop.home, 'wise.csv'), wise(9))
  await expect(page.getByRole('region', { name: 'What the first lines become' })).toBeVisible()
  await inBothThemes(page, async (theme) => {
    await picture(page, `statement-columns-${theme}`)
    expect(await axeFindings(page, theme)).toEqual([])
  })
  await latchkey.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 600))
  await page.getByRole('region', { name: 'The file as a table' }).scrollIntoViewIfNeeded()
  await picture(page, 'statement-columns-small-dark')

  // No sign and no direction anywhere: said line by line, by keyboard, each going on to the next.
  await openFile(latchkey, path.join(desktop.home, 'no-signs.csv'), noSigns())
  await expect(page.locator('[data-code="sign.unknown"]')).toContainText('3 lines')
  const table = page.getByRole('table', { name: 'Lines of the statement' })
  await table.focus()
  await page.keyboard.press('ArrowDown')
  await tabTo(page, /^Money out$/)
  await page.keyboard.press('Enter')
  await expect(table).toContainText('-950.00')
  await expect(page.getByText(/^Chosen: .*CUSTOMER/)).toBeVisible()
  await picture(page, 'statement-which-way-small-dark')
  await latchkey.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1280, 800))
  await inBothThemes(page, async (theme) => {
    await picture(page, `statement-which-way-${theme}`)
    expect(await axeFindings(page, theme)).toEqual([])
  })
  await tabTo(page, /^Money in$/)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Chosen: .*RENT/)).toBeVisible()
  await tabTo(page, /^Money out$/)
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-code="sign.unknown"]')).toHaveCount(0)
})
