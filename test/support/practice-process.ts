// The practice entry as a process of its own, built with the project's own build settings into a temporary folder.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { resolveConfig } from 'electron-vite'
import { build } from 'vite'
import type { Child } from '../../src/child/ask'
import { connectPractice, type RemotePractice } from '../../src/main/practice/remote'

export interface BuiltPractice {
  readonly file: string
  dispose(): Promise<void>
}

export async function buildPracticeEntry(): Promise<BuiltPractice> {
  const practice = new URL('../../src/practice/entry.ts', import.meta.url).pathname
  const built = await buildNodeEntries({ practice })
  return { file: built.file('practice'), dispose: () => built.dispose() }
}

/** The programs that main has beside it: the stand-ins as `practice`, and the `reader` of statements. */
export function buildBesideMain(): Promise<BuiltEntries> {
  const source = (file: string): string => new URL(`../../src/${file}`, import.meta.url).pathname
  return buildNodeEntries({ practice: source('practice/entry.ts'), reader: source('reader/reader-process.ts') })
}

export interface BuiltEntries {
  file(name: string): string
  dispose(): Promise<void>
}

/** Builds only these entries. Away from node_modules, so that anything left out of the bundle would not be found. */
export async function buildNodeEntries(input: Readonly<Record<string, string>>): Promise<BuiltEntries> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-entries-'))
  const { config } = await resolveConfig({ logLevel: 'error' }, 'build', 'production')
  const main = config?.main
  if (main === undefined) throw new Error('The build settings have no main part')
  const rollupOptions = { ...main.build?.rollupOptions, input: { ...input } }
  await build({
    ...main,
    build: { ...main.build, outDir: folder, emptyOutDir: true, rollupOptions, rolldownOptions: rollupOptions },
  })
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  return {
    file: (name) => join(folder, `${name}.js`),
    dispose: () => rm(folder, { recursive: true, force: true }),
  }
}

export interface PracticeProcess extends RemotePractice {
  readonly child: ChildProcess
  /** Kills without warning and waits until it is gone. */
  kill(): Promise<void>
}

/** Starts the entry alone, speaking lines of JSON through its pipes. Rejects with the reason it gives for not starting. */
export async function startAlone(file: string, ...flags: string[]): Promise<PracticeProcess> {
  const child = spawn(process.execPath, [file, ...flags], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  return connected(child, {
    send: (message) => child.stdin.write(`${JSON.stringify(message)}\n`),
    onMessage: (listener) => lines.on('line', (line) => listener(JSON.parse(line))),
    onExit: (listener) => child.once('exit', listener),
    kill: () => void child.kill(),
  })
}

/** Starts the entry as a fork, speaking over its channel. */
export function startForked(file: string, ...flags: string[]): Promise<PracticeProcess> {
  const child = fork(file, flags, { execArgv: [], stdio: 'inherit' })
  return connected(child, {
    send: (message) => child.send(message as object),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => void child.kill(),
  })
}

async function connected(child: ChildProcess, channel: Child): Promise<PracticeProcess> {
  const remote = await connectPractice(channel)
  return { ...remote, child, kill: () => killChild(child) }
}

async function killChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
