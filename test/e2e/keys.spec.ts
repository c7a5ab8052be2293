// What daily-keys leaves out: pastes that are more or less than one secret, a duplicate, and how a secret arrived.
import { canarySecret, expect, picture, test, type Latchkey } from './latchkey'
import { addApp, copyOutside, openApp, pasteSecret } from './steps'

test('pastes, a duplicate and the way a secret came are told for what they are', async ({ launch, canaries }) => {
  const [one, two, three] = [canarySecret(), canarySecret(), canarySecret()]
  canaries.push(one, two, three)
  const latchkey = await launch({ args: [] })
  await test.step('how a secret arrived is a finding until it is rotated; a keyless app is normal', () =>
    arrivalIsAFinding(latchkey, one))
  await test.step('id and secret in one paste are told apart; a secret that is here already is noticed', () =>
    pastesAreToldApart(latchkey, two))
  await test.step('a duplicate has no secret, and says what it must not be for', () =>
    duplicateHasNoSecret(latchkey, three))
})

const appsOf = async ({ page }: Latchkey) => {
  const list = await page.evaluate(() => window.latchkey.listXeroApps({}))
  return list.ok ? list.value.apps : []
}

async function arrivalIsAFinding(latchkey: Latchkey, secret: string): Promise<void> {
  const { page } = latchkey
  const id = await addApp(latchkey)
  await pasteSecret(latchkey, id, secret)
  await page.evaluate((appId) => window.latchkey.setSecretArrival({ id: appId, slot: 1, arrival: 'e-mail' }), id)
  await addApp(latchkey, { name: 'Keyless app', keyHolder: 'customer', clientId: 'F'.repeat(32) })
  await openApp(latchkey, 'Acme test', 'Keys')
  await expect(page.getByRole('region', { name: 'To do' })).toContainText(/exposed/)
  await picture(page, 'exposed')
  await openApp(latchkey, 'Keyless app', 'Keys')
  await expect(page.getByText(/customer/i).first()).toBeVisible()
  const keyless = (await appsOf(latchkey)).find(({ name }) => name === 'Keyless app')
  expect(keyless?.findings.map(({ code }) => code)).not.toContain('secret-missing')
}

async function pastesAreToldApart(latchkey: Latchkey, secret: string): Promise<void> {
  const paste = async (id: string, slot: 1 | 2, text: string) => {
    await copyOutside(latchkey, text)
    return latchkey.page.evaluate(
      ([appId, number]) => window.latchkey.pasteSecret({ id: appId, slot: number, arrival: 'generated-here' }),
      [id, slot] as const,
    )
  }
  const clientId = 'B'.repeat(32)
  const id = await addApp(latchkey, { name: 'In one paste', clientId: '' })
  expect(await paste(id, 1, `${clientId}\n${secret}\n`)).toMatchObject({
    ok: true,
    value: { outcome: 'stored', length: secret.length, alsoStoredClientId: true, app: { clientId } },
  })
  expect(await paste(id, 2, secret)).toMatchObject({
    ok: true,
    value: { outcome: 'not-stored', reason: 'same-as-other-slot' },
  })
  const other = await addApp(latchkey, { name: 'Another', clientId: 'A'.repeat(32) })
  expect(await paste(other, 1, secret)).toMatchObject({
    ok: true,
    value: { outcome: 'stored', warnings: ['same-as-other-app'] },
  })
  expect(await paste(id, 2, 'two words')).toMatchObject({ ok: false, error: { code: 'paste.spaces-inside' } })
  const slots = (await appsOf(latchkey)).find((app) => app.id === id)?.secrets.map(({ slot }) => slot)
  expect(slots).toEqual([1])
}

async function duplicateHasNoSecret(latchkey: Latchkey, secret: string): Promise<void> {
  const { page } = latchkey
  const id = await addApp(latchkey, { name: 'The original', clientId: 'C'.repeat(32) })
  await pasteSecret(latchkey, id, secret)
  const before = (await appsOf(latchkey)).map((app) => app.id)
  await openApp(latchkey, 'The original', 'Keys')
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(page.getByText(/dodge the connection limit breaks Xero’s terms/).first()).toBeVisible()
  const apps = await appsOf(latchkey)
  expect(apps.filter((app) => !before.includes(app.id)).map(({ secrets }) => secrets)).toEqual([[]])
  expect(apps.find((app) => app.id === id)?.secrets).toHaveLength(1)
}
