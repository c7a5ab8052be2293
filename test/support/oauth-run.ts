// Runs sign-in tests the way the app does, with real clocks and a real fetch, and keeps what they said.
import type { LoopbackRedirect } from '../../src/domain/redirect-uri'
import type { Clock, Fetch } from '../../src/main/ports'
import { guardFetch } from '../../src/main/provider-fetch'
import { Secret } from '../../src/main/secret'
import { originsOfXero, type XeroAddresses } from '../../src/domain/xero/addresses'
import { runSignIn, type SignInEnd, type SignInEvent, type SignInLimits } from '../../src/main/xero/sign-in'
import { planSignIn } from '../../src/domain/xero/sign-in-plan'
import { visit, type Visit } from './oauth-robot-browser'
import { freeRedirect } from './oauth-ports'
import { SHAPE_CLIENT, SHAPE_SECRET } from './oauth-xero-shape'

export const realClock: Clock = { now: () => new Date(), monotonic: () => performance.now() }

/** Longer than the second that Xero's `Date` header leaves open. */
export const HUMAN_MS = 2_000

export interface RunOptions {
  addresses: XeroAddresses
  clientId?: string
  secret?: string
  redirects?: LoopbackRedirect[]
  scopes?: string[]
  clock?: Clock
  fetch?: Fetch
  signal?: AbortSignal
  limits?: Partial<SignInLimits>
  /** What the person does with the address; by default the whole way through. */
  person?: (address: string) => Promise<unknown>
  /**
   * Lets so much time pass at the server before the person does anything, as it does here. Xero's `Date` has whole seconds: a
   * person is never that fast, a test is.
   */
  letPass?: (milliseconds: number) => unknown
}

export interface Ran extends SignInEnd {
  events: SignInEvent[]
  redirect: LoopbackRedirect
  /** The page the browser ended on. */
  visit: Promise<Visit | undefined>
}

export async function signIn(options: RunOptions): Promise<Ran> {
  const { addresses, letPass, clock = realClock } = options
  let passedMs = 0
  const redirects = options.redirects ?? [await freeRedirect()]
  const planned = planSignIn({
    clientId: options.clientId ?? SHAPE_CLIENT,
    redirectUris: redirects.map(({ uri }) => uri),
    scopes: options.scopes,
  })
  if (!planned.ok) throw new Error(planned.problem.problem)
  const events: SignInEvent[] = []
  let seen: Promise<Visit | undefined> = Promise.resolve(undefined)
  const person = options.person ?? ((address) => visit(address))
  const end = await runSignIn({
    plan: planned.plan,
    secret: new Secret(options.secret ?? SHAPE_SECRET),
    fetch: guardFetch(options.fetch ?? fetch, originsOfXero(addresses)),
    addresses,
    clock: {
      now: () => new Date(clock.now().getTime() + passedMs),
      monotonic: () => clock.monotonic() + passedMs,
    },
    signal: options.signal ?? new AbortController().signal,
    async open(address) {
      passedMs = letPass === undefined ? 0 : HUMAN_MS
      seen = Promise.resolve(letPass?.(HUMAN_MS))
        .then(() => person(address))
        .then(
          (page) => page as Visit | undefined,
          () => undefined,
        )
    },
    onEvent: (event) => events.push(event),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  })
  return { ...end, events, redirect: redirects[0] ?? (await freeRedirect()), visit: seen }
}

export function signedIn(end: SignInEnd) {
  if (end.outcome.kind !== 'signed-in') throw new Error(`ended as ${JSON.stringify(end.outcome)}`)
  return end.outcome.result
}
