// @ts-check
// The way to a customer's app in the demo, as a user goes it: the table, the row, the part.

/** @typedef {import('./demo-scenes.mjs').Stagehand} Stagehand */

const keyParts = ['Keys', 'Sign-in test', 'Rotation', 'Details']

/**
 * Opens an app from the table of customers, where asked for at one of its tabs or a part of its drawer.
 * @param {Stagehand} stagehand
 * @param {string} name
 * @param {string} [part]
 */
export async function openApp({ page, click }, name, part) {
  await click('button', /^Customers/, page.getByRole('navigation', { name: 'Places' }))
  await click('rowheader', new RegExp(`^${name}`), page.getByRole('grid', { name: 'Customers' }))
  if (part === undefined) return
  if (keyParts.includes(part)) await click('button', 'Keys & details')
  await click('tab', part)
}
