import { describe, expect, it } from 'vitest'
import type { CodatProblem } from '../codat/said'
import { type FeedEvidence, nothingKnown } from './evidence'
import { type Gathered, withGathered } from './gathered'
import { comparedWithList, withGone, withoutGone, withStatus } from './gone'
import { ladderOf } from './ladder'
import { noWords } from './words'

const at = '2026-11-24T10:00:00.000Z'
const place = (connectionId: string, clientId = 'codat') => ({
  appId: '00000000-0000-4000-8000-000000000001',
  clientId,
  companyId: 'company',
  connectionId,
})
const known = (connectionId: string, some: Partial<FeedEvidence> = {}, clientId = 'codat'): FeedEvidence => ({
  ...nothingKnown('00000000-0000-4000-8000-000000000002', place(connectionId, clientId)),
  readAt: at,
  connection: { status: 'Linked', created: at },
  ...some,
})
const list = (...connectionIds: string[]) => ({
  appId: place('').appId,
  clientIds: ['codat'],
  companies: connectionIds.map((connectionId) => ({ ...place(connectionId), status: 'Linked' })),
})

describe('a connection that Codat no longer has', () => {
  it('is known by a whole list without it, of its own app and Codat client only', () => {
    const others = [known('c', {}, 'another client'), { ...known('d'), place: { ...place('d'), appId: 'another app' } }]
    expect(comparedWithList([known('a'), known('b'), ...others], list('b'))).toEqual({
      gone: [place('a')],
      back: [],
      moved: [],
    })
    expect(comparedWithList([known('a', { goneAt: at })], list('a'))).toEqual({
      gone: [],
      back: [place('a')],
      moved: [],
    })
    expect(comparedWithList([known('a', { goneAt: at })], list())).toEqual({ gone: [], back: [], moved: [] })
  })

  it('is known by Codat’s own answer about it, and there again by the next', () => {
    const problem: Pick<CodatProblem, 'kind'> = { kind: 'not-found' }
    const nothing = { ok: false, problem } as const
    const answers = { accounts: nothing, mappings: nothing, info: nothing, connection: nothing, pushes: nothing }
    const gone = withGathered(known('a'), answers as unknown as Gathered, '2026-11-24T11:00:00.000Z')
    expect(gone.goneAt).toBe('2026-11-24T11:00:00.000Z')
    const again = { ...answers, connection: { ok: true, value: { id: 'a', status: 'Linked', created: at } } }
    expect(withGathered(gone, again as unknown as Gathered, at)).not.toHaveProperty('goneAt')
  })

  it('is told from one that stands otherwise by the list, which then is what is known last', () => {
    const [company] = list('a').companies
    const listed = { ...list(), companies: company === undefined ? [] : [{ ...company, status: 'Deauthorized' }] }
    expect(comparedWithList([known('a')], listed).moved).toEqual([{ place: place('a'), status: 'Deauthorized' }])
    expect(comparedWithList([known('a', { connection: null })], listed).moved).toEqual([])
    const later = '2026-11-25T10:00:00.000Z'
    const { rungs } = ladderOf('Acme', noWords, withStatus(known('a', { provedAt: at }), 'Deauthorized', later))
    expect(rungs.find(({ id }) => id === 'linked')).toMatchObject({ state: 'no', at: later })
  })

  it('is not called linked', () => {
    const { rungs, verdict } = ladderOf('Acme', noWords, withGone(known('a', { provedAt: at }), at))
    expect(verdict).toBe('missing')
    expect(rungs.find(({ id }) => id === 'linked')).toMatchObject({
      state: 'no',
      evidence: 'Codat no longer knows this connection.',
    })
    expect(withoutGone(withGone(known('a'), at))).toEqual(known('a'))
  })
})
