// Steps that many journeys share, done as a user does them where that is what is tested, else by the page's own calls.
import { spawn } from 'node:child_process'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import type { Desktop } from '../../scripts/desktop.mjs'
import type { XeroAppFields } from '../../src/domain/xero-apps/schema'
import { inputValue, submit } from '../support/practice-browser'
import { FIELDS } from '../support/xero-app-fields'
import { expect, type Latchkey, picture, settled } from './latchkey'

/** Adds an app by the page's own call and gives its id. */
export async function addApp({ page }: Latchkey, fields: Partial<XeroAppFields> = {}): Promise<string> {
  return page.evaluate(
    async (entered) => {
      const added = await window.latchkey.addXeroApp(entered)
      if (!added.ok) throw new Error(added.error.code)
      return added.value.id
    },
    { ...FIELDS, ...fields },
  )
}

/** Puts text on the clipboard, as copying it in another program would. */
export async function copyOutside({ app }: Latchkey, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, value) => void clipboard.writeText(value), text)
}

/** What another program reads from a selection, by xclip. Null for an empty one. */
export function selectionOf(desktop: Desktop, selection: 'clipboard' | 'primary'): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const [command, args] = desktop.wrap('xclip', ['-selection', selection, '-out'])
    const child = spawn(command, args, { env: { ...desktop.env }, stdio: ['ignore', 'pipe', 'ignore'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve(code === 0 ? Buffer.concat(chunks).toString() : null))
  })
}

/** Stores a secret by the page's own paste call. */
export async function pasteSecret(latchkey: Latchkey, id: string, secret: string, slot: 1 | 2 = 1): Promise<void> {
  await copyOutside(latchkey, secret)
  const outcome = await latchkey.page.evaluate(
    ([appId, number]) => window.latchkey.pasteSecret({ id: appId, slot: number, arrival: 'generated-here' }),
    [id, slot] as const,
  )
  expect(outcome).toMatchObject({ ok: true, value: { outcome: 'stored' } })
}

type Place = 'Customers' | 'Diagnose' | 'Bank statements' | 'Activity' | 'Settings'

/** Opens a place of the window from the sidebar, where a count may follow its name. */
export async function openPlace(page: Page, place: Place): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: new RegExp(`^${place}`) })
    .click()
}

type AppTab = 'Set-up' | 'Connections' | 'Bank feeds' | 'Partner' | KeyPart
type KeyPart = 'Keys' | 'Sign-in test' | 'Rotation' | 'Details'

const keyParts: readonly AppTab[] = ['Keys', 'Sign-in test', 'Rotation', 'Details']

/** A tab of the app that is open, or of its drawer. */
export function appTab(page: Page, tab: AppTab): Locator {
  return page.getByRole('tab', { name: tab, exact: true })
}

/** Opens a tab of the app that is open, or its drawer there. */
export async function openTab(page: Page, tab: AppTab): Promise<void> {
  if (keyParts.includes(tab)) {
    const drawer = page.getByRole('button', { name: 'Keys & details', exact: true })
    if ((await drawer.getAttribute('aria-expanded')) === 'false') await drawer.click()
  }
  await appTab(page, tab).click()
}

/** An app's row in the table of customers. */
export function customerRow(page: Page, name: string): Locator {
  return page
    .getByRole('grid', { name: 'Customers' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) })
}

/** Opens an app's page from the table, where asked for at one of its parts. */
export async function openApp({ page }: Latchkey, name = 'Acme test', part?: AppTab): Promise<void> {
  await openPlace(page, 'Customers')
  await customerRow(page, name).getByRole('rowheader').click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  if (part !== undefined) await openTab(page, part)
}

/** Axe's rules that answer by colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds on the page once its colours have faded, shortly. In the dark only colours are asked about: the same page was asked
 * everything in the light, and another theme changes nothing else. `within` is all that is asked about, where the rest was before.
 */
export async function axeFindings(page: Page, theme = 'light', within?: string): Promise<string[]> {
  await settled(page)
  const moves = await stilled(page)
  // Electron refuses the blank page that axe's default mode opens. AxeBuilder hands its half a megabyte over twice each time,
  // which takes longer than the rules do: where axe is in the page already, it gets a source that does nothing.
  const there = await page.evaluate(() => 'axe' in window)
  // Every rule runs; what passed is not gathered, which took nearly as long as the rules.
  const axe = new AxeBuilder({ page, ...(there ? { axeSource: 'undefined' } : {}) })
  const { violations } = await (within === undefined ? axe : axe.include(within))
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], ...(theme.startsWith('dark') ? { runOnly: COLOUR_RULES } : {}) })
    .analyze()
  await moves()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/**
 * Lets nothing move or fade on the page: what appears is there at once, at its full colour. Gives what lets it move again. Axe is at
 * work for seconds where the machine is busy, and a toast or an answer that came meanwhile would be judged half-transparent. Tooltips are
 * not seen meanwhile: one comes as soon as the focus, which finds another place for itself, meets a button with an icon, and stands in no
 * landmark, which axe asks of all that is read; what it says is its button's name.
 */
async function stilled(page: Page): Promise<() => Promise<void>> {
  const sheets = await page.evaluateHandle(() => {
    const still = new CSSStyleSheet()
    still.replaceSync(
      '*, *::before, *::after { animation: none !important; transition: none !important } [role=tooltip] { display: none !important }',
    )
    document.adoptedStyleSheets.push(still)
    return still
  })
  return async () => {
    await page.evaluate((still) => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== still)
    }, sheets)
    await sheets.dispose()
  }
}

/** Ctrl+V by way of the browser process: Playwright's own key presses go to the page directly, past main's paste guard. */
export async function pressPaste({ app }: Latchkey): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().startsWith('app://latchkey'),
    )
    page?.webContents.sendInputEvent({ type: 'rawKeyDown', keyCode: 'V', modifiers: ['control'] })
    page?.webContents.sendInputEvent({ type: 'keyUp', keyCode: 'V', modifiers: ['control'] })
  })
}

/** Waits until main has answered a call made now: what the page sent before, it has heard. */
export async function mainHasHeard(page: Page): Promise<void> {
  await page.evaluate(() => window.latchkey.getSettings({}))
}

/** Waits until the page has drawn what it was told before. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** Axe finds nothing on the screen as it stands, in both themes; where someone looks at pictures they are left in both sizes. */
export async function lookInBothThemes(latchkey: Latchkey, name: string, within?: string): Promise<void> {
  for (const theme of THEMES) {
    await wear(latchkey.page, theme)
    expect(await axeFindings(latchkey.page, theme, within), `axe on ${name}, ${theme}`).toEqual([])
  }
  await wear(latchkey.page, null)
  await picturesInBothThemes(latchkey, name)
}

/** Pictures of the screen as it stands in both themes and both sizes, where someone looks at pictures. */
export async function picturesInBothThemes(latchkey: Latchkey, name: string): Promise<void> {
  if (process.env['LATCHKEY_PICTURES'] === undefined) return
  await everyTheme(latchkey, async (which) => {
    await picture(latchkey.page, `${name}-${which}`)
  })
}

/** Adds a Codat client with one API key, pasted by the page's own call; gives the record's id. */
export async function addCodatClient(
  latchkey: Latchkey,
  { name, key, xeroAppIds = [] }: { name: string; key: string; xeroAppIds?: string[] },
): Promise<string> {
  await copyOutside(latchkey, key)
  return latchkey.page.evaluate(
    async ([called, apps]) => {
      const fields = { name: called, environment: 'test' as const, xeroAppIds: [...apps], tags: [], notes: '' }
      const added = await window.latchkey.addCodatClient(fields)
      if (!added.ok) throw new Error(added.error.code)
      const { id } = added.value
      const pasted = await window.latchkey.pasteCodatKey({
        id,
        key: 'Robin',
        holder: 'Robin',
        arrival: 'generated-here',
      })
      if (!pasted.ok || pasted.value.outcome !== 'stored') throw new Error('The key was not stored')
      return id
    },
    [name, xeroAppIds] as const,
  )
}

/** Runs `look` in both themes, each at both sizes that a window is tested at; `name` says which. */
export async function everyTheme({ page, app }: Latchkey, look: (name: string) => Promise<void>): Promise<void> {
  const size = (width: number, height: number) =>
    app.evaluate(
      ({ BrowserWindow }, [w, h]) =>
        BrowserWindow.getAllWindows()
          .find(({ webContents }) => webContents.getURL().startsWith('app://latchkey'))
          ?.setContentSize(w, h),
      [width, height] as const,
    )
  for (const theme of THEMES) {
    await wear(page, theme)
    await look(theme)
    await size(900, 600)
    await look(`${theme}-small`)
    await size(1280, 800)
  }
  await wear(page, null)
}

const THEMES = ['light', 'dark'] as const

/** Puts a theme on the page, or its own on again. */
function wear(page: Page, theme: string | null): Promise<void> {
  return page.evaluate((value) => {
    if (value === null) document.documentElement.removeAttribute('data-theme')
    else document.documentElement.setAttribute('data-theme', value)
  }, theme)
}

/**
 * Answers main's file dialogs with one path, as a user who picks it: the dialogs themselves are the desktop's. A name suggested
 * for a file says that it was made in practice, wherever it was, and nowhere else.
 */
export async function fileDialogsAnswer({ app }: Latchkey, file: string): Promise<void> {
  await app.evaluate(({ app: running, dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
    dialog.showSaveDialog = (...given: unknown[]) => {
      const { defaultPath } = given.at(-1) as Electron.SaveDialogOptions
      const isMarked = defaultPath?.startsWith('practice-') ?? false
      // By its folder, not by its switches: those of the other engine (`test/engines`) are the test’s own.
      if (isMarked !== running.getPath('userData').endsWith('practice')) throw new Error(`suggested ${defaultPath}`)
      return Promise.resolve({ canceled: false, filePath })
    }
  }, file)
}

async function originsOf({ page }: Latchkey) {
  const answer = await page.evaluate(() => window.latchkey.getPractice({}))
  if (!answer.ok || answer.value.practice === null) throw new Error('not in practice')
  return answer.value.practice.origins
}

/** Generates another secret in practice “My Apps”, as a person would, and gives what the page shows once. */
export async function generateSecret(latchkey: Latchkey, clientId: string): Promise<string> {
  const origins = await originsOf(latchkey)
  const arrival = await submit(origins, new URL(origins.xeroPortal), `/myapps/${clientId}/secrets`, {})
  if (arrival.at !== 'page') throw new Error('left the portal')
  return inputValue(arrival.page.html, 'secret-2') ?? ''
}

/** Registers a redirect URI in practice “My Apps”: a port of its own, so that tests side by side don't want the same one. */
export async function registerRedirect(latchkey: Latchkey, clientId: string, uri: string): Promise<void> {
  const origins = await originsOf(latchkey)
  await submit(origins, new URL(origins.xeroPortal), `/myapps/${clientId}/redirect-uris`, { uri })
}

/** Opens the command palette and types; gives the first command found, once it is there: records and focus take a moment. */
export async function findCommand(page: Page, text: string): Promise<Locator> {
  await page.keyboard.press('Control+K')
  await expect(page.getByRole('dialog', { name: 'Command palette' }).getByLabel('Search commands')).toBeFocused()
  await page.keyboard.type(text)
  const found = page.getByRole('option', { name: new RegExp(text, 'i') }).first()
  await expect(found).toBeVisible()
  return found
}

/** Runs a command of the palette by keyboard. */
export async function runCommand(page: Page, text: string): Promise<void> {
  await findCommand(page, text)
  await page.keyboard.press('Enter')
}

/** Presses Tab until what has the focus is named like this. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 90; presses += 1) {
    if (name.test(await nameOfFocused(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard never reached ${String(name)}`)
}

function nameOfFocused(page: Page): Promise<string> {
  return page.locator(':focus').evaluateAll(([element]) => {
    if (!(element instanceof HTMLElement)) return ''
    const labels =
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement
        ? [...(element.labels ?? [])]
        : []
    return (
      element.getAttribute('aria-label') ??
      (labels.map((one) => one.textContent).join(' ') || element.textContent) ??
      ''
    ).trim()
  })
}

/**
 * Does something in light and in dark: the setting turns main's windows; the page, which reads its settings once, wears what it
 * would put on.
 */
export async function inBothThemes(page: Page, look: (theme: 'light' | 'dark') => Promise<void>): Promise<void> {
  for (const theme of THEMES) {
    await page.evaluate(async (chosen) => {
      await window.latchkey.saveSettings({ theme: chosen })
      document.documentElement.setAttribute('data-theme', chosen)
    }, theme)
    await look(theme)
  }
}

/** The page in a theme of its own choice. It reads its settings once, so without the reload it would stay as it was. */
export async function inTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((chosen) => window.latchkey.saveSettings({ theme: chosen }), theme)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
}

/**
 * What a copy button puts on the clipboard, as the other program would paste it. The clipboard is emptied before, so that what
 * an earlier button put there isn't taken for it.
 */
export async function copiedBy(copy: () => Promise<void>, { app }: Latchkey, desktop: Desktop): Promise<string> {
  await app.evaluate(({ clipboard }) => clipboard.clear())
  await copy()
  let held: string | null = null
  await expect
    .poll(async () => {
      held = await selectionOf(desktop, 'clipboard')
      return held
    })
    .toBeTruthy()
  return held ?? ''
}

/** Drops a file on the window, as a hand does. */
export async function drop(page: Page, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 600,
      y: 400,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    })
  }
  await session.detach()
}
