// From a paste or a typed value to a stored secret: clean it, see what it is, refuse what it can't be, store the rest.
import { Failure } from '../../domain/failure'
import type { PasteOutcome } from '../../contract/xero-apps'
import type { Clipboard } from '../ports'
import { Secret } from '../secret'
import type { HeldSecret } from './held-secret'
import type { XeroApps, XeroAppsPorts } from './xero-apps'
import { MOST_PASTED, readPastedClientId, readPastedSecret, type RefusedPaste } from '../../domain/xero-apps/read-paste'
import { unprovedIfChanged } from '../../domain/xero-apps/secret-slots'
import { sameClientId, twinsIn, warningsFor } from '../../domain/xero-apps/paste-warnings'
import { pastedText } from '../clipboard-text'

export type TakeSecretPorts = XeroAppsPorts & Pick<XeroApps, 'shelf' | 'held' | 'view'>

/** The text on the clipboard. Raises `paste.empty`, `paste.not-text`, `paste.too-long`. */
export async function readPaste(clipboard: Clipboard): Promise<string> {
  const text = await pastedText(clipboard)
  if (text.length > MOST_PASTED) throw new Failure('paste.too-long')
  return text
}

/**
 * Cleans, checks and stores a secret; `anyway` even though it looks like a client id or is the same as the other secret. Outcomes a user can
 * meet are data; raises `paste.*` for what can't be a key at all and `vault.*`, `record.*` for a store that failed.
 */
export async function takeSecret(ports: TakeSecretPorts, given: HeldSecret, anyway: boolean): Promise<PasteOutcome> {
  const { records, shelf, held, mode } = ports
  const { id, slot, arrival, how } = given
  const hold = held.holding()
  const { records: all } = await records.list()
  const app = all.find((one) => one.id === id && !one.deleting) ?? (await records.get(id))
  const read = readPastedSecret(given.raw.expose(), { mode, anyway })
  if ('reason' in read) return notStored(read, read.reason === 'looks-like-client-id' ? hold(given) : null)
  const { value, cleaned, pair } = read

  const secret = new Secret(value)
  // Values are compared in memory and nothing about them is stored; a slot that can't be read now is left out of the comparison.
  const twins = twinsIn(await shelf.holders(all, secret), given)
  if (twins.otherSlot && !anyway) {
    return notStored({ reason: 'same-as-other-slot', length: value.length, cleaned }, hold(given))
  }
  const warnings = warningsFor(value, mode, twins)
  if (pair !== null && app.clientId !== '' && !sameClientId(pair.clientId, app.clientId))
    warnings.push('other-client-id')
  const clientId = pair?.clientId ?? ''
  let alsoStoredClientId = false
  const stored = await shelf.store(id, { slot, arrival }, secret, (current) => {
    alsoStoredClientId = current.clientId === '' && clientId !== ''
    return alsoStoredClientId ? unprovedIfChanged(current, { ...current, clientId }) : current
  })
  await ports.activity.note('secret.stored', stored, `slot ${slot}, ${how}, ${arrival}`)
  ports.onChange()
  return outcomeOf({ value, cleaned, warnings, app: ports.view(stored) }, alsoStoredClientId)
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
