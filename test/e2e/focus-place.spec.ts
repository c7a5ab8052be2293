// By keyboard alone, what ends takes nobody's place away: what comes next, or what it was opened from, has the focus.
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, press, test } from './latchkey'
import { slowFrames } from './slow-page'
import {
  addApp,
  copyOutside,
  customerRow,
  fileDialogsAnswer,
  generateSecret,
  openApp,
  openPlace,
  openTab,
  pasteSecret,
  runCommand,
} from './steps'

test('each step of a rotation gives the focus to the heading of the next, and the last to its end', async ({
  launch,
  canaries,
}) => {
  const { clientId, secret } = seedApps.tidewater
  const latchkey = await launch()
  const { page } = latchkey
  const id = await addApp(latchkey, { name: 'Tidewater', clientId })
  await pasteSecret(latchkey, id, secret)
  const fresh = await generateSecret(latchkey, clientId)
  canaries.push(fresh)
  await openApp(latchkey, 'Tidewater')
  await openTab(page, 'Rotation')
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const current = page.getByRole('list', { name: 'Steps of the rotation' }).locator('[aria-current=step] h2')

  await enter(page, button('Start the rotation'))
  await expect(current).toBeFocused()
  await copyOutside(latchkey, fresh)
  await enter(page, button(/^Paste client secret 2/))
  await expect(page.getByRole('textbox', { name: 'Pasted into Codat client' })).toBeVisible()
  await hasPlace(page)
  await page.getByRole('textbox', { name: 'Pasted into Codat client' }).fill('Acme production')
  await enter(page, button('Note it'))
  await expect(page.getByRole('textbox', { name: 'Pasted into Codat client' })).toBeFocused()
  await enter(page, button('Every Codat client has it'))
  await expect(button('I saw a connection go through')).toBeVisible()
  await expect(current).toBeFocused()
  await enter(page, button('I saw a connection go through'))
  await expect(button(/^Forget client secret 1/)).toBeVisible()
  await expect(current).toBeFocused()
  await enter(page, button(/^Forget client secret 1/))
  await press((await latchkey.prompt()).getByRole('button', { name: 'Retire it' }))
  await expect(page.getByRole('heading', { name: 'The rotation is over' })).toBeFocused()
})

test('a pasted client id, a closed import and the way back from a full app leave the focus beside them', async ({
  launch,
  desktop,
}) => {
  const latchkey = await launch()
  const { page } = latchkey
  await addApp(latchkey, { clientId: '' })
  await openApp(latchkey, 'Acme test', 'Keys')
  await copyOutside(latchkey, 'A'.repeat(32))
  await enter(page, page.getByRole('button', { name: /^Paste client id/ }))
  await expect(page.getByRole('button', { name: 'Copy the client id' })).toBeFocused()

  await openApp(latchkey, 'Acme test', 'Connections')
  await enter(page, page.getByRole('button', { name: 'Free a connection', exact: true }))
  await expect(page.getByRole('group', { name: 'Free a connection of Acme test' })).toBeFocused()
  await enter(page, page.getByRole('button', { name: 'Back to the connections' }))
  await expect(page.getByRole('button', { name: 'Free a connection', exact: true })).toBeVisible()
  await hasPlace(page)

  await fileDialogsAnswer(latchkey, path.join(desktop.home, 'export.json'))
  await openPlace(page, 'Settings')
  await enter(page, page.getByRole('button', { name: 'Export records…' }))
  await expect(page.getByText(/^Exported to/)).toBeVisible()
  await hasPlace(page)
  const importing = page.getByRole('button', { name: 'Import records…' })
  await enter(page, importing)
  const dialog = page.getByRole('dialog', { name: /^Import export\.json/ })
  await expect(dialog.getByText(/^There is nothing to import/)).toBeVisible()
  await hasPlace(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(importing).toBeFocused()
})

test('a menu, and what was chosen from it or from the palette, gives the focus back to where it was asked for', async ({
  launch,
}) => {
  const latchkey = await launch()
  const { page } = latchkey
  await addApp(latchkey)
  const cell = customerRow(page, 'Acme test').getByRole('rowheader')
  const choose = async (name: string) => {
    await enter(page, page.getByRole('menuitem', { name }))
    // By its heading: a menu that is on its way out is one as well.
    await expect(page.getByRole('dialog').getByRole('heading', { name: name.replace('…', '') })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  // The first time reads the dialog's file, which the menu is gone before; the second doesn't wait; the third waits for frames.
  for (const frames of ['swift', 'swift', 'slow']) {
    if (frames === 'slow') await slowFrames(page, 500)
    await cell.focus()
    await page.keyboard.press('Shift+F10')
    await expect(page.getByRole('menuitem', { name: 'Set-up' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(cell).toBeFocused()
    await page.keyboard.press('Shift+F10')
    await choose('Prep sheet for a call…')
    await expect(cell).toBeFocused()
  }
  const sheets = page.getByRole('button', { name: 'Sheets' })
  await sheets.focus()
  await page.keyboard.press('ArrowDown')
  await choose('Leaver sheet…')
  await expect(sheets).toBeFocused()

  await openApp(latchkey, 'Acme test', 'Set-up')
  const tab = page.getByRole('tab', { name: 'Set-up' })
  await tab.focus()
  await runCommand(page, 'Keys of Acme test')
  await expect(page.getByRole('heading', { name: 'Keys & details' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(tab).toBeFocused()
  await enter(page, page.getByRole('button', { name: 'It is live already' }))
  const more = page.getByRole('button', { name: 'More for this set-up' })
  await enter(page, more)
  await choose('Prep sheet for a call…')
  await expect(more).toBeFocused()
})

test('who types or searches at once is understood, wherever they come from', async ({ launch }) => {
  const latchkey = await launch()
  const { page } = latchkey
  await addApp(latchkey, { customer: 'Acme Trading Ltd' })
  await expect(customerRow(page, 'Acme test')).toBeVisible()

  await page.keyboard.press('Control+F')
  await expect(page.getByRole('searchbox', { name: 'Search customers' })).toBeFocused()
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /^Customers/ })
    .focus()
  await page.keyboard.press('Control+1')
  const heading = page.getByRole('heading', { level: 1, name: 'Customers' })
  await expect(heading).toBeFocused()

  await runCommand(page, 'Prep sheet')
  const field = page.getByRole('combobox', { name: 'For' })
  await field.focus()
  await expect(page.locator('datalist option')).toHaveAttribute('value', 'Acme Trading Ltd')
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+K')
  const search = page.getByRole('dialog', { name: 'Command palette' }).getByLabel('Search commands')
  await expect(search).toBeFocused()
  // The best match is told to a screen reader half a second after a letter. What is best then, isn't with the next letter, and is again
  // with the one behind it, is marked, but React Aria (3.53) sends it no Enter any more.
  await page.keyboard.type('p')
  await expect(search).toHaveAttribute('aria-activedescendant', /board\.prep$/)
  await typeSwiftly(search, 'rep')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Prep sheet for a call' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+2')
  await expect(page.getByRole('textbox', { name: 'What you see' })).toBeFocused()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(heading).toBeFocused()
})

async function enter(page: Page, button: Locator): Promise<void> {
  await button.focus()
  await page.keyboard.press('Enter')
}

/** Letter by letter, with no more between two of them than what React draws. */
async function typeSwiftly(field: Locator, text: string): Promise<void> {
  await field.evaluate(async (input, letters) => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    for (const letter of letters) {
      const typed = { bubbles: true, inputType: 'insertText', data: letter }
      input.dispatchEvent(new InputEvent('beforeinput', typed))
      set?.call(input, `${Reflect.get(input, 'value')}${letter}`)
      input.dispatchEvent(new InputEvent('input', typed))
      await new Promise((drawn) => setTimeout(drawn))
    }
  }, text)
}

async function hasPlace(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
}
