// What goes from the page is let go: a dialog that was closed, a button that went while its colours changed. Counted after
// Chromium's own garbage collection, before and after many rounds.
import type { Page } from '@playwright/test'
import { expect, test } from './latchkey'

const ROUNDS = 10

test('neither a closed dialog nor a button that went in the middle of its transition is kept', async ({ launch }) => {
  const { page } = await launch()
  await test.step('a dialog', async () => {
    // The first time some things are made that stay.
    await openAndClose(page)
    const before = await nodesKept(page)
    for (let round = 0; round < ROUNDS; round += 1) await openAndClose(page)
    // Each had more than fifty nodes.
    expect((await nodesKept(page)) - before).toBeLessThan(ROUNDS)
  })
  await test.step('a button', async () => {
    await removeInTransition(page)
    const before = await nodesKept(page)
    for (let round = 0; round < ROUNDS; round += 1) await removeInTransition(page)
    expect((await nodesKept(page)) - before).toBeLessThan(ROUNDS)
  })
})

async function openAndClose(page: Page): Promise<void> {
  const controls = page.getByRole('dialog', { name: 'Practice controls' })
  await page.getByRole('button', { name: 'Practice controls' }).click()
  await controls.getByRole('button').first().waitFor()
  await page.keyboard.press('Escape')
  await expect(controls).toHaveCount(0)
}

/** A copy of a button of the page's, with a few nodes in it, which goes once two of its colours are on their way. */
function removeInTransition(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const button = document.querySelector('main button')?.cloneNode(true)
    if (!(button instanceof HTMLElement)) throw new Error('There is no button')
    button.append(...Array.from({ length: 20 }, () => document.createElement('span')))
    button.style.transition = 'color 60s, background-color 60s'
    document.body.append(button)
    // Its colours have to be there before they can change.
    button.getBoundingClientRect()
    const begun = new Set<string>()
    const told = new AbortController()
    const both = new Promise<void>((resolve) => {
      const hear = ({ target, propertyName }: TransitionEvent): void => {
        if (target === button && begun.add(propertyName).size === 2) resolve()
      }
      window.addEventListener('transitionrun', hear, { capture: true, signal: told.signal })
    })
    button.style.color = 'rgb(1, 2, 3)'
    button.style.backgroundColor = 'rgb(4, 5, 6)'
    await both
    told.abort()
    button.remove()
  })
}

async function nodesKept(page: Page): Promise<number> {
  // What was animated when it went is held till the next frame.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const session = await page.context().newCDPSession(page)
  for (const _ of ['what is done with', 'what only that held']) await session.send('HeapProfiler.collectGarbage')
  const { nodes } = await session.send('Memory.getDOMCounters')
  await session.detach()
  return nodes
}
