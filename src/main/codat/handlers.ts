// The calls about Codat clients, over the services.
import type { Handlers } from '../../contract/api'
import { withoutUndefined } from '../../domain/without-undefined'
import type { codatCalls } from '../../contract/codat'
import type { CodatClients } from './clients'
import type { CodatQuestions } from './questions'
import { clipboardText } from '../clipboard-text'
import { notStored, takeKey, type TakeKeyPorts, type TakeKeyRequest } from './take-key'

type CodatHandlers = Pick<Handlers, keyof typeof codatCalls>

export function codatHandlers(services: { clients: CodatClients; questions: CodatQuestions }): CodatHandlers {
  const { clients, questions } = services
  const { records, activity, clipboard, prompts, clock, mode, onChange } = clients.ports
  const taking: TakeKeyPorts = { records, shelf: clients.shelf, mode, view: clients.view }

  async function take(request: TakeKeyRequest, how: 'pasted' | 'typed') {
    const outcome = await takeKey(taking, request)
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
    deleteCodatClient: async ({ id }) => ({ deleted: await clients.remove(id) }),
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
    async removeCodatKey({ id, key }) {
      const { removed, client } = await clients.removeKey(id, key)
      return { removed, client: await clients.view(client) }
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
