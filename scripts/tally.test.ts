import { describe, expect, it } from 'vitest'
import { NOTHING, single, sum, tallyOf, testsOfPlaywright, totals } from './tally.mjs'

const nothingIsVital = () => false

describe('tallyOf', () => {
  it('counts outcomes and says why tests were skipped', () => {
    const tests = [
      { name: 'a', outcome: 'passed' as const },
      { name: 'b', outcome: 'failed' as const },
      { name: 'c', outcome: 'skipped' as const, reason: 'no printer' },
    ]
    const tally = tallyOf(tests, 1, nothingIsVital)
    expect(totals(tally)).toBe('1 passed, 1 failed, 1 skipped')
    expect(tally.remarks).toEqual(['failed   b', 'skipped  c: no printer'])
  })

  it('counts a skipped test as failed where it may not be skipped', () => {
    const tally = tallyOf(
      [{ name: 'keychain', outcome: 'skipped', reason: 'no daemon' }],
      0,
      (name) => name === 'keychain',
    )
    expect(totals(tally)).toBe('0 passed, 1 failed, 0 skipped')
    expect(tally.remarks[0]).toContain('no daemon')
  })

  it('counts a test that passed at its second try, and names it', () => {
    const tally = tallyOf([{ name: 'wavers', outcome: 'unsteady' }], 0, nothingIsVital)
    expect(totals(tally)).toBe('1 passed, 0 failed, 0 skipped')
    expect(tally.remarks).toEqual(['unsteady wavers: passed at its second try'])
  })

  it('counts a runner that failed without a failed test', () => {
    expect(totals(tallyOf([{ name: 'a', outcome: 'passed' }], 1, nothingIsVital))).toBe('1 passed, 1 failed, 0 skipped')
  })
})

describe('testsOfPlaywright', () => {
  it('reads nested suites, reasons for skipping, and tells what passed only at its second try', () => {
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
      { name: 'a.spec.ts wavers', outcome: 'unsteady' },
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
