// Every documented failure through the paste box of the real app: what is wrong, as the unit tests have it, on the screen.
import { documentedFailures } from '../fixtures/diagnosis/documented-failures'
import { catalogue } from '../../src/main/diagnosis/catalogue'
import { axeFindings, copyOutside } from './steps'
import { expect, picture, test } from './latchkey'

for (const [number, group] of documentedFailures.entries()) {
  test(`pasted, each is explained: ${group.title}`, async ({ launch }) => {
    test.setTimeout(180_000)
    const latchkey = await launch()
    const { page } = latchkey
    await page
      .getByRole('navigation', { name: 'Places' })
      .getByRole('button', { name: /^Paste what you see/ })
      .click()
    const answer = page.getByRole('region', { name: 'What it means' })
    const wrong: string[] = []
    for (const { failure, sample, expect: code } of group.failures) {
      await copyOutside(latchkey, sample)
      await page.getByRole('button', { name: /^Paste \(/ }).click()
      const title = await answer.getByRole('article').first().getAttribute('aria-label')
      if (title !== catalogue[code].title) wrong.push(`${failure}: ${title}, not ${catalogue[code].title}`)
      await page.getByRole('button', { name: 'Clear', exact: true }).click()
      await expect(answer).toHaveCount(0)
    }
    expect(wrong).toEqual([])
    const [first] = group.failures
    await copyOutside(latchkey, first?.sample ?? '')
    await page.getByRole('button', { name: /^Paste \(/ }).click()
    await expect(answer).toBeVisible()
    await picture(page, `explained-${number + 1}`)
    expect(await axeFindings(page)).toEqual([])
  })
}
