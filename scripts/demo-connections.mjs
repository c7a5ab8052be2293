// @ts-check
// The scenes about connections: a Codat client connected, the gauge in each of its states, light and dark, and a place freed.
import { openApp } from './demo-app.mjs'
import { playConsent, practiceOf } from './demo-browser.mjs'
import { portalKey } from './demo-portals.mjs'

/** @typedef {import('./demo-scenes.mjs').Stagehand} Stagehand */
/** @typedef {import('./demo-scenes.mjs').Scene} Scene */

// Stand-ins of the practice Xero and Codat.
const APP = { name: 'Tidewater Lending', clientId: '5D0F6BE3C9A84D71B26E0C47F3A9185C' }
const CODAT_REDIRECT = 'https://xero.codat.io/oauth2/callback'
const LATECOMER = 'Practice Trial Company'
const STALE_HOURS = 30

/** @param {Stagehand} stagehand */
const gauge = ({ page }) => page.getByRole('tabpanel', { name: 'Connections' })

/**
 * @param {Stagehand} stagehand
 * @param {string} state as the gauge words it
 */
const shows = (stagehand, state) => gauge(stagehand).getByText(state, { exact: true }).first().waitFor()

/** @param {Stagehand} stagehand */
const count = async (stagehand) => {
  await stagehand.click('button', 'Count now')
  await gauge(stagehand).getByRole('button', { name: 'Stop counting' }).waitFor({ state: 'detached' })
}

/**
 * @param {Stagehand} stagehand
 * @param {'starter' | 'core' | 'typed'} limit
 */
const chooseLimit = (stagehand, limit) =>
  gauge(stagehand).getByRole('combobox', { name: 'Limit of this Xero app' }).selectOption(limit)

/** Somebody consents for one more organisation. @param {Stagehand} stagehand */
async function connectOneMore(stagehand) {
  const { origins } = await practiceOf(stagehand)
  const address = new URL('/identity/connect/authorize', origins.xeroLogin)
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: APP.clientId,
    redirect_uri: CODAT_REDIRECT,
    scope: 'offline_access accounting.settings',
    state: 'demo',
  }).toString()
  await playConsent(Object.values(origins), address.href, LATECOMER)
}

/**
 * The clocks of main and the page, ahead by so many hours; 0 sets them right.
 * @param {Stagehand} stagehand
 * @param {number} hours
 */
async function setClocks({ app, page }, hours) {
  await app.evaluate((_electron, ahead) => {
    const own = /** @type {any} */ (globalThis)
    own.rightDate ??= Date
    const right = own.rightDate
    globalThis.Date = new Proxy(right, {
      construct: (target, args) => (args.length === 0 ? new target(target.now() + ahead) : new target(...args)),
      get: (target, key) => (key === 'now' ? () => target.now() + ahead : Reflect.get(target, key)),
    })
  }, hours * 3_600_000)
  await page.evaluate((ahead) => {
    const own = /** @type {any} */ (window)
    own.rightNow ??= Date.now.bind(Date)
    Date.now = () => own.rightNow() + ahead
  }, hours * 3_600_000)
}

/** @param {Stagehand} stagehand */
const openConnectionsRoom = (stagehand) => openApp(stagehand, APP.name, 'Connections')

/**
 * @param {Stagehand} stagehand
 * @param {'light' | 'dark'} theme
 */
const dye = ({ page }, theme) =>
  page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme)

/**
 * @param {string} name
 * @param {string} title
 * @param {(stagehand: Stagehand) => Promise<unknown>} play
 * @returns {Scene}
 */
const light = (name, title, play) => ({
  name,
  title,
  play: async (stagehand) => {
    await dye(stagehand, 'light')
    await play(stagehand)
  },
})

/**
 * A state of the gauge, light and then dark, from its top.
 * @param {string} name
 * @param {string} title
 * @param {(stagehand: Stagehand) => Promise<unknown>} play
 * @returns {Scene[]}
 */
const both = (name, title, play) => [
  light(name, title, async (stagehand) => {
    await play(stagehand)
    await gauge(stagehand).evaluate((panel) => panel.scrollTo({ top: 0 }))
  }),
  { name: `${name}-dark`, title: 'The same, dark', play: (stagehand) => dye(stagehand, 'dark') },
]

/** Begin with the app known and its keys accepted; end on its connections, in the light theme. @type {readonly Scene[]} */
export const connectionsScenes = [
  ...both('seats-unknown', 'Seats nobody has counted yet', async (stagehand) => {
    await openConnectionsRoom(stagehand)
    await shows(stagehand, 'Not known')
  }),
  light('codat-client', 'A Codat client, its key pasted as the portal’s header and checked', async (stagehand) => {
    const { page, click, type, copyOutside } = stagehand
    await click('button', 'Add a Codat client')
    await type('Name of the Codat client', 'Tidewater production')
    await click('button', 'Add and go on to its key')
    await copyOutside(await portalKey(stagehand, APP.clientId))
    await click('button', /^Paste the API key/)
    await click('button', 'Check with Codat')
    await page.getByText('Codat accepts this key').waitFor()
    await click('button', 'Is Xero enabled?')
    await page.getByText('Xero is enabled in this Codat client').waitFor()
  }),
  light('seats-confirm', 'Counted, against the 25 that nobody has confirmed', async (stagehand) => {
    await stagehand.click('button', `Connections of ${APP.name}`)
    await count(stagehand)
    await gauge(stagehand).locator('[data-limit=assumed]').waitFor()
  }),
  ...both('seats-watch', 'Four of five: nearly full', async (stagehand) => {
    await chooseLimit(stagehand, 'starter')
    await shows(stagehand, 'Nearly full')
  }),
  ...both('seats-full', 'One more consents: full', async (stagehand) => {
    await connectOneMore(stagehand)
    await count(stagehand)
    await shows(stagehand, 'Full')
  }),
  light('limit-page', 'Xero’s limit page, pasted', async ({ page, press, copyOutside }) => {
    await copyOutside('https://authorize.xero.com/connectionLimit')
    await press('Control+Shift+V')
    await page.getByRole('button', { name: `Free a connection of ${APP.name}` }).waitFor()
  }),
  light('free-place', 'What can go, safest first', async (stagehand) => {
    await stagehand.click('button', `Free a connection of ${APP.name}`)
    await stagehand.page.getByRole('checkbox', { name: new RegExp(LATECOMER) }).press('Space')
  }),
  light('seats-freed', 'A place freed, and counted again', async ({ page, click, prompt }) => {
    await click('button', 'Disconnect…')
    const question = await prompt()
    await question.getByRole('textbox').fill(LATECOMER)
    await question.waitForTimeout(700)
    await click('button', 'Disconnect', question)
    await page.getByText('One connection is free.').waitFor()
  }),
  ...both('seats-room', 'On a larger plan: room left', async (stagehand) => {
    await stagehand.click('button', 'See the connections')
    await chooseLimit(stagehand, 'core')
    await shows(stagehand, 'Room left')
  }),
  ...both('seats-over', 'Over a limit of one’s own', async (stagehand) => {
    await chooseLimit(stagehand, 'typed')
    await stagehand.type('Connections it may have', '3')
    await stagehand.click('button', 'Set this limit')
    await shows(stagehand, 'Over the limit')
  }),
  ...both('seats-stale', `A count ${STALE_HOURS} hours old`, async (stagehand) => {
    await chooseLimit(stagehand, 'starter')
    await setClocks(stagehand, STALE_HOURS)
    await stagehand.click('tab', 'Set-up')
    await stagehand.click('tab', 'Connections')
    await shows(stagehand, 'Out of date')
  }),
  light('seats-table', 'Who sits where', async (stagehand) => {
    await setClocks(stagehand, 0)
    // Opened again, so that every age is told by the right clock.
    await stagehand.click('tab', 'Set-up')
    await stagehand.click('tab', 'Connections')
    await count(stagehand)
    await gauge(stagehand).getByRole('grid', { name: 'Connections' }).scrollIntoViewIfNeeded()
  }),
]
