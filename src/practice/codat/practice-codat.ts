// The practice Codat: its routes for whoever runs the servers, and a runner of its own for tests.
import {
  type PracticeCodatClient,
  type PracticeCodatEndpoint,
  type PracticeCodatFailureName,
  type PracticeCodatOriginName,
  practiceCodatOriginNames,
  type PracticeCodatSettings,
} from '../../contract/practice-codat'
import { type PracticeServerTrouble, practiceServerTroubles } from '../../contract/practice-troubles'
import { type SeenRequest, type ServerPorts, type StandInServer, startServer } from '../http-server'
import { codatApiRoutes, type CodatRoute } from './api'
import { extraOf } from './companies'
import { openLedger } from './ledger'
import { linkRoutes } from './link'
import { codatPortalRoutes } from './portal'
import { seedCodatWorld } from './seed'
import type { CodatStandIn, XeroNextDoor } from './stand-in'
import type { CodatWorld } from './world'

export type PracticeCodatOrigins = Readonly<Record<PracticeCodatOriginName, string>>

export const defaultCodatSettings: PracticeCodatSettings = {
  extraCompanies: 0,
  extraAreXero: true,
  showCounts: true,
  requestsPerMinute: 1_000,
  pushSettleSeconds: 2,
}

/** What each of the three servers answers. */
export function codatRoutes(standIn: CodatStandIn): Record<PracticeCodatOriginName, CodatRoute[]> {
  return {
    codatApi: codatApiRoutes(standIn),
    codatPortal: codatPortalRoutes(standIn),
    codatLink: linkRoutes(standIn),
  }
}

const troubles = Object.keys(practiceServerTroubles) as PracticeServerTrouble[]

/** The server trouble that is switched on for an endpoint, the first of the list if there are several. */
export function takeCodatTrouble(standIn: CodatStandIn, endpoint: PracticeCodatEndpoint): PracticeServerTrouble | null {
  return troubles.find((trouble) => standIn.fails(`${endpoint}/${trouble}`)) ?? null
}

export function codatClientViews(standIn: CodatStandIn): PracticeCodatClient[] {
  return standIn.world().clients.map((client) => ({
    codatId: client.id,
    name: client.name,
    keyNames: client.keys.map(({ name }) => name),
    companies: client.companies.length + extraOf(standIn, client),
    xeroClientId: client.xero.clientId,
    xeroEnabled: client.xero.enabled,
  }))
}

export interface PracticeCodatOptions {
  readonly seed?: 'furnished' | 'empty'
  /** The practice clock. */
  readonly now?: () => Date
  /** The practice Xero beside it, which Link sends people to. */
  readonly xero?: XeroNextDoor
  readonly settings?: Partial<PracticeCodatSettings>
  readonly slowSeconds?: number
  readonly retryAfterSeconds?: number
  /** Told of defects in the stand-in itself. */
  readonly broke?: (error: unknown) => void
}

export interface PracticeCodat {
  readonly origins: PracticeCodatOrigins
  readonly controls: {
    clients(): PracticeCodatClient[]
    setFailure(failure: { name: PracticeCodatFailureName; on: boolean; times?: number }): void
    setSettings(settings: Partial<PracticeCodatSettings>): void
    reset(seed: 'furnished' | 'empty'): void
    requests(): SeenRequest[]
  }
  /** Ends every server and every open connection. */
  close(): Promise<void>
}

/** Starts the practice Codat alone on 127.0.0.1, on free ports, with its state in memory. */
export async function startPracticeCodat(options: PracticeCodatOptions = {}): Promise<PracticeCodat> {
  const now = options.now ?? (() => new Date())
  const settings = { ...defaultCodatSettings, ...options.settings }
  const failures = new Map<PracticeCodatFailureName, number | null>()
  const seen: SeenRequest[] = []
  let world: CodatWorld = seedCodatWorld(options.seed ?? 'furnished')
  let origins: PracticeCodatOrigins | null = null
  const ledger = await openLedger(null, () => true)
  const standIn: CodatStandIn = {
    world: () => world,
    save: async () => {},
    now,
    origins: () => {
      if (origins === null) throw new Error('Asked for an origin before all servers listen')
      return origins
    },
    settings: () => settings,
    retryAfterSeconds: () => options.retryAfterSeconds ?? 30,
    slowMilliseconds: () => (options.slowSeconds ?? 15) * 1_000,
    fails: (name) => takeOne(failures, name),
    ledger,
    xero: options.xero ?? null,
  }
  const servers = await startAll(codatRoutes(standIn), {
    now,
    takeFault: (endpoint) => takeCodatTrouble(standIn, endpoint),
    slowMilliseconds: standIn.slowMilliseconds,
    retryAfterSeconds: standIn.retryAfterSeconds,
    saw: (request) => void seen.push(request),
    broke: options.broke ?? (() => {}),
  })
  origins = {
    codatApi: servers.codatApi.origin,
    codatPortal: servers.codatPortal.origin,
    codatLink: servers.codatLink.origin,
  }
  return {
    origins,
    controls: {
      clients: () => codatClientViews(standIn),
      setFailure: ({ name, on, times }) => void (on ? failures.set(name, times ?? null) : failures.delete(name)),
      setSettings: (changed) => void Object.assign(settings, changed),
      reset(seed) {
        world = seedCodatWorld(seed)
        failures.clear()
        void ledger.clear()
      },
      requests: () => [...seen],
    },
    close: async () => {
      await Promise.all(practiceCodatOriginNames.map((name) => servers[name].close()))
    },
  }
}

function takeOne(failures: Map<PracticeCodatFailureName, number | null>, name: PracticeCodatFailureName): boolean {
  const left = failures.get(name)
  if (left === undefined) return false
  if (left !== null) {
    if (left <= 1) failures.delete(name)
    else failures.set(name, left - 1)
  }
  return true
}

async function startAll(
  routes: Record<PracticeCodatOriginName, CodatRoute[]>,
  ports: ServerPorts<PracticeCodatEndpoint>,
): Promise<Record<PracticeCodatOriginName, StandInServer>> {
  const start = (name: PracticeCodatOriginName) =>
    startServer({ port: 0, exact: false, standingHeaders: {} }, routes[name], ports)
  return {
    codatApi: await start('codatApi'),
    codatPortal: await start('codatPortal'),
    codatLink: await start('codatLink'),
  }
}
