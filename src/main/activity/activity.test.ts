import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openActivity } from './activity'

const clock = { now: () => new Date('2026-11-28T10:00:00Z'), monotonic: () => 0 }
const open = async () =>
  openActivity({
    dir: await mkdtemp(path.join(os.tmpdir(), 'activity-')),
    clock,
    onFailure: (error) => expect.unreachable(String(error)),
  })

it('keeps a name as it was given, even one that looks like a key', async () => {
  const activity = await open()
  const name = 'XeRoApPfOrTeStInGoFaLlKiNdSoFtHiNgS2026'
  await activity.note('app.added', { id: 'x', name })
  await activity.note('codat-key.stored', { id: 'x', name: 'Acme' }, { name, more: 'keychain, typed' })
  const { entries } = await activity.list(10)
  expect(entries).toMatchObject([{ note: `${name}, keychain, typed` }, { subjectName: name, note: null }])
})

it('holds what looks like a secret in a remark of other words', async () => {
  const activity = await open()
  await activity.note('app.changed', { id: 'x', name: 'Acme' }, 'client_secret=hunter2')
  await activity.note('codat-key.stored', { id: 'x', name: 'Acme' }, { name: 'Jo', more: 'client_secret=hunter2' })
  const { entries } = await activity.list(10)
  expect(JSON.stringify(entries)).not.toContain('hunter2')
})
