// The process that reads a bank statement, as Electron runs it: a utility process, so that nothing waits for a large file.
import path from 'node:path'
import { utilityProcess } from 'electron'
import type { Child } from '../child-calls'

/** Starts the reading process. Raises nothing: a process that can't start reports its exit. */
export function startReaderProcess(entry: string): Child {
  const child = utilityProcess.fork(path.resolve(entry), [], { serviceName: 'Latchkey statement', stdio: 'ignore' })
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  }
}
