// The practice pages in a real browser: what fetch can't tell, such as a form-action policy that stops the way back.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Practice, startPractice } from '../../src/practice/practice'
import { seedApps } from '../../src/practice/xero/seed'

/** Debian's Chromium: one of the system packages the tests need. */
const CHROMIUM = '/usr/bin/chromium'

let browser: Browser
let practice: Practice
let page: Page
let trouble: string[]

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM })
})
afterAll(() => browser.close())

beforeEach(async () => {
  practice = await startPractice()
  page = await browser.newPage()
  trouble = []
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
  page.on('pageerror', (error) => trouble.push(error.message))
})
afterEach(async () => {
  await page.close()
  await practice.close()
})

async function listen(): Promise<{ server: Server; redirectUri: string; query: Promise<URLSearchParams> }> {
  const server = createServer()
  const query = new Promise<URLSearchParams>((resolve) => {
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      response.end('<!doctype html><title>Back</title>')
      if (url.pathname === '/callback') resolve(url.searchParams)
    })
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { server, redirectUri: `http://localhost:${port}/callback`, query }
}

test('from an empty My Apps to a code at the callback, by clicks alone', async () => {
  await practice.controls.reset({ seed: 'empty' })
  const { server, redirectUri, query } = await listen()
  await page.goto(await practice.controls.pageAddress({ page: 'xero-my-apps' }))
  await page.getByRole('link', { name: 'New app' }).click()
  await page.getByLabel('App name').fill('Lighthouse Loans')
  await page.getByLabel('Web app').check()
  await page.getByLabel('Company or application URL').fill('https://lighthouse.example')
  await page.getByLabel('Redirect URI').fill(redirectUri)
  await page.getByRole('group', { name: 'Will you use Xero data' }).getByLabel('No').check()
  await page.getByLabel('minimum security requirements').check()
  await page.getByLabel('terms and conditions').check()
  await page.getByRole('button', { name: 'Create app' }).click()
  const clientId = await page.getByLabel('Client id').inputValue()
  await page.getByRole('button', { name: 'Generate a secret' }).click()
  const secret = await page.getByLabel('Client secret 1', { exact: true }).inputValue()
  expect(secret).toMatch(/^PRACTICE.{40}$/)
  await page.getByRole('link', { name: 'Connection management' }).click()
  await page.getByRole('link', { name: 'Configuration' }).click()
  expect(await page.content()).not.toContain(secret)

  const authorize = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid accounting.settings.read',
    state: 'a-state',
  })
  await page.goto(`${practice.origins.xeroLogin}/identity/connect/authorize?${authorize}`)
  await page.getByLabel('Demo Company (AU)').check()
  await page.getByRole('button', { name: 'Allow access' }).click()
  await page.waitForURL(`${redirectUri}?**`)
  expect((await query).get('state')).toBe('a-state')
  expect((await query).get('code')).toMatch(/.{20}/)
  expect(trouble.filter((text) => !text.includes('favicon'))).toEqual([])
  server.close()
})

test('sign in as another person, greyed-out organisations, cancel', async () => {
  const authorize = new URLSearchParams({
    response_type: 'code',
    client_id: seedApps.pocket.clientId,
    redirect_uri: 'http://localhost:8743/callback',
    scope: 'openid',
    state: 'a-state',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  })
  await page.goto(`${practice.origins.xeroLogin}/identity/connect/authorize?${authorize}`)
  expect(await page.getByLabel('Beacon Hill Wines').isDisabled()).toBe(true)
  await page.getByRole('link', { name: 'Sign in as Olive Owner' }).click()
  expect(await page.getByLabel('Kauri Point Vets').isVisible()).toBe(true)
  const sent = page.waitForRequest((request) => request.url().startsWith('http://localhost:8743/'))
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(new URL((await sent).url()).searchParams.get('error')).toBe('access_denied')
})

test('the portal’s other forms: redirect URIs, a second secret, disconnecting', async () => {
  await page.goto(`${practice.origins.xeroPortal}/myapps`)
  await page.getByRole('link', { name: 'Harbour Pay' }).click()
  await page.getByLabel('Add another URI').fill('http://localhost:8750/callback')
  await page.locator('[data-action=add-redirect-uri]').click()
  expect(await page.getByLabel('Redirect URI 3').inputValue()).toBe('http://localhost:8750/callback')
  await page.getByRole('button', { name: 'Generate another secret' }).click()
  expect(await page.locator('#secret-2').inputValue()).toMatch(/^PRACTICE/)
  await page.getByRole('link', { name: 'Connection management' }).click()
  expect(await page.locator('[data-count]').textContent()).toBe('24')
  const row = page.getByRole('row', { name: /Sandpit Supplies/ })
  await row.getByRole('button', { name: 'Disconnect' }).click()
  expect(await page.locator('[data-count]').textContent()).toBe('23')
  expect(await row.count()).toBe(0)
})
