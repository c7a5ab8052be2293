// Settings hold at once, however quickly they are changed.
import { expect, press, test, type Latchkey } from './latchkey'
import { addApp, appTab, copyOutside, lookInBothThemes, mainHasHeard, openApp, openPlace, openTab } from './steps'

test('settings changed at once all hold, and what was entered and not saved is found again', async ({ launch }) => {
  const latchkey = await launch({ args: [] })
  await test.step('what was entered and not saved is found again, and an old remark goes with the next paste', () =>
    foundAgain(latchkey))
  await test.step('changes made in the same moment all hold', () => changedAtOnce(latchkey))
  await test.step('the licences of what it is made of are shown', () => licencesAreShown(latchkey))
  await test.step('the table’s view and an app’s tab are found again after a restart', async () => {
    await openApp(latchkey, 'Acme test', 'Partner')
    await openPlace(latchkey.page, 'Customers')
    await latchkey.page.getByRole('button', { name: 'By customer' }).click()
    await mainHasHeard(latchkey.page)
    await latchkey.close()
    const again = await launch({ args: [] })
    await expect(again.page.getByRole('button', { name: 'By customer' })).toHaveAttribute('aria-pressed', 'true')
    await openApp(again)
    await expect(appTab(again.page, 'Partner')).toHaveAttribute('aria-selected', 'true')
  })
})

async function licencesAreShown(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  await page.getByRole('button', { name: 'Show the licences' }).click()
  await expect(page.getByLabel('Packages in the main process')).toContainText('Name: openid-client')
  const ofPage = page.getByLabel('Packages in the page')
  await expect(ofPage).toContainText('Name: react-aria-components')
  await ofPage.scrollIntoViewIfNeeded()
  await lookInBothThemes(latchkey, 'licences')
}

async function changedAtOnce({ page, prompt }: Latchkey): Promise<void> {
  await openPlace(page, 'Settings')
  const days = page.getByRole('combobox', { name: 'Remind me to rotate' })
  await expect(days).toBeVisible()
  await days.evaluate((field: HTMLSelectElement) => {
    const seconds = [...document.querySelectorAll('select')].find((other) =>
      other.labels[0]?.textContent?.includes('copied'),
    )
    for (const [select, value] of [
      [field, '180'],
      [seconds, '60'],
    ] as const) {
      if (!select) continue
      select.value = value
      select.dispatchEvent(new Event('change', { bubbles: true }))
    }
  })
  // Main asks before copied secrets stay for longer.
  await press((await prompt()).getByRole('button', { name: 'Change it' }))
  const settings = () => page.evaluate(() => window.latchkey.getSettings({}))
  await expect.poll(settings).toMatchObject({ ok: true, value: { reminderDays: 180, clipboardSeconds: 60 } })
}

async function foundAgain(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  await page.getByRole('button', { name: /^Set up a new Xero app/ }).click()
  await page.getByLabel('Name of the app').fill('Half written')
  await openPlace(page, 'Diagnose')
  await page.getByRole('textbox', { name: 'What you see' }).fill('unauthorized_client : Invalid redirect_uri')
  const answer = page.getByRole('region', { name: 'What it means' })
  await expect(answer).toBeVisible()
  await openPlace(page, 'Activity')
  await openPlace(page, 'Diagnose')
  await expect(page.getByRole('textbox', { name: 'What you see' })).toHaveValue(/Invalid redirect_uri/)
  await expect(answer).toBeVisible()
  await openPlace(page, 'Customers')
  await page.getByRole('button', { name: /^Set up a new Xero app/ }).click()
  await expect(page.getByLabel('Name of the app')).toHaveValue('Half written')
  // By its shortcut, whoever types goes on where the form begins; Escape leaves it, with what was typed.
  await openPlace(page, 'Activity')
  await page.keyboard.press('Control+N')
  await expect(page.getByLabel('Name of the app')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible()

  // A change of an app's details survives its tab, its drawer and its page.
  await addApp(latchkey, { clientId: '' })
  await openApp(latchkey, 'Acme test', 'Details')
  await page.getByRole('textbox', { name: 'Customer' }).fill('Acme and Sons')
  await openTab(page, 'Keys')
  await page.getByRole('button', { name: 'Close keys & details' }).click()
  await openPlace(page, 'Activity')
  await openApp(latchkey, 'Acme test', 'Details')
  await expect(page.getByRole('textbox', { name: 'Customer' })).toHaveValue('Acme and Sons')
  await expect(page.getByText('Not saved yet')).toBeVisible()

  // A remark on one paste doesn't stand beside the failure of the next.
  await openTab(page, 'Keys')
  await copyOutside(latchkey, 'aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789aBcDeFgHiJkL')
  await page.getByRole('button', { name: /^Paste client id/ }).click()
  const remark = page.getByText(/That looks like a secret/)
  await expect(remark).toBeVisible()
  await copyOutside(latchkey, ' ')
  await page.getByRole('button', { name: /^Paste client id/ }).click()
  await expect(remark).toBeHidden()
}
