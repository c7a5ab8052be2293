import { expect, it, onTestFinished, vi } from 'vitest'
import LongestTasks, { slowCalls, tasksIn, toldOf } from '../e2e/main-tasks'

const MAIN = 7
const trace = (...tasks: readonly { ts?: number; dur?: number; tdur: number; tid?: number; src_file?: string }[]) => ({
  traceEvents: [
    { name: 'thread_name', tid: MAIN, args: { name: 'CrBrowserMain' } },
    { name: 'thread_name', tid: 8, args: { name: 'Chrome_IOThread' } },
    ...tasks.map(({ ts = 0, dur = 0, tdur, tid = MAIN, src_file = 'ipc/ipc_mojo_bootstrap.cc' }) => ({
      name: 'ThreadControllerImpl::RunTask',
      tid,
      ts,
      dur,
      tdur,
      args: { src_file, src_func: 'Accept' },
    })),
  ],
})
/** What one app tells of such tasks, of which 100 ms are allowed. */
const app = (tasks: ReturnType<typeof tasksIn>) => ({ tasks, limitMs: 100 })

it('fails for a call with which main works too long in two apps, and names who put the tasks there', () => {
  const calls = [
    { name: 'call:listStandings', from: 1_000, till: 2_000 },
    { name: 'call:showGauge', from: 4_000, till: 9_000 },
    { name: 'call:savePdf', from: 6_000 },
    { name: 'call:getCall', from: 400_000 },
  ]
  const tasks = tasksIn(trace({ ts: 5_000, dur: 300_000, tdur: 140_000 }, { tdur: 99_000 }), calls)
  expect(tasks[0]).toEqual({
    ms: 140,
    calls: ['call:showGauge', 'call:savePdf'],
    by: 'Accept of ipc/ipc_mojo_bootstrap.cc',
  })
  expect(slowCalls([app(tasks), app(tasks)])).toEqual(['call:showGauge', 'call:savePdf'])
  expect(slowCalls([app(tasks)])).toEqual([])
})

it('is the run’s failure, told once it is over', async () => {
  const calls = [{ name: 'call:saveSheet', from: 0 }]
  const reporter = new LongestTasks()
  const result = { annotations: toldOf({ tasks: tasksIn(trace({ tdur: 600_000 }), calls), limitMs: 150 }) }
  const test = { titlePath: () => ['', 'a file', 'a test'] }
  const told: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((words) => told.push(String(words)) > 0)
  onTestFinished(() => void vi.restoreAllMocks())
  reporter.onTestEnd(test as never, result as never)
  expect(await reporter.onEnd()).toBeUndefined()
  reporter.onTestEnd(test as never, result as never)
  expect(await reporter.onEnd()).toEqual({ status: 'failed' })
  expect(told.at(-1)).toContain('with call:saveSheet')
})

it('judges the processor’s time, so that a task that only waited passes', () => {
  const waited = app(tasksIn(trace({ dur: 900_000, tdur: 30_000 }), [{ name: 'call:getCall', from: 0 }]))
  expect(slowCalls([waited, waited])).toEqual([])
})

it('leaves out other threads, and what Playwright had main do', () => {
  const src_file = 'content/browser/devtools/devtools_http_handler.cc'
  expect(tasksIn(trace({ tdur: 500_000, tid: 8 }, { tdur: 500_000, src_file }), [])).toEqual([])
})
