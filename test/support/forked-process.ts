// The keychain process under plain Node: tests, and anything that runs without Electron.
import { fork } from 'node:child_process'
import type { KeychainChild } from '../../src/main/vault/keychain-link'

export interface ForkedKeychain extends KeychainChild {
  readonly pid: number | undefined
}

/**
 * Starts the built entry `file` as a child. `env` decides which D-Bus and keychain it sees. Its output is dropped: native
 * libraries write warnings there, and nothing of it may reach a log unseen. `user` is who it runs as, where that isn't the caller.
 */
export function forkKeychainProcess(options: {
  file: string
  env: NodeJS.ProcessEnv
  user?: { uid: number; gid: number }
}): ForkedKeychain {
  const { file, env, user = {} } = options
  // LC_ALL=C: libsecret's messages are classified by their words, so they must not be translated.
  const child = fork(file, [], {
    ...user,
    env: { ...env, LC_ALL: 'C' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return {
    pid: child.pid,
    // A message to a child that just died is an error in the callback; its exit is reported anyway.
    send: (message) => void child.send(message, () => {}),
    onMessage: (listener) => void child.on('message', (message) => listener(message)),
    onExit: (listener) => {
      child.once('exit', listener)
      child.once('error', () => listener(null))
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
