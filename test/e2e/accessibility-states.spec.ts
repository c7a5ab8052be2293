// Screens in the states that the plain walk doesn't reach, main's own windows among them, in both themes.
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, picture, practiceSecret, test, press } from './latchkey'
import { addApp, axeFindings, copyOutside, inTheme, openApp, openTab, pasteSecret } from './steps'

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on forms, answers, a rotation and main’s own windows, ${theme}`, async ({ launch }) => {
    test.setTimeout(120_000)
    const latchkey = await launch()
    const { page } = latchkey
    await inTheme(page, theme)

    const seen: Record<string, string[]> = {}
    const look = async (name: string, window = page): Promise<void> => {
      // Playwright pretends a light system, which main’s own windows follow: let the app’s choice through.
      await window.emulateMedia({ colorScheme: null })
      await window.waitForTimeout(300)
      expect(await window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(theme === 'dark')
      seen[name] = await axeFindings(window)
    }
    await page.getByRole('button', { name: /^Set up a new Xero app/ }).click()
    await expect(page.getByRole('textbox', { name: 'Name of the app' })).toBeVisible()
    await look('new-app')

    const id = await addApp(latchkey)
    await pasteSecret(latchkey, id, practiceSecret())
    await addApp(latchkey, { name: 'Keyless', keyHolder: 'customer', clientId: 'B'.repeat(32) })
    await page.reload()
    await openApp(latchkey)
    await page.getByRole('button', { name: 'Check with Xero' }).click()
    await expect(page.getByRole('article').first()).toBeVisible()
    await look('keys-refused')

    await page.getByRole('button', { name: 'Reveal client secret 1' }).click()
    const question = await latchkey.prompt()
    await expect(question.getByRole('button', { name: 'Show it' })).toBeVisible()
    await look('prompt-confirm', question)
    await press(question.getByRole('button', { name: 'Show it' }))
    await expect
      .poll(async () => (await latchkey.prompt()).getByRole('button', { name: 'Hide it now' }).count())
      .toBe(1)
    const shown = await latchkey.prompt()
    await look('prompt-reveal', shown)
    await press(shown.getByRole('button', { name: 'Hide it now' }))

    await openTab(page, 'Rotation')
    await page.getByRole('button', { name: 'Start the rotation' }).click()
    await expect(page.getByRole('button', { name: /^Paste client secret 2/ })).toBeVisible()
    await look('rotation-under-way')
    expect(Object.keys(seen)).toHaveLength(5)
    expect(Object.fromEntries(Object.entries(seen).filter(([, findings]) => findings.length > 0))).toEqual({})
  })
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on a full list, a damaged file and an explanation, ${theme}`, async ({ launch, desktop }) => {
    const latchkey = await launch()
    const { page } = latchkey
    await page.evaluate((chosen) => window.latchkey.saveSettings({ theme: chosen }), theme)
    const ids: string[] = []
    for (let number = 1; number <= 30; number += 1) {
      const customer = `Customer ${number % 7}`
      ids.push(await addApp(latchkey, { name: `App ${number}`, customer, clientId: `${number}`.padStart(32, 'C') }))
    }
    await damage(desktop.home, ids[0] ?? '')
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(page.getByRole('option', { name: /^App 30/ })).toBeVisible()
    await expect(page.getByText(/set aside/i).first()).toBeVisible()
    await picture(page, `full-list-${theme}`)
    expect(await axeFindings(page)).toEqual([])

    await copyOutside(latchkey, 'AADSTS: {"error":"invalid_client"}')
    await page.keyboard.press('Control+Shift+V')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Paste \(/ })
      .click()
    await expect(page.getByRole('region', { name: 'What it means' })).toBeVisible()
    await picture(page, `explained-${theme}`)
    expect(await axeFindings(page)).toEqual([])
  })
}

/** Writes nonsense over a record, as a full disk or a sync client might. */
async function damage(home: string, id: string): Promise<void> {
  const files = await readdir(home, { recursive: true })
  const file = files.find((name) => name.endsWith(`${id}.json`))
  if (file === undefined) throw new Error(`no record of ${id}`)
  await writeFile(path.join(home, file), '{"version":1,')
}
