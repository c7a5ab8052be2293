// The keys check and the sign-in test as the app runs them: with the records' ids, the vault's secrets, and one test at a time.
import { explainXero } from '../../domain/diagnosis/explain-xero'
import type { SlotNumber, XeroApp } from '../../domain/xero-apps/schema'
import { type AskedPair, askedPair } from '../../domain/xero-apps/secret-slots'
import type { Service } from '../../contract/api'
import type { SignInProgress, SignInTest, xeroCalls } from '../../contract/xero'
import type { KeysCheckOutcome, SignedInOrganisation, SignInOutcome } from '../../domain/xero/schema'
import type { Note } from '../activity/activity'
import { Failure, isFailure } from '../../domain/failure'
import { isVaultCode } from '../../domain/vault/vault-code'
import type { Fetch, MainPorts } from '../ports'
import { guardFetch } from '../provider-fetch'
import type { Secret } from '../secret'
import { originsOfXero, type XeroAddresses } from '../../domain/xero/addresses'
import { pairVerdictOf } from '../../domain/xero/keys-verdict'
import type { PairVerdict } from '../../domain/xero-apps/rotation-schema'
import { checkKeys } from './app-connections'
import { type FeedsVerdict, feedsVerdict, hangsOnBankFeeds } from '../../domain/xero/sign-in-feeds'
import { runSignIn, type SignInEvent, type SignInLimits } from './sign-in'
import { askedBy, planSignIn, type SignInPlan } from '../../domain/xero/sign-in-plan'
import { shownHint } from '../../domain/xero/provider-facts'

type AppFacts = Pick<XeroApp, 'id' | 'name' | 'clientId' | 'redirectUris' | 'secrets'>

export interface XeroCheckPorts extends Pick<MainPorts, 'clock' | 'random' | 'browser' | 'clipboard'> {
  /** The providers' fetch; it is narrowed to Xero's addresses in here. */
  fetch: Fetch
  addresses: XeroAddresses
  /** Raises `record.missing`. */
  readApp(id: string): Promise<AppFacts>
  /** Raises what the vault raises. */
  readSecret(appId: string, slot: SlotNumber): Promise<Secret>
  /** Keeps that Xero accepted or refused a pair just now. */
  noteVerdict(appId: string, asked: AskedPair, verdict: 'accepted' | 'refused'): Promise<void>
  /** Keeps that a sign-in went through with this client id, redirect URI and secret. */
  noteSignedIn(appId: string, asked: AskedPair, organisations: readonly SignedInOrganisation[]): Promise<void>
  /** Keeps what a sign-in test learnt about the app's bank feeds. */
  noteBankFeeds(app: AppFacts, verdict: FeedsVerdict): Promise<void>
  /** The activity log. Never rejects. */
  note: Note
  send(progress: SignInProgress): void
  limits?: Partial<SignInLimits>
}

/**
 * The calls about keys checks and sign-in tests, and what other rooms ask of them. A check raises `record.missing`, `xero.no-client-id` and
 * what the vault raises. A test that still runs is stopped before another starts, which raises `sign-in.unknown` for one that was not
 * prepared.
 */
export interface XeroChecks extends Service<keyof typeof xeroCalls> {
  /** A keys check in the words of a rotation; a secret that the vault can’t give is `unreadable`. Raises `record.*`. */
  checkPair(appId: string, slot: SlotNumber): Promise<PairVerdict>
  /**
   * True while the app's newest sign-in test has no callback and a refused list of scopes could only mean `bankfeeds`: such a refusal
   * stands on Xero's own page.
   */
  waitsForBankFeeds(appId: string): boolean
  /** Stops everything. Resolves once no port is listened on. */
  close(): Promise<void>
}

interface PreparedTest {
  id: string
  app: AppFacts
  slot: SlotNumber
  plan: SignInPlan
}

interface RunningTest {
  id: string
  stop: AbortController
  /** The authorize address once it is listened for. Never leaves main but for the browser and the clipboard. */
  address: string | null
  ended: Promise<unknown>
}

/** Prepared tests that are kept; an older one has to be prepared again. */
const MOST_PREPARED = 10

export function createXeroChecks(ports: XeroCheckPorts): XeroChecks {
  const { clock } = ports
  const fetch = guardFetch(ports.fetch, originsOfXero(ports.addresses), { deadlineMs: null })
  const checks = new Map<string, AbortController>()
  const prepared = new Map<string, PreparedTest>()
  let running: RunningTest | null = null
  /** The newest test that went to the browser and hasn't heard from Xero. */
  let unheard: PreparedTest | null = null

  async function run(test: PreparedTest, open: 'browser' | 'clipboard', self: RunningTest): Promise<SignInTest> {
    const { app, slot } = test
    // The secret of now: it may have been stored anew since the test was prepared.
    const { secrets } = await ports.readApp(app.id)
    const secret = await ports.readSecret(app.id, slot)
    const { outcome, legs, refused } = await runSignIn({
      ...ports,
      fetch,
      secret,
      plan: test.plan,
      signal: self.stop.signal,
      async open(address) {
        self.address = address
        unheard = test
        await (open === 'browser' ? ports.browser.open(address) : ports.clipboard.writeText(address))
      },
      onEvent: (event) => report(ports, test, event),
    })
    if (unheard === test && outcome.kind !== 'never-arrived' && outcome.kind !== 'cancelled') unheard = null
    await noteSignIn(ports, test, askedPair({ ...app, secrets }, slot), outcome)
    return { outcome, legs: [...legs], refused, diagnosis: explainXero.signIn(outcome) }
  }

  const checkXeroKeys: XeroChecks['checkXeroKeys'] = async ({ appId, slot }) => {
    checks.get(appId)?.abort()
    const stop = new AbortController()
    checks.set(appId, stop)
    try {
      const app = await ports.readApp(appId)
      if (app.clientId === '') throw new Failure('xero.no-client-id')
      const secret = await ports.readSecret(appId, slot)
      const begun = clock.monotonic()
      const outcome = await checkKeys({ ...ports, fetch, clientId: app.clientId, secret, signal: stop.signal })
      const tookMs = clock.monotonic() - begun
      await noteKeysCheck(ports, app, slot, outcome)
      return { outcome, checkedAt: clock.now().toISOString(), tookMs, diagnosis: explainXero.keysCheck(outcome) }
    } finally {
      if (checks.get(appId) === stop) checks.delete(appId)
    }
  }

  return {
    checkXeroKeys,
    async checkPair(appId, slot) {
      try {
        return pairVerdictOf((await checkXeroKeys({ appId, slot })).outcome)
      } catch (error) {
        if (isFailure(error) && isVaultCode(error.code)) return 'unreadable'
        throw error
      }
    },
    async cancelKeysCheck({ appId }) {
      const stop = checks.get(appId)
      stop?.abort()
      return { cancelled: stop !== undefined }
    },
    async prepareSignIn({ appId, slot, scopes }) {
      const app = await ports.readApp(appId)
      const planned = planSignIn({ ...app, scopes })
      if (!planned.ok) return { ready: false, ...planned.problem }
      const { plan } = planned
      const signInId = ports.random.id()
      prepared.set(signInId, { id: signInId, app, slot, plan })
      for (const oldest of [...prepared.keys()].slice(0, -MOST_PREPARED)) prepared.delete(oldest)
      const asked = askedBy(plan, ports.addresses)
      return { ready: true, signInId, asked, redirectNotRecorded: plan.redirectNotRecorded }
    },
    async startSignIn({ signInId, open }) {
      const test = prepared.get(signInId)
      if (test === undefined) throw new Failure('sign-in.unknown')
      prepared.delete(signInId)
      // The place is taken before anything is awaited, so that of two starts at once the later one wins.
      const before = running
      before?.stop.abort()
      const self: RunningTest = { id: signInId, stop: new AbortController(), address: null, ended: Promise.resolve() }
      running = self
      const ending = Promise.resolve(before?.ended).then(() => run(test, open, self))
      self.ended = ending.catch(() => {})
      try {
        return await ending
      } catch (error) {
        // Nothing went out: where the keychain refused, the same test can be started again.
        if (self.address === null) prepared.set(signInId, test)
        throw error
      } finally {
        if (running === self) running = null
      }
    },
    async cancelSignIn({ signInId }) {
      if (running?.id !== signInId) return { cancelled: prepared.delete(signInId) }
      running.stop.abort()
      return { cancelled: true }
    },
    async copySignInUrl({ signInId }) {
      if (running?.id !== signInId || running.address === null) return { copied: false }
      await ports.clipboard.writeText(running.address)
      return { copied: true }
    },
    waitsForBankFeeds: (appId) => unheard?.app.id === appId && hangsOnBankFeeds(unheard.plan.scopes),
    async close() {
      for (const stop of checks.values()) stop.abort()
      prepared.clear()
      running?.stop.abort()
      await running?.ended
    },
  }
}

async function noteKeysCheck(
  { noteVerdict, note }: XeroCheckPorts,
  app: AppFacts,
  slot: SlotNumber,
  outcome: KeysCheckOutcome,
): Promise<void> {
  const asked = askedPair(app, slot)
  if (outcome.kind === 'accepted') await noteVerdict(app.id, asked, 'accepted')
  if (outcome.kind === 'wrong-pair') await noteVerdict(app.id, asked, 'refused')
  await note('xero.keys-checked', app, `slot ${slot}: ${outcome.kind}`)
}

async function noteSignIn(
  { noteVerdict, noteSignedIn, noteBankFeeds, note }: XeroCheckPorts,
  { app, slot, plan }: PreparedTest,
  asked: AskedPair,
  outcome: SignInOutcome,
): Promise<void> {
  if (outcome.kind === 'signed-in') await noteSignedIn(app.id, asked, outcome.result.organisations)
  if (outcome.kind === 'wrong-pair') await noteVerdict(app.id, asked, 'refused')
  await note('xero.sign-in-tested', app, `slot ${slot}: ${outcome.kind}`)
  const verdict = feedsVerdict(outcome, plan.scopes)
  if (verdict === null) return
  await noteBankFeeds(app, verdict)
  await note('xero.bank-feeds-asked', app, verdict.kind)
}

function report({ send, note, clock }: XeroCheckPorts, { id: signInId, app }: PreparedTest, event: SignInEvent): void {
  switch (event.kind) {
    case 'leg':
      send({ signInId, kind: 'leg', leg: event.leg, tookMs: event.tookMs, at: clock.now().toISOString() })
      break
    case 'spare-used':
      send({ signInId, ...event, conflicts: [...event.conflicts] })
      break
    case 'refused':
      send({ signInId, ...event })
      void note('xero.callback-refused', app, event.reason)
      break
    case 'hint':
      send({ signInId, kind: 'hint', ...shownHint(event.hint) })
      break
  }
}
