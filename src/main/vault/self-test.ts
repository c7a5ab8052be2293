// "Check this keychain": a throw-away item goes in, comes out, is compared and deleted, and each leg is timed.
import type { SelfTestLeg, SelfTestResult } from '../../contract/vault'
import type { VaultCode } from '../../domain/vault/schema'
import { Failure } from '../../domain/failure'
import type { Clock, Random } from '../ports'
import type { Ask, KeychainLine } from './keychain-line'
import type { ThrowAwayService } from '../../domain/vault/keychain-messages'
import { vaultCodeOf } from '../../domain/vault/vault-code'

type LegName = SelfTestLeg['leg']

const LEGS: readonly LegName[] = ['write', 'read', 'compare', 'delete', 'tidy']

/**
 * Runs the check as one call of `line`. What the keychain does wrong is in the result; it rejects only if Latchkey itself is
 * at fault. `tidy` removes items that aborted checks left behind, and comes last because listing is only safe in a keychain
 * that has just been written to.
 */
export async function runSelfTest(ports: {
  line: KeychainLine
  deadlineMs: number
  service: ThrowAwayService
  clock: Clock
  random: Random
}): Promise<SelfTestResult> {
  const { line, service, clock, random } = ports
  const at = clock.now().toISOString()
  const began = clock.monotonic()
  const report = openReport(clock)
  const item = { service, account: `check:${random.id()}` }
  const value = `throw-away ${random.id()} ✓`
  let leftoversRemoved = 0
  let collection: string | null = null

  async function legs(ask: Ask): Promise<void> {
    await report.leg('write', async () => {
      // Finds out whether the keychain was restarted, as `write` of the store does.
      await ask({ ask: 'get', ...item })
      await ask({ ask: 'set', ...item, value })
    })
    const found = await report.leg('read', () => ask({ ask: 'get', ...item }))
    await report.leg('compare', async () => {
      if (found.reply !== 'value' || found.value !== value) throw new Failure('vault.not-kept')
    })
    await report.leg('delete', async () => {
      const reply = await ask({ ask: 'delete', ...item })
      if (reply.reply !== 'deleted' || reply.count === 0) throw new Failure('vault.unknown', { detail: 'not deleted' })
    })
    const tidied = await report.leg('tidy', () => ask({ ask: 'sweep', service }))
    leftoversRemoved = tidied.reply === 'deleted' ? tidied.count : 0
    const where = await ask({ ask: 'copies', ...item, always: true })
    collection = where.reply === 'copies' ? where.collection : null
  }

  try {
    await line.run('check', ports.deadlineMs, legs)
  } catch (error) {
    report.failHere(vaultCodeOf(error))
  }
  return {
    passed: report.passed(),
    at,
    milliseconds: clock.monotonic() - began,
    legs: report.finished(),
    leftoversRemoved,
    collection,
  }
}

/** Notes each leg as it goes, so that a call that is cut off still says how far it came. */
function openReport(clock: Clock): {
  leg<T>(name: LegName, work: () => Promise<T>): Promise<T>
  failHere(code: VaultCode): void
  passed(): boolean
  finished(): SelfTestLeg[]
} {
  const done: SelfTestLeg[] = []
  let running: { name: LegName; since: number } | null = null

  function note(outcome: SelfTestLeg['outcome'], code: VaultCode | null): void {
    const leg = running?.name ?? LEGS[done.length]
    if (leg === undefined) return
    done.push({ leg, outcome, milliseconds: running === null ? 0 : clock.monotonic() - running.since, code })
    running = null
  }

  return {
    leg: async (name, work) => {
      running = { name, since: clock.monotonic() }
      const result = await work()
      note('passed', null)
      return result
    },
    failHere: (code) => note('failed', code),
    passed: () => done.length === LEGS.length && done.every((leg) => leg.outcome === 'passed'),
    finished: () => [
      ...done,
      ...LEGS.slice(done.length).map((leg) => ({ leg, outcome: 'skipped' as const, milliseconds: 0, code: null })),
    ],
  }
}
