// Codat's portal and Link beside the practice Xero: credentials right and wrong, linking, and what Latchkey sees of it.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codatCalls } from '../../src/contract/codat'
import { codatHandlers } from '../../src/main/codat/handlers'
import { createCodatQuestions } from '../../src/main/codat/questions'
import { createCodatConnectionsSource } from '../../src/main/codat/connections-source'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { type Practice, startPractice } from '../../src/practice/practice'
import { seedApps, seedHarbourLeftovers, seedId, seedPeople } from '../../src/practice/xero/seed'
import { guardFetch } from '../../src/main/provider-fetch'
import { benchFields, type CodatBench, openCodatBench } from '../support/codat-clients'
import { attribute, consent, inputValue, open, type PracticePage, submit } from '../support/practice-browser'

let practice: Practice
let bench: CodatBench
beforeEach(async () => {
  practice = await startPractice()
  bench = await openCodatBench({ mode: 'practice' })
})
afterEach(async () => {
  await practice.close()
  await bench.close()
})

const SETTINGS = '/settings/integrations/accounting/xero'
const { harbour, tidewater, fresh } = seedCodatClients

async function portal(path: string, fields: Record<string, string>): Promise<PracticePage> {
  const arrival = await submit(practice.origins, new URL(practice.origins.codatPortal), path, fields)
  if (arrival.at === 'callback') throw new Error('The portal stays at home')
  return arrival.page
}

const paste = (client: string, clientId: string, clientSecret: string) =>
  portal(SETTINGS, { client, clientId, clientSecret })

async function api<T>(codatId: string, path: string, init: RequestInit = {}): Promise<T> {
  const headers = {
    Authorization: `Basic ${Buffer.from(codatKey(codatId, 'Robin')).toString('base64')}`,
    'Content-Type': 'application/json',
  }
  const response = await fetch(`${practice.origins.codatApi}${path}`, { ...init, headers })
  return (await response.json()) as T
}

interface Connection {
  id: string
  status: string
  linkUrl: string
  connectionInfo?: { tenantId: string }
  dataConnectionErrors?: { errorMessage: string; status: string }[]
}

/** A new company of a client with a connection that waits to be linked. */
async function waiting(codatId: string, name = 'Newcomer') {
  const { id } = await api<{ id: string }>(codatId, '/companies', { method: 'POST', body: JSON.stringify({ name }) })
  const path = `/companies/${id}/connections`
  const made = await api<Connection>(codatId, path, { method: 'POST', body: '{"platformKey":"gbol"}' })
  return { ...made, now: () => api<Connection>(codatId, `${path}/${made.id}`) }
}

/** The owner follows a link and consents; gives the page it ends on. */
async function link(linkUrl: string, choice: Parameters<typeof consent>[2] = {}): Promise<PracticePage> {
  const arrival = await consent(practice.origins, linkUrl, { user: seedPeople.olive, ...choice })
  if (arrival.at === 'callback') throw new Error(`Left the practice for ${arrival.url.host}`)
  return arrival.page
}

describe('the portal', () => {
  it('keeps pasted keys, right or wrong, without saying which', async () => {
    const right = await paste(fresh.codatId, seedApps.meridian.clientId, seedApps.meridian.secret)
    const wrong = await paste(fresh.codatId, seedApps.meridian.clientId, `${seedApps.meridian.secret} `)
    expect(right.name).toBe('codat-xero-settings')
    expect(right.html).toContain('data-saved')
    expect(wrong.html).toBe(right.html)
    expect(inputValue(wrong.html, 'client-id')).toBe(seedApps.meridian.clientId)
    expect(wrong.html).not.toContain(seedApps.meridian.secret)
    expect((await paste(fresh.codatId, '', '')).html).toContain('data-problem')
  })

  it('asks to enable after the first save, and the API tells', async () => {
    const enabled = async () => (await api<{ enabled: boolean }>(fresh.codatId, '/integrations/gbol')).enabled
    expect((await paste(fresh.codatId, 'any', 'thing')).html).toContain('data-dialog="enable-xero"')
    expect(await enabled()).toBe(false)
    await portal(`${SETTINGS}/enabled`, { client: fresh.codatId, enabled: 'yes' })
    expect(await enabled()).toBe(true)
    await portal(`${SETTINGS}/enabled`, { client: fresh.codatId, enabled: 'no' })
    expect(await enabled()).toBe(false)
  })

  it('asks which client is meant at the real address, and shows keys in both forms', async () => {
    const address = await practice.controls.pageAddress({ page: 'codat-api-keys' })
    expect((await open(practice.origins, address)).name).toBe('codat-choose-client')
    const { html } = await open(practice.origins, `${address}?client=${harbour.codatId}`)
    const key = codatKey(harbour.codatId, 'Robin')
    expect(html).toContain(key)
    expect(html).toContain(`Basic ${Buffer.from(key).toString('base64')}`)
  })

  it('makes and deletes keys, but not the last one; a key made again is another', async () => {
    const keyOf = (html: string) => /data-key="Second">[\s\S]*?data-key-value>([^<]+)</.exec(html)?.[1] ?? ''
    const hashOf = (html: string) => attribute(html.slice(html.indexOf('data-key="Second"')), 'value')
    const drop = async (html: string) => {
      const row = html.slice(html.indexOf('data-key="Second"'))
      const hash = /<button name="key" value="([^"]+)"/.exec(row)?.[1] ?? ''
      return portal('/developers/api-keys/delete', { client: fresh.codatId, key: hash })
    }
    const made = await portal('/developers/api-keys', { client: fresh.codatId, name: 'Second' })
    expect(hashOf(made.html)).not.toBeNull()
    const accepts = async (key: string) =>
      (
        await fetch(`${practice.origins.codatApi}/profile`, {
          headers: { Authorization: `Basic ${Buffer.from(key).toString('base64')}` },
        })
      ).status
    const first = keyOf(made.html)
    expect(await accepts(first)).toBe(200)
    await drop(made.html)
    expect(await accepts(first)).toBe(401)
    const again = keyOf((await portal('/developers/api-keys', { client: fresh.codatId, name: 'Second' })).html)
    expect(again).not.toBe(first)
    await drop(
      (await open(practice.origins, `${practice.origins.codatPortal}/developers/api-keys?client=${fresh.codatId}`))
        .html,
    )
    const last = await portal('/developers/api-keys/delete', { client: fresh.codatId, key: 'any' })
    expect(last.html).toContain('data-problem')
  })

  it('refuses a form that another site posted', async () => {
    const response = await fetch(`${practice.origins.codatPortal}${SETTINGS}`, {
      method: 'POST',
      headers: { Origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ client: fresh.codatId, clientId: 'x', clientSecret: 'y' }),
    })
    expect(response.status).toBe(403)
  })
})

describe('Link', () => {
  it('goes through Xero with the stored credentials and ends linked', async () => {
    const made = await waiting(tidewater.codatId)
    expect(made.status).toBe('PendingAuth')
    const end = await link(made.linkUrl, { organisation: 'Mistral Printing' })
    expect(end.name).toBe('codat-linked')
    expect(end.html).toContain('statusCode=200')
    expect(await made.now()).toMatchObject({
      status: 'Linked',
      connectionInfo: { tenantId: seedId('organisation Mistral Printing') },
    })
    const { xeroApps } = await practice.controls.view()
    expect(xeroApps.find(({ clientId }) => clientId === seedApps.tidewater.clientId)?.counted).toBe(5)
  })

  it('fails with a wrong secret, although Xero’s consent was given and Codat said nothing', async () => {
    await paste(tidewater.codatId, seedApps.tidewater.clientId, `${seedApps.tidewater.secret.slice(0, -1)}!`)
    const made = await waiting(tidewater.codatId)
    expect((await link(made.linkUrl, { organisation: 'Mistral Printing' })).name).toBe('codat-not-linked')
    expect(await made.now()).toMatchObject({
      status: 'PendingAuth',
      dataConnectionErrors: [{ errorMessage: 'Unknown error occurred.', status: 'Active' }],
    })
  })

  it('ends on Xero’s own error page with a wrong client id', async () => {
    await paste(tidewater.codatId, 'F'.repeat(32), seedApps.tidewater.secret)
    expect((await link((await waiting(tidewater.codatId)).linkUrl)).name).toBe('xero-error')
  })

  it('ends on the limit page when Xero’s app is full, and nothing comes back to Codat', async () => {
    await link((await waiting(tidewater.codatId)).linkUrl, { organisation: 'Mistral Printing' })
    const made = await waiting(tidewater.codatId, 'One too many')
    expect((await link(made.linkUrl, { organisation: 'Kauri Point Vets' })).name).toBe('xero-connection-limit')
    expect((await made.now()).status).toBe('PendingAuth')
  })

  it('keeps “User cancelled.” when the owner says no', async () => {
    const made = await waiting(tidewater.codatId)
    expect((await link(made.linkUrl, { decision: 'cancel' })).html).toContain('User cancelled.')
    expect((await made.now()).dataConnectionErrors?.map(({ errorMessage }) => errorMessage)).toEqual([
      'User cancelled.',
    ])
  })

  it('can be a one-time link, which lasts a day', async () => {
    await practice.controls.setFailure({ name: 'codat.link:one-time', on: true })
    const used = await waiting(tidewater.codatId)
    const lying = await waiting(tidewater.codatId, 'Latecomer')
    expect((await open(practice.origins, used.linkUrl)).name).toBe('xero-consent')
    expect((await open(practice.origins, used.linkUrl)).name).toBe('codat-link-stale')
    await practice.controls.advance({ seconds: 25 * 60 * 60 })
    expect((await open(practice.origins, lying.linkUrl)).name).toBe('codat-link-stale')
    await practice.controls.setFailure({ name: 'codat.link:one-time', on: false })
    expect((await link(lying.linkUrl, { organisation: 'Mistral Printing' })).name).toBe('codat-linked')
  })

  it('leads nowhere when Xero isn’t enabled and for a made-up state', async () => {
    const made = await waiting(tidewater.codatId)
    await portal(`${SETTINGS}/enabled`, { client: tidewater.codatId, enabled: 'no' })
    expect((await link(made.linkUrl)).name).toBe('codat-link-not-enabled')
    const forged = `${practice.origins.codatLink}/oauth2/callback?code=x&state=y`
    expect((await open(practice.origins, forged)).name).toBe('codat-link-unknown')
  })

  it('still links after a restart with what was pasted before, which the state file doesn’t hold', async () => {
    const stateFile = path.join(bench.dir, 'practice.json')
    await practice.close()
    practice = await startPractice({ stateFile })
    const { clientId, secret } = seedApps.meridian
    await paste(fresh.codatId, clientId, secret)
    await portal(`${SETTINGS}/enabled`, { client: fresh.codatId, enabled: 'yes' })
    await practice.close()
    expect(await readFile(stateFile, 'utf8')).not.toContain(secret)
    practice = await startPractice({ stateFile })
    const made = await waiting(fresh.codatId)
    expect((await link(made.linkUrl, { organisation: 'Mistral Printing' })).name).toBe('codat-linked')
  })
})

describe('Latchkey over it', () => {
  async function keep(seed: { codatId: string; name: string }, xeroAppIds: string[] = []) {
    const client = await bench.clients.add(benchFields({ name: seed.name, xeroAppIds }))
    const baseUrl = practice.origins.codatApi
    const questions = createCodatQuestions({ clients: bench.clients, fetch: guardFetch(fetch, [baseUrl]), baseUrl })
    const handlers = codatHandlers({ clients: bench.clients, questions })
    bench.clipboard = `Basic ${Buffer.from(codatKey(seed.codatId, 'Robin')).toString('base64')}`
    await handlers.pasteCodatKey({ id: client.id, key: 'Robin', holder: 'Robin', arrival: 'generated-here' })
    return {
      client,
      handlers,
      questions,
      connections: createCodatConnectionsSource({ clients: bench.clients, questions }),
    }
  }

  it('learns the client from its key, and notices a key of another client', async () => {
    const { client, handlers } = await keep(harbour)
    const first = await handlers.checkCodatKey({ id: client.id })
    expect(codatCalls.checkCodatKey.output.parse(first)).toMatchObject({
      outcome: { kind: 'accepted', codatId: harbour.codatId, belongs: 'first-check' },
      client: { codatId: harbour.codatId, findings: [{ code: 'no-xero-app' }] },
      budget: { day: { limit: 25_000 } },
    })
    bench.clipboard = codatKey(tidewater.codatId, 'Robin')
    await handlers.pasteCodatKey({ id: client.id, key: 'Other', holder: '', arrival: 'call' })
    expect((await handlers.checkCodatKey({ id: client.id, key: 'Other' })).outcome).toMatchObject({
      belongs: 'other-client',
    })
    expect((await bench.records.get(client.id)).codatId).toBe(harbour.codatId)
  })

  it('notes a revoked key as refused, by whatever was asked', async () => {
    const { client, handlers } = await keep(harbour)
    await handlers.checkCodatKey({ id: client.id })
    await practice.controls.setFailure({ name: 'codat.integrations/unauthorized', on: true })
    bench.clock.time = new Date('2026-11-24T11:00:00Z')
    const { outcome } = await handlers.getXeroIntegration({ id: client.id })
    expect(outcome).toMatchObject({ kind: 'problem', problem: { kind: 'key-refused' } })
    expect((await bench.clients.view(await bench.records.get(client.id))).findings).toContainEqual(
      expect.objectContaining({ code: 'key-refused', key: 'Robin', severity: 'act' }),
    )
  })

  it('reads the integration and counts the companies', async () => {
    const { client, handlers } = await keep(harbour)
    const { outcome } = codatCalls.getXeroIntegration.output.parse(await handlers.getXeroIntegration({ id: client.id }))
    expect(outcome).toMatchObject({ kind: 'read', integration: { enabled: true, linkedConnections: 22 } })
    const refreshed = await handlers.refreshCompanies({ id: client.id, refreshId: crypto.randomUUID() })
    expect(codatCalls.refreshCompanies.output.parse(refreshed).summary).toMatchObject({
      state: 'complete',
      companies: 26,
      withXero: 24,
      counts: { Linked: 22, PendingAuth: 1, Unlinked: 1 },
    })
    await handlers.updateCodatClient({
      id: client.id,
      fields: { tags: [{ tag: 'team', is: 'equal', value: 'north' }] },
    })
    const narrowed = await handlers.refreshCompanies({ id: client.id, refreshId: crypto.randomUUID() })
    expect(narrowed.summary).toMatchObject({ state: 'complete', companies: 12 })
  })

  it('gives the count what it asks, and sees a place freed in Xero as Deauthorized', async () => {
    const appId = crypto.randomUUID()
    const { client, connections } = await keep(harbour, [appId])
    expect(await connections.clientsOf(appId)).toEqual([{ id: client.id, name: 'Harbour Pay' }])
    const states = async () => {
      const read = await connections.readCompanies(client.id, {
        signal: AbortSignal.timeout(60_000),
        onProgress: () => {},
      })
      expect(read).toMatchObject({ kind: 'read', complete: true, code: null })
      const rows = read.kind === 'read' ? read.rows : []
      return rows.filter(({ status }) => status === 'Deauthorized').length
    }
    expect(await states()).toBe(0)
    const row = seedId(`connection ${seedApps.harbourPay.clientId} ${seedPeople.olive} Tui Plumbing Services`)
    await submit(
      practice.origins,
      new URL(practice.origins.xeroPortal),
      `/myapps/${seedApps.harbourPay.clientId}/connections/${row}/disconnect`,
      {},
    )
    expect(await states()).toBe(1)
    const where = {
      clientId: client.id,
      companyId: seedId('codat company harbour Tui Plumbing Services'),
      connectionId: seedId('codat connection harbour Tui Plumbing Services '),
    }
    expect(await connections.deleteConnection(where)).toBe('deleted')
    expect(await connections.deleteConnection(where)).toBe('not-there')
    expect(await states()).toBe(0)
    await practice.controls.setFailure({ name: 'codat.delete-connection/cut', on: true })
    await expect(connections.deleteConnection(where)).rejects.toMatchObject({ code: 'codat.cut-off' })
  })

  it('knows companies of organisations in Xero only, leftovers aside', async () => {
    const { questions, client } = await keep(harbour)
    const { rows } = await questions.readCompanies(client.id, undefined, {})
    const names = rows.map(({ companyName }) => companyName)
    for (const leftover of seedHarbourLeftovers) expect(names).not.toContain(leftover)
  })

  it('stops a refresh by its id', async () => {
    const { client, handlers, questions } = await keep(harbour)
    await practice.controls.setFailure({ name: 'codat.companies/hangs', on: true })
    const refreshId = crypto.randomUUID()
    const refresh = questions.refresh(client.id, undefined, refreshId)
    await expect.poll(() => handlers.cancelCodat({ refreshId })).toEqual({ cancelled: true })
    expect((await refresh).summary).toMatchObject({ state: 'cancelled', companies: 0 })
    expect(await handlers.cancelCodat({ refreshId })).toEqual({ cancelled: false })
  })
})
