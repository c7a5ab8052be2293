// Whatever is scrolled to, the rows in view are drawn and never many more.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AROUND, MOST_ROWS, rowWindow, scrollToShow } from './row-window'

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

it('scrolls no further than it takes to show a row', () => {
  fc.assert(
    fc.property(fc.nat(9_999), fc.nat(340_000), fc.integer({ min: ROW, max: 1_000 }), (index, scrollTop, height) => {
      const to = scrollToShow(index, { rowHeight: ROW, scrollTop, height })
      expect(to <= index * ROW && (index + 1) * ROW <= to + height).toBe(true)
      expect(scrollToShow(index, { rowHeight: ROW, scrollTop: to, height })).toBe(to)
    }),
  )
})
