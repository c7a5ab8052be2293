// Documented failures through the paste box of the real app: what is wrong, as the unit tests have it of every one, on the screen. A
// third of them here; `npm run soak` pastes them all.
import { documentedFailures } from '../fixtures/diagnosis/documented-failures'
import { explainPaste } from '../../src/domain/diagnosis/paste'
import { axeFindings, copyOutside, openPlace } from './steps'
import { expect, picture, test } from './latchkey'

const EVERY = process.env['LATCHKEY_EVERY_DIAGNOSIS'] === undefined ? 3 : 1

test('pasted, documented failures of every kind are explained', async ({ launch }) => {
  test.setTimeout(300_000)
  const latchkey = await launch()
  const { page } = latchkey
  await openPlace(page, 'Diagnose')
  const answer = page.getByRole('region', { name: 'What it means' })
  const wrong: string[] = []
  for (const { title: group, failures } of documentedFailures) {
    for (const { failure, sample } of failures.filter((_, index) => index % EVERY === 0)) {
      const due = explainPaste(sample, { apps: [], appId: null, today: '2026-11-28' }).findings[0]?.title
      await copyOutside(latchkey, sample)
      await page.getByRole('button', { name: /^Paste \(/ }).click()
      const title = await answer.getByRole('article').first().getAttribute('aria-label')
      if (title !== due) wrong.push(`${group}, ${failure}: ${title}, not ${due}`)
      await page.getByRole('button', { name: 'Clear', exact: true }).click()
      await expect(answer).toHaveCount(0)
    }
    await copyOutside(latchkey, failures[0]?.sample ?? '')
    await page.getByRole('button', { name: /^Paste \(/ }).click()
    await expect(answer).toBeVisible()
    await picture(page, `explained-${group}`)
    expect(await axeFindings(page), group).toEqual([])
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
  }
  expect(wrong).toEqual([])
})
