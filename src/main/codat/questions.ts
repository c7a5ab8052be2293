// Asking Codat for a client of ours: which key to use, what its answer says about the key, what can be stopped.
import type { CodatClient, CodatKey } from '../../domain/codat/schema'
import type { CodatBudget, CodatKeyCheck } from '../../domain/codat/said'
import type { CodatProgress } from '../../contract/codat'
import { Failure } from '../../domain/failure'
import type { Fetch } from '../ports'
import type { CodatApi } from './api'
import { type BudgetMeter, createBudgetMeter } from '../../domain/codat/budget'
import type { CodatClients } from './clients'
import type { CompaniesRead, ReadCompaniesOptions } from '../../domain/codat/companies'
import { keyToUse } from '../../domain/codat/key-slots'
import type { Sleep } from './pages'
import type { Patience } from '../../domain/codat/pages'
import type { CodatResult } from '../../domain/codat/problem'
import { afterVerdict, belongsTo, isNews, type KeyVerdict, verdictOf } from '../../domain/codat/key-verdict'
import { withoutUndefined } from '../../domain/without-undefined'
import { createStoppable } from '../stoppable'

export interface QuestionPorts {
  clients: CodatClients
  /** Codat's own fetch: no other host can be reached by it. */
  fetch: Fetch
  baseUrl: string
  onProgress?: (progress: CodatProgress) => void
  deadlineMs?: number
  sleep?: Sleep
  patience?: Patience
}

export interface CodatQuestions {
  /**
   * Asks with the named key, or the best one. What comes back says more about the key than the question: it is noted.
   * Raises `record.missing`, `codat.no-key` and `vault.*`.
   */
  ask<T>(
    id: string,
    key: string | undefined,
    question: (api: CodatApi) => Promise<CodatResult<T>>,
  ): Promise<CodatResult<T>>
  /** Whether Codat accepts a key, and whose key it is. Learns Codat's own id of the client at the first time. */
  checkKey(id: string, key: string | undefined): Promise<{ outcome: CodatKeyCheck; client: CodatClient }>
  /** Pages through all companies that fit the client's tags. */
  readCompanies(
    id: string,
    key: string | undefined,
    options: Omit<ReadCompaniesOptions, 'client'> & { signal?: AbortSignal },
  ): Promise<CompaniesRead>
  /** Reads under an id, so that it can be stopped; its progress is told. */
  refresh(id: string, key: string | undefined, refreshId: string): Promise<CompaniesRead>
  /** Stops a refresh. False if there is none of that id. */
  cancel(refreshId: string): boolean
  budget(id: string): CodatBudget
}

export function createCodatQuestions(ports: QuestionPorts): CodatQuestions {
  const { clients } = ports
  const { records, clock, random, activity, onChange } = clients.ports
  const meters = new Map<string, BudgetMeter>()
  const stoppable = createStoppable()

  const meterOf = (id: string): BudgetMeter => {
    const known = meters.get(id) ?? createBudgetMeter(clock)
    meters.set(id, known)
    return known
  }

  async function open(id: string, name: string | undefined) {
    const client = await records.get(id)
    const key = keyToUse(client, name)
    if (key === undefined) throw new Failure('codat.no-key')
    const secret = await clients.shelf.read(client, key.name)
    const { fetch, baseUrl, deadlineMs, sleep, patience } = ports
    const { openCodatApi } = await import('./api')
    const api = openCodatApi({
      fetch,
      baseUrl,
      key: secret,
      clock,
      random,
      meter: meterOf(id),
      ...withoutUndefined({ deadlineMs, sleep, patience }),
    })
    return { client, key, api }
  }

  /** Writes only what is news: a refusal, an acceptance after one, the first acceptance. */
  async function noteKey(client: CodatClient, key: CodatKey, verdict: KeyVerdict): Promise<void> {
    if (!isNews(key, verdict)) return
    await change(client.id, (current) => afterVerdict(current, key, verdict, clock.now().toISOString()))
    await activity.note(`codat-key.${verdict}`, client, { name: key.name })
  }

  async function change(id: string, edit: (client: CodatClient) => CodatClient): Promise<CodatClient> {
    const changed = await records.change(id, edit)
    onChange()
    return changed
  }

  const questions: CodatQuestions = {
    async ask(id, name, question) {
      const { client, key, api } = await open(id, name)
      const result = await question(api)
      const verdict = verdictOf(result)
      if (verdict !== null) await noteKey(client, key, verdict)
      return result
    },
    async checkKey(id, name) {
      const { client, key, api } = await open(id, name)
      const result = await api.checkKey()
      const verdict = verdictOf(result)
      const at = clock.now().toISOString()
      const codatId = result.ok ? result.value.codatId : null
      const belongs = belongsTo(client.codatId, codatId)
      const after = await change(id, (current) => ({
        ...(verdict === null ? current : afterVerdict(current, key, verdict, at)),
        ...(belongs === 'first-check' ? { codatId } : {}),
      }))
      if (verdict !== null) await activity.note(`codat-key.${verdict}`, client, { name: key.name })
      const outcome: CodatKeyCheck = result.ok
        ? { kind: 'accepted', codatId, belongs }
        : { kind: 'problem', problem: result.problem }
      return { outcome, client: after }
    },
    async readCompanies(id, name, options) {
      const { client, key, api } = await open(id, name)
      const read = await api.readCompanies({ ...options, client })
      if (read.summary.state === 'complete') await noteKey(client, key, 'accepted')
      const refused = read.summary.state === 'incomplete' && read.summary.problem?.kind === 'key-refused'
      if (refused) await noteKey(client, key, 'refused')
      return read
    },
    refresh: (id, name, refreshId) =>
      stoppable.run(refreshId, (signal) =>
        questions.readCompanies(id, name, {
          signal,
          onProgress: (progress) => ports.onProgress?.({ refreshId, ...progress }),
        }),
      ),
    cancel: stoppable.stop,
    budget: (id) => meterOf(id).read(),
  }
  return questions
}
