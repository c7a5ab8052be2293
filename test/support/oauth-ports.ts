// Ports of this machine for tests that listen: held ones, taken ones, and who listens where.
import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { promisify } from 'node:util'
import { parseLoopbackRedirect, type LoopbackRedirect } from '../../src/domain/redirect-uri'

export const hasIpv6Loopback = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === '::1'),
)

/** Takes a port on one address, as another program would. */
export function takePort(host: string, port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy())
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => resolve(server))
  })
}

export function releasePort(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}

/**
 * Ports for tests that need a number before anything listens there. They lie below those that systems give out by themselves
 * (from 32768 on Linux, from 49152 elsewhere), so that nobody gets one by chance.
 */
const FIRST = 20_000
const COUNT = 6_000

/**
 * `count` ports in a row that are free on both loopback addresses and this process's until it ends: nobody else who asks here
 * gets one of them, listened on or not. A listener `COUNT` above each is the lock, which the system opens when the process is gone.
 */
export async function freePorts(count: number): Promise<number[]> {
  for (let tries = 0; tries < COUNT; tries += 1) {
    const first = FIRST + Math.floor(Math.random() * (COUNT - count))
    const ports = Array.from({ length: count }, (_, index) => first + index)
    if (await holdAll(ports)) return ports
  }
  throw new Error(`No ${count} ports in a row are free`)
}

/** One port, as of `freePorts`. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1)
  return port
}

/** An origin where nobody listens and nobody will: every connection is refused. */
export async function refusedOrigin(): Promise<string> {
  return `http://127.0.0.1:${await freePort()}`
}

async function holdAll(ports: readonly number[]): Promise<boolean> {
  const locks: Server[] = []
  for (const port of ports) {
    const lock = await takePort('127.0.0.1', port + COUNT).catch(() => null)
    if (lock !== null) locks.push(lock.unref())
    // A program that doesn't ask here may use what is not locked.
    if (lock !== null && (await isUnused(port))) continue
    await Promise.all(locks.map(releasePort))
    return false
  }
  return true
}

async function isUnused(port: number): Promise<boolean> {
  return (await canBind('127.0.0.1', port)) && (!hasIpv6Loopback || (await canBind('::1', port)))
}

export async function canBind(host: string, port: number): Promise<boolean> {
  try {
    await releasePort(await takePort(host, port))
    return true
  } catch {
    return false
  }
}

/** A redirect URI whose port is held as by `freePorts`. */
export async function freeRedirect(path = '/callback'): Promise<LoopbackRedirect> {
  const parsed = parseLoopbackRedirect(`http://localhost:${await freePort()}${path}`)
  return parsed.ok ? parsed.redirect : freeRedirect(path)
}

/** Local addresses that the system itself says are listened on at `port`. */
export async function listeningAddresses(port: number): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ss', ['-ltnH', `sport = :${port}`])
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.trim().split(/\s+/)[3] ?? '')
    .toSorted()
}
