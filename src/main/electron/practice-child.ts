// The stand-ins of practice mode as Electron runs them: a utility process of their own, with their state in practice's folder.
import { connectPractice, type RemotePractice } from '../practice/remote'
import { startUtility } from './utility-child'

export interface PracticeProcess {
  remote: RemotePractice
  stop(): void
}

/** Starts the stand-ins and waits until they listen. Rejects with why they don't. */
export async function startPracticeProcess(entry: string, stateFile: string): Promise<PracticeProcess> {
  const child = startUtility(entry, { name: 'Latchkey practice', args: ['--state', stateFile] })
  return { remote: await connectPractice(child), stop: child.kill }
}
