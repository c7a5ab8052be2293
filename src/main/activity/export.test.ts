import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { exportActivity } from './export'

it('saves every entry with its words, and nothing that a spreadsheet would run', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'latchkey-activity-'))
  const file = path.join(folder, 'activity.csv')
  const at = '2026-11-24T09:00:00.000Z'
  const entry = { at, what: 'secret.stored', subject: null, subjectName: '=Acme', note: 'slot 1' }
  const ports = {
    activity: { list: async () => ({ entries: [entry, { ...entry, subjectName: null, note: null }], unreadable: 0 }) },
    clock: { now: () => new Date(at), monotonic: () => 0 },
  }
  const names: string[] = []
  const chooseSave = async ({ suggestedName }: { suggestedName: string }) => {
    names.push(suggestedName)
    return file
  }
  expect(await exportActivity({ ...ports, dialogs: { chooseSave } })).toEqual({ outcome: 'saved', rows: 2 })
  expect(names).toEqual(['activity-2026-11-24.csv'])
  expect((await readFile(file, 'utf8')).split('\r\n')).toEqual([
    '\ufeffWhen (UTC),What,About,Remark,Code',
    `${at},Secret stored,'=Acme,slot 1,secret.stored`,
    `${at},Secret stored,,,secret.stored`,
    '',
  ])
  const cancelled = await exportActivity({ ...ports, dialogs: { chooseSave: async () => null } })
  expect(cancelled).toEqual({ outcome: 'cancelled', rows: 0 })
  await rm(folder, { recursive: true })
})
