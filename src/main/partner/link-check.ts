// Whether a link can be handed in: answers by https with a valid certificate, and isn't an error page. It goes through the
// providers' fetch, which sends nothing along and follows no redirect.
import { BlockList, isIP } from 'node:net'
import type { Fetch } from '../ports'
import { guardFetch } from '../provider-fetch'
import { isLocalName, NOT_PUBLIC_4, NOT_PUBLIC_6 } from '../../domain/partner/public-networks'
import type { CheckFinding } from '../../domain/partner/finding'
import { errorPage, findings, pageFinding, unansweredFinding } from '../../domain/partner/link-findings'

export interface LinkPorts {
  readonly fetch: Fetch
  /** All addresses of a host name. Rejects where the name is unknown here, as behind a proxy. */
  readonly lookup: (host: string) => Promise<readonly string[]>
  /** In practice mode this machine may be asked too. */
  readonly isPractice: boolean
  /** Milliseconds for the whole answer; 15 s unless told otherwise. */
  readonly deadlineMs?: number
}

const DEADLINE_MS = 15_000
/** Enough to see a page's title; the rest is never read. */
const MOST_BYTES = 65_536

/** Opens a link as a reviewer would, and says what was there. Never throws. */
export async function checkLink(link: string, ports: LinkPorts): Promise<CheckFinding> {
  const refused = refusedBeforehand(link, ports.isPractice)
  if (refused !== null) return refused
  const url = new URL(link)
  if (!ports.isPractice && (await resolvesPrivately(url.hostname, ports.lookup))) return findings.private
  const fetch = guardFetch(ports.fetch, [url.origin], { deadlineMs: ports.deadlineMs ?? DEADLINE_MS })
  const ending = new AbortController()
  try {
    const response = await fetch(url.href, { signal: ending.signal, headers: { Accept: 'text/html,*/*;q=0.5' } })
    if (response.status >= 400) return errorPage(response.status)
    if (response.status >= 300) return findings.redirected
    return pageFinding(await beginningOf(response))
  } catch (error) {
    return unansweredFinding(error)
  } finally {
    // What is left of a long page isn't fetched.
    ending.abort()
  }
}

/** What is said of a link that isn't opened at all; null for one that is. */
export function refusedBeforehand(link: string, isPractice: boolean): CheckFinding | null {
  if (link === '') return findings.empty
  if (!URL.canParse(link)) return findings.notAnAddress
  const url = new URL(link)
  if (url.protocol !== 'https:') return url.protocol === 'http:' ? findings.notHttps : findings.notAnAddress
  if (url.username !== '' || url.password !== '') return findings.credentials
  return !isPractice && isPrivateHost(url.hostname) ? findings.private : null
}

function isPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  const isAddress = bare.includes(':') || /^[\d.]+$/.test(bare)
  return isAddress ? !isPublicAddress(bare) : isLocalName(bare)
}

/** A name nobody here knows is left to the fetch, which may go through a proxy that does. */
async function resolvesPrivately(hostname: string, lookup: LinkPorts['lookup']): Promise<boolean> {
  if (hostname.startsWith('[') || /^[\d.]+$/.test(hostname)) return false
  const addresses = await lookup(hostname).catch(() => [])
  return addresses.some((address) => !isPublicAddress(address))
}

async function beginningOf(response: Response): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  while (bytes < MOST_BYTES) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    bytes += value.byteLength
  }
  return Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8')
}

const blocked4 = new BlockList()
for (const [net, prefix] of NOT_PUBLIC_4) blocked4.addSubnet(net, prefix, 'ipv4')
const blocked6 = new BlockList()
for (const [net, prefix] of NOT_PUBLIC_6) blocked6.addSubnet(net, prefix, 'ipv6')
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')

/** True for an IP address of the public Internet. Anything that isn't an IP address gives false. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !blocked4.check(address, 'ipv4')
    case 6:
      return global6.check(address, 'ipv6') && !blocked6.check(address, 'ipv6')
    default:
      return false
  }
}
