// Secrets in the operating system's keychain, through a keytar process of their own.
import type { KeychainActivity, KeychainCall, SelfTestResult } from '../../contract/vault'
import { Failure } from '../../domain/failure'
import type { MainPorts } from '../ports'
import { Secret } from '../secret'
import type { Kept, KeychainService, ThrowAwayService } from '../../domain/vault/keychain-messages'
import { type Ask, type KeychainTiming, keychainTiming, openKeychainLine } from './keychain-line'
import { openKeychainLink, type StartProcess } from './keychain-link'
import { refuseUnkeepable, type SecretStore } from './secret-store'
import { runSelfTest } from './self-test'
import { maxSecretBytes } from '../../domain/vault/max-secret-bytes'
import type { Slot } from '../../domain/vault/slot'

export type { KeychainChild, StartProcess } from './keychain-link'

export interface KeychainStore extends SecretStore {
  activity(): KeychainActivity
  onActivity(listener: (activity: KeychainActivity) => void): () => void
  /** Writes, reads, compares and deletes a throw-away item, within seconds. Never rejects for what the keychain does. */
  selfTest(): Promise<SelfTestResult>
  /** Whose items of ours there are, and how many can't be told because they are locked; null where there is no telling. */
  accounts(): Promise<{ accounts: readonly string[]; locked: number } | null>
  /** Ends the rest after a hang and asks once, for as long as the user may need to unlock. Rejects with why not. */
  retry(): Promise<void>
  /** The Stop button. */
  stop(): void
  /** Ends the process, at once if it hangs; under a second in any case. */
  close(): Promise<void>
}

export interface KeychainPorts extends Pick<MainPorts, 'clock' | 'random'> {
  readonly startProcess: StartProcess
  readonly platform: NodeJS.Platform
  readonly practice: boolean
  readonly timing?: Partial<KeychainTiming>
}

type Copy = { readonly inUse: boolean; readonly locked: boolean; readonly asks: boolean }

const STILL_THERE = { detail: 'the keychain did not delete this item' }
const KEPT_BACK = { detail: 'the item is there, and its user did not let this program have it' }
const STAYED = { detail: 'an older copy of this item could not be deleted' }
const LOCKED_COPY = { detail: 'a copy of this item lies in a locked collection' }

/** The keychain of this system. Nothing is started or asked before the first call. */
export function openKeychainStore(ports: KeychainPorts): KeychainStore {
  const { platform, clock, random } = ports
  const hasCollections = platform !== 'darwin' && platform !== 'win32'
  const timing = { ...keychainTiming, ...ports.timing }
  const service: KeychainService = ports.practice ? 'Latchkey practice' : 'Latchkey'
  const throwAway: ThrowAwayService = ports.practice ? 'Latchkey practice self-test' : 'Latchkey self-test'
  const line = openKeychainLine({
    link: openKeychainLink({ ...ports, idleMs: timing.idleMs, askedAfterMs: timing.waitingAfterMs }),
    timing,
  })
  const run = <T>(call: KeychainCall, work: (ask: Ask) => Promise<T>): Promise<T> =>
    line.run(call, timing.deadlineMs, work)

  /**
   * Throws why the keychain can't be written to; returns if it can. May ask the user to unlock. On Linux keytar says "nothing there" too
   * of a locked collection whose prompt did not show or was closed; a write can't pass for success there, and says what is wrong.
   */
  async function proveOpen(ask: Ask): Promise<void> {
    const account = `probe:${random.id()}`
    await ask({ ask: 'set', service: throwAway, account, value: 'throw-away' })
    await ask({ ask: 'delete', service: throwAway, account })
  }

  async function valueIn(ask: Ask, slot: Slot): Promise<Secret | null> {
    const reply = await ask({ ask: 'get', service, account: slot })
    if (reply.reply !== 'value') throw new Failure('vault.unknown', { detail: `get was answered by ${reply.reply}` })
    // Never stored here: KWallet gives it for an item whose value it had not yet put on the disk when it ended.
    return reply.value === null || reply.value === '' ? null : new Secret(reply.value)
  }

  async function deleted(ask: Ask, slot: Slot): Promise<boolean> {
    const reply = await ask({ ask: 'delete', service, account: slot })
    return reply.reply === 'deleted' && reply.count > 0
  }

  /** Deletes the open copies but the one to keep; gives how many. */
  async function pruned(ask: Ask, slot: Slot, keep: Kept): Promise<number> {
    const reply = await ask({ ask: 'prune', service, account: slot, keep })
    return reply.reply === 'deleted' ? reply.count : 0
  }

  /** Copies of the item in `slot`; null where there is nothing to tell apart, or no telling. */
  async function copiesOf(ask: Ask, slot: Slot, always = false): Promise<readonly Copy[] | null> {
    if (!hasCollections) return null
    const reply = await ask({ ask: 'copies', service, account: slot, always })
    return reply.reply === 'copies' ? reply.copies : null
  }

  /** As `copiesOf`; has the user asked to unlock the collection in use if a copy is locked up there, or throws. */
  async function openCopies(ask: Ask, slot: Slot, always = false): Promise<readonly Copy[] | null> {
    const copies = await copiesOf(ask, slot, always)
    if (copies?.some(({ inUse, locked }) => inUse && locked) !== true) return copies
    await proveOpen(ask)
    return copiesOf(ask, slot, always)
  }

  /** keytar's answer to a read, unless the copy that counts is locked up or there are several. */
  async function soleValue(ask: Ask, slot: Slot): Promise<Secret | null> {
    const find = (): Promise<Secret | null> => valueIn(ask, slot)
    let found = await find()
    if (found === null && hasCollections) {
      // The user said no to this item (KeePassXC): it isn't asked about again.
      if ((await copiesOf(ask, slot, true))?.some(({ inUse, asks }) => inUse && asks) === true)
        throw new Failure('vault.denied', KEPT_BACK)
      await proveOpen(ask)
      found = await find()
    }
    const copies = await openCopies(ask, slot)
    if (copies === null || copies.length === 0) return found
    const open = copies.filter(({ locked }) => !locked)
    if (open.length < copies.length && !open.some(({ inUse }) => inUse)) throw new Failure('vault.locked', LOCKED_COPY)
    // What an unlocked collection holds beside another one is from before the default was changed.
    const more = open.length - 1
    if (more > 0 && (await pruned(ask, slot, 'newest')) < more) throw new Failure('vault.two-copies', STAYED)
    return find()
  }

  /** Puts back what a slot held before a write that wasn't kept; true if it surely is as it was. */
  async function putBack(ask: Ask, slot: Slot, before: Secret | null): Promise<boolean> {
    if (before === null) await ask({ ask: 'delete', service, account: slot })
    else await ask({ ask: 'set', service, account: slot, value: before.expose() })
    const now = await valueIn(ask, slot)
    return before === null ? now === null : now?.equals(before) === true
  }

  function read(slot: Slot, options: { readonly expectFilled: true }): Promise<Secret>
  function read(slot: Slot, options?: { readonly expectFilled?: boolean }): Promise<Secret | null>
  async function read(slot: Slot, options: { readonly expectFilled?: boolean } = {}): Promise<Secret | null> {
    const secret = await run('read', (ask) => soleValue(ask, slot))
    if (secret === null && options.expectFilled === true) throw new Failure('vault.missing')
    return secret
  }

  async function write(slot: Slot, secret: Secret): Promise<void> {
    refuseUnkeepable(secret)
    const limit = maxSecretBytes(platform)
    if (limit !== null && secret.bytes > limit) {
      throw new Failure('vault.too-big', { detail: `${secret.bytes} bytes of at most ${limit}` })
    }
    await run('write', async (ask) => {
      const copies = await openCopies(ask, slot, true)
      // Also where nothing is: to a process that knew it before its restart KeePassXC says of a write that it was done, and does
      // nothing. A read fails there, and another process takes over.
      const before = await valueIn(ask, slot)
      await ask({ ask: 'set', service, account: slot, value: secret.expose() })
      // A copy elsewhere is overwritten, too; left there it would come back when this collection is locked. So is one here that
      // another program made and keytar doesn't see, which would come back at the next login.
      if (copies !== null && copies.length > 0) await pruned(ask, slot, 'in-use')
      const kept = await valueIn(ask, slot)
      if (kept?.equals(secret) === true) return
      const detail = kept === null ? 'read back as nothing' : `read back as ${kept.bytes} bytes of ${secret.bytes}`
      // An item that can't be read, neither before nor after, is one that the user keeps from Latchkey.
      if (before === null && kept === null && (copies?.length ?? 0) > 0) throw new Failure('vault.denied', { detail })
      const restored = await putBack(ask, slot, before).catch(() => false)
      throw new Failure(restored ? 'vault.not-kept' : 'vault.spoiled', { detail })
    })
  }

  return {
    describe: () => ({ kind: 'keychain', service }),
    read,
    write,
    remove: (slot) =>
      run('remove', async (ask) => {
        // keytar deletes what is unlocked and says that it did; the copy that counts would stay.
        const copies = await openCopies(ask, slot, true)
        if (copies?.some(({ locked }) => locked) === true) throw new Failure('vault.locked', LOCKED_COPY)
        const filled = copies !== null && copies.length > 0
        // keytar passes over what is shut to this process alone. A read has the user asked (KeePassXC).
        if (filled) await valueIn(ask, slot)
        let done = await deleted(ask, slot)
        if (!done && hasCollections) {
          await proveOpen(ask)
          done = await deleted(ask, slot)
        }
        // A copy that keytar doesn't see, since another program made it, would come back at the next login.
        const more = copies !== null && copies.length > (done ? 1 : 0)
        const gone = (more && (await pruned(ask, slot, 'nothing')) > 0) || done
        // A removal counts once it is seen.
        if (filled && ((await copiesOf(ask, slot, true))?.length ?? 0) > 0)
          throw new Failure('vault.denied', STILL_THERE)
        return gone
      }),
    accounts: () =>
      run('read', async (ask) => {
        const reply = await ask({ ask: 'list', service })
        if (reply.reply !== 'accounts' || reply.accounts === null) return null
        return { accounts: reply.accounts, locked: reply.locked }
      }),
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
