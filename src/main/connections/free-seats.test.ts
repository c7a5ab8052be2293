import { describe, expect, it } from 'vitest'
import { snapshotOf, xeroRow } from '../../../test/support/connections-rows'
import { freeSeats, type FreeSeatsPorts } from './free-seats'
import { buildSeats } from '../../domain/connections/seats'

const seats = buildSeats(snapshotOf([xeroRow('stray')], []), { known: {}, overruled: {}, ownTests: new Set() })

const free = async (
  said: Awaited<ReturnType<FreeSeatsPorts['remove']>>,
  listed: readonly string[] | 'not-read' | 'failed',
) => {
  const result = await freeSeats(
    {
      prompts: { confirm: async () => true },
      remove: async () => said,
      readAfresh: async () => seats,
      async countAgain() {
        if (listed === 'failed') throw new Error('no list')
        return listed === 'not-read' ? null : { stillListed: new Set(listed), count: listed.length }
      },
    },
    { appName: 'App', connectionIds: ['stray'], signal: new AbortController().signal, onStep() {} },
  )
  return result.kind === 'done' ? result.rows[0]?.outcome : result.kind
}

describe('what became of a removal', () => {
  it.each([
    ['removed', [], 'freed'],
    ['removed', ['stray'], 'still-listed'],
    ['removed', 'not-read', 'unconfirmed'],
    ['removed', 'failed', 'unconfirmed'],
    ['not-there', [], 'already-gone'],
    ['not-there', ['stray'], 'still-listed'],
    ['not-there', 'not-read', 'unconfirmed'],
    ['no-answer', [], 'freed'],
    ['no-answer', ['stray'], 'refused'],
    ['no-answer', 'not-read', 'unconfirmed'],
    ['refused', ['stray'], 'refused'],
    ['refused', [], 'already-gone'],
    ['refused', 'not-read', 'refused'],
  ] as const)('Xero said “%s” and lists %j afterwards: %s', async (said, listed, outcome) => {
    expect(await free(said, listed)).toBe(outcome)
  })
})
