// Screens in the states that the plain walk doesn't reach, main's own windows among them, in both themes.
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, type Latchkey, picture, practiceSecret, test, press } from './latchkey'
import {
  addApp,
  axeFindings,
  copyOutside,
  everyTheme,
  inBothThemes,
  lookInBothThemes,
  openApp,
  openPlace,
  openTab,
  pasteSecret,
  picturesInBothThemes,
  runCommand,
} from './steps'

test('axe finds nothing on forms, answers, a rotation and main’s own windows, in either theme', async ({ launch }) => {
  const latchkey = await launch()
  const { page } = latchkey

  const seen: Record<string, string[]> = {}
  const look = async (name: string, window = page): Promise<void> => {
    // Playwright pretends a light system, which main’s own windows follow: let the app’s choice through.
    await window.emulateMedia({ colorScheme: null })
    await inBothThemes(page, async (theme) => {
      const isDark = () => window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
      await expect.poll(isDark).toBe(theme === 'dark')
      seen[`${name}, ${theme}`] = await axeFindings(window, theme)
    })
  }
  await page.getByRole('button', { name: /^Set up a new Xero app/ }).click()
  await expect(page.getByRole('textbox', { name: 'Name of the app' })).toBeVisible()
  await look('new-app')

  const id = await addApp(latchkey)
  await pasteSecret(latchkey, id, practiceSecret())
  await addApp(latchkey, { name: 'Keyless', keyHolder: 'customer', clientId: 'B'.repeat(32) })
  await page.reload()
  await openApp(latchkey, 'Acme test', 'Keys')
  await page.getByRole('button', { name: 'Check with Xero' }).click()
  await expect(page.getByRole('article').first()).toBeVisible()
  await look('keys-refused')

  await page.getByRole('button', { name: 'Reveal client secret 1' }).click()
  const question = await latchkey.prompt()
  await look('prompt-confirm', question)
  await press(question.getByRole('button', { name: 'Show it' }))
  const shown = await latchkey.prompt()
  await look('prompt-reveal', shown)
  await press(shown.getByRole('button', { name: 'Hide it now' }))

  await openTab(page, 'Rotation')
  await page.getByRole('button', { name: 'Start the rotation' }).click()
  await expect(page.getByRole('button', { name: /^Paste client secret 2/ })).toBeVisible()
  await look('rotation-under-way')
  expect(Object.keys(seen)).toHaveLength(10)
  expect(Object.fromEntries(Object.entries(seen).filter(([, findings]) => findings.length > 0))).toEqual({})
})

test('axe finds nothing on a full list, a damaged file and an explanation, in either theme', async ({
  launch,
  desktop,
}) => {
  const latchkey = await launch()
  const { page } = latchkey
  const look = (name: string) =>
    inBothThemes(page, async (theme) => {
      await picture(page, `${name}-${theme}`)
      expect(await axeFindings(page, theme), `${name}, ${theme}`).toEqual([])
    })
  const ids: string[] = []
  for (let number = 1; number <= 30; number += 1) {
    const customer = `Customer ${number % 7}`
    ids.push(await addApp(latchkey, { name: `App ${number}`, customer, clientId: `${number}`.padStart(32, 'C') }))
  }
  await damage(desktop.home, ids[0] ?? '')
  await page.reload()
  await expect(page.getByRole('grid', { name: 'Customers' })).toHaveAttribute('aria-rowcount', /^(30|31)$/)
  await expect(page.getByText(/set aside/i).first()).toBeVisible()
  await look('full-list')
  const first = page.getByRole('grid', { name: 'Customers' }).locator('[data-app]').first()
  await first.locator('[data-column=menu]').click()
  await expect(page.getByRole('menu')).toBeVisible()
  await look('row-menu')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await page.getByRole('button', { name: 'Sheets' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await look('sheets-menu')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)

  await copyOutside(latchkey, 'AADSTS: {"error":"invalid_client"}')
  await page.keyboard.press('Control+Shift+V')
  await expect(page.getByRole('region', { name: 'What it means' })).toBeVisible()
  await look('explained')
})

/** Opens the app of a practice customer whose secret is kept. */
async function openTidewater(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  const { clientId, secret } = seedApps.tidewater
  const id = await addApp(latchkey, { name: 'Tidewater Lending', customer: 'Tidewater', clientId })
  await pasteSecret(latchkey, id, secret)
  await page.evaluate(
    (appId) => window.latchkey.addIntegration({ xeroAppId: appId, codatClientId: null, wayIn: 'new' }),
    id,
  )
  await page.reload()
  await openApp(latchkey, 'Tidewater Lending')
}

test('axe finds nothing on the drawer beside each tab, in either theme, and no answer above them is cut', async ({
  launch,
}) => {
  const latchkey = await launch()
  const { page } = latchkey
  await openTidewater(latchkey)
  const besides = [
    ['Set-up', 'Sign-in test'],
    ['Connections', 'Keys'],
    ['Bank feeds', 'Rotation'],
    ['Partner', 'Details'],
  ] as const
  for (const [tab, part] of besides) {
    await openTab(page, tab)
    await openTab(page, part)
    await expect(page.getByRole('complementary').getByRole('tabpanel')).toBeVisible()
    // The tabs are asked about by themselves elsewhere.
    await lookInBothThemes(latchkey, `drawer-${part}`, tab === 'Set-up' ? undefined : '[data-drawer]')
  }
  await everyTheme(latchkey, async (which) => expect(await cutAnswers(page), which).toEqual([]))
})

test('axe finds nothing on the copy countdown, a toast and the trash, in either theme', async ({ launch }) => {
  const latchkey = await launch()
  const { page } = latchkey
  await openTidewater(latchkey)
  await openTab(page, 'Keys')
  await page.getByRole('button', { name: 'Copy client secret 1' }).click()
  await expect(page.getByRole('timer', { name: 'Clipboard countdown' })).toBeVisible()
  await lookInBothThemes(latchkey, 'copy-countdown', '[aria-label=Notices]')
  await runCommand(page, 'Lock now')
  await expect(page.getByText(/^The secret (was cleared|is gone) from your clipboard/)).toBeVisible()

  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await press((await latchkey.prompt()).getByRole('button', { name: 'Delete', exact: true }))
  await expect(page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' })).toBeVisible()
  // It goes by itself: asked about first, then shown.
  expect(await axeFindings(page)).toEqual([])
  await picturesInBothThemes(latchkey, 'toast')

  await openPlace(page, 'Settings')
  await expect(page.getByRole('button', { name: /^Put back/ })).toBeVisible()
  await page.getByRole('button', { name: /^Put back/ }).scrollIntoViewIfNeeded()
  await lookInBothThemes(latchkey, 'trash')
})

/** What of an app’s answers is cut off, as text in a box too small for it. */
function cutAnswers(page: Page): Promise<(string | null)[]> {
  return page
    .getByRole('list', { name: 'Where it stands' })
    .evaluate((answers) =>
      [answers, ...answers.querySelectorAll('*')]
        .filter(({ clientWidth, scrollWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
        .map(({ textContent }) => textContent),
    )
}

/** Writes nonsense over a record, as a full disk or a sync client might. */
async function damage(home: string, id: string): Promise<void> {
  const files = await readdir(home, { recursive: true })
  const file = files.find((name) => name.endsWith(`${id}.json`))
  if (file === undefined) throw new Error(`no record of ${id}`)
  await writeFile(path.join(home, file), '{"version":1,')
}
