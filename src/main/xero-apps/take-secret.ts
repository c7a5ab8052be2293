// From a paste or a typed value to a stored secret: clean it, see what it is, refuse what it can't be, store the rest.
import { Failure } from '../../domain/failure'
import type { Arrival } from '../../domain/vault/arrival'
import type { Cleaning, PasteWarning, SlotNumber, XeroApp } from '../../domain/xero-apps/schema'
import type { PasteOutcome, XeroAppView } from '../../contract/xero-apps'
import type { Clipboard } from '../ports'
import type { RecordFiles } from '../records/record-files'
import { Secret } from '../secret'
import type { SecretShelf } from './xero-apps'
import {
  cleanPasted,
  isBasicHeader,
  looksLikeClientId,
  looksLikeSecret,
  splitPair,
} from '../../domain/xero-apps/pasted-value'
import { unprovedIfChanged } from '../../domain/xero-apps/secret-slots'
import { PRACTICE_SECRET, sameClientId, type Twins, warningsFor } from '../../domain/xero-apps/paste-warnings'

export interface TakeSecretPorts {
  records: RecordFiles<XeroApp>
  shelf: SecretShelf
  mode: 'normal' | 'practice'
  view: (app: XeroApp) => XeroAppView
}

export interface TakeSecretRequest {
  id: string
  slot: SlotNumber
  arrival: Arrival
  raw: string
  /** Store it even though it looks like a client id or is the same as the other secret. */
  anyway: boolean
  /** Keeps a value that is not stored now for whoever wants it all the same. */
  hold: () => string
}

/** Longer than any key, short enough to clean at once. */
const MAX_PASTE = 10_000
/** The text on the clipboard. Raises `paste.empty`, `paste.not-text`, `paste.too-long`. */
export async function readPaste(clipboard: Clipboard): Promise<string> {
  const text = await clipboard.readText()
  if (text.trim() === '') throw new Failure((await clipboard.hasOnlyOther()) ? 'paste.not-text' : 'paste.empty')
  if (text.length > MAX_PASTE) throw new Failure('paste.too-long')
  return text
}

/**
 * Cleans, checks and stores a secret. Outcomes a user can meet are data; raises `paste.*` for what can't be a key at all
 * and `vault.*`, `record.*` for a store that failed.
 */
export async function takeSecret(ports: TakeSecretPorts, request: TakeSecretRequest): Promise<PasteOutcome> {
  const { id, slot, arrival, raw } = request
  const app = await ports.records.get(id)
  if (raw.length > MAX_PASTE) throw new Failure('paste.too-long')
  if (isBasicHeader(raw)) return notStored('basic-header', raw.trim().length, [])
  const pair = splitPair(raw)
  const { value, cleaned } = cleanPasted(pair?.secret ?? raw)
  if (value === '') throw new Failure('paste.empty')
  if (/\s/.test(value)) throw new Failure('paste.spaces-inside')
  if (looksLikeClientId(value) && !request.anyway) {
    return notStored('looks-like-client-id', value.length, cleaned, request.hold())
  }
  if (ports.mode === 'practice' && !PRACTICE_SECRET.test(value)) throw new Failure('paste.not-practice')

  const secret = new Secret(value)
  const twins = await findTwins(ports, app, slot, secret)
  if (twins.otherSlot && !request.anyway) {
    return notStored('same-as-other-slot', value.length, cleaned, request.hold())
  }
  const warnings = warningsFor(value, ports.mode, twins)
  if (pair !== null && app.clientId !== '' && !sameClientId(pair.clientId, app.clientId))
    warnings.push('other-client-id')
  if (pair !== null && app.clientId === '') {
    await ports.records.change(id, (current) => ({ ...current, clientId: pair.clientId }))
  }
  const stored = await ports.shelf.store(id, { slot, arrival }, secret)
  const alsoStoredClientId = pair !== null && app.clientId === ''
  return {
    outcome: 'stored',
    length: value.length,
    cleaned: [...cleaned],
    warnings,
    alsoStoredClientId,
    clipboardClearsAt: null,
    app: ports.view(stored),
  }
}

/**
 * Where else this very secret is kept. Values are compared in memory and nothing about them is stored; a slot that can't be
 * read now is left out of the comparison.
 */
async function findTwins(ports: TakeSecretPorts, app: XeroApp, slot: SlotNumber, secret: Secret): Promise<Twins> {
  const holds = (of: XeroApp, number: SlotNumber): Promise<boolean> => ports.shelf.holds(of, number, secret)
  const other: SlotNumber = slot === 1 ? 2 : 1
  const twins: Twins = { sameSlot: await holds(app, slot), otherSlot: await holds(app, other), otherApp: false }
  const { records } = await ports.records.list()
  for (const neighbour of records.filter(({ id }) => id !== app.id)) {
    for (const { slot: number } of neighbour.secrets) twins.otherApp ||= await holds(neighbour, number)
  }
  return twins
}

function notStored(
  reason: Extract<PasteOutcome, { outcome: 'not-stored' }>['reason'],
  length: number,
  cleaned: readonly Cleaning[],
  held: string | null = null,
): PasteOutcome {
  return { outcome: 'not-stored', reason, length, cleaned: [...cleaned], held }
}

/** Cleans and stores a pasted client id, which is not a secret. A value that is plainly a secret is refused. */
export async function takeClientId(ports: TakeSecretPorts, id: string, raw: string): Promise<PasteOutcome> {
  if (isBasicHeader(raw)) return notStored('basic-header', raw.trim().length, [])
  const pair = splitPair(raw)
  const { value, cleaned } = cleanPasted(pair?.clientId ?? raw)
  if (value === '') throw new Failure('paste.empty')
  if (/\s/.test(value)) throw new Failure('paste.spaces-inside')
  if (looksLikeSecret(value) || PRACTICE_SECRET.test(value))
    return notStored('looks-like-secret', value.length, cleaned)
  const app = await ports.records.change(id, (current) => unprovedIfChanged(current, { ...current, clientId: value }))
  const warnings: PasteWarning[] = looksLikeClientId(value) ? [] : ['client-id-not-32-hex']
  return {
    outcome: 'stored',
    length: value.length,
    cleaned: [...cleaned],
    warnings,
    alsoStoredClientId: false,
    clipboardClearsAt: null,
    app: ports.view(app),
  }
}
