// A hundred integrations on the board. What it takes beside reading the files alone is measured by test/benchmarks/board.ts; here
// stands why it takes little.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boardFolders, furnishBoard, type LargeBoard } from '../support/large-board'

let board: LargeBoard
beforeAll(async () => {
  board = await furnishBoard(100)
})
afterAll(() => board.remove())

test('a hundred integrations are loaded by listing each folder once, and no record for itself', async () => {
  expect((await board.load()).rows).toHaveLength(100)
  expect(board.reads()).toEqual({ lists: Object.keys(boardFolders).length, gets: 0 })
})
