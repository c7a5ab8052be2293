// The gauge of a Xero app's connections, counted from Xero's own list in practice mode.
import { seedApps } from '../../src/main/practice/xero/seed'
import { expect, picture, test } from './latchkey'
import { addApp, axeFindings, openApp, pasteSecret } from './steps'

test('counts the seats of an app and warns once the limit is confirmed', async ({ launch }) => {
  const latchkey = await launch()
  const { page } = latchkey
  const { clientId, secret, name } = seedApps.harbourPay
  const id = await addApp(latchkey, { name, clientId, createdOn: null })
  await pasteSecret(latchkey, id, secret)
  await openApp(latchkey, name)
  await page.getByRole('tab', { name: 'Seats' }).click()

  const panel = page.getByRole('tabpanel', { name: 'Seats' })
  await expect(panel.getByText('Not known', { exact: true })).toBeVisible()
  await panel.getByRole('button', { name: 'Count now' }).click()
  // Nobody has confirmed the 25 yet, so the warning goes by the lowest plan's 5.
  await expect(panel.getByText('Over the limit', { exact: true })).toBeVisible()

  await panel.getByRole('combobox', { name: 'Limit of this Xero app' }).selectOption('legacy')
  await expect(panel.getByText('Nearly full', { exact: true })).toBeVisible()
  const drawn = panel.getByRole('img')
  await expect(drawn).toHaveAccessibleName(/24.*25/)
  await expect(drawn.getByText('24', { exact: true })).toBeVisible()
  await expect(panel.getByText('Demo companies left out: 1.')).toBeVisible()

  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), scheme)
    expect(await axeFindings(page)).toEqual([])
    await picture(page, `seats-watch-${scheme}`)
    await latchkey.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600))
    await picture(page, `seats-watch-${scheme}-small`)
    await latchkey.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800))
  }
})
