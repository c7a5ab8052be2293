import { afterEach, expect, it, vi } from 'vitest'
import { askForAll } from './whole-list'

const APP_ID = '00000000-0000-4000-8000-000000000001'
/** Each part as main would give it: its rows, how many there are in all, and of which edition. */
type Told = readonly [rows: readonly string[], total: number, edition: number]

afterEach(() => vi.unstubAllGlobals())

function mainGives(...parts: readonly (Told | 'refused')[]): readonly number[] {
  const asked: number[] = []
  const listConnections = async ({ from }: { from: number }) => {
    const part = parts[asked.length] ?? 'refused'
    asked.push(from)
    if (part === 'refused') return { ok: false, error: { code: 'record.missing' } }
    const [rows, total, edition] = part
    return { ok: true, value: { rows, total, edition, unseen: edition, readAt: null } }
  }
  vi.stubGlobal('window', { latchkey: { listConnections } })
  return asked
}

it('puts the parts together, with what the last one says besides', async () => {
  const asked = mainGives([['a', 'b'], 3, 1], [['c'], 3, 1])
  expect(await askForAll('listConnections', { appId: APP_ID })).toEqual({
    ok: true,
    value: { rows: ['a', 'b', 'c'], total: 3, edition: 1, unseen: 1, readAt: null },
  })
  expect(asked).toEqual([0, 2])
})

it('asks once for a short list, and for an empty one', async () => {
  for (const rows of [['a'], []]) {
    const asked = mainGives([rows, rows.length, 1])
    expect(await askForAll('listConnections', { appId: APP_ID })).toMatchObject({ ok: true, value: { rows } })
    expect(asked).toEqual([0])
  }
})

it('begins again where the list has become another, shorter ones too', async () => {
  const asked = mainGives([['a', 'b'], 3, 1], [[], 2, 2], [['b', 'c'], 2, 2])
  expect(await askForAll('listConnections', { appId: APP_ID })).toMatchObject({
    value: { rows: ['b', 'c'], edition: 2 },
  })
  expect(asked).toEqual([0, 2, 0])
})

it('fails as the part that failed', async () => {
  mainGives([['a', 'b'], 3, 1], 'refused')
  expect(await askForAll('listConnections', { appId: APP_ID })).toMatchObject({
    ok: false,
    error: { code: 'record.missing' },
  })
})
