// The gauge and the connections over real files and the practice Xero, driven by calls as a page would make them.
import { remarkText } from '../../src/domain/activity/remark'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { z } from 'zod'
import type { CodatRow } from '../../src/domain/connections/snapshot'
import { connectionCalls, type ConnectionProgress } from '../../src/contract/connections'
import { confirmRequest, type ConfirmRequest } from '../../src/domain/confirm-request'
import { type Connections, openConnections } from '../../src/main/connections/connections'
import { openKeptConnections } from '../../src/main/connections/kept-connections'
import type { AppsOfConnections } from '../../src/main/connections/kept-connections'
import type { CodatConnectionsSource } from '../../src/main/codat/connections-source'
import { createXeroConnections } from '../../src/main/connections/xero-connections'
import { Failure } from '../../src/domain/failure'
import { type Practice, startPractice } from '../../src/practice/practice'
import { seedApps, seedHarbourCustomers, seedId } from '../../src/practice/xero/seed'
import { guardFetch } from '../../src/main/provider-fetch'
import { Secret } from '../../src/main/secret'
import { addressesOfXero, originsOfXero } from '../../src/domain/xero/addresses'
import { openAppConnections } from '../../src/main/xero/app-connections'

type Calls = typeof connectionCalls
type Call = keyof Calls

export interface ConnectionsBench {
  readonly dir: string
  readonly practice: Practice
  readonly appId: string
  readonly connections: Connections
  readonly codat: ScriptedCodat
  readonly clock: { time: Date; now(): Date; monotonic(): number }
  /** What main asked in its own window, and how the user answers. */
  readonly asked: ConfirmRequest[]
  answer: (request: ConfirmRequest) => boolean | Promise<boolean>
  readonly progress: ConnectionProgress[]
  /** Runs at each progress, before the work goes on. */
  onProgress: (progress: ConnectionProgress) => void
  readonly notified: { title: string; body: string }[]
  readonly noted: string[]
  readonly saved: { suggestedName: string; text: string }[]
  /** As a page calls: only what fits the contract goes in and comes out. */
  call<K extends Call>(name: K, input: z.input<Calls[K]['input']>): Promise<z.output<Calls[K]['output']>>
  /** Requests that removed a connection, counted by the practice Xero. */
  removals(): Promise<number>
  /** Another run of Latchkey over the same folder. */
  reopen(): Connections
  close(): Promise<void>
}

/** Codat's side as a test sets it: `CodatConnectionsSource` is small, and its faults can't be made on demand at the real one. */
export interface ScriptedCodat extends CodatConnectionsSource {
  companies: CodatRow[]
  /** The page at which reading fails for good; null for none. */
  failsAtPage: number | null
  linkedFigure: number | null
  readonly deleted: string[]
  /** Runs before each page. */
  beforePage: (page: number) => void
}

/** The row of a company with one connection to Xero. */
export function linkedCompany(name: string, status = 'Linked'): CodatRow {
  return {
    clientId: 'codat-client',
    clientName: 'Harbour',
    companyId: seedId(`company ${name}`),
    companyName: name,
    connectionId: seedId(`connection ${name}`),
    status,
    createdAt: '2025-01-01T00:00:00.123Z',
    lastSync: null,
    tenantId: null,
  }
}

const PAGE = 10

function scriptedCodat(): ScriptedCodat {
  const codat: ScriptedCodat = {
    companies: seedHarbourCustomers.map((name) => linkedCompany(name)),
    failsAtPage: null,
    linkedFigure: null,
    deleted: [],
    beforePage: () => {},
    clientsOf: async () => [{ id: 'codat-client', name: 'Harbour' }],
    async readCompanies(_clientId, { signal, onProgress }) {
      for (let page = 0; page * PAGE < codat.companies.length; page += 1) {
        codat.beforePage(page)
        if (signal.aborted) return { kind: 'not-read', code: 'codat.cancelled' }
        if (page === codat.failsAtPage)
          return page === 0
            ? { kind: 'not-read', code: 'codat.unreachable' }
            : {
                kind: 'read',
                complete: false,
                code: 'codat.server-error',
                rows: codat.companies.slice(0, page * PAGE),
              }
        onProgress({ companies: Math.min((page + 1) * PAGE, codat.companies.length), told: codat.companies.length })
      }
      return { kind: 'read', complete: true, code: null, rows: codat.companies }
    },
    readLinkedFigure: async () => ({ kind: 'read', linked: codat.linkedFigure }),
    async deleteConnection({ connectionId }) {
      codat.deleted.push(connectionId)
      return 'deleted'
    },
  }
  return codat
}

export async function openConnectionsBench(): Promise<ConnectionsBench> {
  const dir = await mkdtemp(path.join(tmpdir(), 'latchkey-connections-'))
  const practice = await startPractice()
  const { xeroLogin, xeroIdentity, xeroApi } = practice.origins
  const addresses = addressesOfXero({ login: xeroLogin, identity: xeroIdentity, api: xeroApi })
  const appId = randomUUID()
  const clock = { time: new Date(), now: () => clock.time, monotonic: () => performance.now() }
  const apps: AppsOfConnections = {
    async get(id) {
      if (id !== appId) throw new Failure('record.missing')
      return { id, name: 'Harbour Pay', createdOn: '2024-01-01' }
    },
  }
  const open = (): Connections =>
    openConnections({
      dir,
      kept: openKeptConnections({ dir, clock, apps }),
      clock,
      prompts: {
        async confirm(request) {
          bench.asked.push(confirmRequest.parse(request))
          return bench.answer(request)
        },
      },
      notifier: {
        async notify(notification) {
          bench.notified.push(notification)
          return 'shown'
        },
      },
      wantsNotifications: () => true,
      apps,
      xero: createXeroConnections(async (_appId, signal) =>
        openAppConnections({
          clientId: seedApps.harbourPay.clientId,
          secret: new Secret(seedApps.harbourPay.secret),
          fetch: guardFetch(fetch, originsOfXero(addresses)),
          addresses,
          clock,
          signal,
          requestMs: 2_000,
        }),
      ),
      codat: bench.codat,
      saveFile: {
        async save(file) {
          bench.saved.push(file)
          return 'saved'
        },
      },
      note: async (what, _about, remark) =>
        void bench.noted.push(`${what}: ${remark === undefined ? '' : remarkText(remark)}`),
      onProgress(progress) {
        bench.progress.push(progress)
        bench.onProgress(progress)
      },
      onChange: () => {},
    })

  const bench: ConnectionsBench = {
    dir,
    practice,
    appId,
    codat: scriptedCodat(),
    clock,
    asked: [],
    answer: () => true,
    progress: [],
    onProgress: () => {},
    notified: [],
    noted: [],
    saved: [],
    get connections() {
      return connections
    },
    async call(name, input) {
      const handler = connections[name] as (input: unknown) => Promise<unknown>
      const output = await handler(connectionCalls[name].input.parse(input))
      return connectionCalls[name].output.parse(output) as never
    },
    async removals() {
      const requests = await practice.controls.requests()
      return requests.filter((request) => request.method === 'DELETE').length
    },
    reopen: open,
    async close() {
      await practice.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
  const connections = open()
  return bench
}
