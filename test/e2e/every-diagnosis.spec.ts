// Every documented failure pasted into the real app: what is wrong, as the unit tests have it, and of each family one on the screen.
import { documentedFailures } from '../fixtures/diagnosis/documented-failures'
import { explainPaste } from '../../src/domain/diagnosis/paste'
import { axeFindings, copyOutside, openPlace } from './steps'
import { expect, isElectron, type Latchkey, picture, test } from './latchkey'

test('pasted, each documented failure is explained', async ({ launch }) => {
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
      const answered = await answerTo(latchkey)
      if (answered !== due) wrong.push(`${group}, ${failure}: ${answered}, not ${due}`)
      if (index > 0) continue
      await paste.click()
      await expect(first).toHaveAttribute('aria-label', due ?? '')
      await picture(page, `explained-${group}`)
      expect(await axeFindings(page), group).toEqual([])
      await clear.click()
      await expect(first).toHaveCount(0)
    }
  }
  expect(wrong).toEqual([])
  // Which is one task of 50 ms, where nothing is asked of anybody. Main without Electron is the test's own process, which has it.
  if (isElectron) expect(await nodesHttpClient(latchkey), 'Node’s HTTP client').toEqual([])
})

function nodesHttpClient({ app }: Latchkey): Promise<readonly string[]> {
  return app.evaluate(() => (Reflect.get(process, 'moduleLoadList') as string[]).filter((name) => /undici/.test(name)))
}

/** What main answers to the call that the paste button makes: the title of its first finding. */
function answerTo({ page }: Latchkey): Promise<string | undefined> {
  return page.evaluate(async () => {
    const answer = await window.latchkey.explainClipboard({ appId: null })
    return answer.ok ? answer.value.findings[0]?.title : answer.error.code
  })
}
