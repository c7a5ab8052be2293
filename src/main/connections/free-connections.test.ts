import { describe, expect, it } from 'vitest'
import { snapshotOf, xeroRow } from '../../../test/support/connections-rows'
import { freeConnections, type FreeConnectionsPorts } from './free-connections'
import { buildConnections } from '../../domain/connections/build-connections'

const connections = buildConnections(snapshotOf([xeroRow('stray')], []), {
  known: {},
  overruled: {},
  ownTests: new Set(),
})

const free = async (
  said: Awaited<ReturnType<FreeConnectionsPorts['remove']>>,
  listed: readonly string[] | 'not-read' | 'failed',
) => {
  const result = await freeConnections(
    {
      prompts: { confirm: async () => true },
      remove: async () => said,
      readAfresh: async () => connections,
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
