import { describe, expect, it } from 'vitest'
import { endingOf, standstillOf } from './ending'
import type { ChunkState, PushState } from './state'

const chunk = (phase: ChunkState['phase'], lines = 3, formerOperations: string[] = []) =>
  ({ phase, formerOperations, plan: { lines } }) as unknown as ChunkState

const push = (chunks: ChunkState[], cancelledAt: string | null = null) =>
  ({
    opened: { statement: 'November.csv', target: { accountName: 'Current account' } },
    chunks,
    cancelledAt,
  }) as unknown as PushState

const at = '2026-11-24T12:00:00.000Z'

describe('how a push ended', () => {
  it('arrived, cancelled meanwhile or not', () => {
    expect(endingOf(push([chunk('success')]))).toEqual({
      what: 'push.arrived',
      remark: '3 of 3 lines of “November.csv” to “Current account”',
    })
    expect(endingOf(push([chunk('success')], at))?.remark).toMatch(/, although it was cancelled$/)
  })

  it('was refused, with what arrived before', () => {
    expect(endingOf(push([chunk('success', 1_000), chunk('refused', 5), chunk('waiting', 7)]))).toEqual({
      what: 'push.refused',
      remark: '1,000 of 1,012 lines of “November.csv” to “Current account”, 5 refused, 7 not sent',
    })
  })

  it('was cancelled: what Xero refused was sent, and is not said to be unsent', () => {
    expect(endingOf(push([chunk('refused')], at))).toEqual({
      what: 'push.cancelled',
      remark: '0 of 3 lines of “November.csv” to “Current account”, 3 refused',
    })
    expect(endingOf(push([chunk('success'), chunk('waiting')], at))?.remark).toContain('3 of 6 lines')
  })

  it('hasn’t while it runs, stands still or asks', () => {
    expect(endingOf(push([chunk('accepted')]))).toBeNull()
    expect(endingOf(push([chunk('waiting')]))).toBeNull()
    expect(endingOf(push([chunk('asking')], at))).toBeNull()
  })
})

describe('how a push came to stand still', () => {
  const state = push([chunk('success', 1_000), chunk('accepted', 150), chunk('waiting', 50)])

  it('is told with what may have arrived and what was not sent', () => {
    expect(standstillOf(state, 'paused')).toEqual({
      what: 'push.paused',
      remark: '1,000 of 1,200 lines of “November.csv” to “Current account”, 150 may have arrived, 50 not sent',
    })
  })

  it('is called by what brought it about', () => {
    expect(standstillOf(state, 'no-answer')?.what).toBe('push.stopped')
    expect(standstillOf(state, 'asking')?.what).toBe('push.asks')
    expect(standstillOf(state, 'refused')).toBeNull()
  })
})
