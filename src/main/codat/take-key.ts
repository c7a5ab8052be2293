// From a paste or a typed value to a stored Codat key: see what it is, refuse what it can't be, store the rest.
import { type CodatClient, type CodatKey, MOST_KEYS } from '../../domain/codat/schema'
import { type CodatClientView, type CodatKeyOutcome } from '../../contract/codat'
import { Failure } from '../../domain/failure'
import type { RecordFiles } from '../records/record-files'
import type { Secret } from '../secret'
import { readCodatKey } from './codat-key'
import type { KeyShelf } from './clients'
import { isSameName, keyIn } from '../../domain/codat/key-slots'

export interface TakeKeyPorts {
  records: RecordFiles<CodatClient>
  shelf: KeyShelf
  mode: 'normal' | 'practice'
  view: (client: CodatClient) => Promise<CodatClientView>
}

export interface TakeKeyRequest {
  id: string
  key: Pick<CodatKey, 'name' | 'holder' | 'arrival'>
  raw: string
}

type NotStored = Extract<CodatKeyOutcome, { outcome: 'not-stored' }>

const PRACTICE_KEY = /^PRACTICE/

/**
 * Recognises and stores a key. What a user can meet is data; raises `codat.key-name-taken`, `paste.not-practice`, and
 * `vault.*` or `record.*` for a store that failed.
 */
export async function takeKey(ports: TakeKeyPorts, { id, key, raw }: TakeKeyRequest): Promise<CodatKeyOutcome> {
  const client = await ports.records.get(id)
  const reading = readCodatKey(raw)
  if (!reading.ok) return notStored(reading.reason, raw.length)
  const { key: secret, form, cleaned, unusual } = reading
  const length = secret.length
  if (ports.mode === 'practice' && !PRACTICE_KEY.test(secret.expose())) throw new Failure('paste.not-practice')
  if (client.keys.some(({ name }) => name !== key.name && isSameName(name, key.name))) {
    throw new Failure('codat.key-name-taken')
  }
  if (keyIn(client, key.name) === undefined && client.keys.length >= MOST_KEYS)
    return notStored('too-many-keys', length)
  if (await isKeptAlready(ports, client, key.name, secret)) return notStored('same-as-other-key', length)
  const stored = await ports.shelf.store(id, key, secret)
  return { outcome: 'stored', length, cleaned: [...cleaned], form, unusual, client: await ports.view(stored) }
}

/** Whether another key of this client has this very value. A key that can't be read now is left out of the comparison. */
async function isKeptAlready(ports: TakeKeyPorts, client: CodatClient, name: string, secret: Secret): Promise<boolean> {
  for (const other of client.keys) {
    if (other.name !== name && (await ports.shelf.holds(client, other.name, secret))) return true
  }
  return false
}

export function notStored(reason: NotStored['reason'], length: number): NotStored {
  return { outcome: 'not-stored', reason, length }
}
