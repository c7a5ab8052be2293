// What an app:// address is answered with: which file, under which headers. No Electron, so that it can be tested alone.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ANSWER_HEADERS, APP_SCHEME, contentSecurityPolicy, TYPES } from '../../domain/own-pages'

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

export interface Answered {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The whole answer to an address, with a policy of its own; null for whatever is none of our pages' files. Read at once: they are small,
 * and the promised way is four round trips to another thread before a page can begin.
 */
export function answerFor(root: string, host: string, address: string): Answered | null {
  const asset = resolveAsset(root, host, address)
  if (asset === null) return null
  const nonce = randomBytes(18).toString('base64url')
  const headers = {
    ...ANSWER_HEADERS,
    'content-type': asset.type,
    'content-security-policy': contentSecurityPolicy(nonce),
  }
  try {
    const body = readFileSync(asset.file)
    if (!asset.type.startsWith('text/html')) return { body, headers }
    return { body: Buffer.from(body.toString('utf8').replaceAll('__NONCE__', nonce)), headers }
  } catch {
    return null
  }
}
