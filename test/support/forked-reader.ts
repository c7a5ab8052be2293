// The reading process under plain Node: tests and benchmarks.
import { fork } from 'node:child_process'
import type { Child } from '../../src/child/ask'

/** Starts the built entry `file` as a child. */
export function forkReader(file: string): Child & { readonly pid: number | undefined } {
  const child = fork(file, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  return {
    pid: child.pid,
    send: (message) => void child.send(message as object, () => {}),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  }
}
