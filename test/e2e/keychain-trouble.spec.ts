// The keychain frozen, missing, or its process killed: the window opens, files go on, quitting is quick, and the user is told.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { canarySecret, expect, picture, press, test, type Latchkey } from './latchkey'
import { addApp, copyOutside, openApp, openPlace, pasteSecret, picturesInBothThemes } from './steps'

test('a frozen keychain holds up neither window, files nor quitting', async ({ launch, desktop, canaries }) => {
  const secret = canarySecret()
  canaries.push(secret)
  const daemon = desktop.pids.keyring
  if (daemon === undefined) throw new Error('no keyring to freeze')
  process.kill(daemon, 'SIGSTOP')
  try {
    const latchkey = await launch({ args: [] })
    const { page } = latchkey
    const id = await addApp(latchkey)
    await openApp(latchkey, 'Acme test', 'Keys')
    await copyOutside(latchkey, secret)
    const storing = page.evaluate((appId) => window.latchkey.pasteSecret({ id: appId, slot: 1, arrival: 'chat' }), id)
    const banner = page.getByRole('alert').filter({ hasText: 'keychain' })
    await expect(banner).toContainText(/waiting for your keychain/i)
    await picture(page, 'keychain-waiting')

    // Other work goes on: a record is written and read while the keychain hangs.
    await page.evaluate((appId) => window.latchkey.updateXeroApp({ id: appId, fields: { notes: 'still writing' } }), id)
    await expect(banner).toContainText(/waiting for your keychain/i)

    await banner.getByRole('button', { name: 'Stop waiting' }).click()
    expect(await storing).toMatchObject({ ok: false, error: { code: 'vault.stopped' } })
    const again = page.evaluate((appId) => window.latchkey.pasteSecret({ id: appId, slot: 1, arrival: 'chat' }), id)
    expect(await again).toMatchObject({ ok: false, error: { code: 'vault.resting' } })

    // A hanging retry must not hold the quit up either.
    void page.evaluate(() => window.latchkey.retryKeychain({})).catch(() => {})
    await expect(banner).toContainText(/waiting for your keychain/i)
    const child = latchkey.app.process()
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    await latchkey.app.evaluate(({ app }) => app.quit()).catch(() => {})
    // Still frozen: nobody waited for it.
    expect(await ended).toBe(0)
  } finally {
    process.kill(daemon, 'SIGCONT')
  }

  // Thawed, at the next start: what was cut off is settled, and the secret can be stored.
  const next = await launch({ args: [] })
  const list = await next.page.evaluate(() => window.latchkey.listXeroApps({}))
  const app = list.ok ? list.value.apps[0] : undefined
  expect(app?.notes).toBe('still writing')
  await pasteSecret(next, app?.id ?? '', secret)
})

test('its process killed, checked, and a secret found that nothing knows of: the keychain goes on', async ({
  launch,
  canaries,
}) => {
  const [kept, lost] = [canarySecret(), canarySecret()]
  canaries.push(kept, lost)
  const latchkey = await launch({ args: [] })
  await test.step('a killed keychain process is survived: the next call starts another', () =>
    survivesAKill(latchkey, kept))
  await test.step('“Check this keychain” writes, reads, compares and deletes', () => isChecked(latchkey))
  await test.step('a secret whose record is gone is found in the keychain, and deleted after a yes', () =>
    findsWhatIsLeftOver(latchkey, lost))
})

async function survivesAKill(latchkey: Latchkey, secret: string): Promise<void> {
  const id = await addApp(latchkey)
  await pasteSecret(latchkey, id, secret)
  const pids = await keychainProcesses(latchkey)
  expect(pids.length).toBeGreaterThan(0)
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  await expect.poll(async () => (await keychainProcesses(latchkey)).filter((pid) => pids.includes(pid))).toEqual([])
  const copied = await latchkey.page.evaluate((appId) => window.latchkey.copySecret({ id: appId, slot: 1 }), id)
  expect(copied).toMatchObject({ ok: true, value: { copied: true } })
}

async function isChecked({ page }: Latchkey): Promise<void> {
  await openPlace(page, 'Settings')
  await page.getByRole('button', { name: 'Check this keychain' }).click()
  const result = await page.evaluate(() => window.latchkey.checkKeychain({}))
  expect(result).toMatchObject({ ok: true, value: { passed: true } })
  await picture(page, 'keychain-checked')
}

async function findsWhatIsLeftOver(latchkey: Latchkey, lost: string): Promise<void> {
  const { app, page } = latchkey
  const gone = await addApp(latchkey, { name: 'Gone', clientId: 'F'.repeat(32) })
  await pasteSecret(latchkey, gone, lost)
  const records = path.join(await app.evaluate(({ app: electron }) => electron.getPath('userData')), 'records')
  for (const file of readdirSync(records, { recursive: true, encoding: 'utf8' })) {
    if (path.basename(file).startsWith(gone)) rmSync(path.join(records, file))
  }

  await openPlace(page, 'Settings')
  const look = page.getByRole('button', { name: 'Look for left-over secrets' })
  await look.click()
  await expect(page.getByText('One secret is in the keychain that nothing here knows of.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Left-over secrets' })).toHaveText(
    /a Xero app that isn’t here: client secret 1/,
  )
  await picturesInBothThemes(latchkey, 'keychain-left-over')
  await page.getByRole('button', { name: 'Delete it…' }).click()
  await press((await latchkey.prompt()).getByRole('button', { name: 'Delete it' }))
  await expect(page.getByText('One was deleted.')).toBeVisible()
  await look.click()
  await expect(page.getByText('None was found.')).toBeVisible()
}

test.describe('without a keychain', () => {
  test.use({ desktopOptions: { keyring: 'none' } })

  test('starts, says what is off, and keeps a secret for this run only after consent', async ({ launch, canaries }) => {
    const secret = canarySecret()
    canaries.push(secret)
    const latchkey = await launch({ args: [] })
    const { page } = latchkey
    const id = await addApp(latchkey)
    await copyOutside(latchkey, secret)
    const paste = () =>
      page.evaluate((appId) => window.latchkey.pasteSecret({ id: appId, slot: 1, arrival: 'chat' }), id)
    expect(await paste()).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^vault\./) } })
    const banner = page.getByRole('region', { name: 'Keychain' })
    await expect(banner).toBeVisible()
    await picture(page, 'keychain-missing')
    expect(await page.evaluate(() => window.latchkey.useSessionSecrets({}))).toMatchObject({
      ok: true,
      value: { store: 'session' },
    })
    expect(await paste()).toMatchObject({ ok: true, value: { outcome: 'stored' } })
    await latchkey.close()

    const next = await launch({ args: [] })
    await expect
      .poll(async () => {
        const list = await next.page.evaluate(() => window.latchkey.listXeroApps({}))
        return list.ok ? list.value.apps[0]?.secrets : null
      })
      .toEqual([])
  })
})

/** The app's processes that hold keytar: the only ones with its library mapped. Other tests' apps run beside it as the same user. */
async function keychainProcesses({ app }: Latchkey): Promise<number[]> {
  const main = await app.evaluate(() => process.pid)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/maps`, 'utf8').includes('keytar.node') && descends(pid, main)
      } catch {
        return false
      }
    })
}

/** True if `ancestor` started the process, directly or not. */
function descends(pid: number, ancestor: number): boolean {
  for (let at = pid; at > 1;) {
    if (at === ancestor) return true
    at = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${at}/status`, 'utf8'))?.[1] ?? 0)
  }
  return false
}
