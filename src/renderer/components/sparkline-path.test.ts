// The sparkline stays in its box whatever was counted, and ends where the newest count is.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sparklinePath } from './sparkline-path'

const box = { width: 220, height: 40 }
const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString()

it('keeps every corner in its box', () => {
  const counts = fc.array(fc.nat(12_000), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(counts, fc.option(fc.nat(12_000)), (given, limit) => {
      const { line, end, limitAt } = sparklinePath(
        given.map((count, at) => ({ at: day(at), count })),
        limit,
        box,
      )
      const numbers = line.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? []
      expect(numbers.every((number) => number >= 0 && number <= box.width)).toBe(true)
      expect(end.x).toBe(216)
      expect(end.y >= 0 && end.y <= box.height).toBe(true)
      expect(limitAt === null || (limitAt >= 0 && limitAt <= box.height)).toBe(true)
    }),
  )
})

it('rises with the count, and draws the limit only near it', () => {
  const points = [
    { at: day(0), count: 20 },
    { at: day(10), count: 24 },
  ]
  expect(sparklinePath(points, 25, box)).toMatchObject({ line: 'M 4 36 H 216 V 10.4', limitAt: 4 })
  expect(sparklinePath(points, 10_000, box).limitAt).toBeNull()
  expect(sparklinePath(points, 5, box).limitAt).toBeNull()
})
