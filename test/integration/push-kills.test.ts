// Pushes of 25,000 lines, each killed without warning at some moment and taken up again: nothing lost, nothing twice.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { isLinuxX64 } from '../../scripts/places.mjs'
import { fillDisks, killPushes } from '../support/push-kills'

const RUNS = Number(process.env['LATCHKEY_KILL_RUNS'] ?? '12')
const REPORT = process.env['LATCHKEY_KILL_REPORT'] ?? path.join('test-results', 'push-kills.json')

it(
  `${RUNS} killed pushes lose no line and send none twice`,
  async () => {
    const report = await killPushes(RUNS, Number(process.env['LATCHKEY_KILL_SEED'] ?? '20261124'))
    await mkdir(path.dirname(REPORT), { recursive: true })
    await writeFile(REPORT, `${JSON.stringify(report, null, 2)}\n`)
    expect(report).toMatchObject({ linesLost: 0, linesDoubled: 0, outOfOrder: 0, overlaps: 0 })
    // It asked, and every time nothing but a guess could have told.
    expect(report.asked.times).toBeGreaterThan(0)
    expect(report.asked).toMatchObject({ decidable: 0, undecidable: report.asked.times })
    expect(Math.min(...Object.values(report.kills))).toBeGreaterThanOrEqual(RUNS >= 12 ? 1 : 0)
  },
  RUNS * 20_000 + 120_000,
)

it.runIf(isLinuxX64)(
  'pushes whose disk is full in the middle of an entry lose no line and send none twice',
  async () => {
    const runs = Math.ceil(RUNS / 6)
    const report = await fillDisks(runs, Number(process.env['LATCHKEY_KILL_SEED'] ?? '20261124'))
    expect(report).toMatchObject({ runs, linesLost: 0, linesDoubled: 0, outOfOrder: 0, overlaps: 0 })
    // The limit stopped some: else this shows nothing.
    expect(report.kills.random).toBeGreaterThan(0)
  },
  RUNS * 20_000 + 120_000,
)
