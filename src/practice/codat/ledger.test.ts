import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLedger } from './ledger'

describe('the practice ledger', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'latchkey-ledger-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('keeps no line of a push that a kill came before, so that the same request may bring it again', async () => {
    const file = path.join(folder, 'state.json.ledger')
    const before = await openLedger(file, () => true)
    await before.add('taken', [{ id: '1', date: '2026-01-01', amount: 1 }])
    await before.add('cut-off', [{ id: '2', date: '2026-01-02', amount: 2 }])

    const after = await openLedger(file, (push) => push === 'taken')
    expect(after.of('taken')).toHaveLength(1)
    expect(after.of('cut-off')).toEqual([])
    await after.add('again', [{ id: '2', date: '2026-01-02', amount: 2 }])

    const ids = (await readFile(file, 'utf8')).matchAll(/"id":"(\d)"/g)
    expect([...ids].map(([, id]) => id)).toEqual(['1', '2'])
  })
})
