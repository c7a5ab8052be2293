import { assert, integer, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latestXeroTimeAt, parseXeroTime, serverTimeOf } from './xero-time'

const answer = (headers: Record<string, string>) => new Response(null, { headers })

describe('Xero’s times', () => {
  it('keeps all seven digits, as UTC', () => {
    expect(parseXeroTime('2019-12-07T18:46:19.5165400')).toBe(1_575_744_379_516_540_000n)
    expect(parseXeroTime('2019-12-07T18:46:19.5165401')).toBe(1_575_744_379_516_540_100n)
    expect(parseXeroTime('2019-12-07T18:46:19')).toBe(parseXeroTime('2019-12-07T18:46:19.0000000Z'))
  })

  it.each([
    null,
    '',
    'soon',
    '2019-12-07',
    '2019-02-30T00:00:00',
    '2019-12-07T25:00:00',
    '2019-12-07T18:46:60',
    '2019-12-07T18:46:19.5165400+13:00',
    '/Date(1575744379516)/',
  ])('reads %s as nothing', (text) => {
    expect(parseXeroTime(text)).toBeNull()
  })

  it('agrees with Date to the millisecond', () => {
    assert(
      property(integer({ min: 0, max: 4_102_444_800_000 }), nat(9_999), (milliseconds, rest) => {
        const written = `${new Date(milliseconds).toISOString().slice(0, -1)}${String(rest).padStart(4, '0')}`
        expect(parseXeroTime(written)).toBe(BigInt(milliseconds) * 1_000_000n + BigInt(rest) * 100n)
      }),
    )
  })

  it('takes no time from an answer without one, or from a stored copy', () => {
    expect(serverTimeOf(answer({}), 5)).toBeNull()
    expect(serverTimeOf(answer({ date: 'yesterday' }), 5)).toBeNull()
    expect(serverTimeOf(answer({ date: 'Tue, 24 Nov 2026 08:00:00 GMT', age: '3' }), 5)).toBeNull()
    expect(serverTimeOf(answer({ date: 'Tue, 24 Nov 2026 08:00:00 GMT', age: '0' }), 5)).toEqual({
      sentAt: 5,
      date: Date.UTC(2026, 10, 24, 8),
    })
  })

  it('never places the start earlier on Xero’s clock than it was, and at most a second and the round trip later', () => {
    const start = 1_000
    assert(
      property(
        nat(600_000),
        nat(5_000),
        nat(999),
        integer({ min: -600_000, max: 600_000 }),
        (waited, travel, part, offset) => {
          // Xero's true clock at our start, and the second its header shows when it answers, `travel` after the request left.
          const trueStart = Date.UTC(2026, 10, 24, 8) + offset + part
          const sentAt = start + waited
          const date = Math.floor((trueStart + waited + travel) / 1_000) * 1_000
          const latest = latestXeroTimeAt(start, { sentAt, date })
          const trueNanoseconds = BigInt(trueStart) * 1_000_000n
          expect(latest > trueNanoseconds).toBe(true)
          expect(latest <= trueNanoseconds + BigInt(travel + 1_000) * 1_000_000n).toBe(true)
        },
      ),
    )
  })
})
