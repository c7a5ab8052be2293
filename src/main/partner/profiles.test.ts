// What is answered in one place is known in all, and older records are brought together.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { app, integration, NOW } from '../../../test/support/guide-records'
import { integrationV1 } from '../../domain/guide/schema'
import { openApplications } from './application-files'
import { openRecordFiles } from '../records/record-files'
import { openProfiles } from './profiles'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-profiles-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const clock = { now: () => NOW, monotonic: () => 0 }
const appId = app().id
const setUp = integration({ answers: { financialServices: 'yes', bankFeeds: 'no', companiesInSixMonths: 40 } })

function open() {
  const changed: string[] = []
  const paths = { records: dir, userData: dir, activity: dir, logs: dir }
  return {
    changed,
    profiles: openProfiles({ paths, clock, assertKept: async () => {}, onChange: (id) => changed.push(id) }),
  }
}

async function furnishOld(): Promise<void> {
  const setUps = openRecordFiles({ dir: path.join(dir, 'integrations'), schema: integrationV1, clock })
  await setUps.put(setUp)
  const applications = openApplications(path.join(dir, 'partner', 'applications'), clock)
  await applications.change(appId, (before) => ({
    ...before,
    answers: { ...before.answers, bankFeeds: 'yes', listing: 'no' },
  }))
}

test('answers of older records are one profile, and what contradicts is kept until it is answered once', async () => {
  await furnishOld()
  const { profiles, changed } = open()
  expect(await profiles.get(appId)).toMatchObject({
    answers: { financialServices: 'yes', bankFeeds: 'yes', companies: 40, listing: 'no' },
    contradictions: [{ question: 'bankFeeds' }],
  })
  expect((await profiles.all())(appId)).toEqual(await profiles.get(appId))
  await profiles.answer(appId, { bankFeeds: 'no' })
  expect(changed).toEqual([appId])
  const again = open().profiles
  expect(await again.get(appId)).toMatchObject({ answers: { bankFeeds: 'no', companies: 40 }, contradictions: [] })
  expect((await again.applications.get(appId)).answers.bankFeeds).toBe('no')
  expect((await again.setUps.get(setUp.id)).answers.bankFeeds).toBe('no')
})

test('the set-up knows what the partner application was told, and the other way round', async () => {
  await furnishOld()
  const { profiles } = open()
  await profiles.applications.change(appId, (before) => ({
    ...before,
    answers: { ...before.answers, companies: 7 },
    useCase: 'payroll',
  }))
  const { records } = await profiles.setUps.list()
  expect(records[0]).toMatchObject({ answers: { companiesInSixMonths: 7 }, useCase: 'payroll' })
  await profiles.setUps.change(setUp.id, (before) => ({
    ...before,
    answers: { ...before.answers, financialServices: 'no' },
  }))
  expect((await profiles.applications.list())[0]).toMatchObject({
    answers: { financialServices: 'no', companies: 7, listing: 'no' },
    useCase: 'payroll',
  })
})

test('an app without any older record has no answers, and its profile goes with it', async () => {
  const { profiles } = open()
  expect((await profiles.get(appId)).answers.bankFeeds).toBeNull()
  await profiles.answer(appId, { bankFeeds: 'yes', regions: ['uk'] })
  expect((await profiles.get(appId)).answers).toMatchObject({ bankFeeds: 'yes', regions: ['uk'] })
  await profiles.forgetApp(appId)
  expect((await profiles.get(appId)).answers.bankFeeds).toBeNull()
})
