// Ctrl+V as the keyboard makes it, through main's paste guard: what main lets through reaches the focused paste field too.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Page } from '@playwright/test'
import type { Desktop } from '../../scripts/desktop.mjs'
import { expect, practiceSecret, test, type Latchkey } from './latchkey'
import { CLIENT_ID } from '../support/xero-app-fields'
import { addApp, appTab, copyOutside, openApp, pressPaste } from './steps'

test('Ctrl+V goes to the paste field that has the focus, once, and else nowhere; whatever brings a paste about, main looks first', async ({
  launch,
  desktop,
  canaries,
}) => {
  const secret = practiceSecret()
  canaries.push(secret)
  const latchkey = await launch()
  await test.step('a client id pasted with no paste field focused goes nowhere', () => goesNowhere(latchkey))
  await test.step('Ctrl+V on the paste fields takes a client id and a secret, once each', () => takenOnce(latchkey))
  // A secret reaches no field of the page, other text does.
  await latchkey.page.getByRole('button', { name: 'Activity' }).click()
  await test.step('a menu, a paste key or a script', () => byTheEngine(latchkey, secret))
  await test.step('real keys of other layouts and a paste key', () => byRealKeys(latchkey, desktop, secret))
})

/** What was stored so far, latest first. */
async function storedSoFar({ page }: Latchkey): Promise<string[]> {
  const noted = await page.evaluate(async () => {
    const answer = await window.latchkey.listActivity({ limit: 100 })
    return answer.ok ? answer.value.entries.map(({ what }) => what) : []
  })
  return noted.filter((what) => /^(client-id|secret)\./.test(what))
}

async function goesNowhere(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  await addApp(latchkey, { clientId: '' })
  await openApp(latchkey, 'Acme test', 'Keys')
  await copyOutside(latchkey, CLIENT_ID)
  await appTab(page, 'Keys').focus()
  await pressPaste(latchkey)
  // Presses come one after the other: once the next one has done its work, this one has, too.
  const other = 'B'.repeat(32)
  await copyOutside(latchkey, other)
  await page.getByRole('button', { name: /^Paste client id/ }).focus()
  await pressPaste(latchkey)
  await expect(page.getByRole('region', { name: 'Client id' }).getByText(other)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Paste client secret 1/ })).toBeVisible()
  expect(await storedSoFar(latchkey)).toEqual(['client-id.stored'])
}

async function takenOnce(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  const before = (await storedSoFar(latchkey)).length
  await addApp(latchkey, { name: 'Second test', clientId: '' })
  await openApp(latchkey, 'Second test', 'Keys')
  await copyOutside(latchkey, CLIENT_ID)
  await page.getByRole('button', { name: /^Paste client id/ }).focus()
  await pressPaste(latchkey)
  await expect(page.getByRole('region', { name: 'Client id' }).getByText(CLIENT_ID)).toBeVisible()

  await copyOutside(latchkey, practiceSecret())
  await page.getByRole('button', { name: /^Paste client secret 1/ }).focus()
  await pressPaste(latchkey)
  await expect(page.getByRole('button', { name: 'Copy client secret 1' })).toBeVisible()

  expect((await storedSoFar(latchkey)).slice(0, before * -1)).toEqual(['secret.stored', 'client-id.stored'])
}

const searchOf = (page: Page) => page.getByRole('main').getByRole('textbox').first()

async function byTheEngine(latchkey: Latchkey, secret: string): Promise<void> {
  const { app, page } = latchkey
  const field = searchOf(page)
  await field.focus()
  // As a menu, a paste key or a layout without a V has the engine paste.
  const paste = () =>
    app.evaluate(({ BrowserWindow }) => {
      const all = BrowserWindow.getAllWindows()
      all.find(({ webContents }) => webContents.getURL().startsWith('app://latchkey'))?.webContents.paste()
    })
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    for (const type of ['paste', 'drop']) window.addEventListener(type, () => heard.push(type), true)
  })
  await copyOutside(latchkey, secret)
  await paste()
  await expect(page.getByText(/^Not pasted: it looks like a secret/).first()).toBeVisible()
  // A script may ask; nothing comes of it.
  await page.evaluate(() => document.execCommand('paste'))
  await expect(field).toHaveValue('')
  await copyOutside(latchkey, 'plain words')
  await field.focus()
  await paste()
  await expect(field).toHaveValue('plain words')
  expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([])
  // In one piece and undone in one, however many lines; over what is marked.
  await page.evaluate(() => {
    const inputs = { count: 0 }
    Object.assign(window, { inputs })
    document.addEventListener('input', () => (inputs.count += 1))
  })
  await page.keyboard.press('Control+A')
  await copyOutside(latchkey, 'a line\n'.repeat(50))
  await paste()
  await expect(field).toHaveValue(/^a line a line/)
  expect(await page.evaluate(() => Reflect.get(window, 'inputs'))).toEqual({ count: 1 })
  await page.keyboard.press('Control+Z')
  await expect(field).toHaveValue('plain words')
}

/** Runs a program inside the desktop, and fails if it does. */
async function inside(desktop: Desktop, command: string, ...args: string[]): Promise<void> {
  const [program, wrapped] = desktop.wrap(command, args)
  const child = spawn(program, wrapped, { env: { ...desktop.env }, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'close')
  expect(code, `${command} ${args.join(' ')}`).toBe(0)
}

/** Where the keys lie, by their numbers in X: the V of a US keyboard, the full stop that is Dvorak's V, and a key that says Paste. */
const [V_PLACE, STOP_PLACE, PASTE_KEY] = ['55', '60', '143']
const layouts = [
  ['ru', `ctrl+${V_PLACE}`],
  ['gr', `ctrl+${V_PLACE}`],
  ['il', `ctrl+${V_PLACE}`],
  ['ara', `ctrl+${V_PLACE}`],
  ['us(dvorak)', `ctrl+${STOP_PLACE}`],
  ['us', PASTE_KEY],
  ['us', 'shift+Insert'],
] as const

async function byRealKeys(latchkey: Latchkey, desktop: Desktop, secret: string): Promise<void> {
  const { app, page } = latchkey
  const field = searchOf(page)
  await page.evaluate(() => {
    const seen: string[] = []
    const held = { count: 0 }
    Object.assign(window, { seen, held })
    window.latchkey.onPasteHeld(() => (held.count += 1))
    document.addEventListener('input', ({ target }) => seen.push((target as HTMLInputElement).value))
  })
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus())
  const hasKeys = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused())
  await expect.poll(hasKeys).toBe(true)
  for (const [index, [layout, keys]] of layouts.entries()) {
    await inside(desktop, 'setxkbmap', '-rules', 'evdev', ...layout.split(/[()]/, 2).flatMap(xkbOption))
    await field.fill('')
    await copyOutside(latchkey, secret)
    await inside(desktop, 'xdotool', 'key', keys)
    const held = () => page.evaluate(() => Reflect.get(window, 'held').count)
    await expect.poll(held, `held by ${layout} ${keys}`).toBe(index + 1)
    await copyOutside(latchkey, `word ${index}`)
    await inside(desktop, 'xdotool', 'key', keys)
    await expect(field, `${layout} ${keys}`).toHaveValue(`word ${index}`)
  }
  expect(await page.evaluate(() => Reflect.get(window, 'seen').join('\n'))).not.toContain(secret.slice(0, 12))
}

function xkbOption(value: string, at: number): string[] {
  return value === '' ? [] : [at === 0 ? '-layout' : '-variant', value]
}
