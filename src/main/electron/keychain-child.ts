// The keychain process as Electron runs it: a utility process, so that a hung keychain can be killed without harm.
import path from 'node:path'
import { utilityProcess } from 'electron'
import type { KeychainChild } from '../vault/keychain-store'

/** Starts the keychain process. Raises nothing: a process that can't start reports its exit. */
export function startKeychainProcess(entry: string): KeychainChild {
  const child = utilityProcess.fork(path.resolve(entry), [], {
    serviceName: 'Latchkey keychain',
    stdio: 'ignore',
    // The classifier knows the keychain library's own words, not their translations.
    env: { ...process.env, LC_ALL: 'C' },
  })
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => {
      child.kill()
    },
  }
}
