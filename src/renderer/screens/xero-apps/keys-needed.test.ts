import { describe, expect, it } from 'vitest'
import type { XeroAppView } from '../../../contract/xero-apps'
import { endWords, queueOf, turnAt } from './keys-needed'
import { emptyFields } from './words'

const app = (id: string): XeroAppView => ({
  ...emptyFields,
  version: 1,
  id,
  secrets: [],
  rotation: null,
  deleting: false,
  keptUntil: null,
  signInProvedAt: null,
  createdAt: '2026-11-24T08:00:00Z',
  updatedAt: '2026-11-24T08:00:00Z',
  findings: [],
})

describe('the queue of apps that wait for keys', () => {
  const apps = [app('a'), app('b')]

  it('is by name, whatever order main lists in', () => {
    const named = [
      { ...app('1'), name: 'Tidewater' },
      { ...app('2'), name: 'Harbour' },
    ]
    expect(queueOf(named)).toEqual(['2', '1'])
  })

  it('goes in order, and ends', () => {
    expect(turnAt(['a', 'b'], 0, apps)).toMatchObject({ at: 0, app: { id: 'a' }, slot: 1 })
    expect(turnAt(['a', 'b'], 1, apps)).toMatchObject({ at: 1, app: { id: 'b' } })
    expect(turnAt(['a', 'b'], 2, apps)).toBeNull()
  })

  it('passes over an app that was deleted meanwhile', () => {
    expect(turnAt(['gone', 'b'], 0, apps)).toMatchObject({ at: 1, app: { id: 'b' } })
    expect(turnAt(['gone'], 0, apps)).toBeNull()
  })

  it('says what is left', () => {
    expect(endWords(0)).toBe('Every app has its keys.')
    expect(endWords(3)).toContain('3 apps')
  })
})
