// Ports of this machine for tests that listen: free ones, taken ones, and who listens where.
import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { promisify } from 'node:util'
import { parseLoopbackRedirect, type LoopbackRedirect } from '../../src/contract/redirect-uri'

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

/** A port that nothing listened on a moment ago, on either loopback address. */
export async function freePort(): Promise<number> {
  const probe = await takePort('127.0.0.1', 0)
  const address = probe.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await releasePort(probe)
  return (await canBind('::1', port)) || !hasIpv6Loopback ? port : freePort()
}

export async function canBind(host: string, port: number): Promise<boolean> {
  try {
    await releasePort(await takePort(host, port))
    return true
  } catch {
    return false
  }
}

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
