// The calls about Codat clients, with main's questions before anything dangerous; and a key's way from a paste to its place.
import type { Handlers } from '../../contract/api'
import { withoutUndefined } from '../../domain/without-undefined'
import type { codatCalls } from '../../contract/codat'
import type { codatClientCalls, CodatKeyOutcome } from '../../contract/codat-clients'
import type { CodatClients } from './clients'
import type { CodatQuestions } from './questions'
import { clipboardText } from '../clipboard-text'
import { isDeepStrictEqual } from 'node:util'
import { type CodatClient, type CodatKey, MOST_KEYS } from '../../domain/codat/schema'
import { isSameName, keyIn } from '../../domain/codat/key-slots'
import { type PastedKey, readPastedKey } from '../../domain/codat/pasted-key'
import { deletionQuestion, removalQuestion } from '../../domain/codat/questions'
import { Failure } from '../../domain/failure'
import { Secret } from '../secret'

type CodatHandlers = Pick<Handlers, keyof typeof codatClientCalls | keyof typeof codatCalls>

export function codatHandlers(services: { clients: CodatClients; questions: CodatQuestions }): CodatHandlers {
  const { clients, questions } = services
  const { records, activity, clipboard, prompts, clock, onChange } = clients.ports

  async function take(request: TakeKeyRequest, how: 'pasted' | 'typed') {
    const outcome = await takeKey(clients, request)
    if (outcome.outcome === 'not-stored') return outcome
    await activity.note('codat-key.stored', outcome.client, {
      name: request.key.name,
      more: `${how}, ${request.key.arrival}`,
    })
    onChange()
    return outcome
  }

  /** What was answered, with the budget after it, when, and how long it took. */
  async function timed<T>(id: string, question: () => Promise<T>) {
    const from = clock.monotonic()
    const answer = await question()
    const tookMs = Math.max(0, clock.monotonic() - from)
    return { answer, rest: { budget: questions.budget(id), at: clock.now().toISOString(), tookMs } }
  }

  return {
    listCodatClients: () => clients.list(),
    addCodatClient: async (fields) => clients.view(await clients.add(fields)),
    updateCodatClient: async ({ id, fields }) => clients.view(await clients.update(id, withoutUndefined(fields))),
    async deleteCodatClient({ id }) {
      for (;;) {
        const question = deletionQuestion(await records.get(id))
        if (!(await prompts.confirm(question))) return { deleted: false }
        // Asked again where it is no longer what was asked about.
        const isStill = (current: CodatClient) => isDeepStrictEqual(deletionQuestion(current), question)
        const client = await clients.shelf.deleteAll(id, isStill)
        if (client === null) continue
        await activity.note('codat-client.deleted', client)
        onChange()
        return { deleted: true }
      }
    },
    async pasteCodatKey({ id, key: name, holder, arrival }) {
      const pasted = await clipboardText(clipboard)
      if ('none' in pasted) return notStored(pasted.none, 0)
      return take({ id, key: { name, holder, arrival }, raw: pasted.text }, 'pasted')
    },
    async typeCodatKey({ id, key: name, holder, arrival }) {
      const client = await records.get(id)
      const typed = await prompts.enterSecret({
        title: `${client.name}: API key “${name}”`,
        label: 'API key',
        hint: 'Paste or type it here. This window belongs to Latchkey itself; the rest of the app never sees the value.',
      })
      if (typed === null) return notStored('cancelled', 0)
      return take({ id, key: { name, holder, arrival }, raw: typed.expose() }, 'typed')
    },
    async removeCodatKey({ id, key: name }) {
      const client = await records.get(id)
      const key = keyIn(client, name)
      const asked = key !== undefined && (await prompts.confirm(removalQuestion(client, name)))
      const after = asked ? await clients.shelf.remove(id, name, key.storedAt) : null
      if (after === null) return { removed: false, client: await clients.view(await records.get(id)) }
      await activity.note('codat-key.removed', client, { name })
      onChange()
      return { removed: true, client: await clients.view(after) }
    },
    async checkCodatKey({ id, key }) {
      const { answer, rest } = await timed(id, () => questions.checkKey(id, key))
      return { outcome: answer.outcome, client: await clients.view(answer.client), ...rest }
    },
    async getXeroIntegration({ id, key }) {
      const { answer, rest } = await timed(id, () => questions.ask(id, key, (api) => api.getXeroIntegration()))
      const outcome = answer.ok
        ? ({ kind: 'read', integration: answer.value } as const)
        : ({ kind: 'problem', problem: answer.problem } as const)
      return { outcome, ...rest }
    },
    async refreshCompanies({ id, key, refreshId }) {
      const { answer, rest } = await timed(id, () => questions.refresh(id, key, refreshId))
      return { summary: answer.summary, ...rest }
    },
    cancelCodat: async ({ refreshId }) => ({ cancelled: questions.cancel(refreshId) }),
  }
}

type Refused = Extract<PastedKey, { ok: false }>
type CodatKeyReading = Refused | (Omit<Extract<PastedKey, { ok: true }>, 'key'> & { readonly key: Secret })

/** Reads a pasted key, and wraps it before it goes anywhere. */
export function readCodatKey(pasted: string): CodatKeyReading {
  const reading = readPastedKey(pasted)
  return reading.ok ? { ...reading, key: new Secret(reading.key) } : reading
}

interface TakeKeyRequest {
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
async function takeKey(clients: CodatClients, { id, key, raw }: TakeKeyRequest): Promise<CodatKeyOutcome> {
  const client = await clients.ports.records.get(id)
  const reading = readCodatKey(raw)
  if (!reading.ok) return notStored(reading.reason, raw.length)
  const { key: secret, form, cleaned, unusual } = reading
  const length = secret.length
  if (clients.ports.mode === 'practice' && !PRACTICE_KEY.test(secret.expose())) throw new Failure('paste.not-practice')
  if (client.keys.some(({ name }) => name !== key.name && isSameName(name, key.name))) {
    throw new Failure('codat.key-name-taken')
  }
  if (keyIn(client, key.name) === undefined && client.keys.length >= MOST_KEYS)
    return notStored('too-many-keys', length)
  const isOther = ({ name }: { name: string }) => name !== key.name
  // A key that can't be read now is left out of the comparison.
  if ((await clients.shelf.holders([client], secret)).some(isOther)) return notStored('same-as-other-key', length)
  const stored = await clients.shelf.store(id, key, secret)
  return { outcome: 'stored', length, cleaned: [...cleaned], form, unusual, client: await clients.view(stored) }
}

function notStored(reason: NotStored['reason'], length: number): NotStored {
  return { outcome: 'not-stored', reason, length }
}
