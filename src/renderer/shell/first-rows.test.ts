import { expect, it } from 'vitest'
import { firstRows } from './first-rows'

const groups = [
  ['Start', ['a', 'b', 'c']],
  ['Go to', ['d', 'e']],
  ['Settings', ['f']],
] as const

it('keeps the first rows of all groups together, in their order', () => {
  expect(firstRows(groups, 4)).toEqual([
    ['Start', ['a', 'b', 'c']],
    ['Go to', ['d']],
  ])
})

it('leaves out a group that would stand there with its heading alone', () => {
  expect(firstRows(groups, 3)).toEqual([['Start', ['a', 'b', 'c']]])
  expect(firstRows(groups, 0)).toEqual([])
})

it('keeps all where all fit', () => {
  expect(firstRows(groups, 6)).toEqual(groups)
  expect(firstRows(groups, 100)).toEqual(groups)
})
