// After a leap the elements of the rows before show the new ones; whoever has the focus keeps the row they chose.
import { expect, it } from 'vitest'
import { NO_SLOTS, rowSlots } from './row-slots'

const slotsOf = (keys: string, before = NO_SLOTS, isSameList = true) => rowSlots(before, [...keys], isSameList)
const inOrder = (slots: typeof NO_SLOTS) => [...slots.of.values()]

it('draws rows that are all new after a leap in the elements that are there', () => {
  expect(inOrder(slotsOf('wxyz', slotsOf('abcd')))).toEqual([0, 1, 2, 3])
  expect(inOrder(slotsOf('wxyz', slotsOf('ab')))).toEqual([0, 1, 2, 3])
})

it('leaves the row with the tab stop in its element, however far is scrolled', () => {
  expect(inOrder(slotsOf('xyzb', slotsOf('abcd')))).toEqual([0, 2, 3, 1])
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
