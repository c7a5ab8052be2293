// Damaged records of many kinds: noticed where everything begins, shown with what can be done, and settled by keyboard.
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, picture, test } from './latchkey'
import { addApp, axeFindings, everyTheme } from './steps'

test('damaged records are noticed, shown with what can be done, and settled by keyboard', async ({
  launch,
  desktop,
}) => {
  const latchkey = await launch()
  const { page } = latchkey
  const appId = await addApp(latchkey)
  await page.evaluate(async (id) => {
    for (const product of ['lending', 'payables'] as const) {
      await window.latchkey.saveProfile({ appId: id, answers: { product } })
    }
    await window.latchkey.setConnectionLimit({ appId: id, setting: { kind: 'typed', connections: 30 } })
  }, appId)
  const files = await readdir(desktop.home, { recursive: true })
  const records = files.find((name) => name.endsWith(path.join('records', 'profiles')))?.replace(/profiles$/, '') ?? ''
  const at = (...names: string[]): string => path.join(desktop.home, records, ...names)
  await writeFile(at('profiles', `${appId}.json`), '{"version":1,')
  await writeFile(at('connections', 'decisions', `${appId}.json`), '[]')
  await mkdir(at('connections', 'last-known'), { recursive: true })
  await writeFile(at('connections', 'last-known', `${appId}.json`), 'null')
  await mkdir(at('connections', 'history'), { recursive: true })
  await writeFile(at('connections', 'history', `${appId}.jsonl`), 'cut off\n')
  await mkdir(at('integrations', `${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}.json`), { recursive: true })
  await page.reload()

  await expect(page.getByText('5 records are damaged')).toBeVisible()
  await picture(page, 'damage-noticed')
  await page.getByRole('button', { name: 'See what can be done' }).click()
  const section = page.getByRole('region', { name: 'Damaged records' })
  await expect(section.getByText('What you answered about an app’s product (Acme test)')).toBeVisible()
  // What the test's own user made lets nobody else move it.
  await expect(section.getByText(/system would not let it be read/).first()).toBeVisible()
  await expect(section.getByText(/EISDIR|EACCES/)).toHaveCount(0)
  await everyTheme(latchkey, async (name) => {
    await section.scrollIntoViewIfNeeded()
    await picture(page, `damage-${name}`)
    expect(await axeFindings(page, name)).toEqual([])
  })

  const putBack = section.getByRole('button', { name: 'Put the version before it back' }).first()
  await putBack.focus()
  await page.keyboard.press('Enter')
  await expect(section.getByText('What you answered about an app’s product')).toHaveCount(0)
  const profile = await page.evaluate((id) => window.latchkey.getProfile({ appId: id }), appId)
  expect(profile).toMatchObject({ ok: true, value: { answers: { product: 'lending' } } })
})
