import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gaugeState } from '../limits'
import { notificationDue, type ToldLevel } from './notify'

function after(counts: readonly number[], from: ToldLevel = null): string[] {
  let told = from
  return counts.flatMap((count) => {
    const due = notificationDue(told, {
      appName: 'App',
      count,
      limit: 25,
      confirmed: true,
      state: gaugeState(count, 25),
    })
    told = due.told
    return due.notification?.title ?? []
  })
}

describe('notificationDue', () => {
  it('tells each crossing once', () => {
    expect(after([19, 20, 21, 24, 25, 25, 26])).toEqual(['App is nearly full', 'App has no place left'])
  })

  it('tells full alone when watch is skipped, and nothing at the first count', () => {
    expect(after([3, 25])).toEqual(['App has no place left'])
    expect(after([25, 25])).toEqual([])
  })

  it('tells again after it went down', () => {
    expect(after([24, 25, 24, 25], 'watch')).toEqual(['App has no place left', 'App has no place left'])
  })

  it('is not moved by unknown and stale', () => {
    for (const state of ['unknown', 'stale'] as const)
      expect(notificationDue('watch', { appName: 'App', count: 25, limit: 25, confirmed: true, state })).toEqual({
        notification: null,
        told: 'watch',
      })
  })

  it('says nothing more when a count is seen again, whatever the course', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 30 }), (counts) => {
        expect(after(counts.flatMap((count) => [count, count]))).toEqual(after(counts))
        expect(after(counts.toSorted((a, b) => a - b)).length).toBeLessThanOrEqual(2)
      }),
    )
  })

  it('counts the places left in words', () => {
    const { notification } = notificationDue('room', {
      appName: 'App',
      count: 24,
      limit: 25,
      confirmed: true,
      state: 'watch',
    })
    expect(notification?.body).toBe('24 of 25 connections are taken, one place is left.')
  })
})

it('calls a limit that nobody confirmed a guess', () => {
  const news = { appName: 'App', count: 25, limit: 25, confirmed: false, state: 'full' } as const
  expect(notificationDue('room', news).notification?.body).toContain('That the limit is 25 is not confirmed.')
})
