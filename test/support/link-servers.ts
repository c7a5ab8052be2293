// Web servers on this machine for links to be checked against: a good one, and one for every way a link can be bad.
import { createServer, type Server } from 'node:https'
import { createServer as createPlainServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestAuthority } from './test-certificates'

export interface LinkServers {
  /** Where each lies, from https:// on. */
  readonly good: string
  readonly expired: string
  readonly selfSigned: string
  /** Bytes that were sent of the 10 MB page so far. */
  bytesOfLongPage(): number
  close(): Promise<void>
}

const LONG_PAGE_BYTES = 10_000_000

/** Paths of the good server: `/`, `/missing` (404), `/soft` (200, titled “not found”), `/to-http`, `/slow`, `/long`. */
export async function startLinkServers(authority: TestAuthority): Promise<LinkServers> {
  let sent = 0
  const plain = createPlainServer((_request, response) => response.end('plain'))
  await listening(plain)
  const answer: Parameters<typeof createServer>[1] = (request, response) => {
    const html = { 'content-type': 'text/html; charset=utf-8' }
    switch (request.url) {
      case '/missing':
        response.writeHead(404, html).end('<title>Not here</title>')
        return
      case '/soft':
        response.writeHead(200, html).end('<title>Page not found</title>')
        return
      case '/to-http':
        response.writeHead(302, { location: `http://localhost:${portOf(plain)}/` }).end()
        return
      case '/slow':
        return
      case '/long': {
        response.writeHead(200, html)
        response.write('<title>A long page</title>')
        const piece = Buffer.alloc(100_000, 'x')
        const more = (): void => {
          if (response.destroyed) return
          sent += piece.byteLength
          if (sent >= LONG_PAGE_BYTES) response.end(piece)
          else if (response.write(piece)) setImmediate(more)
          else response.once('drain', more)
        }
        more()
        return
      }
      default:
        response.writeHead(200, html).end('<title>A page</title><p>Fine.</p>')
    }
  }
  const good = createServer(await authority.sign('good'), answer)
  const expired = createServer(await authority.sign('expired', { notAfter: '20240101000000Z' }), answer)
  const selfSigned = createServer(await authority.selfSigned('self-signed'), answer)
  const servers = [good, expired, selfSigned]
  await Promise.all(servers.map(listening))
  const at = (server: Server): string => `https://localhost:${portOf(server)}`
  return {
    good: at(good),
    expired: at(expired),
    selfSigned: at(selfSigned),
    bytesOfLongPage: () => sent,
    async close() {
      for (const server of [...servers, plain]) server.closeAllConnections()
      await Promise.all([...servers, plain].map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function listening(server: Server | ReturnType<typeof createPlainServer>): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
}

function portOf(server: Server | ReturnType<typeof createPlainServer>): number {
  return (server.address() as AddressInfo).port
}
