// The whole app killed in the middle of a push, practice Codat and all, and started again: every line arrives once, in order.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './latchkey'
import { furnishPushes, ledgerOf, LINES, pushNow, resumePush, startPush } from './push-steps'

const KILLS = Number(process.env['LATCHKEY_APP_KILLS'] ?? '1')
const REPORT = process.env['LATCHKEY_KILL_REPORT'] ?? path.join('test-results', 'push-kills-app.json')

test(`the whole app killed in a push, ${KILLS} times: it loses no line and sends none twice`, async ({
  launch,
  desktop,
}) => {
  test.setTimeout(480_000 + KILLS * 60_000)
  let latchkey = await launch()
  const place = await furnishPushes(latchkey, 0.3)

  const left: number[] = []
  let pushId = await startPush(latchkey, desktop.folder, place, 0)
  for (let kill = 0; kill < KILLS; kill += 1) {
    // oxlint-disable-next-line latchkey/no-fixed-pause -- a kill comes whenever it comes: nothing is waited for, and each moment is right
    await latchkey.page.waitForTimeout(100 + ((kill * 677) % 1_900))
    const { arrivedLines: arrived } = await pushNow(latchkey, pushId)
    left.push(arrived)
    latchkey.app.process().kill('SIGKILL')
    await latchkey.close().catch(() => {})
    latchkey = await launch()
    if (arrived === LINES) {
      pushId = await startPush(latchkey, desktop.folder, place, left.length)
      continue
    }
    const state = await resumePush(latchkey, pushId)
    expect(['running', 'waiting', 'done', 'paused']).toContain(state)
  }
  const goOn = async (): Promise<string> => {
    const { state, diagnosis } = await pushNow(latchkey, pushId)
    if (state === 'paused' || state === 'stopped') await resumePush(latchkey, pushId)
    return diagnosis === null ? state : `${state}: ${diagnosis}`
  }
  await expect.poll(goOn, { intervals: [500] }).toBe('done')

  const ledger = ledgerOf(desktop.home)
  const runs = new Map<string, string[]>()
  for (const id of ledger) runs.set(id.split('-')[0] ?? '', [...(runs.get(id.split('-')[0] ?? '') ?? []), id])
  const report = {
    kills: KILLS,
    inTheMiddle: left.filter((arrived) => arrived > 0 && arrived < LINES).length,
    pushes: runs.size,
    linesSent: runs.size * LINES,
    linesLost: runs.size * LINES - new Set(ledger).size,
    linesDoubled: ledger.length - new Set(ledger).size,
  }
  mkdirSync(path.dirname(REPORT), { recursive: true })
  writeFileSync(REPORT, `${JSON.stringify(report, null, 2)}\n`)
  expect(runs.size).toBeGreaterThan(0)
  for (const [run, ids] of runs) {
    expect(ids, `run ${run}`).toEqual(Array.from({ length: LINES }, (_, index) => `${run}-${index}`))
  }
  // Some kill hit the push in its middle: else this shows nothing.
  expect(left.some((arrived) => arrived < LINES)).toBe(true)
})
