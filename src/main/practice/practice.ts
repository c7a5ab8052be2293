// Starts the stand-ins: servers on loopback, one state, one set of controls.
import {
  type PracticeOriginName,
  practiceOriginNames,
  practiceOrigins,
  type PracticeOrigins,
  type PracticeSeed,
} from '../../contract/practice'
import { createControls, defaultSettings, type PracticeControls, takeFailure, takeFault } from './controls'
import { type Route, type SeenRequest, type ServerPorts, type StandInServer, startServer } from './http-server'
import { openState, type PracticeState, type StateFile } from './state-file'
import { apiRoutes } from './xero/api'
import { authorizeRoutes, loginRoutes } from './xero/authorize'
import { identityRoutes } from './xero/identity'
import { portalRoutes } from './xero/my-apps'
import { seedWorld } from './xero/seed'
import { newSigningKey } from './xero/signer'
import type { XeroStandIn } from './xero/stand-in'
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
 * Starts the practice Xero on 127.0.0.1. Rejects with the socket's error if a port asked for by `firstPort` is taken, and
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
  const servers = await startServers(routesOf(xero), options.firstPort, file.state.ports, ports)
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
  return { version: 1, seed, ports: {}, settings: { ...defaultSettings }, failures: [], xero }
}

function standIn(file: StateFile, now: () => Date, origins: () => PracticeOrigins): XeroStandIn {
  return {
    world: () => file.state.xero,
    save: () => file.save(),
    now,
    origins,
    settings: () => file.state.settings,
    fails: (name) => takeFailure(file.state, name),
  }
}

function routesOf(xero: XeroStandIn): Record<PracticeOriginName, Route[]> {
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

async function startServers(
  routes: Record<PracticeOriginName, Route[]>,
  firstPort: number | undefined,
  remembered: Readonly<Record<string, number>>,
  ports: ServerPorts,
): Promise<Map<PracticeOriginName, StandInServer>> {
  const started = new Map<PracticeOriginName, StandInServer>()
  try {
    for (const [index, name] of practiceOriginNames.entries()) {
      const port = firstPort === undefined ? (remembered[name] ?? 0) : firstPort + index
      const options = { port, exact: firstPort !== undefined, standingHeaders: COOKIE }
      started.set(name, await startServer(options, routes[name], ports))
    }
    return started
  } catch (error) {
    await Promise.all([...started.values()].map((server) => server.close()))
    throw error
  }
}
