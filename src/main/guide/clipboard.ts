// "What is on my clipboard?": one of the values Latchkey knows, or none of them. The value itself never leaves main.
import { type ClipboardHolds, looksLike } from '../../domain/guide/views'
import type { SlotNumber, XeroApp } from '../../domain/xero-apps/schema'
import type { Holder } from '../shelf/shelf'
import { sameClientId, secretToJudge } from '../../domain/guide/evidence'

export interface ClipboardKnowledge {
  readonly app: XeroApp
  readonly others: readonly XeroApp[]
  /** Which slots of these apps hold exactly this value; one that can't be read is none. */
  holders(among: readonly XeroApp[], value: string): Promise<readonly Holder<XeroApp, SlotNumber>[]>
  /** The name of the Codat client one of whose keys this is, or null. */
  codatKeyOf(value: string): Promise<string | null>
}

/** Longer than any key, short enough to compare at once. */
const MOST = 10_000

/** What a text is. Surrounding space is said, not forgiven: Codat's form would keep it. */
export async function readClipboardText(text: string, known: ClipboardKnowledge): Promise<ClipboardHolds> {
  if (text.trim() === '') return { kind: 'empty' }
  if (text.length > MOST) return { kind: 'too-long' }
  const value = text.trim()
  const exact = value === text
  const { app, others } = known
  if (app.clientId !== '' && sameClientId(app.clientId, value)) return { kind: 'this-client-id', exact }
  const current = secretToJudge(app)?.slot ?? null
  const holders = await known.holders([app, ...others], value)
  const own = holders.find(({ record }) => record.id === app.id)
  if (own !== undefined) {
    const slot = own.name
    const isCurrent = app.rotation === null ? slot === current : slot === app.rotation.newSlot
    return isCurrent ? { kind: 'this-secret', slot, exact } : { kind: 'old-secret', slot }
  }
  for (const other of others) {
    if (other.clientId !== '' && sameClientId(other.clientId, value)) {
      return { kind: 'other-app', what: 'client-id', name: other.name }
    }
    if (holders.some(({ record }) => record.id === other.id)) {
      return { kind: 'other-app', what: 'secret', name: other.name }
    }
  }
  const codat = await known.codatKeyOf(value)
  if (codat !== null) return { kind: 'codat-key', name: codat }
  return { kind: 'neither', looksLike: looksLike(value) }
}
