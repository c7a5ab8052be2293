// @ts-check
// The scenes of what looks over all integrations and beyond the set-up: overview, bank statement, bank feeds, partner application.

/** @typedef {import('./demo-scenes.mjs').Stagehand} Stagehand */
/** @typedef {import('./demo-scenes.mjs').Scene} Scene */

const APP = 'Tidewater Lending'

/** @param {Stagehand} stagehand @param {string} place */
const goTo = ({ page, click }, place) => click('button', place, page.getByRole('navigation', { name: 'Places' }))

/** @param {Stagehand} stagehand @param {string} tab */
async function openTab({ page, click }, tab) {
  await click('button', /^Customers/, page.getByRole('navigation', { name: 'Places' }))
  await click('option', new RegExp(APP), page.getByRole('listbox', { name: 'Xero apps' }))
  await click('tab', tab)
}

/** @type {readonly Scene[]} */
export const placeScenes = [
  {
    name: 'overview',
    title: 'Can this customer go live, and if not, whose move is it',
    play: async (stagehand) => {
      await goTo(stagehand, 'Customers')
      await stagehand.click('button', 'Overview')
      await stagehand.page.getByRole('heading', { name: 'Overview' }).waitFor()
      await stagehand.page.getByText(APP).first().waitFor()
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
      await openTab(stagehand, 'Bank feeds')
      const panel = stagehand.page.getByRole('tabpanel', { name: 'Bank feeds' })
      await stagehand.click('button', 'Marram Farms', panel)
      await stagehand.click('button', 'Check now', panel)
      await panel.locator('[data-rung="linked"][data-state="yes"]').waitFor()
    },
  },
  {
    name: 'partner',
    title: 'Which way leads to Xero’s agreement',
    play: async (stagehand) => {
      await openTab(stagehand, 'Partner')
      await stagehand.page.getByLabel('What does the product do?').selectOption({ index: 2 })
      await stagehand.page.getByLabel('Is it a financial service?').selectOption({ index: 1 })
      await stagehand.page.getByText('The way to Xero').waitFor()
    },
  },
]
