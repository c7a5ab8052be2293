// Which file an app:// address means, and the CSP it is served with. No Electron, so that it can be tested alone.
import path from 'node:path'

export const APP_SCHEME = 'app'

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
