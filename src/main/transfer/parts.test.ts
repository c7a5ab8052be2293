// What somebody says while an import is on its way is theirs: the file only fills what nobody said anything of.
import { expect, it } from 'vitest'
import { undecided } from '../../domain/connections/decisions'
import { blankApplication } from '../../domain/partner/application'
import type { Addition } from '../../domain/transfer/parts'
import { noWords } from '../../domain/bank-feeds/words'
import type { XeroApp } from '../../domain/xero-apps/schema'
import { addPart, type CarriedRooms, gatherParts } from './parts'

const APP = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const here = {
  application: { ...blankApplication(APP), scopes: [{ scope: 'accounting.settings', justification: '' }] },
  decisions: { ...undecided(APP), typed: { count: 3, at: '2026-11-29T09:00:00.000Z' } },
  words: { ...noWords, consentSince: '2026-11-02' },
  profile: { id: APP, version: 1 as const, answers: { ...blankApplication(APP).answers, product: 'lending' as const } },
}

const additions: Readonly<Record<string, Addition>> = {
  application: {
    kind: 'partner-application',
    appId: APP,
    carried: { ...blankApplication(APP), scopes: [{ scope: 'payroll.settings', justification: '' }] },
  },
  evidence: { kind: 'evidence', appId: APP, files: [{ id: APP, bytes: Buffer.from('shown') }] },
  decisions: {
    kind: 'decisions',
    appId: APP,
    decisions: { ...undecided(APP), typed: { count: 9, at: '2026-11-01T09:00:00.000Z' } },
  },
  words: { kind: 'feed-words', appId: APP, clientId: APP, words: { ...noWords, consentSince: '2026-01-01' } },
  profile: { kind: 'profile', appId: APP, profile: { ...here.profile.answers, useCase: null, product: 'payables' } },
}

it.each(Object.keys(additions))('%s that was begun since the file was looked at is left alone', async (name) => {
  const addition = additions[name]
  if (addition === undefined) throw new Error('No such part')
  const changed: unknown[] = []
  const rooms = {
    decisions: { change: async (_: string, edit: (before: unknown) => unknown) => changed.push(edit(here.decisions)) },
    feeds: {
      changeWords: async (_app: string, _client: string, edit: (before: unknown) => unknown) =>
        changed.push(edit(here.words)),
    },
    profiles: {
      applications: {
        get: async () => here.application,
        change: async (_: string, edit: (before: typeof here.application) => unknown) =>
          changed.push(edit(here.application)),
      },
      answer: async (_: string, given: unknown) =>
        changed.push(typeof given === 'function' ? { answered: given(here.profile) } : { answered: given }),
    },
    evidence: { put: async () => changed.push('put') },
  } as unknown as CarriedRooms
  await addPart(addition, rooms)
  const kept = {
    application: [here.application],
    evidence: [],
    decisions: [here.decisions],
    words: [here.words],
    profile: [{ answered: {} }],
  }
  expect(changed).toEqual(kept[name as keyof typeof kept])
})

it('takes along at most 50 MB of evidence, and counts what stays', async () => {
  const bytes = Buffer.alloc(20_000_000)
  const file = (id: string) => ({
    kind: 'file' as const,
    id,
    name: 'scan.pdf',
    bytes: bytes.byteLength,
    sha256: 'a'.repeat(64),
    addedAt: '2026-11-29T09:00:00.000Z',
    setAsideAt: null,
  })
  const application = blankApplication(APP)
  const answer = {
    state: 'ready' as const,
    reason: '',
    doneBy: null,
    owner: '',
    dueOn: null,
    notes: '',
    evidence: ['1', '2', '3'].map(file),
  }
  const rooms = {
    clients: { ports: { records: { list: async () => ({ records: [] }) } } },
    profiles: {
      get: async () => here.profile,
      setUps: { list: async () => ({ records: [] }) },
      applications: { get: async () => ({ ...application, items: { 'pre.sign-up': answer } }) },
    },
    decisions: { get: async () => undecided(APP) },
    evidence: { read: async () => bytes },
  } as unknown as CarriedRooms
  const { carried, evidenceLeftOut } = await gatherParts([{ id: APP } as XeroApp], rooms, { withFiles: true })
  expect(carried.evidence.map(({ id }) => id)).toEqual(['1', '2'])
  expect(evidenceLeftOut).toBe(1)
})
