// Serves our own pages over app://, so that nothing runs from file:// and every answer carries the CSP.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { APP_SCHEME, contentSecurityPolicy, resolveAsset } from './assets'

export { APP_SCHEME }

/** Must run before `ready`: the scheme is standard (it has an origin) and secure. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ])
}

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // A page may ask for names to be looked up, which neither the policy nor the session's filter sees.
  'x-dns-prefetch-control': 'off',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** Answers app://`host`/… on a session from files under `root`. */
export function serveApp(session: Session, { root, host }: { root: string; host: string }): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const asset = request.method === 'GET' ? resolveAsset(root, host, request.url) : null
    if (asset === null) return new Response('Not found', { status: 404, headers: HEADERS })
    try {
      const nonce = randomBytes(18).toString('base64url')
      const headers = {
        ...HEADERS,
        'content-type': asset.type,
        'content-security-policy': contentSecurityPolicy(nonce),
      }
      const bytes = await readFile(asset.file)
      if (!asset.type.startsWith('text/html')) return new Response(bytes, { headers })
      return new Response(bytes.toString('utf8').replaceAll('__NONCE__', nonce), { headers })
    } catch {
      return new Response('Not found', { status: 404, headers: HEADERS })
    }
  })
}
