// A rotation with the secret generated in practice “My Apps”, in both behaviours, interrupted at every step by a restart: at every
// second one in the first, and at those between in the other.
import { seedApps } from '../../src/practice/xero/seed'
import { expect, picture, test, press } from './latchkey'
import { addApp, copyOutside, generateSecret, mainHasHeard, openApp, openTab, pasteSecret } from './steps'

for (const [turn, behaviour] of (['old-survives', 'old-dies'] as const).entries()) {
  test(`a rotation where the ${behaviour.replace('-', ' secret ')}, taken up again after each restart`, async ({
    launch,
    canaries,
  }) => {
    test.setTimeout(120_000)
    const { clientId, secret } = seedApps.tidewater
    let latchkey = await launch()
    let steps = turn
    const restart = async (): Promise<void> => {
      steps += 1
      if (steps % 2 === 0) return
      await latchkey.close()
      latchkey = await launch()
      await openApp(latchkey, 'Tidewater')
      await openTab(latchkey.page, 'Rotation')
    }
    const id = await addApp(latchkey, { name: 'Tidewater', clientId })
    await pasteSecret(latchkey, id, secret)
    await latchkey.page.evaluate((secretRotation) => window.latchkey.setPracticeSettings({ secretRotation }), behaviour)
    await openApp(latchkey, 'Tidewater')
    await openTab(latchkey.page, 'Rotation')

    await restart()
    await latchkey.page.getByRole('button', { name: 'Start the rotation' }).click()
    // Shown once it is kept: what comes before that, a restart may forget.
    await expect(latchkey.page.getByRole('button', { name: 'Abandon this rotation' })).toBeVisible()
    await restart()
    const fresh = await generateSecret(latchkey, clientId)
    expect(fresh).toMatch(/^PRACTICE/)
    canaries.push(fresh)
    await copyOutside(latchkey, fresh)
    await latchkey.page.getByRole('button', { name: /^Paste client secret 2/ }).click()
    await expect(latchkey.page.getByRole('button', { name: 'Check both with Xero' })).toBeVisible()
    await restart()
    await latchkey.page.getByRole('button', { name: 'Check both with Xero' }).click()
    await expect(latchkey.page.getByRole('textbox', { name: 'Pasted into Codat client' })).toBeVisible()
    await picture(latchkey.page, `rotation-paste-${behaviour}`)
    const checked = await latchkey.page.evaluate(() => window.latchkey.listXeroApps({}))
    const survived = checked.ok ? checked.value.apps[0]?.rotation?.oldSurvived : null
    expect(survived).toBe(behaviour === 'old-survives' ? 'yes' : 'no')
    if (behaviour === 'old-dies') await expect(latchkey.page.getByText(/until you paste/i).first()).toBeVisible()
    await restart()
    await latchkey.page.getByRole('textbox', { name: 'Pasted into Codat client' }).fill('Acme production')
    await latchkey.page.getByRole('button', { name: 'Note it' }).click()
    await expect(latchkey.page.getByText('Acme production').first()).toBeVisible()
    await latchkey.page.getByRole('button', { name: 'Every Codat client has it' }).click()
    await expect(latchkey.page.getByRole('button', { name: 'I saw a connection go through' })).toBeVisible()
    await restart()
    await latchkey.page.getByRole('button', { name: 'I saw a connection go through' }).click()
    await expect(latchkey.page.getByRole('button', { name: /^Forget client secret 1/ })).toBeVisible()
    await restart()
    await latchkey.page.getByRole('button', { name: /^Forget client secret 1/ }).click()
    const question = await latchkey.prompt()
    await press(question.getByRole('button', { name: 'Retire it' }))
    await expect
      .poll(async () => {
        const list = await latchkey.page.evaluate(() => window.latchkey.listXeroApps({}))
        const app = list.ok ? list.value.apps[0] : undefined
        return { rotation: app?.rotation, slots: app?.secrets.map(({ slot }) => slot) }
      })
      .toEqual({ rotation: null, slots: [2] })
  })
}

test('killed while both are being checked, and while main asks, a rotation stands where it stood', async ({
  launch,
  canaries,
}) => {
  test.setTimeout(120_000)
  const { clientId, secret } = seedApps.tidewater
  let latchkey = await launch()
  const killed = async (): Promise<void> => {
    latchkey.app.process().kill('SIGKILL')
    await latchkey.app.waitForEvent('close').catch(() => undefined)
    latchkey = await launch()
    await openApp(latchkey, 'Tidewater')
    await openTab(latchkey.page, 'Rotation')
  }
  const stored = async () => {
    const list = await latchkey.page.evaluate(() => window.latchkey.listXeroApps({}))
    const app = list.ok ? list.value.apps[0] : undefined
    return { step: app?.rotation?.step, slots: app?.secrets.map(({ slot, pending }) => ({ slot, pending })) }
  }
  const both = [
    { slot: 1, pending: null },
    { slot: 2, pending: null },
  ]
  const id = await addApp(latchkey, { name: 'Tidewater', clientId })
  await pasteSecret(latchkey, id, secret)
  const fresh = await generateSecret(latchkey, clientId)
  canaries.push(secret, fresh)
  await latchkey.page.evaluate((appId) => window.latchkey.startRotation({ id: appId, oldSlot: 1 }), id)
  await pasteSecret(latchkey, id, fresh, 2)
  await openApp(latchkey, 'Tidewater')
  await openTab(latchkey.page, 'Rotation')

  await latchkey.page.evaluate(() => window.latchkey.setPracticeFailure({ name: 'xero.token/hangs', on: true }))
  const check = latchkey.page.getByRole('button', { name: 'Check both with Xero' })
  await check.click()
  // It turns its wheel while it waits.
  await expect(check.locator('span[aria-hidden]')).toBeVisible()
  await mainHasHeard(latchkey.page)
  await killed()
  expect(await stored()).toEqual({ step: 'check', slots: both })

  await latchkey.page.evaluate(() => window.latchkey.setPracticeFailure({ name: 'xero.token/hangs', on: false }))
  await latchkey.page.getByRole('button', { name: 'Check both with Xero' }).click()
  await latchkey.page.getByRole('textbox', { name: 'Pasted into Codat client' }).fill('Acme production')
  await latchkey.page.getByRole('button', { name: 'Note it' }).click()
  await latchkey.page.getByRole('button', { name: 'Every Codat client has it' }).click()
  await latchkey.page.getByRole('button', { name: 'I saw a connection go through' }).click()
  await latchkey.page.getByRole('button', { name: /^Forget client secret 1/ }).click()
  await expect((await latchkey.prompt()).getByRole('button', { name: 'Retire it' })).toBeVisible()
  await killed()
  expect(await stored()).toEqual({ step: 'retire', slots: both })
  await expect(latchkey.page.getByRole('button', { name: /^Forget client secret 1/ })).toBeVisible()
})
