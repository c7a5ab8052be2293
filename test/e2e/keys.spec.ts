// What daily-keys leaves out: how a shown secret ends, pastes that are more or less than one secret, and a duplicate.
import { canarySecret, expect, test, type Latchkey, press } from './latchkey'
import { CLIENT_ID } from '../support/xero-app-fields'
import { addApp, copyOutside, openApp, pasteSecret } from './steps'

/** Reveals the first secret and waits until it can be read on the screen. */
async function reveal(latchkey: Latchkey, secret: string): Promise<void> {
  await latchkey.page.getByRole('button', { name: 'Reveal client secret 1' }).click()
  await press((await latchkey.prompt()).getByRole('button', { name: 'Show it' }), { timeout: 5_000 })
  await expect.poll(async () => (await latchkey.prompt()).getByText(secret).count()).toBe(1)
}

test('a shown secret ends with screen lock, sleep and idleness, and by itself', async ({ launch, canaries }) => {
  test.setTimeout(120_000)
  const secret = canarySecret()
  const latchkey = await launch({ args: [] })
  const { app } = latchkey
  const id = await addApp(latchkey)
  await pasteSecret(latchkey, id, secret)
  await openApp(latchkey, 'Acme test', 'Keys')
  const windows = () => app.windows().length

  for (const leaving of ['lock-screen', 'suspend'] as const) {
    await reveal(latchkey, secret)
    await app.evaluate(({ powerMonitor }, event) => void powerMonitor.emit(event), leaving)
    await expect.poll(windows, { message: leaving, timeout: 3_000 }).toBe(1)
  }

  await reveal(latchkey, secret)
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 9_999
  })
  await expect.poll(windows, { message: 'idle', timeout: 9_000 }).toBe(1)

  // Idle is told once per absence, so this one is ended by its own clock: 20 seconds.
  await reveal(latchkey, secret)
  const begun = performance.now()
  await expect.poll(windows, { message: 'after 20 s', timeout: 60_000 }).toBe(1)
  expect(performance.now() - begun).toBeGreaterThan(12_000)
  canaries.push(secret)
})

test('id and secret in one paste are told apart; a secret that is here already is noticed', async ({
  launch,
  canaries,
}) => {
  const secret = canarySecret()
  canaries.push(secret)
  const latchkey = await launch({ args: [] })
  const { page } = latchkey
  const paste = async (id: string, slot: 1 | 2, text: string) => {
    await copyOutside(latchkey, text)
    return page.evaluate(
      ([appId, number]) => window.latchkey.pasteSecret({ id: appId, slot: number, arrival: 'generated-here' }),
      [id, slot] as const,
    )
  }
  const id = await addApp(latchkey, { clientId: '' })
  expect(await paste(id, 1, `${CLIENT_ID}\n${secret}\n`)).toMatchObject({
    ok: true,
    value: { outcome: 'stored', length: secret.length, alsoStoredClientId: true, app: { clientId: CLIENT_ID } },
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
  const list = await page.evaluate(() => window.latchkey.listXeroApps({}))
  expect(list).toMatchObject({ ok: true, value: { apps: expect.arrayContaining([expect.objectContaining({ id })]) } })
  const slots = list.ok ? list.value.apps.find((app) => app.id === id)?.secrets.map(({ slot }) => slot) : null
  expect(slots).toEqual([1])
})

test('a duplicate has no secret, and says what it must not be for', async ({ launch, canaries }) => {
  const secret = canarySecret()
  canaries.push(secret)
  const latchkey = await launch({ args: [] })
  const { page } = latchkey
  const id = await addApp(latchkey)
  await pasteSecret(latchkey, id, secret)
  await openApp(latchkey, 'Acme test', 'Keys')
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(page.getByText(/dodge the connection limit breaks Xero’s terms/).first()).toBeVisible()
  const list = await page.evaluate(() => window.latchkey.listXeroApps({}))
  const apps = list.ok ? list.value.apps : []
  expect(apps).toHaveLength(2)
  expect(apps.find((app) => app.id !== id)?.secrets).toEqual([])
  expect(apps.find((app) => app.id === id)?.secrets).toHaveLength(1)
})
