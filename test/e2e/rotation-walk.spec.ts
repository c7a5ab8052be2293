// A rotation with the secret generated in practice “My Apps”, in both behaviours, interrupted by restarts and kills.
import { seedApps } from '../../src/practice/xero/seed'
import { expect, picture, test, press } from './latchkey'
import { addApp, copyOutside, generateSecret, mainHasHeard, openApp, openTab, pasteSecret } from './steps'

/** After what Latchkey is closed and started again. */
type Step = 'add' | 'start' | 'paste' | 'check' | 'hand-over' | 'see'

/**
 * Each state is taken up again once, `retire` by the test of the kills; what is written doesn't depend on the behaviour. The
 * soak restarts after every step in both.
 */
const RESTARTS = {
  'old-survives': ['start', 'paste'],
  'old-dies': ['check', 'hand-over'],
} as const satisfies Record<string, readonly Step[]>
const AFTER_EVERY_STEP = process.env['LATCHKEY_RESTARTS'] === 'every-step'

for (const behaviour of ['old-survives', 'old-dies'] as const) {
  test(`a rotation where the ${behaviour.replace('-', ' secret ')}, taken up again after restarts`, async ({
    launch,
    canaries,
  }) => {
    const { clientId, secret } = seedApps.tidewater
    let latchkey = await launch()
    const open = async (): Promise<void> => {
      await openApp(latchkey, 'Tidewater')
      await openTab(latchkey.page, 'Rotation')
    }
    const restarts: readonly Step[] = RESTARTS[behaviour]
    const leavesAfter = (step: Step): boolean => AFTER_EVERY_STEP || restarts.includes(step)
    const done = async (step: Step): Promise<void> => {
      if (!leavesAfter(step)) return
      await latchkey.close()
      latchkey = await launch()
      await open()
    }
    const id = await addApp(latchkey, { name: 'Tidewater', clientId })
    await pasteSecret(latchkey, id, secret)
    await latchkey.page.evaluate((secretRotation) => window.latchkey.setPracticeSettings({ secretRotation }), behaviour)
    await open()
    await done('add')

    const fresh = await generateSecret(latchkey, clientId)
    expect(fresh).toMatch(/^PRACTICE/)
    canaries.push(fresh)
    if (leavesAfter('start') || leavesAfter('paste')) {
      await latchkey.page.getByRole('button', { name: 'Start the rotation' }).click()
      // Shown once it is kept: what comes before that, a restart may forget.
      await expect(latchkey.page.getByRole('button', { name: 'Abandon this rotation' })).toBeVisible()
      await done('start')
      // Not by the page, which would ask Xero at once.
      await pasteSecret(latchkey, id, fresh, 2)
      await openApp(latchkey, 'Tidewater')
      await openTab(latchkey.page, 'Rotation')
      await done('paste')
      await latchkey.page.getByRole('button', { name: 'Check both with Xero' }).click()
    } else {
      // Pasted here, it starts the rotation and asks Xero about both.
      await copyOutside(latchkey, fresh)
      await latchkey.page.getByRole('button', { name: /^Paste client secret 2/ }).click()
    }
    await expect(latchkey.page.getByRole('textbox', { name: 'Pasted into Codat client' })).toBeVisible()
    await picture(latchkey.page, `rotation-paste-${behaviour}`)
    const checked = await latchkey.page.evaluate(() => window.latchkey.listXeroApps({}))
    const survived = checked.ok ? checked.value.apps[0]?.rotation?.oldSurvived : null
    expect(survived).toBe(behaviour === 'old-survives' ? 'yes' : 'no')
    if (behaviour === 'old-dies') await expect(latchkey.page.getByText(/until you paste/i).first()).toBeVisible()
    await done('check')

    await latchkey.page.getByRole('textbox', { name: 'Pasted into Codat client' }).fill('Acme production')
    await latchkey.page.getByRole('button', { name: 'Note it' }).click()
    await expect(latchkey.page.getByText('Acme production').first()).toBeVisible()
    await latchkey.page.getByRole('button', { name: 'Every Codat client has it' }).click()
    await expect(latchkey.page.getByRole('button', { name: 'I saw a connection go through' })).toBeVisible()
    await done('hand-over')

    await latchkey.page.getByRole('button', { name: 'I saw a connection go through' }).click()
    await expect(latchkey.page.getByRole('button', { name: /^Forget client secret 1/ })).toBeVisible()
    await done('see')

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
    // Over is what it says, rather than offering the next one.
    await expect(latchkey.page.getByRole('heading', { name: 'The rotation is over' })).toBeVisible()
    await expect(latchkey.page.getByRole('button', { name: 'Start the rotation' })).toHaveCount(0)
    await picture(latchkey.page, `rotation-over-${behaviour}`)
  })
}

test('killed while both are being checked, and while main asks, a rotation stands where it stood', async ({
  launch,
  canaries,
}) => {
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
