// A program of its own as Electron runs it: a utility process, so that nothing waits for it, and one that hangs can be killed without harm.
import path from 'node:path'
import { utilityProcess } from 'electron'

/** Raises nothing: a process that can't start reports its exit. */
export function startUtility(
  entry: string,
  { name, args = [], env }: { name: string; args?: string[]; env?: NodeJS.ProcessEnv },
) {
  const child = utilityProcess.fork(path.resolve(entry), args, {
    serviceName: name,
    stdio: 'ignore',
    ...(env === undefined ? {} : { env }),
  })
  return {
    send: (message: unknown): void => child.postMessage(message),
    onMessage: (listener: (message: unknown) => void) => void child.on('message', listener),
    onExit: (listener: (code: number) => void) => void child.once('exit', listener),
    kill: () => void child.kill(),
  }
}
