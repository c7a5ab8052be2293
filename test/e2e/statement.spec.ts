// A statement with six kinds of faults is opened, mended and exported clean; files come in by dialog, drop and paste.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { unzip } from '../support/unzip'
import { expect, picture, test, type Latchkey } from './latchkey'
import { axeFindings, copyOutside } from './steps'

const DAY_MS = 86_400_000
const LINES = 1_200

const day = (ago: number): string => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10)

/** A statement of 1,200 lines that runs up to yesterday, with its faults. */
function faultyStatement(): string {
  let cents = 500_000
  const rows = Array.from({ length: LINES }, (_, at) => {
    const amount = at % 3 === 0 ? 12_345 + at : -(2_000 + at)
    cents += amount
    return {
      id: `T${at}`,
      date: day(200 - Math.floor(at / 6)),
      type: amount < 0 ? 'Debit' : 'Credit',
      description: `Payment ${at}, shop`,
      amount: (amount / 100).toFixed(2),
      balance: (cents / 100).toFixed(2),
    }
  })
  const change = (at: number, some: Partial<(typeof rows)[number]>): void => {
    rows[at] = { ...(rows[at] as (typeof rows)[number]), ...some }
  }
  change(50, { id: '' })
  change(61, { type: 'Credit' })
  change(70, { balance: '1.00' })
  const [moved] = rows.splice(90, 1)
  const written = [...rows.slice(0, 400), moved, ...rows.slice(400), rows[20]] as typeof rows
  const lines = written.map(
    (row) => `${row.id},${row.date},${row.type},"${row.description}",${row.amount},${row.balance}`,
  )
  return ['Transaction ID,Date,Type,Description,Amount,Balance', ...lines].join('\r\n')
}

async function pick({ app }: Latchkey, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, file)
}

async function goToStatement({ page }: Latchkey): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Bank statement' }).click()
  await expect(page.getByRole('heading', { name: 'Bank statement' })).toBeVisible()
}

/** Opens a remedy and applies it by keyboard alone. */
async function mend({ page }: Latchkey, code: string, remedy: string): Promise<void> {
  await page.locator(`[data-code="${code}"]`).getByRole('button', { name: remedy }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('table')).toBeVisible()
  const apply = dialog.getByRole('button', { name: 'Apply' })
  for (let tabs = 0; tabs < 8 && !(await apply.evaluate((button) => button === document.activeElement)); tabs += 1) {
    await page.keyboard.press('Tab')
  }
  await expect(apply).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.locator(`[data-code="${code}"]`)).toHaveCount(0)
}

test('a statement with six kinds of faults is mended and leaves clean, in requests in order', async ({
  launch,
  desktop,
}) => {
  const file = path.join(desktop.home, 'november.csv')
  await writeFile(file, faultyStatement())
  const latchkey = await launch()
  const { page } = latchkey
  await goToStatement(latchkey)
  await pick(latchkey, file)
  await page.getByRole('button', { name: 'Open a file…' }).click()
  await expect(page.getByText(/^Not ready to push/)).toBeVisible()
  const found = await page
    .locator('[data-code]')
    .evaluateAll((items) => items.map((item) => item.getAttribute('data-code')))
  expect(found).toEqual([
    'order.not-chronological',
    'duplicate.id',
    'balance.breaks',
    'type.wrong-sign',
    'id.missing',
    'request.too-many-lines',
  ])

  // From a finding to its line.
  await page.locator('[data-code="id.missing"]').getByRole('button', { name: 'Line 52' }).click()
  const table = page.getByRole('table', { name: 'Lines of the statement' })
  await expect(table.getByRole('row').filter({ hasText: 'Payment 50, shop' })).toBeVisible()
  await picture(page, 'statement-faulty')
  expect(await axeFindings(page)).toEqual([])

  await mend(latchkey, 'order.not-chronological', 'Sort by date')
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeFocused()
  await mend(latchkey, 'duplicate.id', 'Drop the doubles')
  await mend(latchkey, 'type.wrong-sign', 'Set the type')
  await mend(latchkey, 'id.missing', 'Make ids')
  await mend(latchkey, 'balance.breaks', 'Work balances out from the start')
  await mend(latchkey, 'request.too-many-lines', 'Split')
  await expect(page.getByText('Ready to push: 1,200 lines in 2 requests')).toBeVisible()
  await picture(page, 'statement-clean')

  // One step back and forth again.
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(page.locator('[data-code="request.too-many-lines"]')).toBeVisible()
  await mend(latchkey, 'request.too-many-lines', 'Split')

  const zip = path.join(desktop.home, 'requests.zip')
  await pick(latchkey, zip)
  await page.getByRole('button', { name: 'Export requests…' }).click()
  await expect(page.getByText('Exported as requests.zip.')).toBeVisible()
  const requests = [...(await unzip(await readFile(zip)))]
    .toSorted()
    .map(([, text]) => JSON.parse(text) as { transactions: { date: string; amount: number; balance: number }[] })
  expect(requests.map(({ transactions }) => transactions.length)).toEqual([1_000, 200])
  const all = requests.flatMap(({ transactions }) => transactions)
  expect(all.map(({ date }) => date)).toEqual(all.map(({ date }) => date).toSorted())
  const breaks = all.filter(({ amount, balance }, at) => {
    const before = all[at - 1]
    return before !== undefined && Math.round((before.balance + amount - balance) * 100) !== 0
  })
  expect(breaks).toEqual([])
})

test('a file is dropped, a text is pasted, and a format that was chosen is remembered', async ({ launch, desktop }) => {
  const file = path.join(desktop.home, 'bank.csv')
  await writeFile(file, `Date,Description,Amount\n${day(40).slice(8)}/01/2026,a,1.00\n`.replace(/^(.*\n)\d\d/, '$103'))
  const latchkey = await launch()
  const { page } = latchkey
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 600,
      y: 400,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    })
  }
  await expect(page.getByRole('heading', { name: 'Bank statement' })).toBeVisible()
  await expect(page.getByText('Day and month could be the other way round')).toBeVisible()
  await page.getByText(/^How it was read/).click()
  await page.getByLabel('Order of dates').selectOption('Month, day, year')
  await page.getByRole('button', { name: 'Read it this way' }).click()
  await expect(page.getByText('Day and month could be the other way round')).toBeHidden()

  await copyOutside(latchkey, 'Date,Description,Amount\n02/03/2026,b,2.00\n')
  await page.getByRole('button', { name: 'Paste', exact: true }).click()
  await expect(page.getByText('as you chose last time')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Lines of the statement' })).toContainText('2026-02-03')

  // The page can neither name a path nor pretend a drop.
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['Date,Amount\n2026-01-01,5'], '/etc/hostname'))
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }))
  })
  await page.waitForTimeout(500)
  await expect(page.getByText(/Pasted statement/)).toBeVisible()
})

for (const theme of ['light', 'dark'] as const) {
  test(`the statement, its findings and a remedy, ${theme}`, async ({ launch, desktop }) => {
    const file = path.join(desktop.home, 'november.csv')
    await writeFile(file, faultyStatement())
    const latchkey = await launch()
    const { page } = latchkey
    await page.evaluate((chosen) => window.latchkey.saveSettings({ theme: chosen }), theme)
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await goToStatement(latchkey)
    await picture(page, `statement-empty-${theme}`)
    expect(await axeFindings(page)).toEqual([])
    await pick(latchkey, file)
    await page.getByRole('button', { name: 'Open a file…' }).click()
    await expect(page.getByText(/^Not ready to push/)).toBeVisible()
    await page.getByText(/^How it was read/).click()
    await picture(page, `statement-format-${theme}`)
    expect(await axeFindings(page)).toEqual([])
    await page.getByText(/^How it was read/).click()
    await picture(page, `statement-open-${theme}`)
    await latchkey.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 600))
    await picture(page, `statement-small-${theme}`)
    await latchkey.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1_280, 800))
    await page.getByRole('table', { name: 'Lines of the statement' }).scrollIntoViewIfNeeded()
    await picture(page, `statement-lines-${theme}`)
    await page
      .locator('[data-code="balance.breaks"]')
      .getByRole('button', { name: 'Work balances out from the start' })
      .click()
    await expect(page.getByRole('dialog').getByRole('table')).toBeVisible()
    await picture(page, `statement-remedy-${theme}`)
    expect(await axeFindings(page)).toEqual([])
  })
}
