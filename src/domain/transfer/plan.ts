// What an import would change, worked out before anything is.
import { z } from 'zod'
import { type Settings, settingsFields } from '../settings'
import {
  type FieldChange,
  LATEST_TRANSFER,
  MAX_TRANSFER_BYTES,
  type PlannedApp,
  type TransferFile,
  transferFile,
  type TravellingApp,
  travellingApp,
} from './schema'
import { carriedAbout, carriedClient, carriedEvidence, carriedSetUp, withoutSecrets } from './carried'
import { type XeroApp, type XeroAppFields, xeroAppFields } from '../xero-apps/schema'
import type { CarriedParts, Met } from './parts'
import { fitsRecord } from '../record-length'
import { parseJson } from '../text/parse-json'

export interface ReadTransfer {
  transfer: TransferFile
  unreadable: { place: string; reason: string }[]
}

/** What a record's id travels as. */
export type MarkOf = (id: string) => string

type Unreadable = ReadTransfer['unreadable']

/**
 * Reads an export file's text. An entry that doesn't fit is named and left out; null if it is no export at all, `newer` if it is one of
 * a version that nobody has heard of here.
 */
export function readTransfer(text: string): ReadTransfer | 'newer' | null {
  if (Buffer.byteLength(text) > MAX_TRANSFER_BYTES) return null
  const json = parseJson(text)
  const frame = transferFrame.safeParse(json)
  if (!frame.success) return newerFrame.safeParse(json).success ? 'newer' : null

  const { format, version, exportedAt, ...entries } = frame.data
  const unreadable: Unreadable = []
  // What looks like a secret in a text is left out, whoever wrote the file. A name stays as it was given.
  const apps = fitting(entries.apps, travellingApp, 'app', unreadable, (app) => ({
    ...app,
    notes: withoutSecrets(app.notes),
  }))
  const settings = settingsFields.partial().safeParse(entries.settings ?? {})
  if (!settings.success) unreadable.push({ place: 'settings', reason: `does not fit: ${fieldsOf(settings.error)}` })
  const transfer: TransferFile = {
    format,
    version,
    exportedAt,
    apps,
    codatClients: fitting(entries.codatClients, carriedClient, 'Codat client', unreadable, (client) => ({
      ...withoutSecrets(client),
      name: client.name,
    })),
    setUps: fitting(entries.setUps, setUpThatFits, 'set-up', unreadable, withoutSecrets),
    about: fitting(entries.about, aboutThatFits, 'about', unreadable, withoutSecrets),
    evidence: fitting(entries.evidence, carriedEvidence, 'evidence', unreadable, (evidence) => evidence),
  }
  return { transfer: settings.success ? { ...transfer, settings: settings.data } : transfer, unreadable }
}

// An export may hold what an earlier Latchkey kept that was longer; what comes in is written anew, and looked into only where it can be.
const setUpThatFits = carriedSetUp.refine(fitsRecord)
const aboutThatFits = carriedAbout.refine(({ application }) => fitsRecord(application), { path: ['application'] })

/**
 * Entries that fit, as `clean` leaves them, and still do: words for what was taken out can make a text too long. Of the others their place
 * and what doesn’t fit.
 */
function fitting<S extends z.ZodType>(
  entries: readonly unknown[],
  schema: S,
  place: string,
  unreadable: Unreadable,
  clean: (entry: z.output<S>) => z.output<S>,
): z.output<S>[] {
  return entries.flatMap((entry, index) => {
    const found = schema.safeParse(entry)
    const parsed = found.success ? schema.safeParse(clean(found.data)) : found
    if (parsed.success) return [parsed.data]
    unreadable.push({ place: `${place} ${index + 1}`, reason: `does not fit: ${fieldsOf(parsed.error)}` })
    return []
  })
}

const newerFrame = transferFile.pick({ format: true }).extend({ version: z.int().gt(LATEST_TRANSFER) })

const entries = (most: number) => z.array(z.unknown()).max(most)

/** The file without a look into its entries, so that one that doesn't fit spoils nothing else. Those of version 1 have apps alone. */
const transferFrame = transferFile.extend({
  apps: entries(1_000),
  settings: z.unknown().optional(),
  codatClients: entries(1_000).default([]),
  setUps: entries(2_000).default([]),
  about: entries(1_000).default([]),
  evidence: entries(2_000).default([]),
})

export interface Step {
  planned: PlannedApp
  fields: XeroAppFields
  /** The record it would be merged into. */
  target: XeroApp | null
  /** What the file's other entries call it. */
  mark: string | undefined
}

/** An app's fields and a mark by which it is known when it comes back. Ids, secrets and proofs belong to this machine. */
export function travellingOf(app: XeroApp, markOf: MarkOf): TravellingApp {
  return travellingApp.parse({ ...app, notes: withoutSecrets(app.notes), mark: markOf(app.id) })
}

/** The file's apps by their marks, as they are met here. */
export function metApps(steps: readonly Step[]): Met {
  return new Map(
    steps.flatMap(({ mark, target, fields }) =>
      mark === undefined ? [] : [[mark, { id: target?.id ?? null, name: fields.name }] as const],
    ),
  )
}

/**
 * One step per imported app: new, merged into the app that it is here already, or nothing to do. An app here is met once only, so that
 * two alike in the file stay two.
 */
export function planApps(incoming: readonly TravellingApp[], existing: readonly XeroApp[], markOf: MarkOf): Step[] {
  const left = new Set(existing)
  return withoutTwins(incoming).map(({ mark, ...fields }) => {
    const target = sameApp({ mark, ...fields }, [...left], markOf)
    if (target !== null) left.delete(target)
    const changes = target === null ? [] : changesOf(target, fields)
    const action = target === null ? 'add' : changes.length === 0 ? 'same' : 'merge'
    const { name, customer, clientId } = fields
    const becomesUnproved =
      target !== null && changes.some(({ field }) => field === 'redirectUris' || field === 'clientId')
    const keysNeeded = fields.keyHolder === 'here' && (target === null || target.secrets.length === 0)
    return { planned: { name, customer, clientId, action, changes, becomesUnproved, keysNeeded }, fields, target, mark }
  })
}

export function planSettings(incoming: TransferFile['settings'], current: Settings): FieldChange[] {
  return Object.entries(incoming ?? {}).flatMap(([field, to]) => {
    const from = String(current[field as keyof Settings])
    return to === undefined || from === String(to) ? [] : [{ field, from, to: String(to) }]
  })
}

function changesOf(app: XeroApp, fields: XeroAppFields): FieldChange[] {
  return fieldNames.flatMap((field) => {
    // A secret in notes stays here when the rest travels, so its lack in the file is no change.
    const here = field === 'notes' ? withoutSecrets(app.notes) : app[field]
    const from = shown(here)
    const to = shown(fields[field])
    return from === to ? [] : [{ field, from, to }]
  })
}

const fieldNames = Object.keys(xeroAppFields.shape) as (keyof XeroAppFields)[]

function shown(value: XeroAppFields[keyof XeroAppFields]): string {
  return Array.isArray(value) ? value.join('\n') : (value ?? '')
}

/** Two entries with one client id in the same file: the later one counts. */
function withoutTwins(incoming: readonly TravellingApp[]): TravellingApp[] {
  const last = new Map(incoming.map((fields, index) => [fields.clientId.toUpperCase(), index]))
  return incoming.filter((fields, index) => fields.clientId === '' || last.get(fields.clientId.toUpperCase()) === index)
}

/** By its mark, else by the client id, else, where one of the two has no client id, by what people tell it by. */
function sameApp(incoming: TravellingApp, existing: readonly XeroApp[], markOf: MarkOf): XeroApp | null {
  const byMark = existing.find(({ id }) => markOf(id) === incoming.mark)
  const byClientId = existing.find(({ clientId }) => sameClientId(clientId, incoming.clientId))
  const byName = existing.find(
    (app) => (app.clientId === '' || incoming.clientId === '') && toldApartBy(app) === toldApartBy(incoming),
  )
  return byMark ?? byClientId ?? byName ?? null
}

function toldApartBy({
  name,
  customer,
  environment,
}: Pick<XeroAppFields, 'name' | 'customer' | 'environment'>): string {
  return JSON.stringify([name, customer].map((text) => text.trim().toLowerCase()).concat(environment))
}

function sameClientId(a: string, b: string): boolean {
  return a !== '' && a.toUpperCase() === b.toUpperCase()
}

function fieldsOf(error: { issues: readonly { path: PropertyKey[] }[] }): string {
  return [...new Set(error.issues.map(({ path }) => path.map(String).join('.') || 'all of it'))].join(', ')
}

/** The file of an export. */
export function exportOf(
  apps: readonly XeroApp[],
  { settings, carried, at }: { settings: Settings; carried: CarriedParts; at: string },
  markOf: MarkOf,
): TransferFile {
  return transferFile.parse({
    format: 'latchkey',
    version: LATEST_TRANSFER,
    exportedAt: at,
    apps: apps.map((app) => travellingOf(app, markOf)),
    settings,
    ...carried,
  })
}

/** The fields that the file changes. Whatever else of the app was edited since it was looked at stays. */
export function changedIn(fields: XeroAppFields, target: XeroApp): Partial<XeroAppFields> {
  const names = Object.keys(fields) as (keyof XeroAppFields)[]
  const differs = (name: keyof XeroAppFields): boolean => JSON.stringify(fields[name]) !== JSON.stringify(target[name])
  return Object.fromEntries(names.filter(differs).map((name) => [name, fields[name]]))
}
