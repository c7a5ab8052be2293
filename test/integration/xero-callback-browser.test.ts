// The end of a sign-in test in a real Chromium: which address it calls, what it shows, and what it keeps.
import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { signedIn, signIn } from '../support/oauth-run'
import { startXeroShape, type XeroShape } from '../support/oauth-xero-shape'
import { stopTimers } from '../support/stopped-timers'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

describe.runIf(CHROMIUM !== undefined)('the browser’s side of a sign-in test', () => {
  let browser: Browser
  let xero: XeroShape
  let page: Page
  beforeAll(async () => {
    xero = await startXeroShape()
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] })
  })
  beforeEach(async () => {
    page = await browser.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await xero?.close()
  })

  it('arrives, tells the real outcome, breaks no rule of its own, and leaves no code in address or history', async () => {
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    const ran = await signIn({ addresses: xero.addresses, person: (address) => page.goto(address) })
    signedIn(ran)
    await ran.visit
    expect(await page.locator('h1').textContent()).toBe('Xero accepted the sign-in')
    expect(page.url()).toBe(ran.redirect.uri)
    expect(await page.evaluate('JSON.stringify([document.referrer, location.href, history.state])')).not.toContain(
      'code=',
    )
    const client = await page.context().newCDPSession(page)
    const { entries } = await client.send('Page.getNavigationHistory')
    expect(entries.map(({ url }) => url).filter((url) => url.includes('code='))).toEqual([])
    expect(complaints).toEqual([])
    // Nothing that a browser does on its own (favicon, speculative sockets) was taken for a stranger.
    expect(ran.refused).toBe(0)
  })

  it('shows none of what an error carries', async () => {
    xero.faults = { consentError: '"><script>document.title="owned"</script>' }
    const ran = await signIn({ addresses: xero.addresses, person: (address) => page.goto(address) })
    await ran.visit
    expect(ran.outcome.kind).toBe('refused-at-consent')
    expect(await page.title()).toBe('Xero did not sign you in')
    expect(await page.content()).not.toContain('owned')
    xero.faults = {}
  })

  it('can’t be read by another page that frames or fetches the port', async () => {
    const other = await startXeroShape()
    let seen: unknown
    stopTimers()
    const ran = await signIn({
      addresses: xero.addresses,
      limits: { waitMs: 1_500 },
      async person(address) {
        const callback = new URL(address).searchParams.get('redirect_uri') ?? ''
        await page.goto(`${other.origin}/.well-known/openid-configuration`)
        seen = await page.evaluate(
          `Promise.all([
            fetch('${callback}').then(() => 'read', () => 'refused'),
            fetch('${callback}', { method: 'PUT', headers: { 'x-a': '1' } }).then(() => 'read', () => 'refused'),
          ])`,
        )
        vi.advanceTimersByTime(1_500)
      },
    })
    await ran.visit
    expect(seen).toEqual(['refused', 'refused'])
    expect(ran.refused).toBeGreaterThan(0)
    expect(ran.outcome).toEqual({ kind: 'never-arrived' })
    await other.close()
  })
})
