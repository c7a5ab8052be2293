// @ts-check

/**
 * Presses a button that ends one of main's own windows, and waits for that end: what asks next has a window of its own.
 * @param {import('@playwright/test').Locator} button
 */
export async function press(button) {
  const window = button.page()
  const closed = window.waitForEvent('close')
  closed.catch(() => {})
  // The window may be gone before the press has come back.
  await button.click().catch((/** @type {unknown} */ error) => closed.catch(() => Promise.reject(error)))
  await closed
}
