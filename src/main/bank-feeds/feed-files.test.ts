import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { noWords } from '../../domain/bank-feeds/words'
import { type FeedFiles, openFeedFiles } from './feed-files'

const clock = { now: () => new Date('2026-11-24T10:00:00Z'), monotonic: () => 0 }
const at = '2026-11-24T10:00:00.000Z'
const [app, other] = ['7c9e6679-7425-40de-944b-e07fc1f90ae7', '7c9e6679-7425-40de-944b-e07fc1f90ae8']
const [client, unlinked] = ['7c9e6679-7425-40de-944b-e07fc1f90a01', '7c9e6679-7425-40de-944b-e07fc1f90a02']
const place = (appId: string) => ({ appId, clientId: client, companyId: 'company', connectionId: 'connection' })
const read = { readAt: at, feedsAnswer: 'answered' as const }

let dir: string
let files: FeedFiles
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-feed-files-'))
  files = openFeedFiles(
    { words: path.join(dir, 'words'), evidence: path.join(dir, 'companies'), xeroSaid: path.join(dir, 'apps') },
    clock,
  )
})
afterEach(() => rm(dir, { recursive: true, force: true }))

it('keeps the newest of what Xero said, and counts it for the client id that was asked about only', async () => {
  await files.changeXeroSaid(app, 'AAAA', (before) => ({ ...before, undecided: { at, about: 'other' } }))
  await files.changeXeroSaid(app, 'AAAA', (before) => ({ ...before, enabled: { at } }))
  expect(await files.xeroSaid(app, 'AAAA')).toMatchObject({ enabled: { at }, undecided: { about: 'other' } })
  expect(await files.xeroSaid(app, 'BBBB')).toBeNull()
  await files.changeXeroSaid(app, 'BBBB', (before) => ({ ...before, undecided: { at, about: 'organisation' } }))
  expect(await files.xeroSaid(app, 'BBBB')).toMatchObject({ enabled: null, undecided: { about: 'organisation' } })
  expect(await files.xeroSaid(other, 'AAAA')).toBeNull()
})

it('forgets an app with its words, companies and what Xero said, and nothing of another app', async () => {
  for (const appId of [app, other]) {
    await files.changeEvidence(place(appId), (before) => ({ ...before, ...read }))
    for (const clientId of [client, unlinked]) {
      await files.changeWords(appId, clientId, (before) => ({ ...before, appEnabledOn: '2026-05-01' }))
    }
    await files.changeXeroSaid(appId, 'AAAA', (before) => ({ ...before, enabled: { at } }))
  }
  await files.forgetApp(app, [unlinked])
  expect(await files.evidence(place(app))).toMatchObject({ readAt: null })
  expect(await files.words(app, client)).toEqual(noWords)
  expect(await files.words(app, unlinked)).toEqual(noWords)
  expect(await files.xeroSaid(app, 'AAAA')).toBeNull()
  expect(await files.evidence(place(other))).toMatchObject(read)
  expect(await files.words(other, client)).toMatchObject({ appEnabledOn: '2026-05-01' })
  expect(await files.words(other, unlinked)).toMatchObject({ appEnabledOn: '2026-05-01' })
  expect(await files.xeroSaid(other, 'AAAA')).not.toBeNull()
  // Previous versions go too.
  const left = await Promise.all(['words', 'companies', 'apps'].map((name) => readdir(path.join(dir, name))))
  expect(left.map((names) => names.length)).toEqual([3, 1, 1])
})

it('keeps what is said of an app once, for Codat clients that come later too', async () => {
  const agreement = { on: '2026-02-01', document: 'Contract 7' }
  await files.changeWords(app, client, (before) => ({ ...before, agreement, consentSince: '2026-01-01' }))
  expect(await files.words(app, unlinked)).toEqual({ ...noWords, agreement })
  expect(await files.words(other, client)).toEqual(noWords)
  await files.changeAppWords(app, [], (before) => ({ ...before, agreement: null, appEnabledOn: '2026-03-01' }))
  expect(await files.words(app, client)).toEqual({ ...noWords, consentSince: '2026-01-01', appEnabledOn: '2026-03-01' })
})

it('finds the words on an app that an older Latchkey kept with one of its Codat clients', async () => {
  const appEnabledOn = '2026-03-01'
  await files.changeWords(app, client, (before) => ({ ...before, appEnabledOn, consentSince: '2026-01-01' }))
  for (const name of await readdir(path.join(dir, 'words'))) {
    const file = path.join(dir, 'words', name)
    if ((await readFile(file, 'utf8')).includes('"consentSince": null')) await rm(file)
  }
  expect(await readdir(path.join(dir, 'words'))).toHaveLength(1)
  expect(await files.appWords(app, [unlinked, client])).toEqual({ agreement: null, appEnabledOn })
  expect(await files.words(app, unlinked, [client])).toEqual({ ...noWords, appEnabledOn })
})
