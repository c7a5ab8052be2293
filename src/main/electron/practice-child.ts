// The stand-ins of practice mode as Electron runs them: a utility process of their own, with their state in practice's folder.
import path from 'node:path'
import { utilityProcess } from 'electron'
import { connectPractice, type RemotePractice } from '../practice/remote'

export interface PracticeProcess {
  remote: RemotePractice
  stop(): void
}

/** Starts the stand-ins and waits until they listen. Rejects with why they don't. */
export async function startPracticeProcess(entry: string, stateFile: string): Promise<PracticeProcess> {
  const child = utilityProcess.fork(path.resolve(entry), ['--state', stateFile], {
    serviceName: 'Latchkey practice',
    stdio: 'ignore',
  })
  const remote = await connectPractice({
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => void child.kill(),
  })
  return {
    remote,
    stop: () => {
      child.kill()
    },
  }
}
