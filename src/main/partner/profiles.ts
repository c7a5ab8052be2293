// One profile of each Xero app, and the set-ups and partner applications as it answers for them: what one of them is told, all know.
import path from 'node:path'
import type { Integration } from '../../domain/guide/schema'
import {
  answeredInApplication,
  answeredInSetUp,
  applicationWithProfile,
  profileFrom,
  profilesOf,
  setUpsOf,
  type ProfileChange,
  withAnswered,
  withProfile,
} from '../../domain/profile/profile'
import type { Profile } from '../../domain/profile/schema'
import { type ApplicationFiles, openApplications } from './application-files'
import { createTurns } from '../in-turn'
import type { MainPorts } from '../ports'
import type { AssertKept } from '../records/app-records'
import { openRecordFiles, recordOrNull, type RecordFiles } from '../records/record-files'

export interface Profiles {
  get(appId: string): Promise<Profile>
  /** For whoever asks about many apps: read once. */
  all(): Promise<(appId: string) => Profile>
  /** What is answered, or what is to be by what was before, with nothing in between. */
  answer(appId: string, change: ProfileChange | ((before: Profile) => ProfileChange)): Promise<Profile>
  forgetApp(appId: string): Promise<void>
  /** Records of set-ups and applications whose answers are the profile's, read and written. */
  readonly setUps: RecordFiles<Integration>
  readonly applications: ApplicationFiles
}

export interface ProfilePorts extends Pick<MainPorts, 'paths' | 'clock'> {
  /** Raises `record.missing` where nothing may be written about an app. */
  assertKept: AssertKept
  /** Answers of an app changed: whatever is made of them should be read again. */
  onChange: (appId: string) => void
}

export function openProfiles({ paths, clock, assertKept, onChange }: ProfilePorts): Profiles {
  const files = openRecordFiles({
    dir: path.join(paths.records, 'profiles'),
    schema: async () => (await import('../../domain/profile/schema')).profileV1,
    clock,
  })
  const setUps = openRecordFiles({
    dir: path.join(paths.records, 'integrations'),
    schema: async () => (await import('../../domain/guide/schema')).integrationV1,
    clock,
  })
  const applications = openApplications(path.join(paths.records, 'partner', 'applications'), clock, assertKept)
  const inTurn = createTurns()

  /** One that was never written is made of the older records. */
  async function get(appId: string): Promise<Profile> {
    const kept = await recordOrNull(files, appId)
    if (kept !== null) return kept
    const [{ records: all }, application] = await Promise.all([setUps.list(), applications.get(appId)])
    return profileFrom(appId, setUpsOf(appId, all), application)
  }

  async function all(raw: readonly Integration[]): Promise<(appId: string) => Profile> {
    const [{ records: kept }, begun] = await Promise.all([files.list(), applications.list()])
    return profilesOf(kept, begun, raw)
  }

  const answer: Profiles['answer'] = (appId, given) =>
    inTurn(async () => {
      const before = await get(appId)
      const change = typeof given === 'function' ? given(before) : given
      if (Object.keys(change).length === 0) return before
      await files.assertWhole(appId)
      await assertKept(appId)
      const after = withAnswered(before, change)
      await files.put(after)
      onChange(appId)
      return after
    })

  async function shown(record: Integration): Promise<Integration> {
    return record.xeroAppId === null ? record : withProfile(record, await get(record.xeroAppId))
  }

  return {
    get,
    all: async () => all((await setUps.list()).records),
    answer,
    forgetApp: (appId) => inTurn(() => files.remove(appId)),
    setUps: {
      ...setUps,
      async list() {
        const listed = await setUps.list()
        const profileOf = await all(listed.records)
        const records = listed.records.map((record) =>
          record.xeroAppId === null ? record : withProfile(record, profileOf(record.xeroAppId)),
        )
        return { ...listed, records }
      },
      get: async (id) => shown(await setUps.get(id)),
      async change(id, edit) {
        const { xeroAppId } = await setUps.get(id)
        const profile = xeroAppId === null ? null : await get(xeroAppId)
        let answered: ProfileChange = {}
        const changed = await setUps.change(id, (raw) => {
          const before = profile === null ? raw : withProfile(raw, profile)
          const after = edit(before)
          answered = answeredInSetUp(before, after)
          return after
        })
        if (xeroAppId !== null) await answer(xeroAppId, answered)
        return shown(changed)
      },
    },
    applications: {
      get: async (appId) => applicationWithProfile(await applications.get(appId), await get(appId)),
      async list() {
        const [begun, { records: raw }] = await Promise.all([applications.list(), setUps.list()])
        const profileOf = await all(raw)
        return begun.map((application) => applicationWithProfile(application, profileOf(application.id)))
      },
      async change(appId, edit) {
        const profile = await get(appId)
        let answered: ProfileChange = {}
        await applications.change(appId, (raw) => {
          const before = applicationWithProfile(raw, profile)
          const after = edit(before)
          answered = answeredInApplication(before, after)
          return after === before ? raw : after
        })
        await answer(appId, answered)
        return applicationWithProfile(await applications.get(appId), await get(appId))
      },
      remove: (appId) => applications.remove(appId),
    },
  }
}
