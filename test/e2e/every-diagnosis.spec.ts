// Every documented failure through the paste box of the real app: what is wrong, as the unit tests have it, on the screen.
import { documentedFailures } from '../fixtures/diagnosis/documented-failures'
import { explainPaste } from '../../src/domain/diagnosis/paste'
import { axeFindings, copyOutside, openPlace } from './steps'
import { expect, picture, test } from './latchkey'

test('pasted, each documented failure is explained', async ({ launch }) => {
  test.setTimeout(240_000)
  const latchkey = await launch()
  const { page } = latchkey
  await openPlace(page, 'Diagnose')
  const paste = page.getByRole('button', { name: /^Paste \(/ })
  const clear = page.getByRole('button', { name: 'Clear', exact: true })
  const first = page.getByRole('region', { name: 'What it means' }).getByRole('article').first()
  const wrong: string[] = []
  for (const { title: group, failures } of documentedFailures) {
    for (const [index, { failure, sample }] of failures.entries()) {
      const due = explainPaste(sample, { apps: [], appId: null, today: '2026-11-28' }).findings[0]?.title
      await copyOutside(latchkey, sample)
      // Pressed as a script or a screen reader presses: the pointer's way to a button that stays where it is takes longer than the answer.
      await paste.dispatchEvent('click')
      const title = await first.getAttribute('aria-label')
      if (title !== due) wrong.push(`${group}, ${failure}: ${title}, not ${due}`)
      if (index === 0) {
        await picture(page, `explained-${group}`)
        expect(await axeFindings(page), group).toEqual([])
      }
      await clear.dispatchEvent('click')
      await first.waitFor({ state: 'detached' })
    }
  }
  expect(wrong).toEqual([])
})
