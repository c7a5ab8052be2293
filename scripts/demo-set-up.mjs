// @ts-check
// The scenes about the set-up: the walk begun, the keys about to be handed over, and the same on a call that others see.

import { openApp } from './demo-app.mjs'

/** @typedef {import('./demo-scenes.mjs').Stagehand} Stagehand */
/** @typedef {import('./demo-scenes.mjs').Scene} Scene */

const APP = 'Tidewater Lending'

/** @type {readonly Scene[]} */
export const setUpScenes = [
  {
    name: 'set-up',
    title: 'From a Xero app to live, one step at a time',
    play: async (stagehand) => {
      const { page, click } = stagehand
      await openApp(stagehand, APP, 'Set-up')
      await click('button', 'Begin the set-up')
      await page.getByRole('list', { name: 'Steps of the set-up' }).waitFor()
    },
  },
  {
    name: 'set-up-hand-over',
    title: 'Counted before anything is copied into Codat',
    play: async ({ page, click, prompt }) => {
      await click('button', /Hand the keys over to Codat/)
      await click('button', /^Use “/)
      await click('button', 'Count what is linked there')
      const question = await prompt()
      await question.getByRole('textbox').fill('yes')
      await click('button', 'Go on', question)
      await page.getByRole('list', { name: 'Copy in this order' }).waitFor()
      await page.getByRole('list', { name: 'Copy in this order' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'set-up-call',
    title: 'On a call: one step, nobody else’s name, nothing revealed',
    play: async ({ page, click }) => {
      await click('button', 'More for this set-up')
      await click('menuitem', 'Call mode')
      await page.getByRole('main', { name: 'Call mode' }).waitFor()
    },
  },
  {
    name: 'set-up-after-call',
    title: 'After the call: back at the step it was about',
    play: async (stagehand) => {
      await stagehand.click('button', 'End the call')
      await openApp(stagehand, APP, 'Set-up')
      await stagehand.page.getByRole('list', { name: 'Copy in this order' }).waitFor()
    },
  },
]
