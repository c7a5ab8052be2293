// Every screen without an axe violation in both themes, and a journey by keyboard alone.
import type { Page } from '@playwright/test'
import { expect, type Latchkey, picture, practiceSecret, test } from './latchkey'
import {
  addApp,
  axeFindings,
  copyOutside,
  inBothThemes,
  inTheme,
  openApp,
  openPlace,
  openTab,
  pasteSecret,
  pressPaste,
  runCommand,
} from './steps'

test('axe finds nothing on any screen, in either theme, and at 200 % nothing is wider than the window', async ({
  launch,
}) => {
  const latchkey = await launch()
  const { page } = latchkey
  const seen: Record<string, string[]> = {}
  const look = async (name: string): Promise<void> => {
    await inBothThemes(page, async (theme) => {
      seen[`${name}, ${theme}`] = await axeFindings(page, theme)
      await picture(page, `${theme}-${name}`)
    })
  }
  await look('first-run')
  const id = await addApp(latchkey)
  await pasteSecret(latchkey, id, practiceSecret())
  await openApp(latchkey)
  for (const tab of ['Keys', 'Sign-in test', 'Details', 'Rotation'] as const) {
    await openTab(page, tab)
    await expect(page.getByRole('tabpanel').getByRole('heading').first()).toBeVisible()
    await look(tab.toLowerCase().replace(' ', '-'))
  }
  for (const place of ['Diagnose', 'Activity', 'Settings'] as const) {
    await openPlace(page, place)
    await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible()
    await look(place.toLowerCase().replaceAll(' ', '-'))
  }
  await page.keyboard.press('Control+K')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await look('palette')
  expect(Object.keys(seen)).toHaveLength(18)
  expect(Object.fromEntries(Object.entries(seen).filter(([, findings]) => findings.length > 0))).toEqual({})
  // By the setting alone, as the next start has it.
  await inTheme(page, 'dark')
  await inTheme(page, 'light')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await reachesTheLastCommandAtOnce(page)
  await fitsAtTwiceTheSize(latchkey)
})

/** The palette's first frame has the rows that fit; a key pressed before the page was idle finds all of them. */
async function reachesTheLastCommandAtOnce(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.requestIdleCallback = () => 0
  })
  await page.keyboard.press('Control+K')
  const options = page.getByRole('dialog', { name: 'Command palette' }).getByRole('option')
  await expect(page.getByLabel('Search commands')).toBeFocused()
  const drawn = await options.count()
  await page.keyboard.press('ArrowUp')
  await expect(options.last()).toHaveAttribute('data-focused', 'true')
  expect(await options.count()).toBeGreaterThan(drawn)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** As a user zooms: every place, and every tab of an app; tabs stand in one line. */
async function fitsAtTwiceTheSize(latchkey: Latchkey): Promise<void> {
  const { app, page } = latchkey
  const before = await page.evaluate(() => window.innerWidth)
  await app.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) webContents.setZoomFactor(2)
  })
  await page.waitForFunction((width) => window.innerWidth <= width / 2 + 1, before)
  for (const place of ['Diagnose', 'Bank statements', 'Activity', 'Settings', 'Customers'] as const) {
    await openPlace(page, place)
    await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible()
    expect(await widerThanTheWindow(page), place).toEqual([])
  }
  await saysAllOfPractice(page)
  await standInOneLine(page, ['Check everything again', 'Sheets', 'Add'])
  await remedyShowsItsTable(page)
  await openApp(latchkey)
  await leavesRoomBelowTheHeader(page)
  const tabs = page.getByRole('tab', { name: /^(Set-up|Connections|Bank feeds|Partner)$/ })
  await expect(tabs).toHaveCount(4)
  const lines = await tabs.evaluateAll((all) => new Set(all.map((tab) => tab.getBoundingClientRect().top)).size)
  expect(lines).toBe(1)
  for (const tab of ['Set-up', 'Connections', 'Bank feeds', 'Partner'] as const) {
    await openTab(page, tab)
    await expect(page.getByRole('tabpanel', { name: tab }).getByRole('heading').first()).toBeVisible()
    expect(await widerThanTheWindow(page), tab).toEqual([])
  }
}

async function saysAllOfPractice(page: Page): Promise<void> {
  const words = page.getByRole('region', { name: 'Practice mode' }).getByRole('paragraph')
  await expect(words).toContainText('kept apart')
  expect(await words.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThan(2)
}

async function standInOneLine(page: Page, buttons: readonly string[]): Promise<void> {
  const tops = await Promise.all(
    buttons.map(async (name) => (await page.getByRole('button', { name, exact: true }).boundingBox())?.y),
  )
  expect(new Set(tops).size, tops.join(', ')).toBe(1)
}

/** The header says whose move it is, and what is below has more of the window than it. */
async function leavesRoomBelowTheHeader(page: Page): Promise<void> {
  const header = page.getByRole('article').locator('header')
  await expect(header.getByText(/^Next: /)).toBeVisible()
  const share = await header.evaluate((one) => one.clientHeight / window.innerHeight)
  expect(share).toBeLessThan(0.35)
}

/** What a remedy does stands in a table, which scrolls sideways: nothing of its height is lost for that. */
async function remedyShowsItsTable(page: Page): Promise<void> {
  await openPlace(page, 'Bank statements')
  await page.getByRole('button', { name: 'Try it with a sample' }).click()
  await page.getByRole('button', { name: /^Sort by date/ }).click()
  const table = page.getByRole('dialog').getByRole('table')
  await expect(table).toBeVisible()
  const lost = await table.evaluate(({ parentElement: box }) =>
    box === null ? 0 : box.scrollHeight - box.clientHeight,
  )
  expect(lost).toBeLessThan(2)
  await page.keyboard.press('Escape')
}

/** Parts of the window that have to be scrolled sideways as a whole. A table may scroll within itself. */
function widerThanTheWindow(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, body, main, main > *, [role=tabpanel], [role=tabpanel] > *')]
      .filter((one) => one.getAttribute('role') !== 'grid' && one.querySelector(':scope > [role=grid]') === null)
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
      .map((one) => `${one.tagName} ${one.scrollWidth} of ${one.clientWidth}`),
  )
}

test('a journey by keyboard alone: from the first door, add an app, paste its keys, check them, ask what an error means', async ({
  launch,
}) => {
  const latchkey = await launch()
  const { page } = latchkey
  const tabTo = async (accept: () => Promise<boolean>): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await accept()) return
      await page.keyboard.press('Tab')
    }
    throw new Error('never reached by Tab')
  }
  const focused = (pattern: RegExp) => async (): Promise<boolean> => {
    const name = await page.evaluate(() => {
      // Panels can take the focus too, and hold every text in them.
      const element = document.activeElement?.closest('button, input, textarea')
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : ''
      return `${element?.getAttribute('aria-label') ?? ''} ${label ?? ''} ${element?.textContent ?? ''}`
    })
    return pattern.test(name)
  }
  await expect(page.getByRole('heading').first()).toBeVisible()
  await tabTo(focused(/Set up a new Xero app/))
  await page.keyboard.press('Enter')
  await tabTo(focused(/Name of the app/))
  await page.keyboard.type('Keyboard')
  await tabTo(focused(/Add and go on to its keys/))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Keyboard' })).toBeVisible()

  await copyOutside(latchkey, '0123456789ABCDEF0123456789ABCDEF')
  await tabTo(focused(/Paste client id/))
  await pressPaste(latchkey)
  await expect(page.getByText('0123456789ABCDEF0123456789ABCDEF').first()).toBeVisible()
  await copyOutside(latchkey, practiceSecret())
  await tabTo(focused(/Paste client secret 1/))
  await pressPaste(latchkey)
  await expect(page.getByRole('button', { name: 'Copy client secret 1' })).toBeVisible()
  await tabTo(focused(/Check with Xero/))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article').first()).toBeVisible()

  await runCommand(page, 'paste what')
  const box = page.getByRole('textbox', { name: 'What you see' })
  await expect(box).toBeFocused()
  await page.keyboard.type('unauthorized_client : Invalid redirect_uri')
  await expect(
    page
      .getByRole('article')
      .filter({ hasText: /redirect/i })
      .first(),
  ).toBeVisible()
})
