// What the walk asks Codat with the integration's own client: whether Xero is enabled, and how an inherited one stands.
import type { CodatBudget, CodatProblem } from '../../domain/codat/said'
import type { Integration } from '../../domain/guide/schema'
import type { CodatQuestions } from '../codat/questions'
import { Failure } from '../../domain/failure'
import type { Integrations } from './integrations'
import { inheritedSeenIn } from '../../domain/guide/answers'

export interface AskCodatPorts {
  integrations: Integrations
  questions: CodatQuestions
}

export interface Answered {
  integration: Integration
  /** Null when Codat answered. */
  problem: CodatProblem | null
  budget: CodatBudget
}

/** The Codat client of an integration. Raises `guide.no-codat-client`. */
export async function codatClientOf(integrations: Integrations, id: string): Promise<string> {
  const { evidence } = await integrations.get(id)
  if (evidence.codat === null) throw new Failure('guide.no-codat-client')
  return evidence.codat.id
}

/** Asks whether Xero is enabled, and keeps the answer with its time. A problem keeps what was known. */
export async function checkEnabled({ integrations, questions }: AskCodatPorts, id: string): Promise<Answered> {
  const clientId = await codatClientOf(integrations, id)
  const answer = await questions.ask(clientId, undefined, (api) => api.getXeroIntegration())
  const budget = questions.budget(clientId)
  if (!answer.ok) return { integration: (await integrations.get(id)).integration, problem: answer.problem, budget }
  const { present, enabled } = answer.value
  const at = integrations.ports.clock.now().toISOString()
  const integration = await integrations.change(id, (current) => ({
    ...current,
    enabledSeen: { at, present, enabled },
  }))
  return { integration, problem: null, budget }
}

/** Reads an integration that was live before: enabled, companies by status, and how many carry an error. */
export async function readInherited(ports: AskCodatPorts, id: string): Promise<Answered> {
  const { integrations, questions } = ports
  const enabled = await checkEnabled(ports, id)
  if (enabled.problem !== null) return enabled
  const clientId = await codatClientOf(integrations, id)
  const read = await questions.readCompanies(clientId, undefined, {})
  const budget = questions.budget(clientId)
  const inheritedSeen = inheritedSeenIn(read, integrations.ports.clock.now().toISOString())
  if (inheritedSeen === null) {
    const problem = read.summary.state === 'incomplete' ? read.summary.problem : null
    return { integration: enabled.integration, problem, budget }
  }
  const integration = await integrations.change(id, (current) => ({ ...current, inheritedSeen }))
  return { integration, problem: null, budget }
}
