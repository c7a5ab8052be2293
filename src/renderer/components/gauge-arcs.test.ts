import { describe, expect, it } from 'vitest'
import { arcPath, ARC_LENGTH, fullScale, pointAt, segmentArcs } from './gauge-arcs'

describe('the ring', () => {
  it('is full at the limit, with demos after it', () => {
    expect(fullScale(25, 0)).toBe(25)
    expect(fullScale(25, 2)).toBe(27)
    expect(fullScale(0, 0)).toBe(1)
  })

  it('lays segments end to end, leaves empty ones out, and keeps a free place free of demos', () => {
    const arcs = segmentArcs(
      [
        { kind: 'linked', count: 10 },
        { kind: 'our-test', count: 0 },
        { kind: 'xero-only', count: 5 },
        { kind: 'demo', count: 5 },
      ],
      { scale: 30, demosFrom: 25 },
    )
    expect(arcs).toEqual([
      { kind: 'linked', from: 0, to: 90 },
      { kind: 'xero-only', from: 90, to: 135 },
      { kind: 'demo', from: 225, to: 270 },
    ])
  })

  it('never leaves the ring', () => {
    expect(segmentArcs([{ kind: 'linked', count: 9 }], { scale: 3, demosFrom: 3 }).at(-1)?.to).toBe(ARC_LENGTH)
  })

  it('starts at the lower left and takes the long way round past half a circle', () => {
    expect(pointAt(0, 100)).toEqual({ x: 29.29, y: 170.71 })
    expect(arcPath(0, 270)).toContain(' 0 1 1 ')
    expect(arcPath(0, 90)).toContain(' 0 0 1 ')
  })
})
