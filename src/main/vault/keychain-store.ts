// Secrets in the operating system's keychain, through a keytar process of their own.
import { type KeychainActivity, type KeychainCall, type SelfTestResult } from '../../contract/vault'
import { Failure } from '../failure'
import type { Clock, Random } from '../ports'
import { Secret } from '../secret'
import { type Ask, type KeychainTiming, keychainTiming, openKeychainLine } from './keychain-line'
import { openKeychainLink, type StartProcess } from './keychain-link'
import type { KeychainService, ThrowAwayService } from './keychain-messages'
import { refuseEmpty, type SecretStore } from './secret-store'
import { runSelfTest } from './self-test'
import type { Slot } from './slot'

export type { KeychainChild, StartProcess } from './keychain-link'

export interface KeychainStore extends SecretStore {
  activity(): KeychainActivity
  onActivity(listener: (activity: KeychainActivity) => void): () => void
  /** Writes, reads, compares and deletes a throw-away item, within seconds. Never rejects for what the keychain does. */
  selfTest(): Promise<SelfTestResult>
  /** Ends the rest after a hang and asks once, for as long as the user may need to unlock. Rejects with why not. */
  retry(): Promise<void>
  /** The Stop button. */
  stop(): void
  /** Ends the process, at once if it hangs; under a second in any case. */
  close(): Promise<void>
}

export interface KeychainPorts {
  readonly startProcess: StartProcess
  readonly platform: NodeJS.Platform
  readonly clock: Clock
  readonly random: Random
  readonly practice: boolean
  readonly timing?: Partial<KeychainTiming>
}

/** CRED_MAX_CREDENTIAL_BLOB_SIZE of wincred.h. The other systems set no limit a secret could reach. */
const WINDOWS_MAX_BYTES = 2_560

/** What a keychain of this system can hold in one item, or null if that's no concern. */
export function maxSecretBytes(platform: NodeJS.Platform): number | null {
  return platform === 'win32' ? WINDOWS_MAX_BYTES : null
}

/** The keychain of this system. Nothing is started or asked before the first call. */
export function openKeychainStore(ports: KeychainPorts): KeychainStore {
  const { platform, clock, random } = ports
  const timing = { ...keychainTiming, ...ports.timing }
  const service: KeychainService = ports.practice ? 'Latchkey practice' : 'Latchkey'
  const throwAway: ThrowAwayService = ports.practice ? 'Latchkey practice self-test' : 'Latchkey self-test'
  const line = openKeychainLine({ link: openKeychainLink({ ...ports, idleMs: timing.idleMs }), timing })
  const run = <T>(call: KeychainCall, work: (ask: Ask) => Promise<T>): Promise<T> =>
    line.run(call, timing.deadlineMs, work)

  /** Throws why the keychain can't be written to; returns if it can. May ask the user to unlock. */
  async function proveOpen(ask: Ask): Promise<void> {
    const account = `probe:${random.id()}`
    await ask({ ask: 'set', service: throwAway, account, value: 'throw-away' })
    await ask({ ask: 'delete', service: throwAway, account })
  }

  /**
   * Repeats `look` after an answer of "nothing there" that may be a lie: on Linux, keytar says so too of a locked collection
   * whose prompt did not show or was closed. A write can't pass for success there, and says what is wrong.
   */
  async function believed<T>(ask: Ask, look: () => Promise<T>, nothing: (found: T) => boolean): Promise<T> {
    const found = await look()
    if (platform === 'darwin' || platform === 'win32' || !nothing(found)) return found
    await proveOpen(ask)
    return look()
  }

  async function valueIn(ask: Ask, slot: Slot): Promise<Secret | null> {
    const reply = await ask({ ask: 'get', service, account: slot })
    if (reply.reply !== 'value') throw new Failure('vault.unknown', { detail: `get was answered by ${reply.reply}` })
    return reply.value === null ? null : new Secret(reply.value)
  }

  async function deleted(ask: Ask, slot: Slot): Promise<boolean> {
    const reply = await ask({ ask: 'delete', service, account: slot })
    return reply.reply === 'deleted' && reply.count > 0
  }

  function read(slot: Slot, options: { readonly expectFilled: true }): Promise<Secret>
  function read(slot: Slot, options?: { readonly expectFilled?: boolean }): Promise<Secret | null>
  async function read(slot: Slot, options: { readonly expectFilled?: boolean } = {}): Promise<Secret | null> {
    const secret = await run('read', (ask) =>
      believed(
        ask,
        () => valueIn(ask, slot),
        (found) => found === null,
      ),
    )
    if (secret === null && options.expectFilled === true) throw new Failure('vault.missing')
    return secret
  }

  async function write(slot: Slot, secret: Secret): Promise<void> {
    refuseEmpty(secret)
    const limit = maxSecretBytes(platform)
    if (limit !== null && secret.bytes > limit) {
      throw new Failure('vault.too-big', { detail: `${secret.bytes} bytes of at most ${limit}` })
    }
    await run('write', async (ask) => {
      await ask({ ask: 'set', service, account: slot, value: secret.expose() })
      const kept = await valueIn(ask, slot)
      if (kept === null || !kept.equals(secret)) {
        const detail = kept === null ? 'read back as nothing' : `read back as ${kept.bytes} bytes of ${secret.bytes}`
        throw new Failure('vault.not-kept', { detail })
      }
    })
  }

  return {
    describe: () => ({ kind: 'keychain', service }),
    read,
    write,
    remove: (slot) =>
      run('remove', (ask) =>
        believed(
          ask,
          () => deleted(ask, slot),
          (done) => !done,
        ),
      ),
    activity: line.activity,
    onActivity: line.onActivity,
    selfTest: () => {
      // Asked for by the user and short: a rest after an earlier hang doesn't stand in its way.
      line.retry()
      return runSelfTest({ line, deadlineMs: timing.checkDeadlineMs, service: throwAway, clock, random })
    },
    retry: () => {
      line.retry()
      return run('retry', proveOpen)
    },
    stop: line.stop,
    close: line.close,
  }
}
