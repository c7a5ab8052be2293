import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gaugeState } from '../limits'
import { notificationDue, type ToldLevel } from './notify'

const confirmed = { count: 25, atLeast: false, limit: 25, confirmed: true, ifStarter: null } as const

function after(counts: readonly number[], from: ToldLevel = null): string[] {
  let told = from
  return counts.flatMap((count) => {
    const due = notificationDue(told, {
      appName: 'App',
      connections: { ...confirmed, count, fullness: gaugeState(count, 25) },
    })
    told = due.told
    return due.notification?.title ?? []
  })
}

describe('notificationDue', () => {
  it('tells each crossing once', () => {
    expect(after([19, 20, 21, 24, 25, 25, 26])).toEqual(['App is nearly full', 'App is full'])
  })

  it('tells full alone when watch is skipped, and nothing at the first count', () => {
    expect(after([3, 25])).toEqual(['App is full'])
    expect(after([25, 25])).toEqual([])
  })

  it('tells again after it went down', () => {
    expect(after([24, 25, 24, 25], 'watch')).toEqual(['App is full', 'App is full'])
  })

  it('is not moved by unknown and stale', () => {
    for (const fullness of ['unknown', 'stale'] as const)
      expect(notificationDue('watch', { appName: 'App', connections: { ...confirmed, fullness } })).toEqual({
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

  it('counts the connections left in words', () => {
    const { notification } = notificationDue('room', {
      appName: 'App',
      connections: { ...confirmed, count: 24, fullness: 'watch' },
    })
    expect(notification?.body).toBe('24 of 25 connections: nearly full. 1 connection is left.')
  })
})

it('says of a limit that nobody confirmed that it is none, and what it would be on Starter', () => {
  const news = {
    appName: 'App',
    connections: { ...confirmed, confirmed: false, ifStarter: 5, fullness: 'full' },
  } as const
  expect(notificationDue('room', news).notification?.body).toContain(
    '25 of 25 connections: full. The limit isn’t confirmed: it is 5 if this app is on Starter.',
  )
})
