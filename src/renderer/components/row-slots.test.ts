// After a leap the elements of the rows before show the new ones; whoever has the focus keeps the row they chose.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NO_SLOTS, rowSlots } from './row-slots'

const slotsOf = (keys: string, before = NO_SLOTS, isSameList = true) => rowSlots(before, [...keys], isSameList)
const inOrder = (slots: typeof NO_SLOTS) => [...slots.of.values()]

it('draws rows that are all new after a leap in the elements that are there', () => {
  expect(inOrder(slotsOf('wxyz', slotsOf('abcd')))).toEqual([0, 1, 2, 3])
  expect(inOrder(slotsOf('wxyz', slotsOf('ab')))).toEqual([0, 1, 2, 3])
})

it('leaves the row with the tab stop in its element, however far is scrolled', () => {
  expect(inOrder(slotsOf('bxyz', slotsOf('abcd')))).toEqual([1, 2, 3, 4])
  expect(inOrder(slotsOf('xyzc', slotsOf('abcd')))).toEqual([0, 1, 4, 2])
})

it('draws first the rows in view after a leap, then those around them, in the elements that stood there', () => {
  const inView = slotsOf('abXYef', slotsOf('abcdef'))
  expect(inOrder(inView)).toEqual([0, 1, 2, 3, 4, 5])
  expect(inOrder(slotsOf('VWXYZ0', inView))).toEqual([0, 1, 2, 3, 4, 5])
})

it('never moves an element that stays in its place among the others', () => {
  const rows = fc.uniqueArray(fc.nat(30), { maxLength: 12 }).map((list) => list.toSorted((a, b) => a - b).map(String))
  fc.assert(
    fc.property(rows, rows, (first, then) => {
      const before = rowSlots(NO_SLOTS, first, true)
      const after = rowSlots(before, then, true)
      const old = inOrder(before)
      const places = inOrder(after).flatMap((slot) => (old.includes(slot) ? [old.indexOf(slot)] : []))
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      expect(new Set(inOrder(after)).size).toBe(then.length)
      const staying = then.filter((key) => before.of.has(key))
      expect(staying.map((key) => after.of.get(key))).toEqual(staying.map((key) => before.of.get(key)))
    }),
  )
})

it('moves no element where some rows stay', () => {
  expect(inOrder(slotsOf('cdef', slotsOf('abcd')))).toEqual([2, 3, 4, 5])
})

it('gives no row of another list the element of one that went: the focus may be in it', () => {
  const before = slotsOf('abcd')
  expect(inOrder(slotsOf('wxyz', before, false))).toEqual([4, 5, 6, 7])
  expect(inOrder(slotsOf('bw', before, false))).toEqual([1, 4])
})

it('draws no two rows in one element, and nothing again for the same rows', () => {
  const before = slotsOf('abcdef')
  expect(slotsOf('abcdef', before)).toBe(before)
  const after = slotsOf('fuvwxyz', before)
  expect(new Set(inOrder(after)).size).toBe(7)
})
