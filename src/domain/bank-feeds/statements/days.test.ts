import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from './days'

const read = (written: string): string => {
  const day = parseDay(written, 'dmy')
  return typeof day === 'number' ? formatDay(day) : day
}

describe('a day', () => {
  it.each([
    '12. 11. 2026',
    '12.11.2026r.',
    '12.11.2026г.',
    '2026/11/12(木)',
    '2026年11月12日(木)',
    '2026년 11월 12일',
    '2026-Nov-12',
    '2026 Nov 12',
    '12 de noviembre de 2026',
    '12 de nov. de 2026',
    '12 Kasım 2026',
    '12-Kas-2026',
    '12 ноября 2026',
    '\u200e12/11/2026',
    '12/11/2026\u200f',
    '\u202a12/11/2026\u202c',
    'Thu 12/11/2026',
    'jeudi 12 novembre 2026',
    'mar. 12/11/2026',
    'Mar, 12 Nov 2026',
    '１２／１１／２０２６',
    '١٢/١١/٢٠٢٦',
    '12/11/2569',
  ])('%s is 12 November 2026', (written) => {
    expect(read(written)).toBe('2026-11-12')
  })

  it.each([
    ['Generated 24/11/2026 10:15', 'unreadable'],
    ['MARKET 12 26', 'unreadable'],
    ['marraskuu 12, 2026', 'unreadable'],
    ['Invoice 12/11/2026', 'unreadable'],
    ['May 2026', 'unreadable'],
    ['--', 'missing'],
    ['–', 'missing'],
    ['31/11/2026', 'impossible'],
  ])('%s is %s', (written, problem) => {
    expect(read(written)).toBe(problem)
  })

  it('of March is none of a Tuesday', () => {
    expect(read('Mar 12, 2026')).toBe('2026-03-12')
    expect(read('mar 12 2026')).toBe('2026-03-12')
  })
})
