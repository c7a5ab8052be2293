// "My Apps": the whole walk from nothing, what it refuses, both behaviours of a new secret, connections.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { redirectUrisPerApp } from '../../src/domain/facts'
import { type Practice, startPractice } from '../../src/practice/practice'
import { seedApps } from '../../src/practice/xero/seed'
import { attribute, inputValue, open, type PracticePage, submit } from '../support/practice-browser'

let practice: Practice

beforeEach(async () => {
  practice = await startPractice()
})
afterEach(() => practice.close())

const NEW_APP = {
  name: 'Lighthouse Loans',
  type: 'web',
  companyUrl: 'https://lighthouse.example',
  redirectUri: 'https://xero.codat.io/oauth2/callback',
  trainsModels: 'no',
  security: 'on',
  terms: 'on',
}

async function post(path: string, fields: Record<string, string> = {}): Promise<PracticePage> {
  const arrival = await submit(practice.origins, new URL(practice.origins.xeroPortal), path, fields)
  if (arrival.at === 'callback') throw new Error('The portal stays at home')
  return arrival.page
}

function show(path: string): Promise<PracticePage> {
  return open(practice.origins, `${practice.origins.xeroPortal}${path}`)
}

function problem(page: PracticePage): string | undefined {
  return /data-error[^>]*>([^<]*)</.exec(page.html)?.[1]?.trim()
}

async function accepts(clientId: string, secret: string): Promise<boolean> {
  const response = await fetch(`${practice.origins.xeroIdentity}/connect/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'app.connections' }),
  })
  await response.text()
  return response.ok
}

test('from nothing to keys that Xero accepts', async () => {
  await practice.controls.reset({ seed: 'empty' })
  expect((await show('/')).html).toContain('data-empty')
  const made = await post('/myapps/new', NEW_APP)
  expect(made.name).toBe('configuration')
  const clientId = inputValue(made.html, 'client-id') ?? ''
  expect(clientId).toMatch(/^[0-9A-F]{32}$/)
  const withSecret = await post(`/myapps/${clientId}/secrets`)
  const secret = inputValue(withSecret.html, 'secret-1') ?? ''
  expect(secret).toMatch(/^PRACTICE[A-Za-z0-9_-]{40}$/)
  expect(await accepts(clientId, secret)).toBe(true)
  const again = await show(`/myapps/${clientId}/configuration`)
  expect(again.html).not.toContain(secret)
  expect(again.html).toContain('data-secret-slot="1"')
  const { xeroApps } = await practice.controls.view()
  expect(xeroApps).toMatchObject([
    { name: 'Lighthouse Loans', type: 'web', plan: 'Starter', limit: 5, counted: 0, secretSlots: [1] },
  ])
})

test.each([
  ['no name', { name: ' ' }, 'Enter a name.'],
  [
    'an http company URL',
    { companyUrl: 'http://lighthouse.example' },
    'Enter a company URL that begins with https://.',
  ],
  ['no answer about AI', { trainsModels: '' }, 'Say whether Xero data will train an AI model.'],
  [
    'training on Xero data',
    { trainsModels: 'yes' },
    'Xero’s terms don’t allow training AI models on its data, so the app can’t be created.',
  ],
  ['no terms', { terms: '' }, 'Agree to the terms.'],
  ['no security', { security: '' }, 'Agree to the minimum security requirements.'],
  [
    '127.0.0.1',
    { redirectUri: 'http://127.0.0.1:8743/callback' },
    'Redirect URIs must use https, except for http://localhost.',
  ],
  [
    'a scheme of its own',
    { redirectUri: 'latchkey://callback' },
    'Redirect URIs must use https, except for http://localhost.',
  ],
  [
    'a wildcard',
    { redirectUri: 'https://*.lighthouse.example/' },
    'Enter an absolute URI without spaces or wildcards.',
  ],
])('a new app with %s is refused, and what was typed stays', async (_, over, text) => {
  const page = await post('/myapps/new', { ...NEW_APP, ...over })
  expect(page.status).toBe(400)
  expect(problem(page)).toBe(text)
  expect(inputValue(page.html, 'company-url')).toBe({ ...NEW_APP, ...over }.companyUrl)
  expect((await practice.controls.view()).xeroApps).toHaveLength(4)
})

test('a name with markup is only a name', async () => {
  const page = await post('/myapps/new', { ...NEW_APP, name: '<b title="x">&' })
  expect(page.html).not.toContain('<b title')
  expect(/data-app-name>([^<]*)</.exec(page.html)?.[1]).toBe('&lt;b title=&quot;x&quot;&gt;&amp;')
})

test('redirect URIs: add, change, remove, fifty and no more, none twice', async () => {
  const base = `/myapps/${seedApps.tidewater.clientId}/redirect-uris`
  const uris = async () =>
    (await practice.controls.view()).xeroApps.find((app) => app.name === 'Tidewater Lending')?.redirectUris ?? []
  await post(base, { uri: 'http://localhost:9000/callback' })
  expect(await uris()).toContain('http://localhost:9000/callback')
  expect(problem(await post(base, { uri: 'http://localhost:9000/callback' }))).toBe(
    'This redirect URI is registered already.',
  )
  await post(`${base}/2`, { do: 'save', uri: 'http://localhost:9001/callback' })
  expect((await uris())[2]).toBe('http://localhost:9001/callback')
  await post(`${base}/2`, { do: 'remove', uri: '' })
  expect(await uris()).toHaveLength(2)
  for (let count = 2; count < redirectUrisPerApp.value; count += 1)
    await post(base, { uri: `https://a.example/${count}` })
  expect(problem(await post(base, { uri: 'https://a.example/more' }))).toBe('An app has at most 50 redirect URIs.')
})

test('the portal’s odd habit with localhost and no port can be practised', async () => {
  await practice.controls.setFailure({ name: 'xero.portal:appends-port-80', on: true, times: 1 })
  const page = await post(`/myapps/${seedApps.tidewater.clientId}/redirect-uris`, { uri: 'http://localhost/callback' })
  expect(page.html).toContain('data-redirect-uri="http://localhost:80/callback"')
})

test('a second secret beside the first; a third only after one is deleted', async () => {
  const { clientId, secret } = seedApps.tidewater
  const page = await post(`/myapps/${clientId}/secrets`)
  const second = inputValue(page.html, 'secret-2') ?? ''
  expect([await accepts(clientId, secret), await accepts(clientId, second)]).toEqual([true, true])
  expect(problem(await post(`/myapps/${clientId}/secrets`))).toBe('Delete a secret first: an app has two at most.')
  await post(`/myapps/${clientId}/secrets/1/delete`)
  expect([await accepts(clientId, secret), await accepts(clientId, second)]).toEqual([false, true])
})

test('where old secrets die, a second one ends the first at once', async () => {
  await practice.controls.setSettings({ secretRotation: 'old-dies' })
  const { clientId, secret } = seedApps.tidewater
  const page = await post(`/myapps/${clientId}/secrets`)
  const second = inputValue(page.html, 'secret-2') ?? ''
  expect([await accepts(clientId, secret), await accepts(clientId, second)]).toEqual([false, true])
})

test('a mobile or desktop app can’t have a secret', async () => {
  const { clientId } = seedApps.pocket
  expect((await show(`/myapps/${clientId}/configuration`)).html).toContain('data-no-secret')
  expect((await post(`/myapps/${clientId}/secrets`)).status).toBe(400)
})

test('connections are counted without demo companies and can be disconnected', async () => {
  const base = `/myapps/${seedApps.harbourPay.clientId}`
  const page = await show(`${base}/connections`)
  expect([attribute(page.html, 'data-count'), attribute(page.html, 'data-limit')]).toEqual(['24', '25'])
  const demo = /<tr data-connection="([^"]+)"[^>]*>\s*<td>Demo Company/.exec(page.html)?.[1] ?? ''
  const after = await post(`${base}/connections/${demo}/disconnect`)
  expect(attribute(after.html, 'data-count')).toBe('24')
  const other = attribute(after.html, 'data-connection') ?? ''
  expect(attribute((await post(`${base}/connections/${other}/disconnect`)).html, 'data-count')).toBe('23')
  expect((await post(`${base}/connections/${other}/disconnect`)).status).toBe(404)
})

test('another site’s page can’t post the portal’s forms', async () => {
  const target = `${practice.origins.xeroPortal}/myapps/${seedApps.tidewater.clientId}/secrets`
  const headers = [{ Origin: 'https://elsewhere.example' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }]
  for (const header of headers) {
    const response = await fetch(target, { method: 'POST', headers: { ...header }, redirect: 'manual' })
    expect(response.status).toBe(403)
  }
})
