// Kinds of records that used to turn blank without a word: their damage is told, and nothing is written over what may come back.
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openFeedFiles } from './bank-feeds/feed-files'
import { openDecisions } from './connections/files'
import { damageOfAll } from './shell/damage'
import { openApplications } from './partner/application-files'
import { openSettings } from './records/settings'

const APP = '11111111-1111-4111-8111-111111111111'
const CLIENT = '22222222-2222-4222-8222-222222222222'
const clock = { now: () => new Date('2026-11-28T10:00:00Z'), monotonic: () => 0 }

interface Kind {
  readonly kind: string
  readonly folder: readonly string[]
  /** Changes the record, as a user does. */
  readonly change: (dir: string, name: string) => Promise<unknown>
}

const kinds: readonly Kind[] = [
  {
    kind: 'partner-application',
    folder: ['partner', 'applications'],
    change: (dir, name) =>
      openApplications(dir, clock).change(APP, (before) => ({
        ...before,
        details: { ...before.details, description: name },
      })),
  },
  {
    kind: 'seat-decisions',
    folder: ['connections', 'decisions'],
    change: (dir, name) => openDecisions(dir, clock).change(APP, (before) => ({ ...before, dismissed: [name] })),
  },
  {
    kind: 'feed-words',
    folder: ['bank-feeds', 'words'],
    change: (dir, name) =>
      openFeedFiles({ words: dir, evidence: `${dir}-e`, xeroSaid: `${dir}-x` }, clock).changeWords(
        APP,
        CLIENT,
        (before) => ({
          ...before,
          consentSince: name,
        }),
      ),
  },
]

it.each(kinds)('$kind', async ({ kind, folder, change }) => {
  const records = await mkdtemp(path.join(os.tmpdir(), 'damage-'))
  const dir = path.join(records, ...folder)
  const settings = await openSettings(path.join(records, 'user-data'), clock)
  const damage = damageOfAll({ paths: { records, userData: path.join(records, 'user-data') }, clock, settings })
  await change(dir, '2026-11-01')
  await change(dir, '2026-11-02')
  expect(await damage.list()).toEqual([])

  const [file = ''] = (await readdir(dir)).filter((name) => name.endsWith('.json'))
  await writeFile(path.join(dir, file), '{"version":1,"id":')
  await expect(change(dir, '2026-11-03')).rejects.toMatchObject({ code: 'record.damaged' })
  const [told] = await damage.list()
  expect(told).toMatchObject({ kind, file, previousKept: true })

  await damage.settle('feed-evidence', told?.setAsideAs ?? '', 'put-back').catch(() => {})
  if (told !== undefined) await damage.settle(told.kind, told.setAsideAs ?? '', 'put-back')
  expect(await damage.list()).toEqual([])
  await change(dir, '2026-11-03')
})

it('settings', async () => {
  const records = await mkdtemp(path.join(os.tmpdir(), 'damage-'))
  const dir = path.join(records, 'user-data')
  await mkdir(dir)
  await writeFile(path.join(dir, 'settings.json'), '{')
  const damage = damageOfAll({ paths: { records, userData: dir }, clock, settings: await openSettings(dir, clock) })
  expect(await damage.list()).toMatchObject([{ kind: 'settings', file: 'settings.json' }])
})
