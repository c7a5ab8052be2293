// The shell's own calls: what this run is, links by id, settings, copying what isn't secret, the activity log.
import { z } from 'zod'
import { damagedFile } from '../domain/records/damaged'
import { activityEntry } from '../domain/activity/entry'
import { leftName, leftValue, settingsFields, settingsV1 } from '../domain/settings'

export const appInfo = z.object({
  version: z.string(),
  mode: z.enum(['normal', 'practice']),
  /** A trial keeps nothing after it ends (started as root, unprivileged). */
  trial: z.boolean(),
  /** Runs on an Electron that is out of support: for development and tests only. */
  developmentRuntime: z.boolean(),
  electron: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  machine: z.string(),
})
export type AppInfo = z.infer<typeof appInfo>

/** Kinds of records, of which one may be damaged. */
export const recordKind = z.enum([
  'settings',
  'xero-app',
  'codat-client',
  'set-up',
  'check',
  'partner-application',
  'seat-decisions',
  'feed-words',
  'feed-evidence',
  'feed-answers',
  'profile',
  'last-known',
  'history',
  'statement-formats',
])
export type RecordKind = z.infer<typeof recordKind>

export const damagedRecord = damagedFile.extend({ kind: recordKind })
export type DamagedRecord = z.infer<typeof damagedRecord>

const nothing = z.object({})

/** What a file of notices is about: the code that runs in main, and the page's. */
export const licencePart = z.enum(['main', 'page'])
export type LicencePart = z.infer<typeof licencePart>

export const appCalls = {
  getAppInfo: { input: nothing, output: appInfo },
  /** Opens a link of `domain/links.ts` in the system's browser. */
  openLink: { input: z.object({ id: z.string().max(100) }), output: z.object({ opened: z.boolean() }) },
  /** Puts a value that isn't secret on the clipboard. */
  copyText: { input: z.object({ text: z.string().max(8_000) }), output: z.object({ copied: z.boolean() }) },
  /** What leaving the machine does, at once: revealed secrets, open questions and copied values end. */
  lockNow: { input: nothing, output: z.object({ locked: z.literal(true) }) },
  getSettings: { input: nothing, output: settingsV1 },
  saveSettings: { input: settingsFields.partial(), output: settingsV1 },
  /** Notes where the page was left, for the next start. */
  keepLeft: { input: z.object({ name: leftName, value: leftValue }), output: z.object({ kept: z.literal(true) }) },
  /** The notices of what the program is made of, by part; none in a build without them. */
  readLicences: {
    input: nothing,
    output: z.object({ notices: z.array(z.object({ part: licencePart, text: z.string().max(1_000_000) })) }),
  },
  /** Records of any kind that could not be read and were set aside, in this run or before, until they are settled. */
  listDamage: { input: nothing, output: z.object({ damaged: z.array(damagedRecord) }) },
  /** Puts the version before a damaged record back, or lets it begin anew. The damaged file itself is kept. */
  settleDamage: {
    input: z.object({
      kind: recordKind,
      setAsideAs: z.string().max(200),
      how: z.enum(['put-back', 'begin-anew']),
    }),
    output: z.object({ damaged: z.array(damagedRecord) }),
  },
  listActivity: {
    input: z.object({ limit: z.number().int().min(1).max(5_000).default(500) }),
    output: z.object({ entries: z.array(activityEntry), unreadable: z.number().int() }),
  },
  /** The whole log as a CSV file, by main's own dialog. */
  exportActivity: {
    input: z.object({}),
    output: z.object({ outcome: z.enum(['saved', 'cancelled']), rows: z.number().int().nonnegative() }),
  },
  /** Starts Latchkey again in the other mode and ends this run. */
  switchMode: {
    input: z.object({ mode: z.enum(['normal', 'practice']) }),
    output: z.object({ switching: z.boolean() }),
  },
} as const
