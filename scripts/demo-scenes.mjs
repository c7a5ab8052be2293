// @ts-check
// The scenes of the demo, in order. Each leaves the page as its screenshot shall show it.

/**
 * @typedef {object} Scene
 * @property {string} name of its screenshot
 * @property {string} title said on the terminal
 * @property {(page: import('@playwright/test').Page, app: import('@playwright/test').ElectronApplication) => Promise<void>} play
 */

/** @type {readonly Scene[]} */
export const scenes = [
  {
    name: 'first-screen',
    title: 'The first screen',
    play: async (page) => {
      await page.waitForLoadState('load')
      await page.locator('body :is(h1, h2)').first().waitFor()
    },
  },
]
