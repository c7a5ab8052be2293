// From a paste or a typed value to a stored secret: clean it, see what it is, refuse what it can't be, store the rest.
import { Failure } from '../../domain/failure'
import type { Arrival } from '../../domain/vault/arrival'
import type { SlotNumber, XeroApp } from '../../domain/xero-apps/schema'
import type { PasteOutcome } from '../../contract/xero-apps'
import type { Clipboard } from '../ports'
import { Secret } from '../secret'
import type { XeroApps, XeroAppsPorts } from './xero-apps'
import { MOST_PASTED, readPastedClientId, readPastedSecret, type RefusedPaste } from '../../domain/xero-apps/read-paste'
import { unprovedIfChanged } from '../../domain/xero-apps/secret-slots'
import { sameClientId, type Twins, warningsFor } from '../../domain/xero-apps/paste-warnings'
import { pastedText } from '../clipboard-text'

export type TakeSecretPorts = Pick<XeroAppsPorts, 'records' | 'mode'> & Pick<XeroApps, 'shelf' | 'view'>

export interface TakeSecretRequest {
  id: string
  slot: SlotNumber
  arrival: Arrival
  raw: string
  /** Store it even though it looks like a client id or is the same as the other secret. */
  anyway: boolean
  /** Keeps a value that is not stored now for whoever wants it all the same; null where it may not be kept any more. */
  hold: () => string | null
}

/** The text on the clipboard. Raises `paste.empty`, `paste.not-text`, `paste.too-long`. */
export async function readPaste(clipboard: Clipboard): Promise<string> {
  const text = await pastedText(clipboard)
  if (text.length > MOST_PASTED) throw new Failure('paste.too-long')
  return text
}

/**
 * Cleans, checks and stores a secret. Outcomes a user can meet are data; raises `paste.*` for what can't be a key at all
 * and `vault.*`, `record.*` for a store that failed.
 */
export async function takeSecret(ports: TakeSecretPorts, request: TakeSecretRequest): Promise<PasteOutcome> {
  const { id, slot, arrival, raw } = request
  const app = await ports.records.get(id)
  const read = readPastedSecret(raw, { mode: ports.mode, anyway: request.anyway })
  if ('reason' in read) return notStored(read, read.reason === 'looks-like-client-id' ? request.hold() : null)
  const { value, cleaned, pair } = read

  const secret = new Secret(value)
  const twins = await findTwins(ports, app, slot, secret)
  if (twins.otherSlot && !request.anyway) {
    return notStored({ reason: 'same-as-other-slot', length: value.length, cleaned }, request.hold())
  }
  const warnings = warningsFor(value, ports.mode, twins)
  if (pair !== null && app.clientId !== '' && !sameClientId(pair.clientId, app.clientId))
    warnings.push('other-client-id')
  const withSecret = await ports.shelf.store(id, { slot, arrival }, secret)
  const clientId = pair?.clientId ?? ''
  const stored =
    clientId === '' ? withSecret : await ports.records.change(id, (current) => identified(current, clientId))
  const alsoStoredClientId = withSecret.clientId === '' && stored.clientId !== ''
  return outcomeOf({ value, cleaned, warnings, app: ports.view(stored) }, alsoStoredClientId)
}

/** The app with a client id, if it has none. */
function identified(app: XeroApp, clientId: string): XeroApp {
  return app.clientId === '' ? unprovedIfChanged(app, { ...app, clientId }) : app
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

type Refusal = Omit<Extract<PasteOutcome, { outcome: 'not-stored' }>, 'outcome' | 'held' | 'cleaned'> &
  Pick<RefusedPaste, 'cleaned'>

function notStored({ reason, length, cleaned }: Refusal, held: string | null = null): PasteOutcome {
  return { outcome: 'not-stored', reason, length, cleaned: [...cleaned], held }
}

type Stored = Extract<PasteOutcome, { outcome: 'stored' }>

function outcomeOf(
  {
    value,
    cleaned,
    warnings,
    app,
  }: Pick<Stored, 'warnings' | 'app'> & { value: string; cleaned: RefusedPaste['cleaned'] },
  alsoStoredClientId = false,
): PasteOutcome {
  const told = { length: value.length, cleaned: [...cleaned], warnings, app }
  return { outcome: 'stored', ...told, alsoStoredClientId, clipboardClearsAt: null }
}

/** Cleans and stores a pasted client id, which is not a secret. A value that is plainly a secret is refused. */
export async function takeClientId(ports: TakeSecretPorts, id: string, raw: string): Promise<PasteOutcome> {
  const read = readPastedClientId(raw)
  if ('reason' in read) return notStored(read)
  const { value, cleaned, warnings } = read
  const app = await ports.records.change(id, (current) => unprovedIfChanged(current, { ...current, clientId: value }))
  return outcomeOf({ value, cleaned, warnings, app: ports.view(app) })
}
