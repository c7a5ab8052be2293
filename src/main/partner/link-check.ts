// Whether a link can be handed in: answers by https with a valid certificate, and isn't an error page. It goes through the
// providers' fetch, which sends nothing along and follows no redirect.
import type { Fetch } from '../ports'
import { fetchFailure, guardFetch } from '../provider-fetch'
import { isLocalName, isPublicAddress } from './public-address'
import type { CheckFinding } from '../../domain/partner/finding'

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
    return failed(error)
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

const NOT_FOUND = /\b(?:404|not found|can(?:’|'|no)t be found|doesn(?:’|')t exist|error \d{3}|server error)\b/i

function pageFinding(text: string): CheckFinding {
  if (text.trim() === '') return findings.nothing
  const title = /<title[^>]*>([^<]{0,300})/i.exec(text)?.[1]?.trim() ?? ''
  return NOT_FOUND.test(title) ? findings.softError : findings.answers
}

function failed(error: unknown): CheckFinding {
  switch (fetchFailure(error)) {
    case 'redirected':
      return findings.redirected
    case 'certificate':
      return certificateFinding(error)
    case 'timed-out':
      return findings.slow
    case 'no-such-host':
      return findings.noSuchHost
    case 'address-refused':
      return findings.notAnAddress
    case 'proxy':
      return findings.proxy
    case 'cut-off':
      return findings.cutOff
    case 'cancelled':
    case 'no-connection':
      return findings.noConnection
  }
}

/** Chromium's code, or Node's where there is no Chromium, in the message or along the causes. */
function certificateFinding(error: unknown): CheckFinding {
  const text = codesOf(error)
  if (/CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/.test(text)) return findings.expired
  if (/CERT_COMMON_NAME_INVALID|ALTNAME_INVALID/.test(text)) return findings.otherName
  return findings.untrusted
}

function codesOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 6) return ''
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return `${error.message} ${code} ${codesOf(error.cause, depth + 1)}`
}

function errorPage(status: number): CheckFinding {
  return {
    outcome: 'failed',
    code: `http-${status}`,
    says: `It answers with an error page (${status}).`,
    nextStep: 'Open it in a browser where nobody is signed in, mend it, then check again.',
  }
}

const no = (code: string, says: string, nextStep: string): CheckFinding => ({ outcome: 'failed', code, says, nextStep })

const unsure = (code: string, says: string, nextStep: string): CheckFinding => ({
  outcome: 'unknown',
  code,
  says,
  nextStep,
})

const findings = {
  answers: {
    outcome: 'passed',
    code: 'answers',
    says: 'It answers by https with a valid certificate.',
    nextStep: null,
  } satisfies CheckFinding,
  empty: no('no-link', 'No link is entered.', 'Enter it under “What you hand in”.'),
  notAnAddress: no('not-an-address', 'It isn’t an address a browser could open.', 'Enter it from https:// on.'),
  notHttps: no('not-https', 'It begins with http://, not https://.', 'Enter the https:// address.'),
  credentials: no('credentials', 'There is a user name or password in it.', 'Give an address that anyone can open.'),
  private: no(
    'private-address',
    'It leads into a private network, where no reviewer can go. Latchkey didn’t open it.',
    'Enter the public address.',
  ),
  redirected: no(
    'redirected',
    'It sends people on to another address, which Latchkey doesn’t follow: it may be one without https.',
    'Open it in a browser and enter the address you end at.',
  ),
  expired: no(
    'certificate-expired',
    'Its certificate has run out or isn’t valid yet.',
    'Have the certificate renewed.',
  ),
  otherName: no(
    'certificate-other-name',
    'Its certificate is for another name.',
    'Check the address, or the certificate.',
  ),
  untrusted: no(
    'certificate-untrusted',
    'Its certificate isn’t trusted on this machine, as with one that signs itself.',
    'Have a certificate from a public authority put in place.',
  ),
  slow: no('slow', 'It didn’t answer in time.', 'Try it in a browser. Reviewers don’t wait either.'),
  noSuchHost: no('no-such-host', 'There is no such host.', 'Check the spelling of the address.'),
  cutOff: no('cut-off', 'The answer ended in the middle.', 'Try it in a browser, then check again.'),
  nothing: no('empty-page', 'It answers with an empty page.', 'Open it in a browser where nobody is signed in.'),
  softError: unsure(
    'looks-like-error',
    'It answers, but its title reads like an error page.',
    'Open it in a browser where nobody is signed in.',
  ),
  noConnection: unsure('no-connection', 'It can’t be reached from here.', 'Check your network, then check again.'),
  proxy: unsure('proxy', 'Your network’s proxy didn’t let Latchkey through.', 'Check the proxy, then check again.'),
} as const
