// Every documented failure through the paste box of the real app: what is wrong, as the unit tests have it, on the screen.
import { documentedFailures } from '../fixtures/diagnosis/documented-failures'
import { explainPaste } from '../../src/domain/diagnosis/paste'
import { axeFindings, copyOutside, openPlace } from './steps'
import { expect, picture, test } from './latchkey'

// Two parts for two workers: starting the app for each group would take as long as the pasting.
const half = Math.ceil(documentedFailures.length / 2)

for (const [part, groups] of [documentedFailures.slice(0, half), documentedFailures.slice(half)].entries()) {
  test(`pasted, each documented failure is explained, part ${part + 1}`, async ({ launch }) => {
    test.setTimeout(180_000)
    const latchkey = await launch()
    const { page } = latchkey
    await openPlace(page, 'Diagnose')
    const answer = page.getByRole('region', { name: 'What it means' })
    const wrong: string[] = []
    for (const { title: group, failures } of groups) {
      for (const { failure, sample } of failures) {
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
}
