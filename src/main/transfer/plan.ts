// What an import would change, worked out before anything is. Pure.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { settingsFields, type Settings } from '../../contract/app'
import {
  MAX_TRANSFER_BYTES,
  transferV1,
  travellingApp,
  type FieldChange,
  type PlannedApp,
  type TransferV1,
  type TravellingApp,
} from '../../contract/transfer'
import { xeroAppFields, type XeroApp, type XeroAppFields } from '../../domain/xero-apps/schema'
import { parseJson } from '../../domain/text/parse-json'

export interface ReadTransfer {
  transfer: TransferV1
  unreadable: { place: string; reason: string }[]
}

/** Reads an export file's text. An entry that doesn't fit is named and left out; null if it is no export at all. */
export function readTransfer(text: string): ReadTransfer | null {
  if (Buffer.byteLength(text) > MAX_TRANSFER_BYTES) return null
  const frame = transferFrame.safeParse(parseJson(text))
  if (!frame.success) return null

  const unreadable: ReadTransfer['unreadable'] = []
  const apps: TravellingApp[] = []
  for (const [index, entry] of frame.data.apps.entries()) {
    const parsed = travellingApp.safeParse(entry)
    if (parsed.success) apps.push(parsed.data)
    else unreadable.push({ place: `app ${index + 1}`, reason: `does not fit: ${fieldsOf(parsed.error)}` })
  }
  const settings = settingsFields.partial().safeParse(frame.data.settings ?? {})
  if (!settings.success) unreadable.push({ place: 'settings', reason: `does not fit: ${fieldsOf(settings.error)}` })
  const transfer: TransferV1 = { format: 'latchkey', version: 1, exportedAt: frame.data.exportedAt, apps }
  return { transfer: settings.success ? { ...transfer, settings: settings.data } : transfer, unreadable }
}

/** The file without a look into its entries, so that one that doesn't fit spoils nothing else. */
const transferFrame = transferV1.extend({ apps: z.array(z.unknown()).max(1_000), settings: z.unknown().optional() })

export interface Step {
  planned: PlannedApp
  fields: XeroAppFields
  /** The record it would be merged into. */
  target: XeroApp | null
}

/**
 * One step per imported app: new, merged into the app that it is here already, or nothing to do. An app here is met once only, so that
 * two alike in the file stay two.
 */
export function planApps(incoming: readonly TravellingApp[], existing: readonly XeroApp[]): Step[] {
  const left = new Set(existing)
  return withoutTwins(incoming).map(({ mark, ...fields }) => {
    const target = sameApp({ mark, ...fields }, [...left])
    if (target !== null) left.delete(target)
    const changes = target === null ? [] : changesOf(target, fields)
    const action = target === null ? 'add' : changes.length === 0 ? 'same' : 'merge'
    const { name, customer, clientId } = fields
    const becomesUnproved =
      target !== null && changes.some(({ field }) => field === 'redirectUris' || field === 'clientId')
    const keysNeeded = fields.keyHolder === 'here' && (target === null || target.secrets.length === 0)
    return { planned: { name, customer, clientId, action, changes, becomesUnproved, keysNeeded }, fields, target }
  })
}

export function planSettings(incoming: TransferV1['settings'], current: Settings): FieldChange[] {
  return Object.entries(incoming ?? {}).flatMap(([field, to]) => {
    const from = String(current[field as keyof Settings])
    return to === undefined || from === String(to) ? [] : [{ field, from, to: String(to) }]
  })
}

function changesOf(app: XeroApp, fields: XeroAppFields): FieldChange[] {
  return fieldNames.flatMap((field) => {
    const from = shown(app[field])
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

/** What a record's id travels as. */
export function markOf(id: string): string {
  return createHash('sha256').update(`latchkey export ${id}`).digest('hex')
}

/** By its mark, else by the client id, else, where one of the two has no client id, by what people tell it by. */
function sameApp(incoming: TravellingApp, existing: readonly XeroApp[]): XeroApp | null {
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
