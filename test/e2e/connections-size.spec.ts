// Ten thousand companies in the table of connections: few rows in the document, no long task while scrolling, quick keystrokes.
import { readFile, rm } from 'node:fs/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import { z } from 'zod'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, type Latchkey, picture, test } from './latchkey'
import { addApp, addCodatClient, drawn, openApp, openTab, pasteSecret } from './steps'

const COMPANIES = 10_000
/** What makes a table of any length as fast as a short one. The times are printed, not judged. */
const MOST_ROWS = 80

async function countTenThousand(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  const { clientId, secret, name } = seedApps.harbourPay
  const id = await addApp(latchkey, { name, clientId })
  await pasteSecret(latchkey, id, secret)
  await addCodatClient(latchkey, {
    name: 'Harbour',
    key: codatKey(seedCodatClients.harbour.codatId, 'Robin'),
    xeroAppIds: [id],
  })
  const set = await page.evaluate(
    (extraCompanies) =>
      window.latchkey.setPracticeSettings({ extraCompanies, extraAreXero: true, requestsPerMinute: 1_000_000 }),
    COMPANIES,
  )
  expect(set.ok).toBe(true)
  await openApp(latchkey, name)
  await openTab(page, 'Connections')
  const progress = page.getByText(/Reading Harbour: [\d,]+ of 10,\d+ companies…/)
  await page.getByRole('button', { name: 'Count now' }).click()
  await expect(progress).toBeVisible()
  // Stopped half-way it is no count at all, rather than a smaller one.
  await page.getByRole('button', { name: 'Stop counting' }).click()
  await expect(progress).toHaveCount(0)
  await expect(page.getByText('Not known', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Count now' }).click()
  await expect(progress).toBeVisible()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', /^10\d{3}$/)
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Connections' })
const rowsInDocument = (page: Page): Promise<number> => grid(page).getByRole('row').count()

/**
 * Runs the step and gives how long each task of the page's main thread worked meanwhile, in ms, longest first. By Chromium's
 * own trace and in thread time: on a busy machine the wall clock would count what others do.
 */
async function tasksDuring({ app, unwatched }: Latchkey, step: () => Promise<void>): Promise<number[]> {
  let tasks: number[] = []
  await unwatched(async () => {
    tasks = await recorded(app, step)
  })
  return tasks
}

async function recorded(app: ElectronApplication, step: () => Promise<void>): Promise<number[]> {
  await app.evaluate(({ contentTracing }) => contentTracing.startRecording({ included_categories: ['toplevel'] }))
  await step()
  const { file, pid } = await app.evaluate(async ({ BrowserWindow, contentTracing }) => {
    const page = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().startsWith('app://latchkey'),
    )
    return { file: await contentTracing.stopRecording(), pid: page?.webContents.getOSProcessId() ?? 0 }
  })
  const { traceEvents } = traceFile.parse(JSON.parse(await readFile(file, 'utf8')))
  const main = traceEvents.find((event) => event.pid === pid && event.args?.name === 'CrRendererMain')
  const tasks = traceEvents.filter(
    (event) => event.pid === pid && event.tid === main?.tid && event.name.endsWith('RunTask'),
  )
  await rm(file)
  return tasks.map(({ tdur = 0 }) => tdur / 1_000).toSorted((a, b) => b - a)
}

const traceFile = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      tdur: z.number().optional(),
      args: z.object({ name: z.unknown() }).partial().optional(),
    }),
  ),
})

/** Script, style and layout the page did for each key, in ms, by Chromium's own counters. */
async function keystrokeTimes(page: Page, text: string): Promise<number[]> {
  const chromium = await page.context().newCDPSession(page)
  await chromium.send('Performance.enable')
  const worked = async (): Promise<number> => {
    const { metrics } = await chromium.send('Performance.getMetrics')
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0
    return 1_000 * (of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration'))
  }
  const times: number[] = []
  const press = async (key: string): Promise<void> => {
    const before = await worked()
    await page.keyboard.press(key)
    await drawn(page)
    times.push((await worked()) - before)
  }
  for (const letter of text) await press(letter)
  for (const _letter of text) await press('Backspace')
  await chromium.detach()
  return times
}

function at(share: number, times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.POSITIVE_INFINITY
}

test('ten thousand companies scroll and filter like ten', async ({ launch }) => {
  const latchkey = await launch()
  const { page } = latchkey
  await countTenThousand(latchkey)
  const table = grid(page)
  await table.scrollIntoViewIfNeeded()
  await table.hover()
  let most = await rowsInDocument(page)
  const scroll = async (): Promise<void> => {
    for (const deltaY of [...Array<number>(30).fill(400), ...Array<number>(10).fill(20_000), -200_000]) {
      await page.mouse.wheel(0, deltaY)
      await drawn(page)
    }
  }
  const tasks = await tasksDuring(latchkey, scroll)
  for (const top of [0, 1_000, 169_000, 400_000]) {
    await table.evaluate((element, to) => element.scrollTo({ top: to }), top)
    await drawn(page)
    most = Math.max(most, await rowsInDocument(page))
    // The row in the middle of what is in view is there.
    await expect(table.getByRole('row').nth(5)).not.toBeEmpty()
  }
  await expect(table.getByRole('rowheader', { name: 'Wharf Road Motors' })).toBeInViewport()
  await picture(page, 'seats-ten-thousand')

  // Scrolled out of sight, the row with the focus keeps it, and the next key goes on from there.
  const tabStop = table.locator('[role=row][tabindex="0"]')
  await tabStop.focus()
  for (const deltaY of [400, 20_000, 20_000, -900, -200_000, 20_000]) {
    await page.mouse.wheel(0, deltaY)
    await drawn(page)
    await expect(tabStop).toBeFocused()
  }
  await page.keyboard.press('ArrowDown')
  await expect(table.locator('[role=row][aria-rowindex="3"]')).toBeFocused()
  await expect(tabStop).toBeInViewport()

  const search = page.getByRole('searchbox', { name: 'Search the connections' })
  await search.focus()
  const times = await keystrokeTimes(page, 'company 0123')
  most = Math.max(most, await rowsInDocument(page))
  await search.fill('practice company 01234')
  await expect(table.getByRole('rowheader')).toHaveText(['Practice company 01234'])

  process.stdout.write(
    `10,000 companies: at most ${most} rows in the document; ${tasks.length} tasks while scrolling, the longest ` +
      `${(tasks[0] ?? 0).toFixed(1)} ms; ${times.length} keystrokes: ` +
      `median ${at(0.5, times).toFixed(1)} ms, 95 % within ${at(0.95, times).toFixed(1)} ms of script and layout\n`,
  )
  expect(most).toBeLessThanOrEqual(MOST_ROWS)
  expect(tasks.length).toBeGreaterThan(50)
})
