// What main does in one go, test by test: the processor's time of each task of its thread once the first screen is there, by Chromium's own
// trace. A busy machine makes a program wait, which isn't counted; how slow it is besides, a yardstick tells: the same work on the same thread.
import { readFile, rm } from 'node:fs/promises'
import type { ElectronApplication } from '@playwright/test'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { z } from 'zod'

/** A person notices what takes longer. It is told of; a call that takes more than `ROOM` times as long in several apps fails the run. */
const NOTICED_MS = 50
/** The yardstick is read twice, and a task in between may meet more trouble in the processor's caches than it did. */
const ROOM = 3
/**
 * In so many apps of a run: a processor that is slowed down for a moment counts that as work, but hardly twice with the same call. What no
 * call was on in isn't judged: a test's own work in main is of that kind (a megabyte onto the clipboard: 186 ms).
 */
const APPS = 2
/** What the yardstick takes on the machine that the goal was set on, when little else runs there. A faster one gives no less room. */
const YARDSTICK_MS = 45
const ANNOTATION = 'longest task of main'
const MOST_TOLD = 20
/** What Playwright itself has main do comes in by here. */
const PLAYWRIGHTS = /\bdevtools\b/

export interface MainTask {
  /** Processor time. */
  readonly ms: number
  /** Which calls of the page were on. */
  readonly calls: readonly string[]
  /** Who put the task there. */
  readonly by: string
}

export interface MainTasks {
  /** The longest first, none where the app ended meanwhile. */
  readonly tasks: readonly MainTask[]
  /** From what on a task is too long. */
  readonly limitMs: number
}

const NONE: MainTasks = { tasks: [], limitMs: Number.POSITIVE_INFINITY }

/** Watches main's thread from now on, until the function that it gives is called. */
export async function watchMain(app: ElectronApplication): Promise<() => Promise<MainTasks>> {
  const before = await app.evaluate(yardstick)
  await app.evaluate(noteCalls)
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({
      included_categories: ['toplevel'],
      excluded_categories: ['*'],
      included_process_ids: [process.pid],
      recording_mode: 'record-until-full',
    }),
  )
  return async () => {
    // What has ended meanwhile tells nothing.
    const end = await recorded(app).catch(() => undefined)
    if (end === undefined) return NONE
    const trace: unknown = JSON.parse(await readFile(end.file, 'utf8'))
    await rm(end.file)
    const slowness = Math.max(1, before / YARDSTICK_MS, end.yardstick / YARDSTICK_MS)
    return { tasks: tasksIn(trace, end.calls), limitMs: NOTICED_MS * ROOM * slowness }
  }
}

async function recorded(app: ElectronApplication) {
  const file = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording())
  const calls = await app.evaluate(() => Reflect.get(globalThis, 'notedCalls') as readonly NotedCall[])
  return { file, calls, yardstick: await app.evaluate(yardstick) }
}

/** The longest, and what else was too long, for the end of the run. */
export function toldOf({ tasks, limitMs }: MainTasks): { type: string; description: string }[] {
  const told = tasks.filter(({ ms }, at) => at === 0 || ms > limitMs)
  if (told.length === 0) return []
  return [{ type: ANNOTATION, description: JSON.stringify({ tasks: told, limitMs } satisfies MainTasks) }]
}

/** The calls with which main worked for too long in one go in several apps. */
export function slowCalls(apps: readonly MainTasks[]): readonly string[] {
  const times = new Map<string, number>()
  for (const { tasks, limitMs } of apps) {
    const long = tasks.filter(({ ms }) => ms > limitMs)
    for (const call of new Set(long.flatMap(({ calls }) => calls))) times.set(call, (times.get(call) ?? 0) + 1)
  }
  return [...times].filter(([, apps]) => apps >= APPS).map(([call]) => call)
}

export interface NotedCall {
  readonly name: string
  /** In µs of the clock that the trace goes by. */
  readonly from: number
  readonly till?: number
}

/** Runs in main: how long the same work takes its thread just now, in ms of processor time, which Linux tells of a process's first thread by this file. */
function yardstick(): number {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const worked = (): number => Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6
  const began = worked()
  for (let round = 0; round < 4; round += 1) {
    const rows = Array.from({ length: 4_000 }, (_, index) => ({
      id: `${(index * 7_919) % 4_001}`,
      name: `No. ${index}`,
    }))
    const read = JSON.parse(JSON.stringify(rows)) as typeof rows
    read.sort((a, b) => a.id.localeCompare(b.id, 'en'))
  }
  return worked() - began
}

/** Runs in main: notes from when till when each call is on. */
function noteCalls({ ipcMain }: { readonly ipcMain: object }): void {
  type Handler = (...given: unknown[]) => unknown
  const noted: { name: string; from: number; till?: number }[] = []
  const now = () => Number(process.hrtime.bigint() / 1_000n)
  const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handler>
  for (const [name, handle] of handlers) {
    handlers.set(name, async (...given) => {
      const one: (typeof noted)[number] = { name, from: now() }
      noted.push(one)
      try {
        return await handle(...given)
      } finally {
        one.till = now()
      }
    })
  }
  Object.assign(globalThis, { notedCalls: noted })
}

const traceFile = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      tid: z.number(),
      ts: z.number().default(0),
      dur: z.number().default(0),
      tdur: z.number().default(0),
      args: z.object({ name: z.unknown(), src_file: z.string(), src_func: z.string() }).partial().default({}),
    }),
  ),
})
type TraceEvent = z.infer<typeof traceFile>['traceEvents'][number]

/** The tasks of main's thread in a trace of Chromium's, but for those that Playwright had it do, the longest first. */
export function tasksIn(trace: unknown, calls: readonly NotedCall[]): readonly MainTask[] {
  const { traceEvents } = traceFile.parse(trace)
  const main = traceEvents.find(({ name, args }) => name === 'thread_name' && args.name === 'CrBrowserMain')
  if (main === undefined) throw new Error('Chromium’s trace holds nothing of main')
  return traceEvents
    .filter(
      ({ name, tid, args }) => tid === main.tid && name.endsWith('RunTask') && !PLAYWRIGHTS.test(args.src_file ?? ''),
    )
    .map((task) => ({ ms: task.tdur / 1_000, calls: callsDuring(task, calls), by: putBy(task) }))
    .toSorted((a, b) => b.ms - a.ms)
}

function callsDuring({ ts, dur }: TraceEvent, calls: readonly NotedCall[]): readonly string[] {
  const on = calls.filter(({ from, till }) => from <= ts + dur && (till ?? ts) >= ts).map(({ name }) => name)
  return [...new Set(on)]
}

function putBy({ args }: TraceEvent): string {
  return `${args.src_func ?? '?'} of ${args.src_file ?? '?'}`
}

const mainTask = z.object({ ms: z.number(), calls: z.array(z.string()).readonly(), by: z.string() })
const told = z.object({ tasks: z.array(mainTask).readonly(), limitMs: z.number() })

export default class LongestTasks implements Reporter {
  readonly #apps: (MainTasks & { readonly test: string })[] = []

  onTestEnd(test: TestCase, { annotations }: TestResult): void {
    for (const { type, description } of annotations) {
      if (type !== ANNOTATION || description === undefined) continue
      this.#apps.push({ ...told.parse(JSON.parse(description)), test: test.titlePath().slice(2).join(' › ') })
    }
  }

  async onEnd(): Promise<{ status: 'failed' } | undefined> {
    if (this.#apps.length === 0) return undefined
    const longest = this.#apps
      .flatMap(({ tasks, limitMs, test }) => tasks.slice(0, 1).map((task) => ({ ...task, limitMs, test })))
      .toSorted((a, b) => b.ms - a.ms)
    const noticed = longest.filter(({ ms }) => ms > NOTICED_MS)
    process.stdout.write(
      `\nA task of main took over ${NOTICED_MS} ms of the processor in ${noticed.length} of ${longest.length} apps; the longest:\n`,
    )
    for (const { ms, limitMs, calls, by, test } of longest.slice(0, MOST_TOLD)) {
      const on = calls.length > 0 ? calls.join(', ') : 'no call'
      process.stdout.write(`  ${Math.round(ms)} of ${Math.round(limitMs)} ms, with ${on} on, by ${by}: ${test}\n`)
    }
    const slow = slowCalls(this.#apps)
    if (slow.length === 0) return undefined
    process.stdout.write(
      `Main kept everything else waiting in several apps, with ${slow.join(', ')}: the run has failed.\n`,
    )
    return { status: 'failed' }
  }

  printsToStdio(): boolean {
    return false
  }
}
