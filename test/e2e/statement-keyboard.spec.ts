// The practice sample from its faults to the report of its push, by keyboard alone.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, type Latchkey, test } from './latchkey'
import { addApp, addCodatClient, appTab, axeFindings, fileDialogsAnswer, tabTo } from './steps'

const { name, clientId } = seedApps.meridian
const company = 'Lantern Street Gallery'

const press = (page: Page, key = 'Enter') => page.keyboard.press(key)

async function pressOn(page: Page, button: RegExp): Promise<void> {
  await tabTo(page, button)
  await press(page)
}

async function mend(page: Page, code: string, remedy: RegExp): Promise<void> {
  await pressOn(page, remedy)
  await expect(page.getByRole('dialog').getByRole('table')).toBeVisible()
  await pressOn(page, /^Apply$/)
  await expect(page.locator(`[data-code="${code}"]`)).toHaveCount(0)
}

/** Answers main's own question by keyboard, after its pause. */
async function answer(latchkey: Latchkey, action: RegExp, typed: string | null = null): Promise<void> {
  const question = await latchkey.prompt()
  if (typed !== null) {
    await expect(question.getByRole('textbox')).toBeFocused()
    await question.keyboard.type(typed)
  }
  await expect(question.getByRole('button', { name: action })).toBeEnabled()
  await tabTo(question, action)
  // The window may be gone before the key is up.
  const closed = question.waitForEvent('close')
  await question.keyboard.press('Enter').catch(() => {})
  await closed
}

test('the sample is opened, mended, pushed and reported without a mouse', async ({ launch, desktop }) => {
  const latchkey = await launch()
  const { page } = latchkey
  const appId = await addApp(latchkey, { name, clientId })
  const { meridian } = seedCodatClients
  await addCodatClient(latchkey, {
    name: meridian.name,
    key: codatKey(meridian.codatId, 'Robin'),
    xeroAppIds: [appId],
  })
  await page.evaluate(() => window.latchkey.setPracticeSettings({ pushSettleSeconds: 0.2 }))

  await pressOn(page, /^Bank statements$/)
  await pressOn(page, /^Try it with a sample$/)
  await expect(page.getByText(/^Not ready to push/)).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await mend(page, 'order.not-chronological', /^Sort by date/)
  await mend(page, 'duplicate.id', /^Drop the duplicates/)
  await mend(page, 'type.wrong-sign', /^Set the type/)
  await mend(page, 'id.missing', /^Make ids/)
  await mend(page, 'balance.breaks', /^Work balances out from the start/)
  await mend(page, 'request.too-many-lines', /^Split/)
  await expect(page.getByText('Ready to push: 1,200 lines in 2 requests')).toBeVisible()

  await pressOn(page, /^Push to…$/)
  const targets = page.getByRole('dialog', { name: 'Push to…' }).getByRole('list', { name: 'Companies to push to' })
  await expect(targets.getByRole('button', { name: company })).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  await pressOn(page, new RegExp(`^${company}$`))
  await expect(appTab(page, 'Bank feeds')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByText('1,200 lines in 2 requests')).toBeVisible()
  // What the way here was for stands in sight and has the keyboard, however small the window.
  const pushIt = page.getByRole('button', { name: /^Push 1,200 lines/ })
  await expect(pushIt).toBeFocused()
  await expect(pushIt).toBeInViewport({ ratio: 1 })
  // Main asks about each: pushes to real organisations at all, then this one.
  await pressOn(page, /^Push 1,200 lines/)
  await answer(latchkey, /^Allow$/)
  await answer(latchkey, /^Push$/, company)
  const push = page.locator('[data-push-state]')
  await expect(push).toBeFocused()
  await expect(push).toHaveAttribute('data-push-state', 'done')

  const report = path.join(desktop.folder, 'report.md')
  await fileDialogsAnswer(latchkey, report)
  await pressOn(page, /^Report$/)
  await expect(page.getByText('The report is saved.')).toBeVisible()
  expect(readFileSync(report, 'utf8')).toMatch(/Arrived: 1,?200 of 1,?200/)

  // What was pushed is no longer said to be ready for it.
  await pressOn(page, /^Bank statements/)
  await expect(page.getByText(`Pushed to ${company}: 1,200 of 1,200 lines arrived`)).toBeVisible()
})
