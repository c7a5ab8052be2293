// A statement with six kinds of faults, and the way from them to a clean one, by keyboard.
import { expect, type Latchkey } from './latchkey'
import { openPlace } from './steps'

const DAY_MS = 86_400_000
/** How many of the statement's lines are no doubles. */
const LINES = 1_200

export const day = (ago: number): string => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10)

const amountOf = (at: number): number => (at % 3 === 0 ? 12_345 + at : -(2_000 + at))

/** The balance after the last line of the mended statement, as money. */
export function closingBalance(): string {
  const cents = Array.from({ length: LINES }, (_, at) => amountOf(at)).reduce((sum, amount) => sum + amount, 500_000)
  return (cents / 100).toFixed(2)
}

/** A statement of 1,200 lines that runs up to yesterday, with its faults. */
export function faultyStatement(): string {
  let cents = 500_000
  const rows = Array.from({ length: LINES }, (_, at) => {
    const amount = amountOf(at)
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
    (row) => `${row.id},${row.date},${row.type},"${row.description}",${row.amount},${row.balance},NZD`,
  )
  return ['Transaction ID,Date,Type,Description,Amount,Balance,Currency', ...lines].join('\r\n')
}

export async function goToStatement({ page }: Latchkey): Promise<void> {
  await openPlace(page, 'Bank statements')
  await expect(page.getByRole('heading', { name: 'Bank statements' })).toBeVisible()
}

/** Opens a remedy and applies it by keyboard alone. */
export async function mend({ page }: Latchkey, code: string, remedy: string): Promise<void> {
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
  // A frame later: a key pressed before, for the next one, would go there.
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeFocused()
}

/** Every fault of `faultyStatement`, mended in the order in which they are told. */
export async function mendAll(latchkey: Latchkey): Promise<void> {
  await mend(latchkey, 'order.not-chronological', 'Sort by date')
  await mend(latchkey, 'duplicate.id', 'Drop the duplicates')
  await mend(latchkey, 'type.wrong-sign', 'Set the type')
  await mend(latchkey, 'id.missing', 'Make ids')
  await mend(latchkey, 'balance.breaks', 'Work balances out from the start')
  await mend(latchkey, 'request.too-many-lines', 'Split')
  await expect(latchkey.page.getByText('Ready to push: 1,200 lines in 2 requests')).toBeVisible()
}
