// @ts-check
// What the demo shows first: a Tuesday with fifteen customers, one of them at 24 of 25 connections. Entered by the page's own calls,
// since the rest of the demo shows how each thing is entered.
import { openApp } from './demo-app.mjs'
import { generateSecret, portalKey } from './demo-portals.mjs'

/** @typedef {import('./demo-scenes.mjs').Stagehand} Stagehand */
/** @typedef {import('./demo-scenes.mjs').Scene} Scene */
/** @typedef {{ name: string, customer: string, clientId?: string, environment?: 'test' | 'production', appType?: string, waitsFor?: [who: string, days: number] }} Known */

export const HARBOUR = 'A1B7C04E55F24C0E9D3386F1A7724E19'
const MERIDIAN = '9C41E7D2083B4FA6A5D1B2C60E8F7734'

// The first three and the mobile one are the stand-ins' own.
/** @type {readonly Known[]} */
const known = [
  { name: 'Harbour Pay', customer: 'Harbour', clientId: HARBOUR },
  { name: 'Tidewater Lending', customer: 'Tidewater', clientId: '5D0F6BE3C9A84D71B26E0C47F3A9185C' },
  { name: 'Meridian Bank Feeds', customer: 'Meridian Bank', clientId: MERIDIAN },
  { name: 'Pocket Ledger', customer: 'Pocket', environment: 'test', appType: 'mobile-desktop' },
  { name: 'Brightwater Capital', customer: 'Brightwater', waitsFor: ['xero', 12] },
  { name: 'Zephyr Leasing', customer: 'Zephyr', waitsFor: ['customer', 9] },
  { name: 'Northwind Insights', customer: 'Northwind', environment: 'test', waitsFor: ['codat', 3] },
  { name: 'Copperfield Funding', customer: 'Copperfield', waitsFor: ['customer', 1] },
  { name: 'Oak & Ember', customer: 'Oak & Ember Foods', environment: 'test' },
  { name: 'Saltmarsh Advances', customer: 'Saltmarsh', waitsFor: ['reviewer', 5] },
  { name: 'Larkspur Invoice Finance', customer: 'Larkspur', environment: 'test' },
  { name: 'Quarry Road Credit', customer: 'Quarry Road' },
  { name: 'Fernbank Treasury', customer: 'Fernbank', waitsFor: ['customer', 16] },
  { name: 'Gannet Payroll', customer: 'Gannet', environment: 'test' },
  { name: 'Wren Mutual', customer: 'Wren' },
]

/**
 * @param {Pick<Stagehand, 'page'>} stagehand
 * @param {Known} one
 */
async function enter({ page }, { waitsFor, ...fields }) {
  return page.evaluate(
    async ([entered, waits]) => {
      const api = /** @type {any} */ (window).latchkey
      const whole = { companyUrl: '', redirectUris: [], createdOn: '2024-05-01', keyHolder: 'here', notes: '' }
      const defaults = { environment: 'production', clientId: '', appType: 'web' }
      const { id: appId } = (await api.addXeroApp({ ...whole, ...defaults, ...entered })).value
      if (waits === null) return appId
      const [who, days] = waits
      const since = new Date(Date.now() - days * 86_400_000).toISOString()
      const { id } = (await api.addIntegration({ xeroAppId: appId, codatClientId: null, wayIn: 'new' })).value
      await api.updateIntegration({ id, fields: { waitingOn: { who, since, chaseOn: null } } })
      return appId
    },
    /** @type {const} */ ([fields, waitsFor ?? null]),
  )
}

/**
 * The keys of one of the stand-ins' apps, its Codat client, and all that can be asked about it.
 * @param {Pick<Stagehand, 'page' | 'copyOutside'>} stagehand
 * @param {string} appId
 * @param {Known} one
 */
async function furnish(stagehand, appId, { name, clientId = '' }) {
  const { page, copyOutside } = stagehand
  await copyOutside(await generateSecret(stagehand, clientId, 1))
  await page.evaluate(
    (id) => /** @type {any} */ (window).latchkey.pasteSecret({ id, slot: 1, arrival: 'generated-here' }),
    appId,
  )
  await copyOutside(await portalKey(stagehand, clientId))
  await page.evaluate(
    async ([id, called]) => {
      const api = /** @type {any} */ (window).latchkey
      const client = { name: `${called} production`, environment: 'production', xeroAppIds: [id], tags: [], notes: '' }
      const { id: codatClientId } = (await api.addCodatClient(client)).value
      await api.pasteCodatKey({ id: codatClientId, key: 'Robin', holder: 'Robin', arrival: 'generated-here' })
      const added = await api.addIntegration({ xeroAppId: id, codatClientId, wayIn: 'inherited' })
      await api.checkXeroKeys({ appId: id, slot: 1 })
      await api.checkEnabled({ id: added.value.id })
      await api.readInherited({ id: added.value.id })
      await api.refreshGauge({ appId: id, operationId: crypto.randomUUID() })
      await api.checkAppFeeds({ appId: id })
    },
    /** @type {const} */ ([appId, name]),
  )
}

/** All fifteen. @param {Pick<Stagehand, 'page' | 'copyOutside'>} stagehand */
export async function furnishedDay(stagehand) {
  for (const one of known) {
    const appId = await enter(stagehand, one)
    if (one.clientId !== undefined) await furnish(stagehand, appId, one)
  }
}

/** @param {Stagehand} stagehand @param {'light' | 'dark'} theme */
const dye = ({ page }, theme) =>
  page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme)

/** On a machine of their own, before anything else. @type {readonly Scene[]} */
export const openingScenes = [
  {
    name: '24-of-25',
    title: '24 of 25: who takes the app’s connections',
    play: async (stagehand) => {
      await furnishedDay(stagehand)
      await openApp(stagehand, 'Harbour Pay', 'Connections')
      await stagehand.page
        .getByRole('img', { name: /24 of 25/ })
        .first()
        .waitFor()
    },
  },
  { name: '24-of-25-dark', title: 'The same, dark', play: (stagehand) => dye(stagehand, 'dark') },
  {
    name: 'fifteen-customers',
    title: 'Fifteen customers: who can go live, who is nearly full, whose move it is',
    play: async (stagehand) => {
      await dye(stagehand, 'light')
      await stagehand.click('button', /^Customers/, stagehand.page.getByRole('navigation', { name: 'Places' }))
      await stagehand.page.getByRole('grid', { name: 'Customers' }).getByText('24 of 25').first().waitFor()
    },
  },
  { name: 'fifteen-customers-dark', title: 'The same, dark', play: (stagehand) => dye(stagehand, 'dark') },
]
