// Keys check and sign-in test, with the consent given in a real browser that the app's own address was caught for.
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { catchBrowser } from '../../scripts/caught-browser.mjs'
import type { Desktop } from '../../scripts/desktop.mjs'
import type { DiagnosisCode } from '../../src/domain/diagnosis/schema'
import type { PracticeFailureName } from '../../src/contract/practice-failures'
import { catalogue } from '../../src/domain/diagnosis/catalogue'
import { keysOf } from '../../src/contract/practice-troubles'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, picture, test, type Latchkey, type LaunchOptions } from './latchkey'
import { BROWSER, aSecondLater } from './outside-browser'
import { addApp, copyOutside, openApp, openTab, pasteSecret } from './steps'

async function catchingBrowser(desktop: Desktop) {
  const { env, opened, forget } = await catchBrowser(desktop)
  const take = async (): Promise<string> => {
    await expect.poll(opened).not.toEqual([])
    const address = (await opened()).join('\n')
    // The address carries state and nonce: it has done its work, and the sweep looks at every file.
    await forget()
    return address
  }
  return { env, take }
}

interface ByConsent {
  readonly latchkey: Latchkey
  /** The address that the app opens next, taken away from where it was caught. */
  readonly take: () => Promise<string>
  /** The same Chromium throughout, as a person has it open; a tab for each address. */
  inBrowser<T>(address: string, act: (page: Page) => Promise<T>): Promise<T>
}

/** Tidewater's app with its keys, in a Latchkey whose addresses are followed in a real browser while `act` lasts. */
async function withConsent(
  { desktop, launch }: { desktop: Desktop; launch: (options: LaunchOptions) => Promise<Latchkey> },
  act: (by: ByConsent) => Promise<void>,
): Promise<void> {
  const { env, take } = await catchingBrowser(desktop)
  const profile = await mkdtemp(path.join(os.tmpdir(), 'latchkey-browser-'))
  const context = await chromium.launchPersistentContext(profile, BROWSER)
  try {
    const latchkey = await launch({ env })
    await readyApp(latchkey)
    await act({
      latchkey,
      take,
      async inBrowser(address, actIn) {
        const tab = await context.newPage()
        await tab.goto(address)
        const answer = await actIn(tab)
        await tab.close()
        return answer
      },
    })
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true })
  }
}

async function readyApp(latchkey: Latchkey): Promise<void> {
  const { clientId, secret } = seedApps.tidewater
  const id = await addApp(latchkey, {
    name: 'Tidewater',
    clientId,
    redirectUris: ['https://xero.codat.io/oauth2/callback', 'http://localhost:8743/callback'],
  })
  await pasteSecret(latchkey, id, secret)
  await openApp(latchkey, 'Tidewater', 'Keys')
}

const connections = ({ page }: Latchkey) =>
  page.evaluate(async (clientId) => {
    const answer = await window.latchkey.getPractice({})
    return answer.ok ? answer.value.practice?.xeroApps.find((app) => app.clientId === clientId)?.connections : undefined
  }, seedApps.tidewater.clientId)

// Xero compares redirect URIs whole, so these tests share the one port that the practice app has registered.
test.describe.configure({ lock: 'default-port' })
test.use({ usesDefaultPort: true })

test('a sign-in in a real browser: its result, a cancel, the limit, and strangers at the port', async ({
  launch,
  desktop,
  canaries,
}) => {
  canaries.push(seedApps.tidewater.secret)
  await withConsent({ desktop, launch }, async (by) => {
    await test.step('keys check, sign-in in a real browser, result and clean-up', () => signedIn(by))
    await test.step('cancelling at the consent page is explained; the app’s own Cancel frees the port', () =>
      cancelled(by))
    await test.step('the connection limit never calls back: while it waits, the paste box explains it', () =>
      limitReached(by))
    await test.step('hostile callbacks are refused and logged, and the sign-in still finishes', () => hostile(by))
    await test.step('of several answers at once one is taken', () => severalAnswers(by))
  })
})

test('what Xero does wrong on the way is explained on the result', async ({ launch, desktop, canaries }) => {
  canaries.push(seedApps.tidewater.secret)
  await withConsent({ desktop, launch }, wrongOnTheWay)
})

async function signedIn({ latchkey, take, inBrowser }: ByConsent): Promise<void> {
  const { page } = latchkey
  const before = await connections(latchkey)

  await page.getByRole('button', { name: 'Check with Xero' }).click()
  await expect(page.getByText('Xero accepts these keys').first()).toBeVisible()
  await picture(page, 'keys-accepted')

  await openTab(page, 'Sign-in test')
  await picture(page, 'sign-in-before')
  await page.getByRole('button', { name: 'Open the browser and sign in' }).click()
  const address = await take()
  expect(new URL(address).searchParams.get('scope')).toBe('openid profile email accounting.settings.read')
  expect(address).not.toContain('app.connections')
  const bound = execFileSync('ss', ['-ltnH', 'sport = :8743'], { encoding: 'utf8' }).trim().split('\n')
  expect(bound.map((line) => line.split(/\s+/)[3]).sort()).toEqual(['127.0.0.1:8743', '[::1]:8743'])
  await picture(page, 'sign-in-running')

  const told = await inBrowser(address, async (tab) => {
    await expect(tab.locator('main[data-page=xero-consent]')).toBeVisible()
    await tab.locator('input[name=tenant][data-tenant="Demo Company (AU)"]').check()
    await aSecondLater()
    await tab.locator('[data-action=allow]').click()
    await expect(tab.locator('main[data-outcome]')).toBeVisible()
    return { outcome: await tab.locator('main').getAttribute('data-outcome'), url: tab.url() }
  })
  expect(told.outcome).toBe('signed-in')
  expect(told.url).not.toContain('code=')

  await expect(page.getByText('Robin Practice').first()).toBeVisible()
  await expect(page.getByText('Demo Company (AU)').first()).toBeVisible()
  await expect(page.getByText('Token would have held until')).toBeVisible()
  await expect(page.getByText('Dropped, none kept')).toBeVisible()
  await expect(page.getByText('Connection removed again')).toBeVisible()
  await picture(page, 'sign-in-result')
  expect(await connections(latchkey)).toBe(before)
  const list = await page.evaluate(() => window.latchkey.listXeroApps({}))
  expect(list).toMatchObject({ ok: true, value: { apps: [{ signInProvedAt: expect.any(String) }] } })
  await expect.poll(() => execFileSync('ss', ['-ltnH', 'sport = :8743'], { encoding: 'utf8' })).toBe('')
}

async function cancelled({ latchkey, take, inBrowser }: ByConsent): Promise<void> {
  const { page } = latchkey
  await page.getByRole('button', { name: 'Test again' }).click()
  await page.getByRole('button', { name: 'Open the browser and sign in' }).click()
  const address = await take()
  const outcome = await inBrowser(address, async (tab) => {
    await tab.locator('[data-action=cancel]').click()
    await expect(tab.locator('main[data-outcome]')).toBeVisible()
    return tab.locator('main').getAttribute('data-outcome')
  })
  expect(outcome).not.toBe('signed-in')
  await expect(
    page
      .getByRole('article')
      .filter({ hasText: /cancel/i })
      .first(),
  ).toBeVisible()
  // In the drawer too the note beside the paste box is a line or two, not a column of single words.
  const note = await page.getByText(/^Read on this machine only/).boundingBox()
  expect(note?.width).toBeGreaterThan(200)
  await picture(page, 'sign-in-cancelled')

  await page.getByRole('button', { name: 'Test again' }).click()
  await page.getByRole('button', { name: 'Open the browser and sign in' }).click()
  await take()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect.poll(() => execFileSync('ss', ['-ltnH', 'sport = :8743'], { encoding: 'utf8' })).toBe('')
}

async function limitReached({ latchkey, take, inBrowser }: ByConsent): Promise<void> {
  const { page } = latchkey
  await page.evaluate(() => window.latchkey.setPracticeFailure({ name: 'xero.consent:connection-limit', on: true }))
  await page.getByRole('button', { name: 'Test again' }).click()
  await page.getByRole('button', { name: 'Open the browser and sign in' }).click()
  const stuck = await inBrowser(await take(), async (tab) => {
    await tab.locator('[data-action=allow]').click()
    await expect(tab.locator('main[data-page=xero-connection-limit]')).toBeVisible()
    return tab.url()
  })
  await copyOutside(latchkey, stuck.replace(/^http:\/\/127\.0\.0\.1:\d+/, 'https://authorize.xero.com'))
  await page.getByRole('button', { name: /^Paste \(/ }).click()
  await expect(
    page
      .getByRole('article')
      .filter({ hasText: /connection/i })
      .first(),
  ).toBeVisible()
  await picture(page, 'sign-in-limit-pasted')
  const explained = await page.evaluate(() => window.latchkey.explainClipboard({}))
  expect(explained).toMatchObject({ ok: true, value: { findings: [{ code: 'limit.connections' }] } })
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.evaluate(() => window.latchkey.setPracticeFailure({ name: 'xero.consent:connection-limit', on: false }))
}

/** What Xero can do wrong between the click and the result, and what Latchkey makes of it. */
const FAILURES_ON_THE_WAY = {
  'xero.token:invalid-client': 'token.invalid-client',
  'xero.token:invalid-client-challenge': 'token.invalid-client',
  'xero.token:invalid-grant': 'token.invalid-grant',
  'xero.token:unsupported-grant-type': 'token.unsupported-grant',
  'xero.token:invalid-request': 'token.invalid-request',
  'xero.callback:wrong-code': 'token.invalid-grant',
  'xero.id-token:wrong-issuer': 'token.not-trusted',
  'xero.id-token:wrong-audience': 'token.not-trusted',
  'xero.id-token:bad-signature': 'token.not-trusted',
  'xero.id-token:unknown-key': 'token.unknown-key',
  'xero.id-token:wrong-nonce': 'token.not-trusted',
  'xero.id-token:expired': 'token.clock',
  'xero.id-token:missing': 'token.not-trusted',
  'xero.token/server-error': 'token.server-error',
  'xero.token/unavailable': 'token.server-error',
  'xero.token/not-json': 'token.unreadable',
  'xero.token/cut': 'network.reset',
  'xero.token/redirects': 'network.redirected',
} as const satisfies Partial<Record<PracticeFailureName, DiagnosisCode>>

async function wrongOnTheWay({ latchkey, take, inBrowser }: ByConsent): Promise<void> {
  const { page } = latchkey
  await openTab(page, 'Sign-in test')
  await inBrowser('about:blank', async (tab) => {
    for (const name of keysOf(FAILURES_ON_THE_WAY)) {
      const code = FAILURES_ON_THE_WAY[name]
      await fail(latchkey, name, true)
      await page.getByRole('button', { name: 'Open the browser and sign in' }).click()
      await tab.goto(await take())
      await tab.locator('[data-action=allow]').click()
      await expect(page.getByRole('article', { name: catalogue[code].title }), name).toBeVisible()
      await expect(tab.locator('main[data-outcome]'), name).not.toHaveAttribute('data-outcome', 'signed-in')
      await page.getByRole('button', { name: 'Test again' }).click()
      await fail(latchkey, name, false)
    }
  })
}

/** What reaches the listener from elsewhere while it waits, as a raw request after the address of the redirect URI. */
const HOSTILE: readonly { readonly what: string; readonly send: (port: number) => Promise<number> }[] = [
  { what: 'a favicon first', send: (port) => answerTo(port, 'GET', '/favicon.ico') },
  { what: 'a wrong path', send: (port) => answerTo(port, 'GET', '/callback/?code=1&state=1') },
  { what: 'a POST', send: (port) => answerTo(port, 'POST', '/callback?code=1&state=1') },
  { what: 'no state', send: (port) => answerTo(port, 'GET', '/callback?code=1') },
  { what: 'another state', send: (port) => answerTo(port, 'GET', '/callback?code=1&state=guess') },
  { what: 'a wrong host', send: (port) => answerTo(port, 'GET', '/callback?code=1&state=1', 'attacker.example') },
  { what: 'a megabyte', send: (port) => answerTo(port, 'GET', `/callback?code=${'a'.repeat(1_000_000)}`) },
  { what: 'a script', send: (port) => answerTo(port, 'GET', '/callback?error=%3Cscript%3Ealert(1)%3C/script%3E') },
]

async function hostile({ latchkey, take, inBrowser }: ByConsent): Promise<void> {
  const { page } = latchkey
  await page.getByRole('button', { name: 'Test again' }).click()
  await expect(page.getByText('Robin Practice')).toHaveCount(0)
  await page.getByRole('button', { name: 'Open the browser and sign in' }).click()
  const address = await take()
  for (const { what, send } of HOSTILE) expect(await send(8743), what).toBeGreaterThanOrEqual(400)
  await expect(page.getByText(/^Turned away \d+ requests/)).toBeVisible()
  await picture(page, 'sign-in-hostile')
  // An error without our state is only hinted at, and shown as text.
  await expect(page.getByText('<script>alert(1)</script>')).toBeVisible()
  const outcome = await inBrowser(address, async (tab) => {
    await tab.locator('[data-action=allow]').click()
    await expect(tab.locator('main[data-outcome]')).toBeVisible()
    const callback = tab.url()
    const outcome = await tab.locator('main').getAttribute('data-outcome')
    // The same answer once more: nobody listens any longer.
    await expect(fetch(callback)).rejects.toThrow()
    return outcome
  })
  expect(outcome).toBe('signed-in')
  await expect(page.getByText('Robin Practice').first()).toBeVisible()
  const log = await page.evaluate(() => window.latchkey.listActivity({}))
  const refused = log.ok ? log.value.entries.filter(({ what }) => what === 'xero.callback-refused') : []
  expect(refused.length).toBeGreaterThanOrEqual(HOSTILE.length)
}

/** Three answers that all know the state, at once: one is taken, and the test ends by that one. */
async function severalAnswers({ latchkey, take }: ByConsent): Promise<void> {
  const { page } = latchkey
  await page.getByRole('button', { name: 'Test again' }).click()
  await page.getByRole('button', { name: 'Open the browser and sign in' }).click()
  const state = new URL(await take()).searchParams.get('state') ?? ''
  const codes = ['made-up-1', 'made-up-2', 'made-up-3']
  const statuses = await Promise.all(
    codes.map((code) => answerTo(8743, 'GET', `/callback?code=${code}&state=${encodeURIComponent(state)}`)),
  )
  expect(statuses.filter((status) => status < 400)).toHaveLength(1)
  await expect(page.getByRole('article', { name: catalogue['token.invalid-grant'].title })).toBeVisible()
  await expect.poll(() => execFileSync('ss', ['-ltnH', 'sport = :8743'], { encoding: 'utf8' })).toBe('')
}

/** The status of the listener's answer; 499 where it hung up instead. */
function answerTo(port: number, method: string, target: string, host = `localhost:${port}`): Promise<number> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, method, path: target, headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.once('error', () => resolve(499))
    asked.end()
  })
}

/** For as long as it takes: Chromium asks again by itself when a connection it had kept is cut. */
const fail = ({ page }: Latchkey, name: PracticeFailureName, on: boolean) =>
  page.evaluate((failure) => window.latchkey.setPracticeFailure(failure), { name, on })
