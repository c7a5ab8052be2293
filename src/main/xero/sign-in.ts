// The sign-in test: system browser, code with S256 and the secret, one callback, a verified ID token, then everything is let go of.
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client'
import type { PortConflict, SignInOutcome, RefusalReason } from '../../domain/xero/schema'
import type { LegDuration, SignInLeg } from '../../contract/xero'
import type { Clock, Fetch } from '../ports'
import type { Secret } from '../secret'
import type { XeroAddresses } from '../../domain/xero/addresses'
import type { ErrorHint } from '../../domain/xero/callback-request'
import type { ListenerLimits } from '../../domain/xero/listener-limits'
import { openLoopbackListener, type AcceptedCallback, type LoopbackListener } from './loopback-listener'
import { holdsToken, whyNotOurs } from '../../domain/xero/keys-verdict'
import { discoverXero, type Discovered, whyUnusable, wholeAnswer } from './oidc-client'
import { readFailure } from './provider-facts'
import { failed, pageFor } from '../../domain/xero/sign-in-outcome'
import { finishSignIn, type Tokens } from './sign-in-result'
import type { SignInPlan } from '../../domain/xero/sign-in-plan'

export interface SignInLimits extends ListenerLimits {
  /** Milliseconds to wait for the callback. */
  waitMs: number
  /** Milliseconds one request to Xero may take. */
  requestMs: number
}

export type SignInEvent =
  | { readonly kind: 'leg'; readonly leg: SignInLeg; readonly tookMs: number }
  | { readonly kind: 'spare-used'; readonly redirectUri: string; readonly conflicts: readonly PortConflict[] }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly count: number }
  | { readonly kind: 'hint'; readonly hint: ErrorHint }

export interface SignInOptions {
  plan: SignInPlan
  secret: Secret
  /** Guarded: only Xero's own addresses. */
  fetch: Fetch
  addresses: XeroAddresses
  clock: Clock
  signal: AbortSignal
  /** Gets the authorize address to the user: the system's browser, or the clipboard. Rejects if that failed. */
  open(address: string): Promise<void>
  onEvent(event: SignInEvent): void
  limits?: Partial<SignInLimits>
}

export interface SignInEnd {
  readonly outcome: SignInOutcome
  readonly legs: readonly LegDuration[]
  readonly refused: number
}

const WAIT_MS = 5 * 60_000
/** The browser gets this long to take the page after a cancel, so that the port is free within 100 ms. */
const CANCEL_LINGER_MS = 40

/** One-time values of one test. They never leave main. */
interface OneTime {
  state: string
  nonce: string
  verifier: string
}

interface Run {
  readonly options: SignInOptions
  readonly oneTime: OneTime
  mark(leg: SignInLeg): void
  countRefused(count: number): void
}

/** Runs one sign-in test to its end. What can happen to a user is an outcome, never an error. */
export async function runSignIn(options: SignInOptions): Promise<SignInEnd> {
  const legs: LegDuration[] = []
  const startedAt = options.clock.monotonic()
  let last = startedAt
  const mark = (leg: SignInLeg): void => {
    const now = options.clock.monotonic()
    legs.push({ leg, tookMs: now - last })
    options.onEvent({ kind: 'leg', leg, tookMs: now - last })
    last = now
  }
  const oneTime = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  let refused = 0
  const countRefused = (count: number): void => {
    refused = count
  }
  const outcome = await discoverThenListen({ options, oneTime, mark, countRefused }, startedAt)
  return { outcome, legs, refused }
}

async function discoverThenListen(run: Run, startedAt: number): Promise<SignInOutcome> {
  const { options, oneTime, mark } = run
  const { plan, limits = {} } = options
  const exchange = createExchange(run)
  let discovered: Discovered
  try {
    discovered = await exchange.discover()
  } catch (error) {
    const failure = await readFailure(error, options.secret)
    return failure.kind === 'answered'
      ? { kind: 'unexpected', facts: failure.facts, connectionMayRemain: false }
      : failed(failure, false)
  }
  mark('discovered')
  const unusable = await whyUnusable(discovered.config.serverMetadata(), { ...options, ...limited(options) })
  if (unusable !== null) return unusable
  const listening = await openLoopbackListener({
    redirects: plan.redirects,
    state: oneTime.state,
    onRefused: (reason, count) => options.onEvent({ kind: 'refused', reason, count }),
    onHint: (hint) => options.onEvent({ kind: 'hint', hint }),
    limits,
  })
  if (listening.kind !== 'listening') {
    return listening.kind === 'ports-taken' ? { kind: listening.kind, conflicts: [...listening.conflicts] } : listening
  }
  mark('listening')
  const { listener } = listening
  try {
    if (listener.conflicts.length > 0) {
      options.onEvent({ kind: 'spare-used', redirectUri: listener.redirect.uri, conflicts: listener.conflicts })
    }
    const callback = await openAndWait(run, discovered.config, listener)
    if ('kind' in callback) return callback
    mark('callback')
    return await answered(run, { callback, discovered, exchange, listener, startedAt })
  } finally {
    await listener.close()
    run.countRefused(listener.refused())
  }
}

/** Opens the authorize address and waits: for the callback, the user's cancel, or the deadline. */
async function openAndWait(
  run: Run,
  config: Configuration,
  listener: LoopbackListener,
): Promise<AcceptedCallback | SignInOutcome> {
  const { options, mark } = run
  const { signal } = options
  // Cancelled while the port was bound: no browser opens for nothing.
  if (signal.aborted) return { kind: 'cancelled', connectionMayRemain: false }
  const stop = (): void => void listener.close()
  signal.addEventListener('abort', stop)
  const deadline = setTimeout(stop, options.limits?.waitMs ?? WAIT_MS)
  try {
    await options.open(await authorizeAddress(run, config, listener))
    mark('browser-opened')
    const end = await listener.ended
    switch (end.kind) {
      case 'accepted':
        return end.callback
      case 'closed':
        return signal.aborted ? { kind: 'cancelled', connectionMayRemain: false } : { kind: 'never-arrived' }
    }
  } catch {
    return signal.aborted ? { kind: 'cancelled', connectionMayRemain: false } : { kind: 'browser-not-opened' }
  } finally {
    clearTimeout(deadline)
    signal.removeEventListener('abort', stop)
  }
}

async function authorizeAddress(
  { options, oneTime }: Run,
  config: Configuration,
  listener: LoopbackListener,
): Promise<string> {
  return buildAuthorizationUrl(config, {
    redirect_uri: listener.redirect.uri,
    scope: options.plan.scopes.join(' '),
    state: oneTime.state,
    nonce: oneTime.nonce,
    code_challenge: await calculatePKCECodeChallenge(oneTime.verifier),
    code_challenge_method: 'S256',
  }).href
}

interface Answered {
  callback: AcceptedCallback
  discovered: Discovered
  exchange: Exchange
  listener: LoopbackListener
  startedAt: number
}

/** Xero answered: exchange the code, tell the browser how it went, then read and tidy up. */
async function answered(
  run: Run,
  { callback, discovered, exchange, listener, startedAt }: Answered,
): Promise<SignInOutcome> {
  const { options, mark } = run
  const letGo = (): void => void endAtCancel(callback, listener)
  options.signal.addEventListener('abort', letGo)
  try {
    const exchanged = await exchangeCode(options, exchange.code(discovered.config, callback.url), callback)
    if (!exchanged.ok) return exchanged.outcome
    const notOurs = whyNotOurs(exchanged.tokens, exchanged.tokens.claims(), options.plan.clientId)
    if (notOurs !== null) {
      const outcome: SignInOutcome = { kind: 'not-trusted', reason: notOurs, connectionMayRemain: true }
      await callback.answer(pageFor(outcome))
      return outcome
    }
    mark('id-token-verified')
    // The browser need not wait for what follows, nor does what follows wait for the browser.
    const shown = callback.answer('signed-in').then(() => listener.close())
    const outcome = await finishSignIn({ ...options, mark }, { tokens: exchanged.tokens, discovered, startedAt })
    await shown
    return outcome
  } finally {
    options.signal.removeEventListener('abort', letGo)
  }
}

async function exchangeCode(
  { secret }: SignInOptions,
  exchange: Promise<Tokens>,
  callback: AcceptedCallback,
): Promise<{ ok: true; tokens: Tokens } | { ok: false; outcome: SignInOutcome }> {
  try {
    return { ok: true, tokens: await exchange }
  } catch (error) {
    const gotCode = !callback.url.searchParams.has('error')
    const outcome = failed(await readFailure(error, secret), gotCode)
    await callback.answer(pageFor(outcome))
    return { ok: false, outcome }
  }
}

async function endAtCancel(callback: AcceptedCallback, listener: LoopbackListener): Promise<void> {
  const moment = new Promise((resolve) => {
    setTimeout(resolve, CANCEL_LINGER_MS)
  })
  await Promise.race([callback.answer('cancelled'), moment])
  await listener.close()
}

type Exchange = ReturnType<typeof createExchange>

/** The calls to Xero's identity service, which mark the token leg when its answer is in, before the ID token is verified. */
function createExchange({ options, oneTime, mark }: Run) {
  const { plan, secret, addresses, clock, signal } = options
  let tokenEndpoint: string | undefined
  const fetch: Fetch = async (url, init) => {
    const response = await options.fetch(url, init)
    if (url !== tokenEndpoint || !response.ok) return response
    // Any page can be a 200. The step is ticked for an answer that can only mean that the keys were taken.
    const whole = await wholeAnswer(response)
    if (holdsToken(await whole.clone().text())) mark('token')
    return whole
  }
  return {
    discover: () =>
      discoverXero({
        clientId: plan.clientId,
        secret,
        fetch,
        addresses,
        clock,
        signal,
        ...limited(options),
      }),
    code(config: Configuration, callback: URL): Promise<Tokens> {
      tokenEndpoint = config.serverMetadata().token_endpoint
      return authorizationCodeGrant(config, callback, {
        expectedState: oneTime.state,
        expectedNonce: oneTime.nonce,
        pkceCodeVerifier: oneTime.verifier,
        idTokenExpected: true,
      })
    },
  }
}

const limited = ({ limits }: SignInOptions): { requestMs?: number } =>
  limits?.requestMs === undefined ? {} : { requestMs: limits.requestMs }
