import { describe, expect, it } from 'vitest'
import { NOTHING, single, sum, tableOf, tallyOf, testsOfPlaywright, timesFailed, totals, withRunner } from './tally.mjs'

const nothingIsVital = () => false

describe('tallyOf', () => {
  it('counts outcomes and says why tests were skipped', () => {
    const tests = [
      { name: 'a', outcome: 'passed' as const },
      { name: 'b', outcome: 'failed' as const },
      { name: 'c', outcome: 'skipped' as const, reason: 'no printer' },
    ]
    const tally = tallyOf(tests, nothingIsVital)
    expect(totals(tally)).toBe('1 passed, 1 failed, 1 skipped')
    expect(tally.remarks).toEqual(['failed   b', 'skipped  c: no printer'])
  })

  it('counts a skipped test as failed where it may not be skipped', () => {
    const tally = tallyOf(
      [{ name: 'keychain', outcome: 'skipped', reason: 'no daemon' }],
      (name) => name === 'keychain',
    )
    expect(totals(tally)).toBe('0 passed, 1 failed, 0 skipped')
    expect(tally.remarks[0]).toContain('no daemon')
  })
})

describe('withRunner', () => {
  it('counts a runner that failed without a failed test, and one that did not, not', () => {
    const passed = { name: 'a', outcome: 'passed' as const }
    const failed = { name: 'b', outcome: 'failed' as const }
    expect(withRunner([passed], 0)).toEqual([passed])
    expect(withRunner([passed, failed], 1)).toEqual([passed, failed])
    expect(withRunner([passed], 3)).toEqual([passed, { name: 'the runner itself ended with 3', outcome: 'failed' }])
  })
})

describe('tableOf', () => {
  it('says what each stage took, and what it said', () => {
    const part = (name: string, milliseconds: number, passed: number) => ({
      name,
      milliseconds,
      tally: { ...NOTHING, passed },
    })
    expect(tableOf([part('set-up', 4_000, 0), part('unit', 61_250, 2_198)], 65_300)).toBe(
      [
        '                  took    passed    failed   skipped',
        'set-up           4.0 s         0         0         0',
        'unit            61.3 s      2198         0         0',
        'all of it       65.3 s      2198         0         0',
      ].join('\n'),
    )
  })
})

describe('timesFailed', () => {
  it('counts how often each test failed, the most unsteady first, and in which orders', () => {
    const runs = [
      { seed: 11, failed: ['b', 'a'] },
      { seed: 12, failed: [] },
      { seed: 13, failed: ['b'] },
    ]
    expect(timesFailed(runs)).toEqual([
      { name: 'b', seeds: [11, 13] },
      { name: 'a', seeds: [11] },
    ])
    expect(timesFailed([{ seed: 1, failed: [] }])).toEqual([])
  })
})

describe('testsOfPlaywright', () => {
  it('reads nested suites and reasons for skipping, and takes what passed only at a second try for failed', () => {
    const test = (status: string, description?: string) => ({
      status,
      annotations: description === undefined ? [] : [{ type: 'skip', description }],
    })
    const spec = (title: string, of: ReturnType<typeof test>) => ({ title, file: 'a.spec.ts', tests: [of] })
    const report = {
      suites: [
        {
          title: 'a.spec.ts',
          specs: [spec('works', test('expected')), spec('breaks', test('unexpected'))],
          suites: [
            { title: 'inner', specs: [spec('wavers', test('flaky')), spec('waits', test('skipped', 'no tray'))] },
          ],
        },
      ],
    }
    expect(testsOfPlaywright(report)).toEqual([
      { name: 'a.spec.ts works', outcome: 'passed' },
      { name: 'a.spec.ts breaks', outcome: 'failed' },
      { name: 'a.spec.ts wavers', outcome: 'failed' },
      { name: 'a.spec.ts waits', outcome: 'skipped', reason: 'no tray' },
    ])
  })
})

describe('sum', () => {
  it('adds up everything', () => {
    expect(sum([single('types', true), single('lint', false), { ...NOTHING, skipped: 2 }])).toEqual({
      passed: 1,
      failed: 1,
      skipped: 2,
      remarks: ['failed   lint'],
    })
  })
})
