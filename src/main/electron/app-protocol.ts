// Serves our own pages over app://, so that nothing runs from file:// and every answer carries the CSP.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol, type Session } from 'electron'

export const APP_SCHEME = 'app'

/** Must run before `ready`: the scheme is standard (it has an origin) and secure. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ])
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** The CSP of every page of ours. React Aria puts one style element in, which is what the nonce is for. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

/**
 * The file that an address asks for, or null when it is none of ours: another host, a path that leaves `root` however
 * it is spelled, a type we don't serve.
 */
export function resolveAsset(root: string, host: string, address: string): { file: string; type: string } | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== host) return null
  let pathname: string
  try {
    pathname = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (pathname.includes('\0') || pathname.includes('\\')) return null
  const file = path.join(root, pathname)
  const type = TYPES[path.extname(file)]
  if (!file.startsWith(root + path.sep) || type === undefined) return null
  return { file, type }
}

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
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
