// Whatever is scrolled to, the rows in view are drawn and never many more.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AROUND, isWhole, MOST_ROWS, rowsToDraw, rowWindow, scrollToShow } from './row-window'

const ROW = 34
const scene = fc.record({
  count: fc.nat(20_000),
  scrollTop: fc.integer({ min: -50, max: 700_000 }),
  height: fc.integer({ min: 0, max: 1_800 }),
  around: fc.constantFrom(0, AROUND),
})

it('draws every row in view, and at most so many', () => {
  fc.assert(
    fc.property(scene, ({ count, scrollTop, height, around }) => {
      const { from, to } = rowWindow({ count, rowHeight: ROW, scrollTop, height, around })
      expect(0 <= from && from <= to && to <= count).toBe(true)
      expect(to - from).toBeLessThanOrEqual(MOST_ROWS)
      for (let at = Math.max(0, Math.floor(scrollTop / ROW)); at * ROW < scrollTop + height && at < count; at += 1)
        expect(from <= at && at < to).toBe(true)
    }),
  )
})

it('draws all rows in view at once wherever it is scrolled, those around them a few at a time, and no row twice', () => {
  const tops = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(tops, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 9 }), (scrolled, height, most) => {
      const at = (scrollTop: number, around: number) =>
        rowWindow({ count: 700, rowHeight: ROW, scrollTop, height, around })
      let drawn: readonly number[] = []
      for (const top of scrolled) {
        const now = at(top, AROUND)
        const inView = at(top, 0)
        const isInView = (row: number) => inView.from <= row && row < inView.to
        const draw = (atMost: number) => {
          const before = drawn
          drawn = rowsToDraw({ before, now, inView, most: atMost })
          const fresh = drawn.filter((row) => !before.includes(row) && !isInView(row))
          expect(fresh.length).toBeLessThanOrEqual(atMost)
          expect(new Set(drawn).size).toBe(drawn.length)
          expect(drawn.length).toBeLessThanOrEqual(now.to - now.from)
          expect(drawn.filter(isInView)).toHaveLength(inView.to - inView.from)
        }
        draw(0)
        draw(most)
        expect(rowsToDraw({ before: drawn, now, inView, most: 0 })).toEqual(drawn)
      }
      const now = at(scrolled.at(-1) ?? 0, AROUND)
      const inView = at(scrolled.at(-1) ?? 0, 0)
      let passes = 0
      for (; !isWhole(drawn, now) && passes < 2 * AROUND; passes += 1)
        drawn = rowsToDraw({ before: drawn, now, inView, most })
      expect(isWhole(drawn, now)).toBe(true)
    }),
  )
})

it('keeps what stood around the view before a leap until its elements are taken over', () => {
  const now = { from: 100, to: 106 }
  const inView = { from: 102, to: 104 }
  const first = rowsToDraw({ before: [0, 1, 2, 3, 4, 5], now, inView, most: 0 })
  expect(first).toEqual([0, 1, 102, 103, 4, 5])
  const second = rowsToDraw({ before: first, now, inView, most: 2 })
  expect(second).toEqual([0, 101, 102, 103, 104, 5])
  expect(rowsToDraw({ before: second, now, inView, most: 2 })).toEqual([100, 101, 102, 103, 104, 105])
})

it('scrolls no further than it takes to show a row', () => {
  fc.assert(
    fc.property(fc.nat(9_999), fc.nat(340_000), fc.integer({ min: ROW, max: 1_000 }), (index, scrollTop, height) => {
      const to = scrollToShow(index, { rowHeight: ROW, scrollTop, height })
      expect(to <= index * ROW && (index + 1) * ROW <= to + height).toBe(true)
      expect(scrollToShow(index, { rowHeight: ROW, scrollTop: to, height })).toBe(to)
    }),
  )
})
