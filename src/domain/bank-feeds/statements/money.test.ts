import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecimalMark } from './schema'
import { formatMoney, moneyOf, parseMoney, signOf } from './money'

/** Decimal text with up to fourteen digits before the point and four behind. */
const decimals = fc
  .tuple(fc.boolean(), fc.stringMatching(/^\d{1,14}$/), fc.stringMatching(/^\d{0,4}$/))
  .map(([minus, whole, places]) => `${minus ? '-' : ''}${whole}${places === '' ? '' : `.${places}`}`)

/** Groups of three, as `1.234.567`. */
const grouped = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+$)/g, separator)

describe('amounts', () => {
  it('are the numbers that big.js reads, and so are their sums', () => {
    fc.assert(
      fc.property(fc.array(decimals, { minLength: 1, maxLength: 30 }), (texts) => {
        const sum = texts.reduce((sum, text) => sum + moneyOf(text), 0n)
        const expected = texts.reduce((sum, text) => sum.plus(text), new Big(0))
        expect(new Big(formatMoney(sum)).eq(expected)).toBe(true)
        for (const text of texts) expect(new Big(formatMoney(moneyOf(text))).eq(text)).toBe(true)
      }),
    )
  })

  it('are the same however a bank groups and signs them', () => {
    const marks = fc.constantFrom<readonly [DecimalMark, string]>(
      ['.', ','],
      ['.', ' '],
      ['.', '’'],
      [',', '.'],
      [',', '\u00a0'],
    )
    const signs = fc.constantFrom<(text: string) => string>(
      (text) => `-${text}`,
      (text) => `${text}-`,
      (text) => `(${text})`,
      (text) => `\u2212 ${text}`,
      (text) => `£${text} DR`,
      (text) => `${text}(Dr)`,
      (text) => `₹ ${text} (DR.)`,
      (text) => `-EUR ${text}`,
    )
    const digits = fc.integer({ min: 1, max: 99_999_999_999 }).map(String)
    fc.assert(
      fc.property(digits, marks, signs, (whole, [mark, separator], sign) => {
        const written = sign(`${grouped(whole, separator)}${mark}50`)
        expect(parseMoney(written, mark)).toBe(-moneyOf(`${whole}.50`))
      }),
    )
  })

  it.each([
    ['1,23', '.'],
    ['1.23', ','],
    ['1,2345', '.'],
    ['1,234.5.6', '.'],
    ['12 34', '.'],
  ] as const)('%s is refused where the mark is %s', (text, mark) => {
    expect(parseMoney(text, mark)).toBe('unreadable')
  })

  it.each([
    ['3,75,000.00(Cr)', '375000.00', 'credit'],
    ['1,25,000.00 (Dr.)', '-125000.00', 'debit'],
  ] as const)('%s is an amount with its side', (text, amount, sign) => {
    expect(parseMoney(text, '.')).toBe(moneyOf(amount))
    expect(signOf(text)).toBe(sign)
  })

  it('takes what stands behind a comma for places where the comma is the mark', () => {
    expect(parseMoney('12,345', ',')).toBe(moneyOf('12.345'))
  })

  it.each([
    ['1´200.50', '.', '1200.50'],
    ['1`200.50', '.', '1200.50'],
    ['\u200e-42.50', '.', '-42.50'],
    ['-42.50\u200f', '.', '-42.50'],
    ['\u201042.50', '.', '-42.50'],
    ['\uff0d42.50', '.', '-42.50'],
    ['\ufe6342.50', '.', '-42.50'],
    ['DR 42.50', '.', '-42.50'],
    ['Cr. 1,200.00', '.', '1200.00'],
    ['R-42.50', '.', '-42.50'],
    ['RM-42.50', '.', '-42.50'],
    ['Ksh. 42.50', '.', '42.50'],
    ['CAD$42.50', '.', '42.50'],
    ['42.50 CAD$', '.', '42.50'],
    ['Fr. -42.50', '.', '-42.50'],
    ['zł 42,50', ',', '42.50'],
    ['42,50 руб.', ',', '42.50'],
    ['42,50 TL', ',', '42.50'],
    ['1,200円', '.', '1200.00'],
    ['٣٫٥٠', '.', '3.50'],
    ['１，２００．５０', '.', '1200.50'],
  ] as const)('%s where the mark is %s is %s', (text, mark, amount) => {
    expect(parseMoney(text, mark)).toBe(moneyOf(amount))
    expect(signOf(text) === 'minus' || signOf(text) === 'debit').toBe(amount.startsWith('-'))
  })

  it.each(['-', '--', '$ -', '£-', 'N/A', 'nil', 'None', 'null'])('%s is nothing', (text) => {
    expect(parseMoney(text, '.')).toBe('empty')
  })
})
