// The user's settings, as they are kept and as they travel.
import { z } from 'zod'
import { parseJson } from './text/parse-json'

export const settingsFields = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Days after which a secret counts as old; 0 turns the reminder off. */
  reminderDays: z.number().int().min(0).max(3_650),
  clipboardSeconds: z.number().int().min(5).max(300),
  /** Minutes without input after which revealed and copied secrets end; 0 turns it off. */
  idleMinutes: z.number().int().min(0).max(240),
  notifications: z.boolean(),
  /** Connections that were counted once are counted again once a day, without a press. */
  countDaily: z.boolean(),
})

/** Only what names a view of ours: no text of anybody's, so never a secret. */
export const leftName = z.string().regex(/^(customers view|(tab|step) [0-9a-f-]{36})$/)
export const leftValue = z.string().regex(/^[a-z -]{0,40}$/)

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

/** Fields to change; one that is undefined is left as it is. */
export type SettingsChange = { [K in keyof Omit<Settings, 'version'>]?: Settings[K] | undefined }

/** As many views as are remembered: the oldest goes first. */
const MOST_LEFT = 400

/** How views were left, with one that was left just now. */
export function withLeft(left: Settings['left'], name: string, value: Settings['left'][string]): Settings['left'] {
  const others = Object.entries(left).filter(([other]) => other !== name)
  return Object.fromEntries([...others, [name, value]].slice(-MOST_LEFT))
}

/** The settings in a file's text; null for one that is damaged. */
export function judgedSettings(text: string): Settings | 'newer' | null {
  const json = parseJson(text)
  const parsed = settingsV1.safeParse(json)
  if (parsed.success) return parsed.data
  const newer = typeof json === 'object' && json !== null && 'version' in json && Number(json.version) > 1
  return newer ? 'newer' : null
}
