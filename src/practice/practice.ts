// Starts the stand-ins: servers on loopback, one state, one set of controls.
import {
  type PracticeOriginName,
  practiceOriginNames,
  practiceOrigins,
  type PracticeOrigins,
  type PracticeSeed,
  type PracticeXeroOriginName,
} from '../contract/practice'
import type { PracticeCodatEndpoint } from '../contract/practice-codat'
import { codatAddresses } from '../domain/facts'
import { codatClientViews, codatRoutes, takeCodatTrouble } from './codat/practice-codat'
import { type Ledger, openLedger } from './codat/ledger'
import { readLedger } from './codat/push'
import { seedCodatWorld } from './codat/seed'
import type { CodatStandIn } from './codat/stand-in'
import { createControls, defaultSettings, type PracticeControls, takeFailure, takeFault } from './controls'
import { type Route, type SeenRequest, type ServerPorts, type StandInServer, startServer } from './http-server'
import { openState, type PracticeState, type StateFile } from './state-file'
import { apiRoutes } from './xero/api'
import { authorizeRoutes, loginRoutes } from './xero/authorize'
import { identityRoutes } from './xero/identity'
import { portalRoutes } from './xero/my-apps'
import { liveConnections } from './xero/connections'
import { seedWorld } from './xero/seed'
import { newSigningKey } from './xero/signer'
import { findApp, findOrganisation, type XeroStandIn } from './xero/stand-in'
import { exchangeNextDoor } from './xero/token-endpoint'
import type { XeroWorld } from './xero/world'

/** How many requests are remembered. */
const SEEN_LIMIT = 2_000

export interface PracticeOptions {
  /** Where the state is kept; left out to keep it in memory only. */
  readonly stateFile?: string
  /** What a new state begins with; a state file that exists keeps its own. */
  readonly seed?: PracticeSeed
  /** First of consecutive ports, in the order of `practiceOriginNames`. Left out: those of the state file if free, or any. */
  readonly firstPort?: number
  /** This machine's clock; the practice clock runs beside it. */
  readonly now?: () => Date
  /** Told of defects in a stand-in itself. */
  readonly broke?: (error: unknown) => void
}

export interface Practice {
  readonly origins: PracticeOrigins
  readonly controls: PracticeControls
  /** Ends every server and every open connection. */
  close(): Promise<void>
}

/**
 * Starts the practice Xero and Codat on 127.0.0.1. Rejects with the socket's error if a port asked for by `firstPort` is taken, and
 * with the file's error if the state file can't be read or written.
 */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const machineNow = options.now ?? (() => new Date())
  const fresh = (seed: PracticeSeed, signingKey: XeroWorld['signingKey']) => freshState(seed, machineNow(), signingKey)
  const file = await openState(options.stateFile ?? null, async () =>
    fresh(options.seed ?? 'furnished', await newSigningKey()),
  )
  const now = () => new Date(machineNow().getTime() + file.state.settings.clockOffsetSeconds * 1000)
  const seen: SeenRequest[] = []
  const ports: ServerPorts = {
    now,
    takeFault: (endpoint) => takeFault(file.state, endpoint),
    slowMilliseconds: () => file.state.settings.slowSeconds * 1000,
    retryAfterSeconds: () => file.state.settings.retryAfterSeconds,
    saw(request) {
      seen.push(request)
      if (seen.length > SEEN_LIMIT) seen.shift()
    },
    broke: options.broke ?? (() => {}),
  }
  let origins: PracticeOrigins | null = null
  const xero = standIn(file, now, () => {
    if (origins === null) throw new Error('Asked for an origin before all servers listen')
    return origins
  })
  const taken = new Set(file.state.codat.pushes.map(({ key }) => key))
  const ledger = await openLedger(options.stateFile === undefined ? null : `${options.stateFile}.ledger`, (push) =>
    taken.has(push),
  )
  const codat = codatStandIn(file, xero, ledger)
  const codatPorts = { ...ports, takeFault: (endpoint: PracticeCodatEndpoint) => takeCodatTrouble(codat, endpoint) }
  const servers = await startServers(
    { ...startersOf(routesOf(xero), ports), ...startersOf(codatRoutes(codat), codatPorts) },
    options.firstPort,
    file.state.ports,
  )
  origins = practiceOrigins.parse(Object.fromEntries([...servers].map(([name, server]) => [name, server.origin])))
  file.state.ports = Object.fromEntries([...servers].map(([name, server]) => [name, server.port]))
  await file.save()
  return {
    origins,
    controls: createControls({
      file,
      origins,
      now,
      fresh: (seed) => fresh(seed, file.state.xero.signingKey),
      codatClients: () => codatClientViews(codat),
      ledger: { read: (accountId) => readLedger(codat, accountId), clear: () => ledger.clear() },
      seen: () => [...seen],
    }),
    close: async () => {
      await Promise.all([...servers.values()].map((server) => server.close()))
      await file.save()
    },
  }
}

function freshState(seed: PracticeSeed, now: Date, signingKey: XeroWorld['signingKey']): PracticeState {
  const xero = seedWorld(seed, now, signingKey)
  const codat = seedCodatWorld(seed)
  return { version: 1, seed, ports: {}, settings: { ...defaultSettings }, failures: [], xero, codat }
}

function standIn(file: StateFile, now: () => Date, origins: () => PracticeOrigins): XeroStandIn {
  return {
    world: () => file.state.xero,
    save: () => file.save(),
    now,
    origins,
    settings: () => file.state.settings,
    fails: (name) => takeFailure(file.state, name),
    leadsTo: (redirectUri) => leadsTo(redirectUri, origins()),
  }
}

/** Codat's redirect URI leads to the practice Codat; of all others, only those on this machine lead anywhere. */
function leadsTo(redirectUri: string, origins: PracticeOrigins): URL | null {
  const target = new URL(redirectUri)
  if (redirectUri === codatAddresses.redirectUri.value) return new URL(target.pathname, origins.codatLink)
  return target.hostname === 'localhost' ? target : null
}

function codatStandIn(file: StateFile, xero: XeroStandIn, ledger: Ledger): CodatStandIn {
  return {
    world: () => file.state.codat,
    save: () => file.save(),
    now: () => xero.now(),
    origins: () => xero.origins(),
    settings: () => file.state.settings,
    retryAfterSeconds: () => file.state.settings.retryAfterSeconds,
    slowMilliseconds: () => file.state.settings.slowSeconds * 1000,
    ledger,
    fails: (name) => takeFailure(file.state, name),
    xero: {
      origins: () => xero.origins(),
      exchange: (asked) => exchangeNextDoor(xero, asked),
      isConnected: (clientId, tenantId) =>
        liveConnections(file.state.xero, clientId).some((row) => row.tenantId === tenantId),
      organisation: (tenantId) => findOrganisation(file.state.xero, tenantId),
      mayFeed: (clientId) => findApp(file.state.xero, clientId)?.grantedScopes.includes('bankfeeds') ?? false,
    },
  }
}

function routesOf(xero: XeroStandIn): Record<PracticeXeroOriginName, Route[]> {
  return {
    xeroLogin: loginRoutes(xero),
    xeroAuthorize: authorizeRoutes(xero),
    xeroIdentity: identityRoutes(xero),
    xeroApi: apiRoutes(xero),
    xeroPortal: portalRoutes(xero),
  }
}

/** Real providers set cookies; a client that keeps or returns them shows in the requests seen. */
const COOKIE = { 'Set-Cookie': 'practice_session=practice-cookie-canary; Path=/; HttpOnly; SameSite=Lax' }

type Starter = (options: { port: number; exact: boolean }) => Promise<StandInServer>

/** Each server with its own routes and faults, ready to be given a port. */
function startersOf<N extends string, E extends string>(
  routes: Record<N, readonly Route<E>[]>,
  ports: ServerPorts<E>,
): Record<N, Starter> {
  const entries = (Object.keys(routes) as N[]).map((name): [N, Starter] => [
    name,
    (options) => startServer({ ...options, standingHeaders: COOKIE }, routes[name], ports),
  ])
  return Object.fromEntries(entries) as Record<N, Starter>
}

async function startServers(
  starters: Record<PracticeOriginName, Starter>,
  firstPort: number | undefined,
  remembered: Readonly<Record<string, number>>,
): Promise<Map<PracticeOriginName, StandInServer>> {
  const started = new Map<PracticeOriginName, StandInServer>()
  try {
    for (const [index, name] of practiceOriginNames.entries()) {
      const port = firstPort === undefined ? (remembered[name] ?? 0) : firstPort + index
      started.set(name, await starters[name]({ port, exact: firstPort !== undefined }))
    }
    return started
  } catch (error) {
    await Promise.all([...started.values()].map((server) => server.close()))
    throw error
  }
}
