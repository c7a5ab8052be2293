// A keychain store over a forked process, as tests open it: real clock, short deadlines on demand, and every process it
// started in sight.
import { randomUUID } from 'node:crypto'
import type { Clock, Random } from '../../src/main/ports'
import { type ForkedKeychain, forkKeychainProcess } from './forked-process'
import type { KeychainTiming } from '../../src/main/vault/keychain-line'
import { type KeychainStore, openKeychainStore } from '../../src/main/vault/keychain-store'

export const realClock: Clock = { now: () => new Date(), monotonic: () => performance.now() }
export const realRandom: Random = { id: () => randomUUID() }

export interface ForkedStore {
  readonly store: KeychainStore
  /** Every process started so far, the latest last. */
  readonly processes: readonly ForkedKeychain[]
}

/** A store over the built entry `file`, seeing the keychain that `env` leads to. */
export function openForkedStore(options: {
  file: string
  env: NodeJS.ProcessEnv
  practice?: boolean
  timing?: Partial<KeychainTiming>
}): ForkedStore {
  const processes: ForkedKeychain[] = []
  const store = openKeychainStore({
    startProcess: () => {
      const child = forkKeychainProcess({ file: options.file, env: options.env })
      processes.push(child)
      return child
    },
    platform: process.platform,
    clock: realClock,
    random: realRandom,
    practice: options.practice ?? false,
    ...(options.timing === undefined ? {} : { timing: options.timing }),
  })
  return { store, processes }
}
