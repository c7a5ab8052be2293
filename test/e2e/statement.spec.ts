// A statement with six kinds of faults is opened, mended and exported clean; files come in by dialog, drop and paste.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { unzip } from '../support/unzip'
import { expect, isElectron, picture, test, type Latchkey } from './latchkey'
import { day, faultyStatement, goToStatement, mend, mendAll } from './statement-steps'
import {
  axeFindings,
  copyOutside,
  drawn,
  drop,
  fileDialogsAnswer,
  inBothThemes,
  mainHasHeard,
  openPlace,
} from './steps'

test('a statement with six kinds of faults is shown in either theme, mended, and leaves clean', async ({
  launch,
  desktop,
}) => {
  const file = path.join(desktop.home, 'november.csv')
  await writeFile(file, faultyStatement())
  const latchkey = await launch()
  await test.step('the statement, its findings and a remedy, in either theme', () => inEitherTheme(latchkey, file))
  await test.step('it is mended and leaves clean, in requests in order', () =>
    leavesClean(latchkey, file, path.join(desktop.home, 'requests.zip')))
})

async function inEitherTheme(latchkey: Latchkey, file: string): Promise<void> {
  const { page } = latchkey
  const size = (width: number, height: number) =>
    latchkey.app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setSize(w, h), [
      width,
      height,
    ] as const)
  const look = (name: string) =>
    inBothThemes(page, async (theme) => {
      await picture(page, `statement-${name}-${theme}`)
      expect(await axeFindings(page, theme), `${name}, ${theme}`).toEqual([])
    })
  await goToStatement(latchkey)
  await look('empty')
  await fileDialogsAnswer(latchkey, file)
  await page.getByRole('button', { name: 'Open a file…' }).click()
  await expect(page.getByText(/^Not ready to push/)).toBeVisible()
  await page.getByText(/^How it was read/).click()
  await look('format')
  await page.getByText(/^How it was read/).click()
  await inBothThemes(page, async (theme) => {
    await picture(page, `statement-open-${theme}`)
    await size(900, 600)
    await picture(page, `statement-small-${theme}`)
    await size(1_280, 800)
  })
  await page.getByRole('table', { name: 'Lines of the statement' }).scrollIntoViewIfNeeded()
  await inBothThemes(page, (theme) => picture(page, `statement-lines-${theme}`))
  await page.locator('[data-code="order.not-chronological"]').getByRole('button', { name: 'Sort by date' }).click()
  await expect(page.getByRole('dialog').getByRole('table')).toBeVisible()
  await look('remedy')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: 'Close this statement' }).click()
  await expect(page.getByRole('heading', { name: 'No statement is open' })).toBeVisible()
}

async function leavesClean(latchkey: Latchkey, file: string, zip: string): Promise<void> {
  const { page } = latchkey
  await fileDialogsAnswer(latchkey, file)
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

  // All that is safe at once, then back step by step: each can be undone.
  await page.getByRole('button', { name: 'Mend all that is safe (5)' }).click()
  for (const code of [
    'order.not-chronological',
    'duplicate.id',
    'type.wrong-sign',
    'id.missing',
    'request.too-many-lines',
  ])
    await expect(page.locator(`[data-code="${code}"]`)).toHaveCount(0)
  // The one that is left is named above, and a press leads to it.
  await page.getByRole('button', { name: /^To mend: / }).click()
  await expect(page.locator('[data-code="balance.breaks"]')).toBeInViewport()
  await page.getByRole('button', { name: 'Open a file…' }).click()
  const asked = page.getByRole('dialog', { name: 'Close the statement that you mended?' })
  await asked.getByRole('button', { name: 'Stay' }).click()
  // A file that is dropped on another place asks as well.
  if (isElectron) {
    await openPlace(page, 'Customers')
    await drop(page, file)
    await expect(page.getByRole('heading', { name: 'Bank statements' })).toBeVisible()
    await asked.getByRole('button', { name: 'Stay' }).click()
  }
  const undo = page.getByRole('button', { name: /^Undo/ })
  for (const done of [
    'Split into requests',
    'Ids made',
    'Types set by the sign',
    'Duplicates dropped',
    'Sorted by date',
  ])
    await page.getByRole('button', { name: `Undo: ${done}` }).click()
  await expect(undo).toHaveCount(0)

  await mendAll(latchkey)
  expect(await axeFindings(page)).toEqual([])
  await picture(page, 'statement-clean')

  // One step back and forth again.
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(page.locator('[data-code="request.too-many-lines"]')).toBeVisible()
  await mend(latchkey, 'request.too-many-lines', 'Split')

  await fileDialogsAnswer(latchkey, zip)
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
}

test('a file is dropped, a text is pasted, and a format that was chosen is remembered', async ({ launch, desktop }) => {
  const file = path.join(desktop.home, 'bank.csv')
  await writeFile(file, `Date,Description,Amount\n${day(40).slice(8)}/01/2026,a,1.00\n`.replace(/^(.*\n)\d\d/, '$103'))
  const latchkey = await launch()
  const { page } = latchkey
  // The page has to listen: nobody drops a file on an empty window.
  await expect(page.getByRole('heading', { name: 'Welcome to Latchkey' })).toBeVisible()
  await drop(page, file)
  await expect(page.getByRole('heading', { name: 'Bank statements' })).toBeVisible()
  // As a finding: what stops a statement is named in its verdict too.
  const wayRound = page.getByText('Day and month could be the other way round', { exact: true })
  await expect(wayRound).toBeVisible()
  // A question about the columns opens what answers it.
  await page.getByLabel('Order of dates').selectOption('Month, day, year')
  await page.getByRole('button', { name: 'Yes, read it this way' }).click()
  await expect(wayRound).toBeHidden()

  await copyOutside(latchkey, 'Date,Description,Amount\n02/03/2026,b,2.00\n')
  await page.getByRole('button', { name: 'Paste', exact: true }).click()
  await expect(page.getByText('as you chose last time')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Lines of the statement' })).toContainText('3 February 2026')

  // What can't be read at all is said to be so, and is not called a CSV.
  const photo = path.join(desktop.home, 'photo.png')
  await writeFile(photo, Buffer.concat([Buffer.from('\u0089PNG', 'latin1'), Buffer.alloc(64)]))
  await fileDialogsAnswer(latchkey, photo)
  await page.getByRole('button', { name: 'Open a file…' }).click()
  await expect(page.getByText(/It is a picture/)).toBeVisible()
  await expect(page.getByText(/How it was read|Export CSV/)).toHaveCount(0)
  await page.getByRole('button', { name: 'Close it' }).click()
  await expect(page.getByRole('heading', { name: 'No statement is open' })).toBeVisible()
  await page.getByRole('button', { name: 'Paste', exact: true }).click()

  // The page can neither name a path nor pretend a drop.
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['Date,Amount\n2026-01-01,5'], '/etc/hostname'))
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }))
  })
  await mainHasHeard(page)
  await drawn(page)
  await expect(page.getByText(/Pasted statement/)).toBeVisible()
})
