// Settings hold at once, however quickly they are changed.
import { expect, test } from './latchkey'
import { openPlace } from './steps'

test('changes made in the same moment all hold', async ({ launch }) => {
  const { page, prompt } = await launch({ args: [] })
  await openPlace(page, 'Settings')
  const days = page.getByRole('combobox', { name: 'Remind me to rotate' })
  await expect(days).toBeVisible()
  await days.evaluate((field: HTMLSelectElement) => {
    const seconds = [...document.querySelectorAll('select')].find((other) =>
      other.labels[0]?.textContent?.includes('copied'),
    )
    for (const [select, value] of [
      [field, '180'],
      [seconds, '60'],
    ] as const) {
      if (!select) continue
      select.value = value
      select.dispatchEvent(new Event('change', { bubbles: true }))
    }
  })
  // Main asks before copied secrets stay for longer.
  await (await prompt()).getByRole('button', { name: 'Change it' }).click()
  const settings = () => page.evaluate(() => window.latchkey.getSettings({}))
  await expect.poll(settings).toMatchObject({ ok: true, value: { reminderDays: 180, clipboardSeconds: 60 } })
})
