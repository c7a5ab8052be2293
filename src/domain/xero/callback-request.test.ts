import { array, assert, constantFrom, oneof, property, string, tuple, webQueryParameters } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameText } from '../../main/xero/loopback-listener'
import { parseLoopbackRedirect } from '../redirect-uri'
import { judgeCallback } from './callback-request'

const STATE = 'u2Qe1RrYx0mM3c8fVtB6oJkLpZsWdNhG'
const parsed = parseLoopbackRedirect('http://localhost:8743/callback')
if (!parsed.ok) throw new Error('not a redirect URI')
const expected = { redirect: parsed.redirect, isState: (given: string) => sameText(given, STATE) }
const GET = { method: 'GET', hosts: ['localhost:8743'] }

describe('judging a callback', () => {
  it('accepts ours, whatever else it carries, and Host in any case', () => {
    const target = `/callback?code=x&scope=a%20b&state=${STATE}&session_state=y`
    expect(judgeCallback({ ...GET, target }, expected)).toEqual({
      accepted: true,
      query: target.slice('/callback?'.length),
    })
    expect(judgeCallback({ ...GET, hosts: ['LocalHost:8743'], target }, expected).accepted).toBe(true)
  })

  it('never accepts anything without our state, and never throws', () => {
    const piece = oneof(
      string(),
      webQueryParameters(),
      constantFrom('code=x', 'error=y', 'state=', 'state=%00', '&&', '%', '?'),
    )
    assert(
      property(tuple(array(piece), constantFrom('/callback?', '/callback', '/?', '')), ([pieces, path]) => {
        const target = path + pieces.join('&')
        const verdict = judgeCallback({ ...GET, target }, expected)
        expect(verdict.accepted).toBe(false)
      }),
    )
  })

  it('accepts our state only at the exact place, by the exact means', () => {
    const query = `code=x&state=${STATE}`
    assert(
      property(string({ minLength: 1 }), string(), (extra, method) => {
        const elsewhere = judgeCallback({ ...GET, target: `/callback${extra.replaceAll('?', '')}x?${query}` }, expected)
        const otherwise = judgeCallback({ ...GET, method: `${method}T`, target: `/callback?${query}` }, expected)
        const other = judgeCallback(
          { ...GET, hosts: [`${extra}.localhost:8743`], target: `/callback?${query}` },
          expected,
        )
        expect([elsewhere.accepted, other.accepted]).toEqual([false, false])
        expect(otherwise.accepted).toBe(`${method}T` === 'GET')
      }),
    )
  })

  it('tells texts apart that share a beginning', () => {
    expect(sameText('abc', 'abc')).toBe(true)
    expect([sameText('abc', 'ab'), sameText('ab', 'abc'), sameText('', 'a'), sameText('abd', 'abc')]).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})
