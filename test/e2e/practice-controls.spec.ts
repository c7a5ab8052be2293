// The practice controls: opened and worked by keyboard, and what they say happens at the stand-ins.
import type { Page } from '@playwright/test'
import { catchBrowser } from '../../scripts/caught-browser.mjs'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, type Latchkey, picture, test } from './latchkey'
import { addApp, axeFindings, inBothThemes, openApp, pasteSecret, runCommand } from './steps'

const controls = (page: Page) => page.getByRole('dialog', { name: 'Practice controls' })
const opener = (page: Page) => page.getByRole('button', { name: 'Practice controls' })

const practice = ({ page }: Latchkey) =>
  page.evaluate(async () => {
    const answer = await window.latchkey.getPractice({})
    return answer.ok ? answer.value.practice : null
  })

test('failures and settings are switched on, count at once, and are taken back by a reset', async ({
  launch,
  desktop,
}) => {
  const browser = await catchBrowser(desktop)
  const latchkey = await launch({ env: browser.env })
  await test.step('a failure switched on by keyboard happens once, and the focus comes back', () =>
    happensOnce(latchkey))
  await test.step('settings hold, a reset takes settings and failures back, changes of the same moment all count', () =>
    settingsHold(latchkey))
  await test.step('practice My Apps is opened from there', async () => {
    await controls(latchkey.page).getByRole('button', { name: 'Open practice My Apps' }).click()
    const portal = (await practice(latchkey))?.origins.xeroPortal
    await expect.poll(browser.opened).toEqual([`${portal}/myapps`])
  })
})

async function happensOnce(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  const { clientId, secret } = seedApps.tidewater
  await pasteSecret(latchkey, await addApp(latchkey, { name: 'Tidewater', clientId }), secret)
  await openApp(latchkey, 'Tidewater', 'Keys')

  await opener(page).focus()
  await page.keyboard.press('Enter')
  await expect(controls(page).getByText('Everything goes well now.')).toBeVisible()
  const search = controls(page).getByRole('textbox', { name: 'Search everywhere' })
  for (let presses = 0; presses < 30 && !(await isFocused(search)); presses += 1) await page.keyboard.press('Tab')
  await page.keyboard.type('invalid_client, as a 400')
  await expect(controls(page).getByRole('switch')).toHaveCount(1)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(controls(page).getByText('once more')).toBeVisible()
  await picture(page, 'practice-controls')
  await page.keyboard.press('Escape')
  await expect(controls(page)).toBeHidden()
  await expect(opener(page)).toBeFocused()

  await page.getByRole('button', { name: 'Check with Xero' }).click()
  await expect(page.getByRole('heading', { name: 'Xero refuses this pair of client id and secret' })).toBeVisible()
  await page.getByRole('button', { name: 'Check with Xero' }).click()
  await expect(page.getByText('Xero accepts these keys').first()).toBeVisible()
  expect((await practice(latchkey))?.failures).toEqual([])
}

function isFocused(box: ReturnType<Page['getByRole']>): Promise<boolean> {
  return box.evaluate((element) => element === document.activeElement)
}

async function settingsHold(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  // The palette offers them only once the page knows that this is practice.
  await expect(opener(page)).toBeVisible()
  await runCommand(page, 'Practice controls')
  await controls(page).getByRole('combobox', { name: 'When a second secret is generated' }).selectOption('old-dies')
  await expect.poll(async () => (await practice(latchkey))?.settings.secretRotation).toBe('old-dies')
  await controls(page).getByRole('combobox', { name: 'Its clock' }).selectOption('A day ahead of yours')
  await expect.poll(async () => (await practice(latchkey))?.settings.clockOffsetSeconds).toBe(86_400)
  // The radio itself is hidden behind its look.
  await controls(page).getByText('Until switched off', { exact: true }).click()
  await controls(page).getByText('Error page: a scope is retired or misspelt').click()
  await expect(controls(page).getByText('until switched off', { exact: true })).toBeVisible()
  expect((await practice(latchkey))?.failures).toEqual([{ name: 'xero.authorize:invalid-scope', left: null }])

  await controls(page).getByText('Start again from the first day').click()
  await inBothThemes(page, async (theme) => {
    await picture(page, `practice-controls-${theme}`)
    expect(await axeFindings(page, theme), theme).toEqual([])
  })
  await controls(page).getByText('Empty', { exact: true }).click()
  await controls(page).getByRole('button', { name: 'Reset the stand-ins' }).click()
  await expect(controls(page).getByText('Everything goes well now.')).toBeVisible()
  await expect(controls(page).getByRole('combobox', { name: 'Its clock' })).toHaveValue('0')
  expect(await practice(latchkey)).toMatchObject({
    seed: 'empty',
    failures: [],
    xeroApps: [],
    settings: { secretRotation: 'old-survives', clockOffsetSeconds: 0 },
  })

  await controls(page).getByText('Once', { exact: true }).click()
  await expect(controls(page).getByRole('switch').nth(4)).toBeAttached()
  await controls(page).evaluate((dialog) => {
    for (const box of [...dialog.querySelectorAll<HTMLElement>('input[role=switch]')].slice(0, 5)) box.click()
  })
  await expect(controls(page).getByText('once more')).toHaveCount(5)
  expect((await practice(latchkey))?.failures).toHaveLength(5)
}
