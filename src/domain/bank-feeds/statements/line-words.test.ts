import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  balanceRowNamed,
  isRemark,
  mayBeNoBooking,
  namesInFront,
  standingBesides,
  unbookedByWords,
  unbookedInFront,
} from './line-words'

describe('words of lines', () => {
  it('begin as the table of beginnings says, whichever pattern they come from', () => {
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(`^(?:${namesInFront()})$`)), (name) => {
        expect(mayBeNoBooking(name)).toBe(true)
        expect(mayBeNoBooking(name.toUpperCase())).toBe(true)
        expect(balanceRowNamed(`${name}: 2,250.00`, true) ?? unbookedInFront(`${name}: Hotel`)).not.toBeNull()
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['SOLDE AU 13/11/2026', 'other'],
    ['Balance b/fwd', 'opening'],
    ['Saldo zamknięcia', 'closing'],
    ['November 2026 total', 'other'],
    ['BALANCE', 'other'],
    ['Summa', 'other'],
    ['Итого', 'other'],
    ['合计', 'other'],
    ['Összesen:', 'other'],
    ['Nyitó egyenleg', 'opening'],
    ['Входящий остаток на 01.11.2026', 'opening'],
    ['Dönem toplam', null],
    ['Kapanış bakiyesi', 'closing'],
    ['Τελικό υπόλοιπο', 'closing'],
  ])('“%s” is no booking', (text, row) => {
    expect(balanceRowNamed(text, false)).toBe(row)
  })

  it.each([
    'Balance transfer to card',
    'Total Energies Paris',
    'Saldo Bikes Ltd',
    'Solde de tout compte',
    'Sum Up payments',
    'Summa Linguae',
    'Spolu pre deti',
    'Alt i ett AS',
    'Toplam Enerji AS fatura',
  ])('“%s” is one', (text) => {
    expect(balanceRowNamed(text, false)).toBeNull()
  })

  it('say behind a text, in brackets, that it was not booked', () => {
    expect(
      ['Card purchase (declined)', 'Rent [PENDING] ', 'Rent (reversed)', 'Paid (declined) again'].map(unbookedByWords),
    ).toEqual(['void', null, null, null])
    expect(unbookedByWords('Rent [pending]')).toBe('pending')
  })

  it('say that nothing was booked where they stand alone in a cell', () => {
    expect(['DECLINED', 'Umsatz vorgemerkt', 'refusé'].every(isRemark)).toBe(true)
    expect(['Declined a dinner', 'Pending', 'open'].map(isRemark)).toEqual([false, true, false])
    expect(standingBesides('Memo')).toBe('void')
    expect(standingBesides('CHECK')).toBeNull()
  })
})
