import { expect, it } from 'vitest'
import { tasksIn, tooLong, type MainTasks } from '../e2e/main-tasks'

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
const judged = (tasks: MainTasks['tasks']): MainTasks => ({ tasks, limitMs: 100 })

it('fails for a task of main over the limit, and names the call that was on and who put it there', () => {
  const calls = [
    { name: 'call:listStandings', from: 1_000, till: 2_000 },
    { name: 'call:showGauge', from: 4_000, till: 9_000 },
    { name: 'call:savePdf', from: 6_000 },
    { name: 'call:getCall', from: 400_000 },
  ]
  const tasks = tasksIn(trace({ ts: 5_000, dur: 300_000, tdur: 140_000 }, { tdur: 99_000 }), calls)
  expect(tooLong(judged(tasks))).toEqual([
    '140 ms: with call:showGauge, call:savePdf on, by Accept of ipc/ipc_mojo_bootstrap.cc',
  ])
})

it('judges the processor’s time, so that a task that only waited passes', () => {
  expect(tooLong(judged(tasksIn(trace({ dur: 900_000, tdur: 30_000 }), [])))).toEqual([])
})

it('leaves out other threads, and what Playwright had main do', () => {
  const src_file = 'content/browser/devtools/devtools_http_handler.cc'
  expect(tasksIn(trace({ tdur: 500_000, tid: 8 }, { tdur: 500_000, src_file }), [])).toEqual([])
})
