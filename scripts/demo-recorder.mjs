// @ts-check
// A hand that counts: clicks, keystrokes, pastes, and how often another screen (a place, a tab, a dialog, main's own window) came up.
import { press } from './press.mjs'

/**
 * @typedef {object} Counted
 * @property {number} clicks a choice in a list is two, a field that has to be gone to is one
 * @property {number} keystrokes
 * @property {number} pastes
 * @property {number} screens beyond the one it began with
 */

/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {ReturnType<typeof recorder>} Recorder */

/**
 * @param {import('@playwright/test').ElectronApplication} app
 * @param {import('@playwright/test').Page} page
 */
export function recorder(app, page) {
  /** @type {Counted} */
  const counted = { clicks: 0, keystrokes: 0, pastes: 0, screens: 0 }
  let screen = ''

  const look = () =>
    page.evaluate(() => {
      const texts = (/** @type {string} */ of) => [...document.querySelectorAll(of)].map((one) => one.textContent ?? '')
      const dialogs = [...document.querySelectorAll('[role=dialog]')].map(
        (one) => one.getAttribute('aria-label') ?? 'dialog',
      )
      return [...texts('h1'), ...texts('[role=tab][aria-selected=true]'), ...texts('h2').slice(0, 1), ...dialogs].join(
        '|',
      )
    })
  /** Counts a screen where another stands now. What is pressed next must be there: before, the last screen may still stand. */
  async function noteScreen() {
    const now = await look()
    if (now !== screen) counted.screens += 1
    screen = now
  }
  /** @param {Locator} target */
  async function click(target) {
    await target.waitFor()
    await noteScreen()
    counted.clicks += 1
    await target.click()
  }

  return {
    app,
    page,
    /** Forgets what was done to prepare. */
    async begin() {
      Object.assign(counted, { clicks: 0, keystrokes: 0, pastes: 0, screens: 0 })
      screen = await look()
    },
    async counted() {
      await noteScreen()
      return { ...counted }
    },
    /** @param {string} name */
    row: (name) => page.getByRole('grid', { name: 'Customers' }).locator('[data-app]').filter({ hasText: name }),
    /** @param {'button' | 'tab' | 'menuitem' | 'option' | 'rowheader'} role @param {string | RegExp} name @param {Locator | typeof page} [within] */
    click: (role, name, within = page) =>
      click(within.getByRole(role, { name, ...(typeof name === 'string' ? { exact: true } : {}) })),
    /** @param {Locator} target @param {boolean} [atItsStart] where its middle is another thing */
    async pressOn(target, atItsStart = false) {
      if (!atItsStart) return click(target)
      await target.waitFor()
      await noteScreen()
      counted.clicks += 1
      await target.click({ position: { x: 12, y: 12 } })
    },
    /** A box that is drawn over the one it stands for. @param {string | RegExp} name */
    async tick(name) {
      const box = page.getByRole('checkbox', { name })
      await box.waitFor({ state: 'attached' })
      await noteScreen()
      counted.clicks += 1
      await box.click({ force: true })
    },
    /** @param {string} name */
    place: (name) =>
      click(page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: new RegExp(`^${name}`) })),
    /** @param {string} label @param {string} text */
    async type(label, text) {
      const field = page.getByRole('textbox', { name: label })
      await field.waitFor()
      await noteScreen()
      if (!(await field.evaluate((one) => one === document.activeElement))) counted.clicks += 1
      counted.keystrokes += text.length
      await field.fill(text)
      await field.blur()
    },
    /** One of a few that all stand there. @param {string} question @param {string | RegExp} answer */
    choose: (question, answer) => click(page.getByRole('radiogroup', { name: question }).getByText(answer)),
    /** Out of a list that opens. @param {string} label @param {RegExp} option */
    async pick(label, option) {
      const list = page.getByRole('combobox', { name: label })
      await list.waitFor()
      await noteScreen()
      counted.clicks += 2
      const named = await list.getByRole('option', { name: option }).textContent()
      await list.selectOption({ label: named ?? '' })
    },
    /** In the field that has the focus already, by Ctrl+V. @param {string} label @param {string} text */
    async pasteInto(label, text) {
      const field = page.getByRole('textbox', { name: label })
      await field.and(page.locator(':focus')).waitFor()
      await noteScreen()
      counted.pastes += 1
      counted.keystrokes += 1
      await field.fill(text)
    },
    /** @param {string} keys */
    async press(keys) {
      await noteScreen()
      counted.keystrokes += 1
      await page.keyboard.press(keys)
    },
    /** In main's own window. @param {string} action @param {string} [typed] */
    async answer(action, typed) {
      const isPrompt = (/** @type {typeof page} */ window) => window.url().startsWith('app://prompt/')
      const window = app.windows().find(isPrompt) ?? (await app.waitForEvent('window'))
      counted.screens += 1
      counted.clicks += 1
      if (typed !== undefined) {
        counted.keystrokes += typed.length
        await window.getByRole('textbox').fill(typed)
      }
      const button = window.getByRole('button', { name: action, exact: true })
      // It takes no click in its first moment, so that none meant for something else answers it.
      await window.waitForTimeout(900)
      await press(button)
    },
    /** @param {Locator} what */
    sees: (what) => what.waitFor(),
    /** What is to be done next is in reach. @param {string} button */
    leadsTo: (button) => page.getByRole('button', { name: button, exact: true }).first().waitFor(),
    /** As another program would. @param {string} text */
    async copyOutside(text) {
      counted.pastes += 1
      await app.evaluate(({ clipboard }, value) => void clipboard.writeText(value), text)
    },
    /** What main's own dialog for files answers. @param {string} file */
    willChoose: (file) =>
      app.evaluate(({ dialog }, filePath) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
      }, file),
  }
}
