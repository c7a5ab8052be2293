// The practice process for real: bundled as Latchkey ships it, alone and forked, killed at bad moments, listening on loopback only.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { practiceOriginNames } from '../../src/contract/practice'
import { deferred } from '../../src/main/deferred'
import type { RemotePractice } from '../../src/main/practice/remote'
import { seedApps } from '../../src/practice/xero/seed'
import { freePorts } from '../support/oauth-ports'
import { consent, inputValue, submit } from '../support/practice-browser'
import {
  buildPracticeEntry,
  type BuiltPractice,
  type PracticeProcess,
  startAlone,
  startForked,
} from '../support/practice-process'

const run = promisify(execFile)
const REDIRECT = 'http://localhost:8743/callback'

let entry: BuiltPractice
let folder: string
const running: PracticeProcess[] = []

beforeAll(async () => {
  entry = await buildPracticeEntry()
})
afterAll(() => entry.dispose())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-practice-'))
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((practice) => practice.kill()))
  await rm(folder, { recursive: true, force: true })
})

async function alone(...flags: string[]): Promise<PracticeProcess> {
  const practice = await startAlone(entry.file, ...flags)
  running.push(practice)
  return practice
}

function tokenCall(practice: RemotePractice, form: Record<string, string>, secret: string = seedApps.tidewater.secret) {
  return fetch(`${practice.origins.xeroIdentity}/connect/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${seedApps.tidewater.clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams(form),
  })
}

async function callback(practice: RemotePractice, scope: string): Promise<URL> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: seedApps.tidewater.clientId,
    redirect_uri: REDIRECT,
    scope,
    state: 'a-state',
  })
  const address = `${practice.origins.xeroLogin}/identity/connect/authorize?${query}`
  const arrival = await consent(practice.origins, address, { organisation: 'Demo Company (NZ)' })
  if (arrival.at === 'page') throw new Error(`Stuck at ${arrival.page.name}`)
  return arrival.url
}

function codeForm(url: URL): Record<string, string> {
  return { grant_type: 'authorization_code', code: url.searchParams.get('code') ?? '', redirect_uri: REDIRECT }
}

test('the bundle needs nothing beside it, and no Electron', async () => {
  const text = await readFile(entry.file, 'utf8')
  // It is minified: an import begins a line or follows one.
  const imported = [...text.matchAll(/(?:^|[;}])import(?:[\w$*{},\s]*from)?\s*["']([^"']+)["']/gm)].map(
    (match) => match[1] ?? '',
  )
  expect(imported.length).toBeGreaterThan(5)
  expect(imported.filter((name) => !isBuiltin(name))).toEqual([])
  expect(text).not.toMatch(/['"`]electron['"`]/)
})

test('only loopback is bound, with one port for each origin', async () => {
  const { child, origins } = await alone()
  const { stdout } = await run('ss', ['-ltnpH'])
  const ours = stdout.split('\n').filter((line) => line.includes(`pid=${child.pid},`))
  const addresses = ours.map((line) => line.split(/\s+/)[3] ?? '')
  expect(addresses.toSorted()).toEqual(
    Object.values(origins)
      .map((origin) => new URL(origin).host)
      .toSorted(),
  )
  expect(addresses.every((address) => address.startsWith('127.0.0.1:'))).toBe(true)
})

test('a server answers to its own name only', async () => {
  const { origins } = await alone()
  const byName = await fetch(origins.xeroPortal.replace('127.0.0.1', 'localhost'), { redirect: 'manual' })
  expect(byName.status).toBe(421)
})

test('state, addresses and signing key outlive a kill; a code made before is exchanged after', async () => {
  const state = join(folder, 'practice', 'state.json')
  const [firstPort] = await freePorts(practiceOriginNames.length)
  const first = await alone('--state', state, '--port', String(firstPort))
  const waiting = codeForm(await callback(first, 'openid offline_access'))
  const used = codeForm(await callback(first, 'openid offline_access'))
  const tokens: { refresh_token: string; access_token: string } = await (await tokenCall(first, used)).json()
  const portal = new URL(first.origins.xeroPortal)
  const page = await submit(first.origins, portal, `/myapps/${seedApps.tidewater.clientId}/secrets`, {})
  const secret = page.at === 'page' ? (inputValue(page.page.html, 'secret-2') ?? '') : ''
  await first.controls.setFailure({ name: 'xero.token:invalid-grant', on: true, times: 1 })
  await first.kill()

  const second = await alone('--state', state)
  expect(second.origins).toEqual(first.origins)
  expect((await second.controls.view()).failures).toEqual([{ name: 'xero.token:invalid-grant', left: 1 }])
  expect((await tokenCall(second, waiting)).status).toBe(400)
  expect((await tokenCall(second, waiting)).status).toBe(200)
  expect((await tokenCall(second, used)).status).toBe(400)
  expect((await tokenCall(second, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status).toBe(
    200,
  )
  expect((await tokenCall(second, { grant_type: 'client_credentials', scope: 'app.connections' }, secret)).status).toBe(
    200,
  )
  const listed = await fetch(`${second.origins.xeroApi}/connections`, {
    headers: { Authorization: `Bearer ${tokens.access_token}` },
  })
  expect(await listed.json()).toHaveLength(1)
})

test('the state file holds no secret, code or token', async () => {
  const state = join(folder, 'state.json')
  const practice = await alone('--state', state)
  const form = codeForm(await callback(practice, 'openid offline_access'))
  const tokens: { refresh_token: string; access_token: string } = await (await tokenCall(practice, form)).json()
  const text = await readFile(state, 'utf8')
  for (const value of [form['code'], tokens.refresh_token, tokens.access_token, seedApps.tidewater.secret]) {
    expect(value).toMatch(/.{20}/)
    expect(text).not.toContain(value)
  }
})

test('what was acknowledged before a kill at any moment is there afterwards', async () => {
  const state = join(folder, 'state.json')
  let total = 0
  // Killed while the others are on their way, or being written.
  for (const enough of [0, 1, 4, 11]) {
    const practice = await alone('--state', state)
    const acknowledged: string[] = []
    const reached = deferred<void>()
    if (enough === 0) reached.resolve()
    const target = `${practice.origins.xeroPortal}/myapps/${seedApps.pocket.clientId}/redirect-uris`
    const adding = Array.from({ length: 12 }, async (_, index) => {
      const uri = `https://kill.example/${enough}/${index}`
      const asked = fetch(target, { method: 'POST', body: new URLSearchParams({ uri }), redirect: 'manual' })
      const response = await asked.catch(() => null)
      if (response?.status === 303) acknowledged.push(uri)
      if (acknowledged.length === enough) reached.resolve()
    })
    await reached.promise
    await practice.kill()
    await Promise.all(adding)
    total += acknowledged.length
    const after = await alone('--state', state)
    const view = await after.controls.view()
    const kept = view.xeroApps.find((app) => app.clientId === seedApps.pocket.clientId)?.redirectUris ?? []
    expect(kept).toEqual(expect.arrayContaining(acknowledged))
    await after.kill()
  }
  expect(total).toBeGreaterThanOrEqual(16)
})

test('a damaged state file is set aside and a first day begins', async () => {
  const state = join(folder, 'state.json')
  await writeFile(state, '{"version":1,"seed"')
  const practice = await alone('--state', state, '--seed', 'empty')
  expect((await practice.controls.view()).xeroApps).toEqual([])
  expect(await readFile(`${state}.damaged`, 'utf8')).toBe('{"version":1,"seed"')
})

test('ports asked for are taken in order, or it says that it can’t', async () => {
  const blocker = createServer().listen(0, '127.0.0.1')
  await once(blocker, 'listening')
  const address = blocker.address()
  const taken = typeof address === 'object' && address !== null ? address.port : 0
  await expect(alone('--port', String(taken))).rejects.toThrow(/EADDRINUSE/)
  blocker.close()
})

test('a remembered port that is taken gives way to another', async () => {
  const state = join(folder, 'state.json')
  const first = await alone('--state', state)
  const second = await alone('--state', state)
  expect(Object.keys(second.origins)).toEqual([...practiceOriginNames])
  expect(second.origins.xeroIdentity).not.toBe(first.origins.xeroIdentity)
})

test('a fork speaks over its channel, refuses what it can’t read, and ends with its parent', async () => {
  const practice = await startForked(entry.file)
  running.push(practice)
  const { child, controls } = practice
  const view = await controls.setSettings({ secretRotation: 'old-dies' })
  expect(view.settings.secretRotation).toBe('old-dies')
  const odd = { name: 'no-such-failure', on: true }
  await expect(controls.setFailure(odd as never)).rejects.toThrow(/Invalid/)
  child.send({ nonsense: true })
  expect((await controls.reset({ seed: 'empty' })).xeroApps).toEqual([])
  expect(await controls.pageAddress({ page: 'xero-my-apps' })).toMatch(/\/myapps$/)
  child.disconnect()
  await once(child, 'exit')
  expect(child.exitCode).toBe(0)
  await expect(controls.view()).rejects.toThrow('The practice process has ended')
})
