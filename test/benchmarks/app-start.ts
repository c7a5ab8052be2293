// The start of Latchkey beside an empty electron-vite and React app on the same Electron: from spawn to the window that shows,
// the processor time till the first calls are answered, the moments the list is there and a key has done something (“/” the least, the palette the most), and the memory of all processes after ten idle seconds. Runs of both alternate.
// `LATCHKEY_PAIRS` says how many (8). `LATCHKEY_COLD=1` empties the system's page cache before each start, as root all of it; else the files
// of Electron and of both apps go, and libraries of the system stay. What a running program has mapped stays either way. Prints the figures as JSON. Goals: window ≤ 1.15 times, processor ≤ 1.3 times, usable ≤ +120 ms after the
// empty app's window, memory ≤ +25 MB. Memory is shared out among all that run from the same files: nothing else may run on this Electron.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startDesktop, type Desktop } from '../../scripts/desktop.mjs'
import { presentElectron } from '../../scripts/electron-runtime.mjs'
import { notesFolder, projectFolder } from '../../scripts/places.mjs'
import { stageApplication } from '../../scripts/stage.mjs'
import { app as record } from '../support/guide-records'

const PAIRS = Number(process.env['LATCHKEY_PAIRS'] ?? 8)
const COLD = process.env['LATCHKEY_COLD'] === '1'
const APP_ID = '00000001-0000-4000-8000-000000000001'
const IDLE_MS = 10_000
/** The kernel's unit of processor time. */
const TICK_MS = 10

interface Start {
  readonly shownMs: number
  readonly readyMs: number
  readonly processorMs: number
}

interface Starter {
  readonly app: string
  /** What it prints when its window shows, with the list of customers in it where there is a user. */
  readonly says: string
  /** What it prints when the first calls are answered or a key was, if that is later: the processor's time is taken then. */
  readonly ready?: string
  readonly env?: NodeJS.ProcessEnv
}

const electron = await presentElectron()
if (electron === null) throw new Error('There is no Electron to measure; npm test prepares one')
const stage = await stageApplication(electron)
const template = path.join(stage.folder, 'template')
buildTemplate(template)
const latchkey: Starter = { app: stage.app, says: 'latchkey shown', ready: 'latchkey ready' }
const empty: Starter = { app: template, says: 'template ready' }
const watched = { app: watchedApp(path.join(stage.folder, 'watched')), says: 'latchkey listed', ready: 'latchkey used' }
const withPalette: Starter = watched
const withSearch: Starter = { ...watched, env: { LATCHKEY_KEY: 'search' } }
try {
  // Once unmeasured, so that files of both are in the page cache.
  await started(latchkey)
  await started(empty)
  await started(withPalette, true)
  await started(withSearch, true)
  const pairs: { latchkey: Start; template: Start; palette: Start; search: Start }[] = []
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // Whoever is first in one pair is second in the next.
    const first = await started(pair % 2 === 0 ? latchkey : empty)
    const second = await started(pair % 2 === 0 ? empty : latchkey)
    const both = pair % 2 === 0 ? { latchkey: first, template: second } : { latchkey: second, template: first }
    pairs.push({ ...both, palette: await started(withPalette, true), search: await started(withSearch, true) })
  }
  const memory = { latchkeyMb: await idleMemory(latchkey), templateMb: await idleMemory(empty) }
  const of = (which: 'latchkey' | 'template', what: keyof Start) => pairs.map((pair) => pair[which][what])
  const overTemplate = (momentOf: (pair: (typeof pairs)[number]) => number) =>
    Math.round(median(pairs.map((pair) => momentOf(pair) - pair.template.shownMs)))
  const ratio = (what: keyof Start) => median(pairs.map((pair) => pair.latchkey[what] / pair.template[what]))
  const report = {
    pairs: PAIRS,
    cold: COLD,
    load: os.loadavg().map(rounded),
    shown: {
      latchkeyMs: Math.round(median(of('latchkey', 'shownMs'))),
      templateMs: Math.round(median(of('template', 'shownMs'))),
      ratio: rounded(ratio('shownMs')),
      goal: 1.15,
    },
    processor: {
      latchkeyMs: Math.round(median(of('latchkey', 'processorMs'))),
      templateMs: Math.round(median(of('template', 'processorMs'))),
      ratio: rounded(ratio('processorMs')),
      goal: 1.3,
    },
    usable: {
      latchkeyMs: Math.round(median(pairs.map(({ palette }) => palette.readyMs))),
      listOverMs: overTemplate(({ palette }) => palette.shownMs),
      searchOverMs: overTemplate(({ search }) => search.readyMs),
      paletteOverMs: overTemplate(({ palette }) => palette.readyMs),
      goalMs: 120,
    },
    memory: { ...memory, overMb: memory.latchkeyMb - memory.templateMb, goalMb: 25 },
  }
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
} finally {
  stage.dispose()
}

/** Builds the empty app with the project's own tools and puts it where the desktop's user can read it. */
function buildTemplate(target: string): void {
  // Under node_modules, where its imports are found.
  const place = path.join(notesFolder, 'start-template')
  rmSync(place, { recursive: true, force: true })
  mkdirSync(notesFolder, { recursive: true })
  cpSync(path.join(import.meta.dirname, 'start-template'), place, { recursive: true })
  const vite = path.join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const built = spawnSync(process.execPath, [vite, 'build'], { cwd: place, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`The template wasn’t built: ${built.stderr}`)
  for (const part of ['package.json', 'out'])
    cpSync(path.join(place, part), path.join(target, part), { recursive: true })
}

/** Latchkey and somebody who waits for the list and presses a key: `usable.mjs` starts it. */
function watchedApp(target: string): string {
  mkdirSync(target, { mode: 0o755 })
  for (const part of ['out', 'node_modules']) symlinkSync(path.join(stage.app, part), path.join(target, part))
  cpSync(path.join(import.meta.dirname, 'usable.mjs'), path.join(target, 'usable.mjs'))
  const manifest = JSON.parse(readFileSync(path.join(stage.app, 'package.json'), 'utf8')) as object
  writeFileSync(path.join(target, 'package.json'), JSON.stringify({ ...manifest, main: 'usable.mjs' }))
  return target
}

/** One Xero app, so that there is a list. */
function giveAnApp({ home, uid, gid }: Desktop): void {
  let folder = home
  for (const part of ['.config', 'Latchkey', 'records', 'xero-apps']) {
    folder = path.join(folder, part)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chownSync(folder, uid, gid)
  }
  const file = path.join(folder, `${APP_ID}.json`)
  writeFileSync(file, JSON.stringify(record({ id: APP_ID })))
  chownSync(file, uid, gid)
}

/** One start on a fresh desktop, until it says so. */
async function started({ app, says, ready = says, env = {} }: Starter, hasApp = false): Promise<Start> {
  return await onDesktop(async (desktop) => {
    if (hasApp) giveAnApp(desktop)
    if (COLD) forgetFiles()
    const { child, shownMs, said } = await begun(desktop, app, { flags: hasApp ? [] : ['--smoke'], env, word: says })
    const readyMs = await said(ready)
    const processorMs = processorTime(child.pid ?? 0)
    await new Promise((resolve) => child.once('exit', resolve))
    return { shownMs, readyMs, processorMs }
  })
}

/** Proportional memory of all processes of the app, in MB, once it has been idle. */
async function idleMemory({ app }: Starter): Promise<number> {
  return await onDesktop(async (desktop) => {
    const [command, args] = desktop.wrap(stage.executable, [app])
    const child = spawn(command, args, { env: { ...desktop.env }, cwd: app, stdio: 'ignore' })
    await pause(IDLE_MS)
    const kilobytes = familyOf(child.pid ?? 0).map(proportionalMemory)
    child.kill()
    await new Promise((resolve) => child.once('exit', resolve))
    return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1_024)
  })
}

/** As root the system's whole page cache goes; else the files that both apps are read from, and what is not yet on the disk is written first. */
function forgetFiles(): void {
  if (process.getuid?.() === 0) {
    spawnSync('sync')
    writeFileSync('/proc/sys/vm/drop_caches', '3')
    return
  }
  const each = (...work: readonly string[]) => spawnSync('find', [stage.folder, '-type', 'f', '-exec', ...work])
  const outcomes = [each('sync', '-d', '{}', '+'), each('dd', 'if={}', 'iflag=nocache', 'count=0', 'status=none', ';')]
  if (outcomes.some(({ status }) => status !== 0)) throw new Error('The files were not forgotten')
}

async function onDesktop<T>(measure: (desktop: Desktop) => Promise<T>): Promise<T> {
  const desktop = await startDesktop()
  try {
    return await measure(desktop)
  } finally {
    await desktop.dispose()
  }
}

interface Beginning {
  readonly flags: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly word: string
}

/** Starts an app and waits for its word; `said` waits for a further one and gives the milliseconds since the start. */
async function begun(desktop: Desktop, app: string, { flags, env, word }: Beginning) {
  const [command, args] = desktop.wrap(stage.executable, [app, ...flags])
  const begin = performance.now()
  const child = spawn(command, args, { env: { ...desktop.env, ...env }, cwd: app, stdio: ['ignore', 'pipe', 'ignore'] })
  let text = ''
  const said = (awaited: string) =>
    new Promise<number>((resolve, reject) => {
      const look = () => {
        if (text.includes(awaited)) resolve(performance.now() - begin)
      }
      child.stdout.on('data', look)
      child.once('exit', () => reject(new Error(`The app ended before it said ${awaited}: ${text}`)))
      look()
    })
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  return { child, shownMs: await said(word), said }
}

/** User and system time of a process and all under it, as far as they live, in milliseconds. */
function processorTime(root: number): number {
  return familyOf(root).reduce((sum, pid) => {
    const fields = statOf(pid)
    return sum + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS
  }, 0)
}

function familyOf(root: number): readonly number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), Number(statOf(Number(name))[1] ?? 0))
  }
  const family = new Set([root])
  for (let size = 0; size !== family.size;) {
    size = family.size
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid)
  }
  return [...family]
}

/** The fields of /proc/PID/stat after the name, the state first. */
function statOf(pid: number): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    // It has ended meanwhile.
    return []
  }
}

function proportionalMemory(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100
}
