// The shell's own calls: what this run is, links by id, settings, copying what isn't secret, the activity log.
import { z } from 'zod'
import { damagedFile } from './xero-apps'
import { activityEntry } from '../domain/activity/entry'

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

export const settingsFields = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Days after which a secret counts as old; 0 turns the reminder off. */
  reminderDays: z.number().int().min(0).max(3_650),
  clipboardSeconds: z.number().int().min(5).max(300),
  /** Minutes without input after which revealed and copied secrets end; 0 turns it off. */
  idleMinutes: z.number().int().min(0).max(240),
  notifications: z.boolean(),
  /** Seats that were counted once are counted again once a day, without a press. */
  countDaily: z.boolean(),
})

/** Only what names a view of ours: no text of anybody's, so never a secret. */
const leftName = z.string().regex(/^(customers view|(tab|step) [0-9a-f-]{36})$/)
const leftValue = z.string().regex(/^[a-z -]{0,40}$/)

// Defaults stand here and not in the fields: zod fills them in even for fields made optional, and a partial change must stay one.
const { shape } = settingsFields
export const settingsV1 = z.object({
  version: z.literal(1),
  theme: shape.theme.default('system'),
  reminderDays: shape.reminderDays.default(180),
  clipboardSeconds: shape.clipboardSeconds.default(30),
  idleMinutes: shape.idleMinutes.default(5),
  notifications: shape.notifications.default(true),
  countDaily: shape.countDaily.default(false),
  /** Where the page was left, by name: a view, an app's tab, a set-up's step. Not the user's setting, so no export carries it. */
  left: z.record(leftName, leftValue).catch({}).default({}),
})
export type Settings = z.infer<typeof settingsV1>

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
  /** Starts Latchkey again in the other mode and ends this run. */
  switchMode: {
    input: z.object({ mode: z.enum(['normal', 'practice']) }),
    output: z.object({ switching: z.boolean() }),
  },
} as const
