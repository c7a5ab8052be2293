// A redirect URI that a sign-in test can listen on: parsed and refused by one rule for page and main.

/**
 * Ports from 1024 up that browsers refuse to open, so a callback there would never arrive.
 * Source: the Fetch standard, "bad port", https://fetch.spec.whatwg.org/#port-blocking (read 2026-11-24).
 */
export const portsBrowsersBlock: readonly number[] = [
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]

const LOWEST_PORT = 1_024
const HIGHEST_PORT = 65_535
const MAX_LENGTH = 500

export type LoopbackHost = 'localhost' | '127.0.0.1' | '[::1]'

/** A redirect URI on this machine, in exactly the characters that are registered with Xero. */
export interface LoopbackRedirect {
  readonly uri: string
  readonly host: LoopbackHost
  readonly port: number
  readonly path: string
  /** What a browser sends as the Host header on the way back. */
  readonly hostHeader: string
}

export const redirectProblems = [
  'not-an-address',
  'not-http',
  'not-this-machine',
  'no-port',
  'port-too-low',
  'port-blocked',
  'extra-parts',
  'not-normal',
] as const
export type RedirectProblem = (typeof redirectProblems)[number]

export type ParsedRedirect =
  | { readonly ok: true; readonly redirect: LoopbackRedirect }
  | { readonly ok: false; readonly problem: RedirectProblem; readonly suggestion: string | null }

/**
 * Reads a redirect URI for the loopback listener: `http`, host exactly `localhost`, `127.0.0.1` or `[::1]`, a port from 1024 that
 * browsers open, a path, nothing else. It must already be in the form a URL parser gives back, because Xero compares it
 * character by character with what was registered; `suggestion` is that form.
 */
export function parseLoopbackRedirect(text: string): ParsedRedirect {
  if (text.length > MAX_LENGTH || !URL.canParse(text)) return no('not-an-address')
  const url = new URL(text)
  if (url.protocol !== 'http:') return no('not-http')
  const host = loopbackHost(url.hostname)
  if (host === null) return no('not-this-machine')
  if (url.username !== '' || url.password !== '' || /[?#]/.test(text)) return no('extra-parts')
  if (url.port === '') return no('no-port')
  const port = Number(url.port)
  if (port < LOWEST_PORT || port > HIGHEST_PORT) return no('port-too-low')
  if (portsBrowsersBlock.includes(port)) return no('port-blocked')
  if (url.href !== text) return no('not-normal', url.href)
  return { ok: true, redirect: { uri: text, host, port, path: url.pathname, hostHeader: url.host } }
}

function no(problem: RedirectProblem, suggestion: string | null = null): ParsedRedirect {
  return { ok: false, problem, suggestion }
}

function loopbackHost(hostname: string): LoopbackHost | null {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]' ? hostname : null
}
