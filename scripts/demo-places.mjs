// @ts-check
// The scenes of what looks over all integrations and beyond the set-up: overview, bank statement, bank feeds, partner application.

import { openApp } from './demo-app.mjs'

/** @typedef {import('./demo-scenes.mjs').Stagehand} Stagehand */
/** @typedef {import('./demo-scenes.mjs').Scene} Scene */

const APP = 'Tidewater Lending'

/** @param {Stagehand} stagehand @param {string} place */
const goTo = ({ page, click }, place) =>
  click('button', new RegExp(`^${place}`), page.getByRole('navigation', { name: 'Places' }))

/** @type {readonly Scene[]} */
export const placeScenes = [
  {
    name: 'customers',
    title: 'Can this customer go live, and if not, whose move is it',
    play: async (stagehand) => {
      await goTo(stagehand, 'Customers')
      await stagehand.page.getByRole('grid', { name: 'Customers' }).getByText(APP).first().waitFor()
    },
  },
  {
    name: 'statement',
    title: 'A bank statement, its faults and how to mend them',
    play: async (stagehand) => {
      await goTo(stagehand, 'Bank statements')
      await stagehand.click('button', 'Try it with a sample')
      await stagehand.page.getByText(/^Not ready to push/).waitFor()
    },
  },
  {
    name: 'bank-feeds',
    title: 'Whether bank feeds will work, and for whom',
    play: async (stagehand) => {
      await openApp(stagehand, APP, 'Bank feeds')
      const panel = stagehand.page.getByRole('tabpanel', { name: 'Bank feeds' })
      await stagehand.click('button', 'Marram Farms', panel)
      await stagehand.click('button', 'Check now', panel)
      await panel.locator('[data-rung="linked"][data-state="yes"]').waitFor({ state: 'attached' })
    },
  },
  {
    name: 'partner',
    title: 'Which way leads to Xero’s agreement',
    play: async (stagehand) => {
      await openApp(stagehand, APP, 'Partner')
      await stagehand.page
        .getByRole('radiogroup', { name: 'What does the product do?' })
        .getByText('Pays or automates bills')
        .click()
      await stagehand.page.getByRole('radiogroup', { name: 'Is it a financial service?' }).getByText('Yes').click()
      await stagehand.page.getByText('The way to Xero').waitFor()
    },
  },
]
